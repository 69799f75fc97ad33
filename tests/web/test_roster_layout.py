"""What was read, and the firms with their filters."""

from dataclasses import replace

import pytest

from jiqun.core.case import Case
from jiqun.core.facts import Problem
from jiqun.core.rank import Rank
from jiqun.core.roster.book import TypedRows
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.typed import typed_over
from jiqun.documents.workbook.handed import Handed, Note
from jiqun.web.checks import roster as laid_out
from jiqun.web.checks.layout import Tally
from jiqun.web.checks.roster import Choice, Filters, Firm, RosterView, lay_out_roster
from tests.declarations import blank
from tests.rosters import roster_behind, sound_roster

HEADS = ("2023年产值（万元）", "2023年营业收入（万元）", "2023年从业人员期末数（人）")


def view(
    typed: TypedRows, *, notes: tuple[Note, ...] = (), over: Roster | None = None
) -> RosterView:
    roster = typed_over(over or sound_roster(), typed)
    case = Case(facts=blank(), roster=roster)
    return lay_out_roster(case, Handed(name="名录.xlsx", roster=roster, notes=notes))


def test_a_firm_with_nothing_wrong() -> None:
    found = view({FIRMS: ({"high_tech_since": "2021", "output.2023": "2600.5"},)})
    assert found.firms[0] == Firm(
        row=2,
        name="北京示例测控有限公司",
        code=found.firms[0].code,
        industry="4011 工业自动控制系统装置制造",
        industry_code="4011",
        size="小型",
        reason="工业：从业人员60人＜300人且营业收入2,500万元≥2,000万元 → 小型",
        apart="",
        titles=("high_tech",),
        held=("国家级高新技术企业",),
        figures=tuple(zip(HEADS, ("2,600.5", "2,500.00", "60"), strict=True)),
        findings=(),
    )
    assert (found.heads, found.count, found.unshown) == (HEADS, 2, 0)


def test_what_is_wrong_stands_with_its_firm() -> None:
    found = view({FIRMS: ({"industry": "999"}, {})})
    first, second = found.firms
    assert (first.industry, first.industry_code, first.size) == ("999", "unknown", "未能划型")
    assert [(f.rule, f.rank) for f in first.findings] == [("RR-05", Rank.BLOCK)]
    assert (first.ranks, first.rules, second.findings) == ((Rank.BLOCK,), ("RR-05",), ())
    assert (found.faulty, found.rules) == (1, {"RR-05"})
    assert found.tallies == (Tally(Rank.BLOCK, 1), Tally(Rank.EXPLAIN, 0), Tally(Rank.HINT, 0))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"inside": "否"}, "不在集群范围内，不计入"),
        ({"until": "2022"}, "2023年末不在集群内，不计入2023年"),
        ({"until": "2024"}, ""),
    ],
)
def test_a_firm_apart_says_why(cells: dict[str, str], why: str) -> None:
    assert view({FIRMS: (cells,)}).firms[0].apart == why


def test_filters_have_what_leaves_a_firm() -> None:
    found = view(
        {FIRMS: ({"industry": "999", "champion_since": "2020"}, {"high_tech_since": "2021"})}
    )
    (rule,) = found.filters.rules
    assert found.filters == Filters(
        ranks=(Choice("block", "阻断", 1),),
        rules=(Choice("RR-05", rule.label, 1),),
        sizes=(Choice("小型", "小型", 1), Choice("未能划型", "未能划型", 1)),
        titles=(
            Choice("champion", "国家级制造业单项冠军企业", 1),
            Choice("high_tech", "国家级高新技术企业", 1),
        ),
        industries=(
            Choice("4011", "4011 工业自动控制系统装置制造", 1),
            Choice("unknown", "空白或有误", 1),
        ),
    )
    assert rule.label.startswith("RR-05 ")


def test_what_was_read() -> None:
    assert view({}).read == "读到企业2家。"
    lists = view({"patents": ({"name": "专利", "number": "1"},)}).read
    assert lists == "读到企业2家，另有1份清单共1行。"
    answered = replace(sound_roster(), worksheet={"revenue.2023": 5})
    assert view({}, over=answered).read == "读到企业2家，测算底稿1项。"


def test_what_the_reader_did() -> None:
    notes = (
        Note("企业名录", "按文本保存的数字已按数值读取", 12, 5, "产值"),
        Note("企业名录", "第1行是标题", 1, 1),
        Note("附表", "没有读取"),
    )
    assert view({}, notes=notes).notes == (
        "工作表“企业名录”“产值”：按文本保存的数字已按数值读取（12处，首见第5行）",
        "工作表“企业名录”：第1行是标题（第1行）",
        "工作表“附表”：没有读取",
    )


def test_what_could_not_be_read_of_the_worksheet() -> None:
    problem = Problem("revenue.2023", "“约5”不是数字")
    roster = sound_roster()
    handed = Handed(name="", roster=roster, unread=(problem,))
    assert lay_out_roster(Case(facts=blank(), roster=roster), handed).unread == (problem,)


def test_other_lists_have_their_findings_apart() -> None:
    found = view({"patents": ({"name": "专利甲", "number": ""},)})
    assert [(b.title, b.row, b.finding.rule) for b in found.beside][:1] == [
        ("有效发明专利清单", 2, "RR-02")
    ]
    assert all(not firm.findings for firm in found.firms)
    assert found.beside_count == len(found.beside)


def test_of_too_many_firms_those_with_something_wrong_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laid_out, "MOST_FIRMS", 3)
    typed = tuple({"industry": "999"} if n == 40 else {} for n in range(41))
    found = view({FIRMS: typed}, over=roster_behind("clean"))
    assert [firm.row for firm in found.firms] == [2, 3, 42]
    assert (found.count, found.unshown) == (67, 64)


def test_of_too_many_findings_the_first_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    every = view({"patents": ({"name": "甲", "number": ""}, {"name": "乙", "number": ""})}).beside
    monkeypatch.setattr(laid_out, "MOST_BESIDE", 1)
    found = view({"patents": ({"name": "甲", "number": ""}, {"name": "乙", "number": ""})})
    assert found.beside == every[:1]
    assert (found.beside_count, found.unshown_beside) == (len(every), len(every) - 1)
