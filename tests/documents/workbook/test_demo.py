"""The workbooks in demo/ are the golden rosters, as someone would have typed them in."""

from pathlib import Path

import pytest

from jiqun.core.roster.listing import CellValue
from jiqun.core.roster.model import Roster
from jiqun.documents.intake import Declared, examine, with_workbook
from jiqun.documents.workbook.reading.read import read_workbook
from tests.declarations import golden
from tests.rosters import flawed_roster, roster_behind

DEMO = Path(__file__).parents[3] / "demo"


def values(roster: Roster) -> dict[str, list[tuple[CellValue | None, ...]]]:
    return {
        id: [tuple(map(row.get, listing.schedule.heads)) for row in listing.rows]
        for id, listing in roster.listings.items()
    }


@pytest.mark.parametrize(
    ("name", "roster"), [("clean", roster_behind("clean")), ("flawed", flawed_roster())]
)
def test_the_workbooks_are_up_to_date(name: str, roster: Roster) -> None:
    """If not: python -m tools.make_rosters"""
    handed = read_workbook((DEMO / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
    assert values(handed.roster) == values(roster)


def test_the_clean_declaration_and_its_workbook_agree() -> None:
    """Handed in together, as on the page and on the command line: nothing to complain of."""
    file = golden("clean")
    handed = read_workbook((DEMO / "clean.xlsx").read_bytes(), "clean.xlsx")
    declared = with_workbook(Declared(file.facts, evidence=file.evidence), handed)
    assert examine(declared).report.findings == ()
    assert declared.roster is not None
    assert declared.roster.listings is handed.roster.listings
