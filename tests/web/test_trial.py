"""What if: which values can be tried, and what is refused."""

from decimal import Decimal

import pytest

from jiqun.core.form.model import FIGURES, Kind
from jiqun.web.checks.trial import (
    Offer,
    Trial,
    Tried,
    offers,
    typed_trial,
)
from tests.declarations import blank
from tests.web.trials import CLEAN, SHARE, VIOLATION, posted, tried


def test_every_figure_and_choice_can_be_tried() -> None:
    found = list(offers(CLEAN))
    assert Offer(SHARE, "二、主导产业情况", "78.35%") in found
    assert Offer("集群企业数量（2023年）", "二、主导产业情况", "67家") in found
    assert Offer(VIOLATION, "一、基本情况", "否") in found
    assert Offer("集群营业收入（亿元）（2023年）", "测算底稿", "68.35亿元") in found
    kinds = [place.field.kind for place in CLEAN.edition.places.values()]
    assert len(found) == sum(kind in (*FIGURES, Kind.CHOICE) for kind in kinds)
    assert len({offer.called for offer in found}) == len(found)
    assert {offer.current for offer in offers(blank())} == {"空白"}


def test_what_is_typed_is_read_as_anywhere() -> None:
    trial = tried(
        (f" {SHARE} ", " ６９．５ %"), (VIOLATION, "是"), ("firms.2023", "空白"), ("", " ")
    )
    assert trial == Trial(
        rows=(
            Tried(SHARE, "６９．５ %", "78.35%"),
            Tried(VIOLATION, "是", "否"),
            Tried("集群企业数量（2023年）", "空白", "67家"),
        ),
        values={"sme_output_share.2023": Decimal("69.50"), "serious_violation": "yes",
                "firms.2023": None},
    )  # fmt: skip
    assert trial.runs


@pytest.mark.parametrize(
    ("name", "value", "current", "sentence"),
    [
        (SHARE, "abc", "78.35%", "“abc”不是数字，请改正后再试。"),
        (
            SHARE,
            "70亿元",
            "78.35%",
            "“70亿元”中的“亿元”无法识别，单位应为“%”，请改正后再试。",
        ),
        (SHARE, "", "78.35%", "请填假设的值；要看空着的结果，请填“空白”。"),
        ("", "70", "", "请选择栏目。"),
        ("产值", "70", "", "没有“产值”这一栏，请输入几个字后从列表中选择。"),
        ("集群名称", "某集群", "", "没有“集群名称”这一栏，请输入几个字后从列表中选择。"),
        ("cluster_name", "某集群", "", "没有“cluster_name”这一栏，请输入几个字后从列表中选择。"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_one_sentence(
    name: str, value: str, current: str, sentence: str
) -> None:
    trial = tried((name, value), (VIOLATION, "否"))
    assert trial.rows[0] == Tried(name, value, current, sentence)
    assert (trial.refused, trial.runs) == (True, False)


def test_the_same_field_twice_is_refused() -> None:
    trial = tried((SHARE, "70"), (SHARE, "80"))
    assert trial.rows == (
        Tried(SHARE, "70", "78.35%"),
        Tried(SHARE, "80", "78.35%", f"“{SHARE}”填了两次，请只留一行。"),
    )


def test_a_choice_says_what_can_be_chosen() -> None:
    (row,) = tried((VIOLATION, "也许")).rows
    assert row.refused.startswith("没有“也许”这个选项")
    assert row.refused.endswith("请改正后再试。")


def test_there_is_always_a_free_row_until_there_are_ten() -> None:
    names = [offer.called for offer in offers(CLEAN)]
    rows = [(name, "1") for name in names[7:27]]
    shown = [len(typed_trial(posted(*rows[:n]), CLEAN).shown) for n in (0, 1, 2, 3, 9, 10, 20)]
    assert shown == [3, 3, 3, 4, 10, 10, 10]
    assert len(typed_trial(posted(*rows), CLEAN).rows) == 10


def test_half_a_row_is_no_row() -> None:
    query = posted((SHARE, "70"))
    query.appendlist("try.field", VIOLATION)
    assert typed_trial(query, CLEAN) == tried((SHARE, "70"))
