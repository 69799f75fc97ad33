"""Where one looks rather than reads."""

from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.typed import typed_over
from jiqun.web.checks.charts import Bar, Chart, lay_out_charts
from tests.declarations import blank

FULL = Decimal("100.00")


def case(*firms: dict[str, str]) -> Case:
    facts = blank()
    return Case(facts=facts, roster=typed_over(Roster.empty(facts.edition), {FIRMS: firms}))


def firm(industry: str, staff: str, output: str) -> dict[str, str]:
    return {
        "since": "2018",
        "industry": industry,
        "staff.2023": staff,
        "revenue.2023": output,
        "output.2022": "100000",
        "output.2023": output,
    }


def test_every_chart() -> None:
    of = case(firm("4011", "30", "30000"), firm("4011", "20", "300"), firm("99", "", "9700"))
    assert lay_out_charts(of) == (
        Chart(
            "企业规模（2023年）",
            (
                Bar("大型", "0家", Decimal("0.00")),
                Bar("中型", "0家", Decimal("0.00")),
                Bar("小型", "2家", FULL),
                Bar("微型", "0家", Decimal("0.00")),
                Bar("未能划型", "1家", Decimal("50.00")),
            ),
            "按填报说明8划型。",
        ),
        Chart(
            "行业小类（2023年）",
            (
                Bar("4011 工业自动控制系统装置制造", "2家", FULL),
                Bar("行业代码空白或有误", "1家", Decimal("50.00")),
            ),
            "按GB/T 4754-2017。",
        ),
        Chart(
            "产值集中度（2023年）",
            (Bar("最大的1家", "75%", Decimal("75.00")), Bar("最大的3家", "100%", FULL)),
            "占集群总产值的比重。",
        ),
        Chart(
            "集群总产值", (Bar("2022年", "30亿元", FULL), Bar("2023年", "4亿元", Decimal("13.33")))
        ),
    )


def test_other_industries_stand_together_below() -> None:
    codes = ("4011", "4012", "4013", "4014", "4015", "4016", "4019", "6513", "6531", "3484")
    industries = lay_out_charts(case(*(firm(code, "20", "300") for code in codes)))[1]
    assert industries.bars[-1] == Bar("其他2个小类", "2家", FULL)


def test_what_firms_left_out_is_said() -> None:
    missing = {"since": "2018", "industry": "4011", "output.2022": "1"}
    (chart,) = (c for c in lay_out_charts(case(firm("4011", "9", "9"), missing)) if "总" in c.title)
    assert chart.note == "有企业未填，实际可能更多。"


def test_nothing_to_draw() -> None:
    assert lay_out_charts(case()) == ()
