"""How long each stage has taken, and how long it may take."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localdate

from jiqun.core.calendar import Calendar, Clock, Span, clock_of
from jiqun.core.lifecycle import TERMS, State
from jiqun.web import clock
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import CalendarYear, Holiday


def working_calendar() -> Calendar:
    """As the bureau has entered it."""
    exceptions = dict(Holiday.objects.values_list("day", "works"))
    return Calendar(exceptions, frozenset(CalendarYear.objects.values_list("year", flat=True)))


def clocks_of(declarations: Iterable[Declaration]) -> Mapping[int, Clock]:
    """The clock of the stage that each is in, by its number; none where a date decides, or nothing
    is to come. It stands still while something is corrected."""
    timed = [d for d in declarations if days_for(State(d.state))]
    calendar, today = working_calendar(), localdate(clock.now())
    moves = moves_of(timed)
    spans = {each: spans_in(State(each.state), moves.get(each.chain, ())) for each in timed}
    return {
        each.pk: clock_of(calendar, days_for(State(each.state)) or 0, since, today)
        for each, since in spans.items()
        if since  # what came here before stages were recorded has no clock
    }


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
