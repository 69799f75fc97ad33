"""Figures of part 四: shares of firms, by hand and against fractions, and known mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.figures import Figures
from tests.core.figures.corners import assert_spans, corners, figures

BY_HAND = {
    "firms.2023": "100",
    "smes.2022": "50",
    "smes.2023": "80",
    "cloud_smes": "40",
    "iiot_smes": "24",
    "software_users.2021": "30",
    "software_asked.2021": "90",
    "software_users.2023": "无",
    "software_asked.2023": "100",
}


def told(key: str, book: Figures) -> list[tuple[str, str, str]]:
    """Each reading: its name, its value and the sum."""
    readings = book[key].known
    return [(r.name, f"{r.quantity.rounded:f}", r.quantity.sum) for r in readings]


@pytest.mark.parametrize(
    ("key", "label", "readings"),
    [
        ("cloud_rate", "中小企业上云比例", [("", "50.00", "40 ÷ 80 × 100%")]),
        ("iiot_rate", "工业互联网平台应用普及率", [("", "30.00", "24 ÷ 80 × 100%")]),
        ("software_rate.2021", "2021年工业软件应用率", [("", "33.33", "30 ÷ 90 × 100%")]),
        ("software_rate.2022", "2022年工业软件应用率", []),
        ("software_rate.2023", "2023年工业软件应用率", [("", "0.00", "无 ÷ 100 × 100%")]),
    ],
)
def test_what_each_figure_comes_to(
    key: str, label: str, readings: list[tuple[str, str, str]]
) -> None:
    book = figures(BY_HAND)
    computed = book[key]
    assert (computed.label, computed.unit, told(key, book)) == (label, "%", readings)


@pytest.mark.parametrize(
    ("key", "declared", "slip"),
    [
        ("cloud_rate", "40.00", "与除以集群全部企业数一致，应除以中小企业数量"),
        ("cloud_rate", "80.00", "与除以上一年中小企业数量一致，应除以同一年的数量"),
        ("cloud_rate", "0.50", "与未乘100%的小数一致，本栏单位为%"),
        ("cloud_rate", "50.01", ""),
        ("iiot_rate", "24.00", "与除以集群全部企业数一致，应除以中小企业数量"),
        ("iiot_rate", "48.00", "与除以上一年中小企业数量一致，应除以同一年的数量"),
        ("iiot_rate", "0.30", "与未乘100%的小数一致，本栏单位为%"),
    ],
)
def test_known_mistakes(key: str, declared: str, slip: str) -> None:
    book = figures({**BY_HAND, key: declared})
    assert not book[key].fits(book.given(key))
    assert book.slip_of(key, book.given(key)) == slip


@pytest.mark.parametrize(
    ("input", "key"),
    [
        ("cloud_smes", "cloud_rate"),
        ("iiot_smes", "iiot_rate"),
        ("smes.2023", "cloud_rate"),
        ("software_users.2021", "software_rate.2021"),
        ("software_asked.2021", "software_rate.2021"),
    ],
)
def test_blanks_leave_no_share_and_nobody_has_none(input: str, key: str) -> None:
    blank = figures({k: typed for k, typed in BY_HAND.items() if k != input})
    assert blank[key].known == ()
    nobody = figures({**BY_HAND, input: "无"})[key]
    assert [f"{r.quantity.rounded:f}" for r in nobody.known] == (
        [] if input in ("smes.2023", "software_asked.2021") else ["0.00"]
    )


@given(count=st.integers(0, 5000).map(str), smes=st.integers(1, 5000).map(str))
@pytest.mark.parametrize("key", ["cloud_rate", "iiot_rate"])
def test_a_share_of_counts_is_exact(key: str, count: str, smes: str) -> None:
    typed = {key.replace("rate", "smes"): count, "smes.2023": smes}
    (reading,) = figures(typed)[key].known
    assert_spans(reading.quantity.interval, *corners(lambda c, s: c / s * 100, count, smes))
