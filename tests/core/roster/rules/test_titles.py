"""RR-23 to RR-27: titles against a firm's size, each other, and the years they are counted in."""

import pytest

from jiqun.core.rank import Rank
from jiqun.core.roster.rules import RowFinding, judge_rows
from tests.rosters import Cells, rules_broken, typed

LARGE: Cells = {"industry": "4011", "staff.2023": "1200", "revenue.2023": "45000"}


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("cells", "rule", "rank", "keys", "message"),
    [
        (
            {**LARGE, "specialized_since": "2022", "little_giant_since": "2023"},
            "RR-23",
            Rank.EXPLAIN,
            ("specialized_since", "little_giant_since"),
            "2023年为大型企业（工业：从业人员1,200人≥1,000人且营业收入45,000万元≥40,000万元"
            " → 大型），却列为省级专精特新中小企业、国家级专精特新“小巨人”企业，请核对；"
            "属实的请说明。",
        ),
        (
            {"little_giant_since": "2022", "specialized_since": ""},
            "RR-24",
            Rank.HINT,
            ("little_giant_since", "specialized_since"),
            "填了国家级专精特新“小巨人”企业，没有填有效的省级专精特新中小企业，请核对是否漏填。",
        ),
        (
            {"high_tech_since": "2024"},
            "RR-25",
            Rank.HINT,
            ("high_tech_since",),
            "国家级高新技术企业2024年取得，在2023年之后，未计入，请核对。",
        ),
        (
            {"high_tech_since": "2022", "high_tech_until": "2021-12-31"},
            "RR-26",
            Rank.BLOCK,
            ("high_tech_since", "high_tech_until"),
            "国家级高新技术企业取得年份“2022”、国家级高新技术企业有效期至“2021年12月31日”，"
            "先后颠倒，请核对。",
        ),
        (
            {"champion_since": "", "champion_until": "2025-12-31"},
            "RR-27",
            Rank.BLOCK,
            ("champion_since",),
            "填了“国家级制造业单项冠军企业有效期至”，没有填取得年份，未计入，请补填。",
        ),
    ],
)
def test_what_is_said(
    cells: Cells, rule: str, rank: Rank, keys: tuple[str, ...], message: str
) -> None:
    assert judge_rows(typed(cells)) == (RowFinding(rule, rank, "firms", 2, keys, message),)


# --- The boundary of each ---


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        # Large by all that counts, in the base year, and a title still valid at its end.
        ({**LARGE, "innovative_since": "2023"}, ["RR-23"]),
        ({**LARGE, "innovative_since": "2021", "innovative_until": "2023-12-31"}, ["RR-23"]),
        ({**LARGE, "innovative_since": "2021", "innovative_until": "2023-12-30"}, []),
        ({**LARGE, "staff.2023": "999", "innovative_since": "2023"}, []),
        ({**LARGE, "revenue.2023": "39999.99", "innovative_since": "2023"}, []),
        ({**LARGE, "industry": "", "innovative_since": "2023"}, ["RR-07"]),
        ({**LARGE, "until": "2023", "innovative_since": "2021"}, ["RR-35"]),
        # Titles that large firms have too.
        (
            {**LARGE, "champion_since": "2022", "high_tech_since": "2022", "listed_since": "2010"},
            [],
        ),
        # Large in a year before, and shrunk since.
        (
            {
                **{"industry": "4011", "staff.2022": "1200", "revenue.2022": "45000"},
                **{"staff.2023": "900", "revenue.2023": "45000", "innovative_since": "2022"},
            },
            [],
        ),
        # A little giant was specialised first.
        ({"little_giant_since": "2023", "specialized_since": "2023"}, []),
        ({"little_giant_since": "2023", "specialized_since": "无"}, ["RR-24"]),
        (
            {
                **{"little_giant_since": "2023", "specialized_since": "2020"},
                "specialized_until": "2022-12-31",
            },
            ["RR-24"],
        ),
        ({"little_giant_since": "2023"}, []),
        ({"little_giant_since": "", "specialized_since": ""}, []),
        # After the base year, and at its end.
        ({"specialized_since": "2023", "specialized_until": "2026-12-31"}, []),
        ({"specialized_since": "2024", "specialized_until": "2027-12-31"}, ["RR-25"]),
        # Backwards, which also says what is wrong with the later of the two.
        ({"specialized_since": "2023", "specialized_until": "2023-01-01"}, []),
        ({"specialized_since": "2024", "specialized_until": "2023-12-31"}, ["RR-26"]),
        # The end of a title, and not since when.
        ({"specialized_since": "无", "specialized_until": "2025-12-31"}, ["RR-27"]),
        ({"specialized_since": "", "specialized_until": "无"}, []),
        ({"specialized_since": "", "specialized_until": ""}, []),
        ({"specialized_until": "2025-12-31"}, []),
        # A title from before the firm came here.
        ({"since": "2023", "high_tech_since": "2015", "high_tech_until": "2024-10-30"}, []),
    ],
)
def test_where_it_begins(cells: Cells, rules: list[str]) -> None:
    assert rules_broken(cells) == rules
