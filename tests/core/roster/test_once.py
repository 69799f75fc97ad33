"""What follows from a roster is worked out once, and forgotten with it."""

import gc
import weakref
from dataclasses import replace

from jiqun.core.case import Case
from jiqun.core.roster.model import Roster
from jiqun.core.roster.once import once
from tests.declarations import golden
from tests.rosters import roster_behind


def test_it_is_worked_out_once_for_each_roster() -> None:
    asked: list[Roster] = []
    named = once(lambda roster: asked.append(roster) or len(asked))
    one, other = roster_behind("clean"), replace(roster_behind("clean"))
    assert [named(roster) for roster in (one, other, one, other)] == [1, 2, 1, 2]


def test_it_goes_with_its_roster() -> None:
    """With what follows from it for a case, too."""
    roster = replace(roster_behind("clean"))
    case = Case(facts=golden("clean").facts, roster=roster)
    assert case.row_findings is not None and case.totals
    gone = weakref.ref(roster)
    del roster, case
    gc.collect()
    assert gone() is None


def test_cases_share_what_follows_from_a_roster_that_is_placed() -> None:
    facts = golden("clean").facts
    roster = replace(roster_behind("clean"), district=str(facts["cover.district"]))
    one, other = (Case(facts=facts, roster=roster) for _ in range(2))
    assert one.placed_roster is roster
    assert one.row_findings is other.row_findings
    assert one.every_total is other.every_total
    assert one.listed is other.listed
    assert one.industries is other.industries
