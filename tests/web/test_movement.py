"""What would move if other values stood in the form, as the page shows it."""

from decimal import Decimal

from jiqun.core import whatif
from jiqun.core.case import Case
from jiqun.core.rules import Finding, Rank, check
from jiqun.web.checks.movement import Moved, MovedFinding, Movement, movement, paired
from jiqun.web.checks.trial import typed_trial
from tests.web.trials import CLEAN, SHARE, VIOLATION, posted, tried


def moved(*rows: tuple[str, str]) -> Movement:
    case = Case(facts=CLEAN)
    return movement(case, tried(*rows), check(case).findings)


def test_what_would_move() -> None:
    found = moved((SHARE, "70"))
    assert found.cells == (Moved(SHARE, "78.35%", "70.00%"),)
    turned = {
        (c.level, c.label): (c.was.outcome.label, c.now.outcome.label)
        for c in found.criteria
        if c.turned
    }
    assert turned == {("北京市", "中小企业产值占比"): ("达到", "未达到")}
    assert {c.level for c in found.criteria if c.label == "中小企业产值占比"} == {"国家", "北京市"}
    assert Moved("2023年中小企业产值", "54.44亿元", "48.64亿元") in found.figures


def test_criteria_show_the_measure_that_decides_at_both_times() -> None:
    beijing = next(c for c in moved((SHARE, "70")).criteria if c.turned)
    was, now = beijing.both
    assert was.name == now.name == "2023年集群内中小企业产值占集群总产值比例"
    assert was.gauge and now.gauge
    assert (was.gauge.value, now.gauge.value) == ("78.35%", "70.00%")
    assert (was.gauge.margin, now.gauge.margin) == ("高出8.35个百分点", "正好在线上，还不够")


def test_answers_have_no_picture() -> None:
    national = next(c for c in moved((VIOLATION, "是")).criteria if c.level == "国家")
    assert [(j.outcome.label, j.answer, j.gauge) for j in national.both] == [
        ("达到", "没有", None),
        ("未达到", "有", None),
    ]


def blocking(moved: tuple[MovedFinding, ...]) -> list[str]:
    return [pair.finding.rule for pair in moved if pair.finding.rank is Rank.BLOCK]


def test_findings_gone_new_and_changed_are_told_apart() -> None:
    """A wrong growth is one finding, another wrong growth the same one with other figures."""
    case = Case(facts=CLEAN.overlay({"leading_output_growth": Decimal("20.00")}))
    findings = check(case).findings
    rows = [("leading_output_growth", "30"), (VIOLATION, "是")]
    found = movement(case, typed_trial(posted(*rows), case.facts), findings)
    assert [blocking(pairs) for pairs in (found.gone, found.new, found.changed)] == [
        [],
        ["R1-13"],
        ["R2-06"],
    ]
    assert "30.00%" in found.changed[0].finding.message
    assert found.ranks[0] == (Rank.BLOCK, 1, 2)


def test_a_value_put_right_is_a_finding_gone() -> None:
    case = Case(facts=CLEAN.overlay({"leading_output_growth": Decimal("20.00")}))
    trial = typed_trial(posted(("leading_output_growth", "16.31")), case.facts)
    found = movement(case, trial, check(case).findings)
    assert [blocking(pairs) for pairs in (found.gone, found.new, found.changed)] == [
        ["R2-06"],
        [],
        [],
    ]
    assert found.ranks[0] == (Rank.BLOCK, 1, 0)
    assert found.summary == f"问题消失{len(found.gone)}处。"


def test_the_summary_counts_what_moved() -> None:
    found = moved((VIOLATION, "是"))
    assert blocking(found.new) == ["R1-13"]
    assert found.summary == f"问题新增{len(found.new)}处，认定标准有2项结论改变。"


def test_what_cannot_be_computed_any_more_says_so() -> None:
    found = moved(("output.2023", "空白"))
    assert Moved("2023年主导产业产值", "58.40亿元", "算不出") in found.figures


def test_the_same_value_moves_nothing() -> None:
    found = moved((SHARE, "78.35"))
    assert (found.cells, found.criteria, found.figures) == ((), (), ())
    assert (found.gone, found.new, found.changed) == ((), (), ())
    assert found.summary == "问题和认定标准的结论都不变。"


def test_two_findings_on_one_cell_stay_two() -> None:
    """Each that is gone takes one that is new with it, and no more."""
    old, new = (
        [Finding("RT-01", Rank.HINT, "八", ("chain",), f"{when}{n}。", ()) for n in (1, 2, 3)]
        for when in ("原", "新")
    )
    moved = whatif.Moved((), tuple(old[:2]), tuple(new), (), ())
    assert list(paired(moved)) == [
        MovedFinding(old[0], new[0]),
        MovedFinding(old[1], new[1]),
        MovedFinding(None, new[2]),
    ]
