"""How far each call has come from what is proposed to what is recognised."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.timezone import localdate

from jiqun.core.calendar import DAY, Calendar, Wait
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.models import ListEntry, Notice, NoticeEntry, RecognisedList
from jiqun.web.review.models import Outcome
from jiqun.web.review.queries.clocks import clocks_of, working_calendar

P = TypeVar("P", Notice, RecognisedList)

CONCERNED = (State.PROPOSED, State.NOTICE, State.OBJECTED, State.RECOGNISED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper; ``left`` are the working days of a notice that is not over yet."""

    paper: Notice | RecognisedList
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``proposed`` and ``ended`` are those that nothing has been prepared for yet; ``laid`` stand
    on a paper that waits to be signed."""

    call: Call
    proposed: int
    running: int
    ended: int
    laid: int
    objected: int
    recognised: int
    notices: tuple[Shown, ...]
    lists: tuple[Shown, ...]

    @property
    def to_sign(self) -> Notice | RecognisedList | None:
        """What has waited longest."""
        waiting = [each.paper for each in (*self.notices, *self.lists) if each.paper.is_pending]
        return min(waiting, key=lambda paper: paper.prepared_at, default=None)


def progress_of_calls() -> tuple[Progress, ...]:
    """Those in which there is anything to be shown or recognised, the newest first."""
    concerned = Declaration.objects.filter(state__in=CONCERNED).select_related("call", "unit")
    declarations = list(concerned.order_by("pk"))
    stands = stands_of(declarations)
    papers = (papers_by_call(Notice), papers_by_call(RecognisedList))
    calendar = working_calendar()
    calls = {each.call_id for each in declarations}.union(*papers)
    return tuple(
        progress_of(
            call,
            Counter(stands[each.pk] for each in declarations if each.call_id == call.pk),
            tuple(Shown(each, left_of(each, calendar)) for each in papers[0].get(call.pk, ())),
            tuple(Shown(each) for each in papers[1].get(call.pk, ())),
        )
        for call in Call.objects.filter(pk__in=calls)
    )


def progress_of(
    call: Call,
    counts: Counter[str],
    notices: tuple[Shown, ...],
    lists: tuple[Shown, ...],
) -> Progress:
    return Progress(
        call,
        proposed=counts[State.PROPOSED],
        running=counts[State.NOTICE],
        ended=counts["ended"],
        laid=counts["laid"],
        objected=counts[State.OBJECTED],
        recognised=counts[State.RECOGNISED],
        notices=notices,
        lists=lists,
    )


def left_of(notice: Notice, calendar: Calendar) -> int | None:
    today = localdate(clock.now())
    if not notice.is_signed or notice.has_ended(today):
        return None
    return calendar.days_between(max(today, notice.opens - DAY), notice.closes)


def stands_of(declarations: Sequence[Declaration]) -> dict[int, str]:
    """Its state, or “laid” before whoever signs, or “ended” where its notice is over."""
    laid = laid_before()
    clocks = clocks_of([each for each in declarations if each.state == State.NOTICE])
    stands: dict[int, str] = {}
    for each in declarations:
        clock = clocks.get(each.pk)
        over = isinstance(clock, Wait) and clock.ended
        stands[each.pk] = "laid" if each.pk in laid else "ended" if over else each.state
    return stands


def laid_before() -> frozenset[int]:
    notices = NoticeEntry.objects.filter(notice__outcome=Outcome.PENDING)
    lists = ListEntry.objects.filter(list__outcome=Outcome.PENDING)
    pks = (found.values_list("declaration_id", flat=True) for found in (notices, lists))
    return frozenset[int]().union(*pks)


def papers_by_call(model: type[P]) -> dict[int, list[P]]:
    found: dict[int, list[P]] = {}
    for paper in model.objects.exclude(outcome=Outcome.DROPPED).select_related("prepared_by"):
        found.setdefault(paper.call_id, []).append(paper)
    return found
