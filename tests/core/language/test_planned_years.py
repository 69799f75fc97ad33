"""Which years a plan speaks of: the slips of those who copy, and what is none."""

from time import perf_counter

import pytest

from jiqun.core.form.years import Years
from jiqun.core.language.planned_years import other_plans, other_year

YEARS = Years(2024)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2024年，优质中小企业达到58家。", 2024),
        ("到2026年，优质中小企业达到72家。", 2026),
        ("力争到2026年末，优质中小企业达到72家。", 2026),
        ("2023年度优质中小企业达到52家。", 2023),
        ("1.2024年优质中小企业达到58家。", 2024),
        ("（1）2024年产值平稳增长。", 2024),
        ("一是2024年产值平稳增长。", 2024),
        ("“2024年目标”", 2024),
        ("优质中小企业2023年达到52家。", 2023),
        ("研发经费2024年底，实现4.00亿元。", 2024),
        # What names its own year may name others.
        ("2025年，优质中小企业达到65家；2026年达到72家。", None),
        ("由2024年的58家增至65家，2025年完成。", None),
        ("2024—2025年累计新增13家，2024年达到58家。", None),
        # What names none speaks of its own.
        ("优质中小企业达到65家。", None),
        # What only dates or compares.
        ("2024年启动的中试线建成投用。", None),
        ("2024年底前开工的中试线建成投用。", None),
        ("2024年5月启动的中试线建成投用。", None),
        ("在2024年基础上新增7家。", None),
        ("较2024年增长12%。", None),
        ("优质中小企业由2024年的58家增至65家。", None),
        # What lies beyond the form.
        ("2030年实现碳达峰，为此完成节能改造6条。", None),
        ("2019年达到40家。", None),
        ("12024年达到40家。", None),
    ],
)
def test_goals_speak_of_their_year(text: str, other: int | None) -> None:
    assert other_year(text, 2025, YEARS) == other


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("未来三年（2023—2025年），推动转型。", ["2023—2025年"]),
        ("今后三年，2025-2027年，推动转型。", ["2025—2027年"]),
        ("规划期为2022年至2024年。", ["2022—2024年"]),
        ("未来三年2021～2023年", ["2021—2023年"]),
        ("2023—2025年三年总体目标是做强。", ["2023—2025年"]),
        ("2023-2025，三年发展规划", ["2023—2025年"]),
        ("未来三年（2023—2025年），2025—2027年三年目标", ["2023—2025年", "2025—2027年"]),
        # The plan's own years, and those from its base to its target.
        ("未来三年（2024—2026年），推动转型。", []),
        ("未来三年(2024年-2026年)", []),
        ("2023—2026年三年目标", []),
        ("未来三年（2022—2026年）", ["2022—2026年"]),
        ("未来三年（2024—2027年）", ["2024—2027年"]),
        # A plan that has been carried out, and the plans of others.
        ("2021—2023年三年目标全部完成。", []),
        ("2022—2024年三年目标全部完成。", ["2022—2024年"]),
        ("落实《示例产业未来三年（2023—2025年）规划》。", []),
        ("落实三年行动计划（2023—2025年）。", []),
        ("2021—2023年产值年均增长15%。", []),
        ("未来三年做强主业。", []),
    ],
)
def test_the_coming_three_years_are_those_of_the_plan(text: str, stretches: list[str]) -> None:
    assert list(other_plans(text, YEARS)) == stretches


@pytest.mark.parametrize(
    "text",
    [
        "2024年" * 50_000,
        "《" * 100_000,
        "《" + "2024" * 50_000,
        "2024—" * 50_000,
        "未来三年" * 50_000,
        "（" * 100_000 + "2024年",
        "2" * 200_000,
    ],
    ids=lambda text: text[:5],
)
def test_no_text_takes_forever(text: str) -> None:
    start = perf_counter()
    other_year(text, 2025, YEARS)
    list(other_plans(text, YEARS))
    assert perf_counter() - start < 2
