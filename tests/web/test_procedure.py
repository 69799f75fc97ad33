"""Anybody tries anything at any time: whatever comes of it is what the table of ``core.lifecycle``
allows, every chain of events verifies, and nothing that was filed ever changes."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import lists, sampled_from

from jiqun.core.lifecycle import State, leaving
from jiqun.documents.refused import Refused
from jiqun.web import clock, mail
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import faults
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.policy import may_act
from tests.web.deeds import DEEDS, WAYS
from tests.web.filings import a_submission
from tests.web.moments import DURING
from tests.web.world import a_call, a_declaration, operator, person, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

DISTRICTS = ("密云区", "海淀区")
#: So many declarations in each district.
DECLARED = 2
OPERATORS = ("chief", "filler")
OFFICERS = ("maker", "checker")
#: The places people have, as the rules draw them; whose they are depends on the declaration.
PLACES = (
    *OPERATORS,
    *(f"district {each}" for each in OFFICERS),
    *(f"bureau {e}" for e in OFFICERS),
)
ANYBODY = sampled_from((*PLACES, *(f"other {each}" for each in PLACES[:4])))
ANY_ONE = sampled_from(range(DECLARED * len(DISTRICTS)))


class Procedure(RuleBasedStateMachine):
    """The people of two districts and the bureau at work on some declarations, all at once."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = DURING
        self.people: dict[str, dict[str, User]] = {}
        bureau = self.staff(UnitKind.BUREAU)
        self.call = a_call(created_by=bureau["maker"], quota=1)
        self.declarations: list[int] = []
        for district in DISTRICTS:
            officers = self.staff(UnitKind.DISTRICT, district)
            for _ in range(DECLARED):
                own = operator(district)
                chief, filler = person(own, Role.CHIEF), person(own, Role.FILLER)
                declaration = a_declaration(own, self.call)
                self.people[str(declaration.pk)] = {
                    "chief": chief,
                    "filler": filler,
                    **{f"district {role}": each for role, each in officers.items()},
                    **{f"bureau {role}": each for role, each in bureau.items()},
                }
                a_submission(declaration, chief)
                self.declarations.append(declaration.pk)
        self.filed: dict[int, dict[str, Any]] = {}
        self.reached: set[State] = set()
        self.remember()

    def staff(self, kind: UnitKind, district: str = "") -> dict[str, User]:
        own = unit(kind, district=district)
        return {"maker": person(own, Role.MAKER), "checker": person(own, Role.CHECKER)}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def who(self, place: str, number: int) -> User:
        """Of that declaration, or of the one at the other end of the list, in another district."""
        if place.startswith("other "):
            place, number = place.removeprefix("other "), number - DECLARED
        return self.people[str(self.declarations[number])][place]

    def attempt(self, by: User, number: int, deed: str) -> None:
        """It is done, as the table has it, or refused, and then nothing has changed. Some deeds are
        done to several at once, so all are looked at."""
        before, events = self.states(), Event.objects.count()
        try:
            with transaction.atomic(), mail.no_mail():
                DEEDS[deed](by, self.declaration(number))
        except (Refused, PermissionDenied):
            assert (self.states(), Event.objects.count()) == (before, events)
            return
        for pk, after in self.states().items():
            self.was_allowed(by, Declaration.objects.get(pk=pk), before[pk], after)
        self.remember()

    def was_allowed(self, by: User, declaration: Declaration, before: State, after: State) -> None:
        if after is before:
            return
        (step,) = {
            step
            for step in leaving(before)
            if step.after is after and may_act(by, declaration, step.decided_by)
        }
        last = Event.objects.filter(chain__name=declaration.chain, data__has_key="to").last()
        assert last is not None
        assert (last.verb, last.actor_id) == (step.verb, by.pk)
        if step.prepared_by:
            preparer = User.objects.get(pk=last.data["prepared_by"])
            assert preparer != by and may_act(preparer, declaration, step.prepared_by)
        self.reached.add(after)

    def states(self) -> dict[int, State]:
        return {pk: State(state) for pk, state in Declaration.objects.values_list("pk", "state")}

    def declaration(self, number: int) -> Declaration:
        return Declaration.objects.select_related("unit", "call").get(pk=self.declarations[number])

    def remember(self) -> None:
        """What was filed, the first time it is seen."""
        for submission in Submission.objects.all():
            self.filed.setdefault(submission.pk, contents_of(submission))

    # --- what happens

    @rule(place=ANYBODY, number=ANY_ONE, deed=sampled_from(sorted(DEEDS)))
    def anybody_tries_anything(self, place: str, number: int, deed: str) -> None:
        self.attempt(self.who(place, number), number, deed)

    @rule(number=ANY_ONE, ways=lists(sampled_from(range(3)), min_size=1, max_size=10))
    def it_goes_further(self, number: int, ways: list[int]) -> None:
        self.go(number, ways)

    def go(self, number: int, ways: Iterable[int]) -> None:
        """By the right people, each time the whole of one of the ways that lead on; a notice has
        time to end, or not."""
        for way in ways:
            state = self.states()[self.declarations[number]]
            if state is State.NOTICE:  # it ends, or begins: that of a Saturday does on Monday
                self.now += timedelta(days=2 if way else 8)
            there = WAYS.get(state, ())
            for place, deed in there[way % len(there)] if there else ():
                self.attempt(self.who(place, number), number, deed)

    @rule(number=ANY_ONE, way=sampled_from(range(3)), steps=sampled_from(range(1, 6)))
    def it_goes_a_part_of_the_way(self, number: int, way: int, steps: int) -> None:
        ways = WAYS.get(self.states()[self.declarations[number]], ())
        for place, deed in ways[way % len(ways)][:steps] if ways else ():
            self.attempt(self.who(place, number), number, deed)

    # --- what holds all the while

    @invariant()
    def every_chain_verifies(self) -> None:
        assert list(faults()) == []

    @invariant()
    def nothing_filed_has_changed(self) -> None:
        now = {each.pk: contents_of(each) for each in Submission.objects.all()}
        assert now == self.filed

    @invariant()
    def every_state_is_where_its_last_event_led(self) -> None:
        for declaration in Declaration.objects.all():
            moves = Event.objects.filter(chain__name=declaration.chain, data__has_key="to")
            assert moves.order_by("number").last().data["to"] == declaration.state


