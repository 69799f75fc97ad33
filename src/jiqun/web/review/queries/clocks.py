"""How long each stage has taken, and how long it may take."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from django.utils.timezone import localdate

from jiqun.core.calendar import Calendar, Clock, Span, Wait, clock_of
from jiqun.core.lifecycle import TERMS, State
from jiqun.web import clock
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import CalendarYear, Holiday

#: Of those in a stage that lasts until a date which stands elsewhere, by whoever keeps that date.
Waits: TypeAlias = Callable[[Sequence[Declaration], Calendar, date], Mapping[int, Wait]]

#: Apps that build on the review add theirs when they are ready, for the stage it is about.
WAITS: dict[State, Waits] = {}


def working_calendar() -> Calendar:
    """As the bureau has entered it."""
    exceptions = dict(Holiday.objects.values_list("day", "works"))
    return Calendar(exceptions, frozenset(CalendarYear.objects.values_list("year", flat=True)))


def clocks_of(declarations: Iterable[Declaration]) -> Mapping[int, Clock | Wait]:
    """The clock of the stage that each is in, by its number; none where a date decides that is not
    the review's, or nothing is to come. It stands still while something is corrected."""
    declarations = list(declarations)
    calendar, today = working_calendar(), localdate(clock.now())
    found: dict[int, Clock | Wait] = {
        each.pk: clock_of(calendar, days_for(State(each.state)) or 0, since, today)
        for each, since in spans_of([d for d in declarations if days_for(State(d.state))]).items()
        if since  # what came here before stages were recorded has no clock
    }
    for state, waits in WAITS.items():
        waiting = [each for each in declarations if each.state == state]
        found |= waits(waiting, calendar, today) if waiting else {}
    return found


def spans_of(declarations: Sequence[Declaration]) -> Mapping[Declaration, Sequence[Span]]:
    """When each was in the stage it is in."""
    moves = moves_of(declarations)
    return {each: spans_in(State(each.state), moves.get(each.chain, ())) for each in declarations}


def days_for(state: State) -> int | None:
    term = TERMS.get(state)
    return term.days if term else None


def moves_of(declarations: Sequence[Declaration]) -> Mapping[str, Sequence[Event]]:
    """The events by which each has gone from stage to stage, in their order."""
    chains = [declaration.chain for declaration in declarations]
    events = Event.objects.filter(chain__name__in=chains, data__has_key="to")
    found: dict[str, list[Event]] = {}
    for event in events.select_related("chain").order_by("number"):
        found.setdefault(event.chain.name, []).append(event)
    return found


def spans_in(state: State, moves: Iterable[Event]) -> list[Span]:
    """When it was in that stage."""
    spans: list[Span] = []
    for event in moves:
        day = localdate(event.at)
        if spans and spans[-1].end is None:
            spans[-1] = Span(spans[-1].start, day)
        if event.data["to"] == state:
            spans.append(Span(day))
    return spans
