"""Anybody tries anything at any time: whatever comes of it is what the table of ``core.lifecycle``
allows, every chain of events verifies, and nothing that was filed ever changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import sampled_from

from jiqun.core.lifecycle import RETURNED, TRANSITIONS, State, leaving
from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import faults
from jiqun.web.declarations.actions.filing import withdraw
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.policy import may_act
from jiqun.web.review.actions.intake import accept, take_up
from jiqun.web.review.actions.motions import drop_motion, prepare, send_back, sign
from jiqun.web.review.actions.remarks import add_remark
from tests.web.filings import a_submission, file_again
from tests.web.moments import DURING, set_clock
from tests.web.world import a_call, a_declaration, operator, person, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

DISTRICTS = ("密云区", "海淀区")
#: So many declarations in each district.
DECLARED = 2
VERBS = sorted({each.verb for each in TRANSITIONS if each.prepared_by})
DUE = (DURING + timedelta(days=400)).isoformat()
POINT = {"key": "exports.2022", "words": "请核对。"}
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

    def attempt(self, by: User, number: int, what: Callable[[Declaration], object]) -> None:
        """It is done, as the table has it, or refused, and then nothing has changed."""
        declaration = self.declaration(number)
        before = State(declaration.state)
        events = Event.objects.count()
        try:
            with transaction.atomic(), mail.no_mail():
                what(declaration)
        except (Refused, PermissionDenied):
            assert (self.declaration(number).state, Event.objects.count()) == (before, events)
            return
        after = State(self.declaration(number).state)
        assert after is before or any(
            step.after is after and may_act(by, declaration, step.decided_by)
            for step in leaving(before)
        ), f"{by} took it from {before} to {after}"
        self.remember()

    def declaration(self, number: int) -> Declaration:
        return Declaration.objects.select_related("unit", "call").get(pk=self.declarations[number])

    def remember(self) -> None:
        """What was filed, the first time it is seen."""
        for submission in Submission.objects.all():
            self.filed.setdefault(submission.pk, contents_of(submission))

    # --- what anybody may try

    @rule(place=ANYBODY, number=ANY_ONE)
    def takes_it_over(self, place: str, number: int) -> None:
        by = self.who(place, number)
        for act in (take_up, accept):
            self.attempt(by, number, lambda d, act=act: act(d.pk, by=by))

    @rule(place=ANYBODY, number=ANY_ONE)
    def withdraws(self, place: str, number: int) -> None:
        by = self.who(place, number)
        self.attempt(by, number, lambda d: withdraw(d.pk, by=by, reason="填错了。", site=""))

    @rule(place=ANYBODY, number=ANY_ONE)
    def remarks(self, place: str, number: int) -> None:
        by = self.who(place, number)
        words = {"key": "exports.2022", "words": "请核对。"}
        self.attempt(by, number, lambda d: add_remark(d.pk, by=by, **words))

    @rule(
        place=ANYBODY, number=ANY_ONE, verb=sampled_from(VERBS), words=sampled_from(("", "理由。"))
    )
    def prepares(self, place: str, number: int, verb: str, words: str) -> None:
        by = self.who(place, number)
        payload = {"points": [POINT], "due": DUE} if verb == "return" else {}
        self.attempt(
            by,
            number,
            lambda d: prepare(d.pk, by=by, verb=verb, words=words, payload=payload),
        )

    @rule(place=ANYBODY, number=ANY_ONE)
    def signs(self, place: str, number: int) -> None:
        self.decides(place, number, lambda motion, by: sign(motion, by=by))

    @rule(place=ANYBODY, number=ANY_ONE)
    def sends_back(self, place: str, number: int) -> None:
        self.decides(place, number, lambda motion, by: send_back(motion, by=by, answer="不妥。"))

    @rule(place=ANYBODY, number=ANY_ONE)
    def drops(self, place: str, number: int) -> None:
        self.decides(place, number, lambda motion, by: drop_motion(motion, by=by))

    def decides(self, place: str, number: int, how: Callable[[int, User], object]) -> None:
        """On what lies there, decided on already or not."""
        by = self.who(place, number)
        motion = self.declaration(number).motions.first()
        if motion:
            self.attempt(by, number, lambda _: how(motion.pk, by))
            motion.refresh_from_db()
            assert motion.decided_by_id != motion.prepared_by_id or motion.outcome == "dropped"

    @rule(place=ANYBODY, number=ANY_ONE)
    def files_again(self, place: str, number: int) -> None:
        by = self.who(place, number)
        if self.declaration(number).state in (State.DRAFT, *RETURNED):
            self.attempt(by, number, lambda d: file_again(d.pk, by=by))

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


def test_whatever_anybody_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)
    run_state_machine_as_test(
        Procedure, settings=settings(max_examples=30, stateful_step_count=50, deadline=None)
    )