def contents_of(submission: Submission) -> dict[str, Any]:
    """All but that it was withdrawn."""
    return {
        name: value for name, value in model_to_dict(submission).items() if name != "withdrawn_at"
    }


class Timed(Procedure):
    """The product lives by its clock."""

    def __init__(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(clock, "now", lambda: DURING)
        super().__init__()
        self.patch.setattr(clock, "now", lambda: self.now)

    def teardown(self) -> None:
        super().teardown()
        self.patch.undo()


#: Which of its ways is taken from each state on, and where that ends.
ENDS = {
    (0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0): State.RECOGNISED,
    (0, 0, 0, 0, 0, 0, 1, 1): State.CANCELLED,
    (0, 0, 0, 0, 1): State.FAILED,
    (0, 0, 0, 0, 2): State.TERMINATED,
    (0, 2): State.NOT_RECOMMENDED,
}


def test_the_right_people_bring_it_to_every_end() -> None:
    """Through every state there is."""
    ended, reached = {}, {State.DRAFT, State.FILED}
    for ways in ENDS:
        procedure = Timed()
        procedure.go(0, ways)
        ended[ways] = procedure.states()[procedure.declarations[0]]
        procedure.every_chain_verifies()
        procedure.nothing_filed_has_changed()
        reached |= procedure.reached
        procedure.teardown()
    assert ended == ENDS
    assert reached == {*State}


#: Shrinking takes many minutes here; what fails is short enough to follow as it is.
SETTINGS = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
)


def test_whatever_anybody_tries() -> None:
    run_state_machine_as_test(Timed, settings=SETTINGS)
