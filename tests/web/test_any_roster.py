"""Whatever stands in a workbook and beside it: there is a page for it, and it can be taken over."""

from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.typed import typed_over
from jiqun.documents.factsfile import load_facts
from jiqun.documents.intake import Declared, case_of
from jiqun.documents.workbook.handed import Handed
from jiqun.web.checks.carried import Carried
from jiqun.web.checks.page import Page, after, as_context
from jiqun.web.checks.reasons import Typed
from jiqun.web.checks.totalsfile import write_totals
from jiqun.web.checks.workbook import Workbook
from tests.declarations import blank
from tests.strategies import any_facts

EDITION = get_edition("beijing-2024")
TEXTS = st.one_of(
    st.sampled_from(
        ["无", "0", "-5", "1e9", "是", "否", "4011", "6513", "2021", "2023", "99999999999999999"]
    ),
    st.integers(0, 10**9).map(str),
    st.text(max_size=12),
)
CELLS = st.dictionaries(st.sampled_from(list(EDITION.schedule(FIRMS).heads)), TEXTS, max_size=30)
LISTED = st.dictionaries(st.sampled_from(list(EDITION.schedule("patents").heads)), TEXTS)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    typed = {
        FIRMS: tuple(draw(st.lists(CELLS, max_size=4))),
        "patents": tuple(draw(st.lists(LISTED, max_size=2))),
    }
    return typed_over(Roster.empty(EDITION), typed)


def carrying(facts: Facts, roster: Roster) -> Carried:
    workbook = Workbook(b"", Handed(name="名录.xlsx", roster=roster))
    return Carried(Declared(facts), "").with_workbook(workbook)


@given(any_facts("beijing-2024"), rosters())
@settings(max_examples=25, deadline=None)
def test_any_roster_has_a_page(facts: Facts, roster: Roster) -> None:
    carried = carrying(facts, roster)
    render_to_string("checks/result.html", as_context(Page(carried)))
    write_totals(case_of(carried.declared))


@given(rosters())
@settings(max_examples=25, deadline=None)
def test_what_is_taken_over_can_be_carried(roster: Roster) -> None:
    post = QueryDict(mutable=True)
    post["act"] = "take_all"
    page = after(post, carrying(blank(), roster), Typed({}, {}))
    taken = page.carried.declared.facts
    if taken:
        assert load_facts(page.carried.facts_file.encode()).facts == taken
    again = after(post, page.carried, Typed({}, {}))
    assert again.carried.declared.facts == taken
