"""``jiqun figures``: every figure with how it came about."""

from pathlib import Path

import pytest

from jiqun.core.figures import Figures
from jiqun.documents.factsfile import dump_facts
from jiqun.documents.refused import Refused
from tests.cli.running import CLEAN, FLAWED, run, words
from tests.declarations import blank, golden


def block(output: str, id: str) -> list[str]:
    """The lines of one figure, each stripped."""
    paragraphs = (paragraph.strip("\n") for paragraph in output.split("\n\n"))
    found = next(p for p in paragraphs if f"）  {id}" in p.partition("\n")[0])
    return [words(line) for line in found.splitlines()]


def test_every_figure_that_can_be_computed_is_shown() -> None:
    shown = run("figures", CLEAN).stdout
    for figure in Figures(golden("clean").facts).known():
        assert f"{figure.definition.label}（{figure.unit}）" in shown


def test_a_figure_shows_formula_sum_and_what_was_filled_in() -> None:
    assert block(run("figures", FLAWED).stdout, "leading_output_growth") == [
        "主导产业产值年均增速（%） leading_output_growth（填报说明9）",
        "算法 主导产业产值的年均增速，取几何平均数：末年÷首年，按间隔年数开方，减1",
        "公式 （√（2023年主导产业产值 ÷ 2021年主导产业产值） － 1） × 100%",
        "结果 14.70 2021—2023年，两个间隔：（√（49.24 ÷ 37.43） － 1） × 100%",
        "✖ 所填15.32与计算不符，与逐年增长率的算术平均数一致，填报说明9要求几何平均数。",
    ]


def test_a_yearly_figure_has_a_line_a_year() -> None:
    assert block(run("figures", CLEAN).stdout, "exports_growth")[2:] == [
        "公式 （2023年集群主导产品出口贸易额 ÷ 2022年集群主导产品出口贸易额 － 1） × 100%",
        "2021年 8.96 ＝ （21418.98 ÷ 19658.16 － 1） × 100%",
        "2022年 16.50 ＝ （24953.83 ÷ 21418.98 － 1） × 100%",
        "2023年 14.65 ＝ （28609.60 ÷ 24953.83 － 1） × 100%",
        "✔ 2021年所填8.96与计算相符。",
        "✔ 2022年所填16.50与计算相符。",
        "✔ 2023年所填14.65与计算相符。",
    ]


def test_a_number_of_firms_known_between_limits_shows_both() -> None:
    lines = block(run("figures", CLEAN).stdout, "titles")
    assert "2023年 98 按称号相加：21 ＋ 31 ＋ 46" in lines
    assert "2023年 46—98 同一企业只计一次（上下限）：21 ＋ 31 ＋ 46" in lines


def test_what_cannot_be_computed_says_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(dump_facts(blank()), encoding="utf-8")
    shown = run("figures", file).stdout
    lacking = words(shown[shown.index("还不能计算") :])
    assert "工业用水重复利用率 缺工业重复用水量、工业总用水量" in lacking
    assert (
        "综合能源消费量 缺2023年原煤消费量、2023年洗精煤消费量、2023年焦炭消费量等13项" in lacking
    )


def test_a_chosen_figure_is_shown_in_full() -> None:
    """Every reading with its formula, and the span of what the rounded figures may stand for."""
    lines = block(run("figures", CLEAN, "output_growth").stdout, "output_growth")
    assert lines[2:] == [
        "公式 （√（2023年集群总产值 ÷ 2021年集群总产值） － 1） × 100%",
        "结果 15.19 2021—2023年，两个间隔：（√（69.48 ÷ 52.36） － 1） × 100%"
        "（所填数四舍五入之前：15.1844至15.2037）",
        "公式 （³√（2023年集群总产值 ÷ 2020年集群总产值） － 1） × 100%",
        "结果 14.67 2020—2023年，三个间隔：（³√（69.48 ÷ 46.08） － 1） × 100%"
        "（所填数四舍五入之前：14.6629至14.6767）",
    ]


def test_the_calculation_formula_the_form_wants_has_factors_with_basis_and_year() -> None:
    shown = words(run("figures", CLEAN, "co2_per_output.2023", "energy_per_output").stdout)
    assert "2023年 0.14 电力按北京市2023年平均因子：（100.00 × 2.9251 ＋" in shown
    assert (
        "电力二氧化碳排放因子（0.5554吨/兆瓦时） 5.5540 吨二氧化碳/万千瓦时 "
        "依据：生态环境部、国家统计局公告2025年第47号，北京市2023年数据"
    ) in shown
    assert "柴油折标准煤系数 1.4571 吨标准煤/吨 依据：GB/T 2589-2020 附录A" in shown
    assert "2022年 0.05 电力按当量值" in shown
    assert "2022年 0.16" not in shown


def test_a_chosen_figure_that_cannot_be_computed_says_all_it_lacks() -> None:
    shown = words(run("figures", FLAWED, "water_reuse_rate", "energy_used.2023").stdout)
    assert "结果 缺工业重复用水量、工业总用水量" in shown
    assert "2023年电力消费量" in shown and "等13项" not in shown


def test_division_by_nothing_is_told_apart_from_a_blank(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("facts:\n  water_total: 无\n  water_reused: 1\n", encoding="utf-8")
    shown = words(run("figures", file, "water_reuse_rate").stdout)
    assert "结果 除数为0或“无”，没有这一指标" in shown


def test_an_unknown_figure_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        run("figures", CLEAN, "output_grwoth")
    assert str(refused.value) == (
        "没有“output_grwoth”这项指标，是否为“output_growth”？不写名称可列出全部指标。"
    )
    with pytest.raises(Refused) as refused:
        run("figures", CLEAN, "甲")
    assert str(refused.value) == "没有“甲”这项指标。不写名称可列出全部指标。"
