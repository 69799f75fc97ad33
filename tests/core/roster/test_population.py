"""Who counts in which year, as what size, and with which titles."""

import pytest

from jiqun.core.roster.model import Roster
from jiqun.core.roster.population import holds, industries_of, population_in
from jiqun.core.roster.size import Size
from tests.rosters import Cells, typed

YEARS = (2021, 2022, 2023)


def years_of(cells: Cells) -> list[int]:
    """The years in which a firm counts."""
    return [year for year, members in typed(cells).population.items() if members]


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        ({"since": "2021"}, [2021, 2022, 2023]),
        ({"since": "2022"}, [2022, 2023]),
        ({"since": "2024"}, []),
        # One that has left counts no more at the end of that year.
        ({"since": "2008", "until": "2021"}, []),
        ({"since": "2008", "until": "2022"}, [2021]),
        ({"since": "2022", "until": "2023"}, [2022]),
        ({"since": "2008", "until": "2024"}, [2021, 2022, 2023]),
        ({"since": "2008", "until": "至今"}, [2021, 2022, 2023]),
        # One that is outside never counts; unless that is said, a firm is inside.
        ({"since": "2008", "inside": "否"}, []),
        ({"since": "2008", "inside": "是"}, [2021, 2022, 2023]),
        ({"since": "2008", "inside": ""}, [2021, 2022, 2023]),
        # One whose figures are still to come counts if it says since when it is here.
        ({"since": "2008", "output.2022": "", "staff.2022": ""}, [2021, 2022, 2023]),
    ],
)
def test_years_in_which_a_firm_counts(cells: Cells, years: list[int]) -> None:
    assert years_of(cells) == years


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        # Nobody says since when: in each year that it has a figure for.
        ({"output.2021": "", "output.2022": "860", "output.2023": "1180"}, [2022, 2023]),
        ({"output.2021": "860", "staff.2021": "", "output.2022": "", "output.2023": ""}, [2021]),
        # What fills up the years before it was founded is no figure.
        ({"output.2021": "0", "staff.2021": "无", "output.2022": "0.5"}, [2022, 2023]),
        ({"software.2021": "否", "software.2022": "是", "software.2023": "是"}, [2022, 2023]),
        # Where there are no columns of a year, nothing speaks against it.
        ({"output.2023": ""}, [2021, 2022]),
        ({"name": "示例测控有限公司"}, [2021, 2022, 2023]),
        # What is said of leaving holds all the same.
        (
            {"output.2021": "5", "output.2022": "5", "output.2023": "5", "until": "2023"},
            [2021, 2022],
        ),
    ],
)
def test_years_of_a_firm_of_which_nobody_says_since_when(cells: Cells, years: list[int]) -> None:
    assert years_of(cells) == years


def test_members_know_their_row_and_their_place() -> None:
    roster = typed({"since": "2023"}, {"since": "2021"}, {"since": "2022"})
    places = {
        year: [(member.row.number, member.place, member.year) for member in members]
        for year, members in roster.population.items()
    }
    assert places == {
        2021: [(3, 1, 2021)],
        2022: [(3, 1, 2022), (4, 2, 2022)],
        2023: [(2, 0, 2023), (3, 1, 2023), (4, 2, 2023)],
    }


def test_a_workbook_without_firms_has_no_population() -> None:
    assert Roster.empty(typed({}).edition).population == dict.fromkeys(YEARS, ())


# --- Size ---


def test_a_firm_has_the_size_of_its_year() -> None:
    firm = {"industry": "4011", "staff.2021": "999", "revenue.2021": "40000"}
    firm |= {"staff.2022": "1000", "revenue.2022": "40000", "staff.2023": "1000"}
    members = [member for year in typed(firm).population.values() for member in year]
    assert [(m.size, m.sme) for m in members] == [
        (Size.MEDIUM, True),
        (Size.LARGE, False),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("cells", "size"),
    [
        # 填报说明8: firm by firm, by what its own industry measures.
        ({"industry": "6513", "staff.2023": "300", "revenue.2023": "10000"}, Size.LARGE),
        ({"industry": "7212", "staff.2023": "300", "assets.2023": "120000"}, Size.LARGE),
        ({"industry": "4710", "revenue.2023": "80000", "assets.2023": "79999.99"}, Size.MEDIUM),
        ({"industry": "4011", "staff.2023": "无", "revenue.2023": "90000"}, Size.MICRO),
        ({"industry": "", "staff.2023": "5", "revenue.2023": "5"}, None),
        ({"staff.2023": "5", "revenue.2023": "5"}, None),
        ({"industry": "4011"}, None),
    ],
)
def test_sizes(cells: Cells, size: Size | None) -> None:
    (member,) = typed({**cells, "since": "2023"}).population[2023]
    assert member.size is size


@pytest.mark.parametrize(
    ("leading", "counts"), [("是", True), ("否", False), ("", None), ("无", False)]
)
def test_whether_a_firm_is_of_the_leading_industry(leading: str, counts: bool | None) -> None:
    (member,) = typed({"leading": leading, "since": "2023"}).population[2023]
    assert member.leading is counts


# --- Titles ---


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2022", "", [2022, 2023]),
        ("2021", "2023-12-31", [2021, 2022, 2023]),
        # It counts at the end of the year.
        ("2021", "2023-12-30", [2021, 2022]),
        ("2021", "2022-06-30", [2021]),
        ("2015", "2021-12-31", [2021]),
        ("2021", "长期", [2021, 2022, 2023]),
        ("2024", "2027-12-31", []),
        ("", "2027-12-31", []),
        ("无", "", []),
        ("", "", []),
    ],
)
def test_years_in_which_a_title_is_held(since: str, until: str, years: list[int]) -> None:
    (row,) = typed({"champion_since": since, "champion_until": until}).firms.rows
    assert [year for year in YEARS if holds(row, "champion", year)] == years
    assert not any(holds(row, "high_tech", year) for year in YEARS)


# --- Industries ---


def test_the_industries_of_a_roster() -> None:
    typed_in = ("4014", "C4011", "4014", "", "9999", "4011 工业自动控制系统装置制造")
    firms = typed(*({"industry": code} for code in typed_in)).firms
    assert industries_of(population_in(firms, 2023)) == ("4014", "4011")
