"""Figures of part 二, on a declaration worked out by hand, and the mistakes they know."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.figures import Figures
from jiqun.core.interval import Interval
from tests.core.figures.corners import assert_spans, corners, figures

#: Round figures, so that every mistake looks different. Leading output: 40, 50, 55, 88 亿元.
BY_HAND = {
    "output.2020": "80.00",
    "output.2021": "100.00",
    "output.2022": "100.00",
    "output.2023": "160.00",
    "leading_output_share.2020": "50.00",
    "leading_output_share.2021": "50.00",
    "leading_output_share.2022": "55.00",
    "leading_output_share.2023": "55.00",
    "sme_output_share.2020": "75.00",
    "sme_output_share.2021": "80.00",
    "sme_output_share.2022": "80.00",
    "sme_output_share.2023": "70.00",
    "output_district_share.2023": "32.00",
    "revenue.2021": "96.00",
    "revenue.2023": "150.00",
    "firms.2023": "200",
    "specialized_smes.2023": "20",
    "little_giants.2023": "6",
    "champions.2023": "2",
    "innovative_smes.2023": "30",
    "high_tech_firms.2023": "25",
    "fdi_usd.2020": "500.00",
    "fdi_usd.2023": "1000.00",
    "exports_usd.2022": "2000.00",
    "usd_rate.2022": "6.7300",
    "fdi.2020": "3000.00",
    "fdi.2021": "4000.00",
    "fdi.2022": "5000.00",
    "fdi.2023": "无",
    "exports.2020": "无",
    "exports.2021": "200.00",
    "exports.2022": "150.00",
    "exports.2023": "300.00",
}


def told(key: str, book: Figures) -> list[tuple[str, str, str]]:
    """Each reading: its name, its value and the sum."""
    readings = book[key].known
    return [(r.name, f"{r.quantity.rounded:f}", r.quantity.sum) for r in readings]


@pytest.mark.parametrize(
    ("key", "label", "unit", "readings"),
    [
        (
            "leading_output.2020",
            "2020年主导产业产值",
            "亿元",
            [("", "40.00", "80.00 × 50.00%")],
        ),
        ("leading_output.2023", "2023年主导产业产值", "亿元", [("", "88.00", "160.00 × 55.00%")]),
        ("sme_output.2020", "2020年中小企业产值", "亿元", [("", "60.00", "80.00 × 75.00%")]),
        ("sme_output.2023", "2023年中小企业产值", "亿元", [("", "112.00", "160.00 × 70.00%")]),
        (
            "output_growth",
            "集群总产值年均增速",
            "%",
            [
                ("2021—2023年，两个间隔", "26.49", "（√（160.00 ÷ 100.00） － 1） × 100%"),
                ("2020—2023年，三个间隔", "25.99", "（³√（160.00 ÷ 80.00） － 1） × 100%"),
            ],
        ),
        (
            "leading_output_growth",
            "主导产业产值年均增速",
            "%",
            [
                ("2021—2023年，两个间隔", "32.66", "（√（88.00 ÷ 50.00） － 1） × 100%"),
                ("2020—2023年，三个间隔", "30.06", "（³√（88.00 ÷ 40.00） － 1） × 100%"),
            ],
        ),
        (
            "sme_output_growth",
            "中小企业产值年均增速",
            "%",
            [
                ("2021—2023年，两个间隔", "18.32", "（√（112.00 ÷ 80.00） － 1） × 100%"),
                ("2020—2023年，三个间隔", "23.13", "（³√（112.00 ÷ 60.00） － 1） × 100%"),
            ],
        ),
        (
            "revenue_growth",
            "集群营业收入年均增速",
            "%",
            [("2021—2023年，两个间隔", "25.00", "（√（150.00 ÷ 96.00） － 1） × 100%")],
        ),
        (
            "district_output.2023",
            "2023年由占比推得的全区产值",
            "亿元",
            [("", "500.00", "160.00 ÷ 32.00%")],
        ),
        (
            "output_per_firm.2023",
            "2023年每家企业平均产值",
            "万元",
            [("", "8000.00", "160.00 × 10000 ÷ 200")],
        ),
        (
            "fdi.2020",
            "2020年外商直接投资额（由美元折算）",
            "万元",
            [("", "3448.80", "500.00 × 6.8976")],
        ),
        (
            "fdi.2023",
            "2023年外商直接投资额（由美元折算）",
            "万元",
            [("", "7046.70", "1000.00 × 7.0467")],
        ),
        (
            "exports.2022",
            "2022年出口贸易额（由美元折算）",
            "万元",
            [("", "13460.00", "2000.00 × 6.73")],
        ),
        (
            "fdi_growth.2021",
            "2021年外商直接投资额增长率",
            "%",
            [("", "33.33", "（4000.00 ÷ 3000.00 － 1） × 100%")],
        ),
        (
            "fdi_growth.2023",
            "2023年外商直接投资额增长率",
            "%",
            [("", "-100.00", "（无 ÷ 5000.00 － 1） × 100%")],
        ),
        (
            "exports_growth.2022",
            "2022年出口贸易额增长率",
            "%",
            [("", "-25.00", "（150.00 ÷ 200.00 － 1） × 100%")],
        ),
        (
            "top_titles.2023",
            "2023年制造业单项冠军和专精特新“小巨人”企业数量",
            "家",
            [("按称号相加", "8.00", "2 ＋ 6")],
        ),
    ],
)
def test_what_each_figure_comes_to(
    key: str, label: str, unit: str, readings: list[tuple[str, str, str]]
) -> None:
    book = figures(BY_HAND)
    computed = book[key]
    assert (computed.label, computed.unit, told(key, book)) == (label, unit, readings)


def spans(key: str) -> list[tuple[str, str, tuple[int, int]]]:
    """Each reading: its name, its value and the whole numbers between which it lies."""
    found = []
    for reading in figures(BY_HAND)[key].known:
        interval = reading.quantity.interval
        assert interval is not None
        found.append(
            (reading.name, f"{reading.quantity.value:f}", (int(interval.low), int(interval.high)))
        )
    return found


def test_quality_smes_are_counted_in_three_ways() -> None:
    assert figures(BY_HAND)["quality_smes.2023"].label == "2023年优质中小企业数量"
    assert spans("quality_smes.2023") == [
        ("小巨人计入专精特新", "50", (50, 50)),
        ("按称号相加", "56", (56, 56)),
        ("同一企业只计一次（上下限）", "56", (30, 56)),
    ]


def test_titles_of_the_standard_are_counted_in_two_ways() -> None:
    assert figures(BY_HAND)["titles.2023"].label == "2023年专精特新、创新型和国家级高新技术企业数量"
    assert spans("titles.2023") == [
        ("按称号相加", "75", (75, 75)),
        ("同一企业只计一次（上下限）", "75", (30, 75)),
    ]


@pytest.mark.parametrize(
    ("key", "declared", "slip"),
    [
        ("leading_output_growth", "76.00", "与三年累计增长率一致，应换算为年均增速"),
        (
            "leading_output_growth",
            "26.49",
            "与集群总产值的年均增速一致，本栏应填主导产业产值的年均增速",
        ),
        ("leading_output_growth", "50.00", ""),
        # 5000 after 4000 is a quarter more; but the difference is a fifth of the later.
        ("fdi_growth.2022", "20.00", "与除以当年数的结果一致，增长率应除以上年数"),
        ("fdi_growth.2022", "0.25", "与未乘100%的小数一致，本栏单位为%"),
        ("fdi_growth.2022", "125.00", "与当年为上年的百分之几一致，增长率还应减去100%"),
        ("fdi_growth.2022", "25.20", ""),
        ("exports_growth.2023", "50.00", "与除以当年数的结果一致，增长率应除以上年数"),
        ("exports_growth.2023", "1.00", "与未乘100%的小数一致，本栏单位为%"),
        ("exports_growth.2023", "200.00", "与当年为上年的百分之几一致，增长率还应减去100%"),
    ],
)
def test_known_mistakes(key: str, declared: str, slip: str) -> None:
    book = figures({**BY_HAND, key: declared})
    assert not book[key].fits(book.given(key))
    assert book.slip_of(key, book.given(key)) == slip


@pytest.mark.parametrize(
    ("key", "input"),
    [
        ("leading_output.2023", "output.2023"),
        ("leading_output.2023", "leading_output_share.2023"),
        ("sme_output.2023", "sme_output_share.2023"),
        ("revenue_growth", "revenue.2021"),
        ("district_output.2023", "output_district_share.2023"),
        ("output_per_firm.2023", "firms.2023"),
        ("fdi.2023", "fdi_usd.2023"),
        ("exports.2022", "exports_usd.2022"),
        ("fdi_growth.2021", "fdi.2020"),
        ("exports_growth.2023", "exports.2022"),
        ("quality_smes.2023", "innovative_smes.2023"),
        ("top_titles.2023", "champions.2023"),
        ("titles.2023", "high_tech_firms.2023"),
    ],
)
def test_what_is_computed_from_a_blank_is_blank(key: str, input: str) -> None:
    assert figures(BY_HAND)[key].known
    blank = figures({k: typed for k, typed in BY_HAND.items() if k != input})[key]
    assert (blank.known, blank.value) == ((), None)


def test_the_years_before_can_be_left_out() -> None:
    """Without 2020 the growth of leading output has its first reading still, and is computed from
    other keys."""
    book = figures({key: typed for key, typed in BY_HAND.items() if not key.endswith("2020")})
    growth = book["leading_output_growth"]
    assert [reading.name for reading in growth.known] == ["2021—2023年，两个间隔"]
    assert growth.inputs == (
        *("output.2023", "leading_output_share.2023"),
        *("output.2021", "leading_output_share.2021"),
    )


@pytest.mark.parametrize("nothing", ["无", "0", "0.00"])
def test_nothing_grows_from_zero_and_no_share_is_of_it(nothing: str) -> None:
    zero = {
        "output_district_share.2023": nothing,
        "firms.2023": nothing.removesuffix(".00"),
        "exports.2022": nothing,
        "output.2020": nothing,
        "output.2021": nothing,
    }
    book = figures({**BY_HAND, **zero})
    for key in (
        *("district_output.2023", "output_per_firm.2023", "exports_growth.2023"),
        *("output_growth", "leading_output_growth", "sme_output_growth"),
    ):
        assert book[key].known == (), key


def test_none_counts_as_zero() -> None:
    book = figures({**BY_HAND, "champions.2023": "无", "little_giants.2023": "无"})
    assert told("top_titles.2023", book) == [("按称号相加", "0.00", "无 ＋ 无")]
    assert told("quality_smes.2023", book)[:2] == [
        ("小巨人计入专精特新", "50.00", "30 ＋ 20"),
        ("按称号相加", "50.00", "30 ＋ 20 ＋ 无"),
    ]


# --- Against every corner of what the printed figures may be ---

AMOUNTS = st.decimals("0.01", "99999.99", places=2).map(str)
SHARES = st.decimals("0.01", "99.99", places=2).map(str)
COUNTS = st.integers(1, 100_000).map(str)


def interval_of(key: str, **typed: str) -> Interval | None:
    (reading,) = figures({name.replace("__", "."): v for name, v in typed.items()})[key].known
    return reading.quantity.interval


@given(output=AMOUNTS, share=SHARES)
@pytest.mark.parametrize(
    ("key", "share_of"),
    [("leading_output.2022", "leading_output_share"), ("sme_output.2022", "sme_output_share")],
)
def test_an_output_by_its_share(key: str, share_of: str, output: str, share: str) -> None:
    spanned = interval_of(key, output__2022=output, **{f"{share_of}__2022": share})
    assert_spans(spanned, *corners(lambda o, s: o * s / 100, output, share))


@given(output=AMOUNTS, share=SHARES)
def test_the_district_by_its_share(output: str, share: str) -> None:
    spanned = interval_of(
        "district_output.2022", output__2022=output, output_district_share__2022=share
    )
    assert_spans(spanned, *corners(lambda o, s: o / s * 100, output, share))


@given(output=AMOUNTS, firms=COUNTS)
def test_output_per_firm(output: str, firms: str) -> None:
    spanned = interval_of("output_per_firm.2022", output__2022=output, firms__2022=firms)
    assert_spans(spanned, *corners(lambda o, f: o * 10_000 / f, output, firms))


@given(now=AMOUNTS, before=AMOUNTS)
@pytest.mark.parametrize("id", ["fdi", "exports"])
def test_growth_of_foreign_money(id: str, now: str, before: str) -> None:
    typed = {f"{id}__2022": now, f"{id}__2021": before}
    spanned = interval_of(f"{id}_growth.2022", **typed)
    assert_spans(spanned, *corners(lambda n, b: (n / b - 1) * 100, now, before))


@given(amounts=st.tuples(AMOUNTS, SHARES, AMOUNTS, SHARES))
def test_growth_of_leading_output(amounts: tuple[str, str, str, str]) -> None:
    output, share, before, share_before = amounts
    spanned = interval_of(
        "leading_output_growth",
        output__2023=output,
        leading_output_share__2023=share,
        output__2021=before,
        leading_output_share__2021=share_before,
    )
    least, greatest = corners(lambda o, s, b, t: o * s / (b * t), *amounts)
    assert spanned is not None
    low, high = ((1 + Fraction(end) / 100) ** 2 for end in (spanned.low, spanned.high))
    assert low <= least and greatest <= high
    assert (least - low) / least < Fraction(1, 10**25)
    assert (high - greatest) / greatest < Fraction(1, 10**25)


@given(counts=st.tuples(*[st.integers(0, 500).map(str)] * 3))
def test_firms_without_doubles(counts: tuple[str, str, str]) -> None:
    """Somewhere between all titles with the same firms and none of them twice."""
    ids = ("innovative_smes.2023", "specialized_smes.2023", "little_giants.2023")
    *_, reading = figures(dict(zip(ids, counts, strict=True)))["quality_smes.2023"].known
    numbers = [int(count) for count in counts]
    interval = reading.quantity.interval
    assert interval is not None
    assert (interval.low, interval.high) == (max(numbers), sum(numbers))
