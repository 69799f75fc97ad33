"""What has been decided on declarations, as their events have it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jiqun.core.lifecycle import State, transition
from jiqun.web.accounts.models import Unit, UnitKind
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration

#: What is decided against a declaration.
AGAINST = (State.NOT_RECOMMENDED, State.FAILED, State.CANCELLED, State.TERMINATED)


@dataclass(frozen=True, slots=True)
class Decision:
    """``grounds`` are what it rests on, ``words`` its reasons; ``unit`` is whose it is."""

    label: str
    at: datetime
    unit: Unit | None
    grounds: tuple[str, ...]
    words: str

    @property
    def by_authority(self) -> bool:
        """And not by its operator, who gave up."""
        return self.unit is not None and self.unit.kind != UnitKind.OPERATOR


def decision_on(declaration: Declaration) -> Decision | None:
    """Why it is at its end; None if it is not, or went well."""
    if declaration.state not in AGAINST:
        return None
    return decisions_on([(declaration, State(declaration.state))]).get(declaration.pk)


def decisions_on(asked: Iterable[tuple[Declaration, State]]) -> Mapping[int, Decision]:
    """By number, what has last brought each declaration into a state."""
    asked = list(asked)
    events = Event.objects.filter(
        chain__name__in=[declaration.chain for declaration, _ in asked], data__has_key="to"
    )
    by_chain: dict[str, list[Event]] = {}
    for event in events.select_related("chain", "actor__unit").order_by("number"):
        by_chain.setdefault(event.chain.name, []).append(event)
    found = {d.pk: last_into(state, by_chain.get(d.chain, ())) for d, state in asked}
    return {pk: as_decision(event) for pk, event in found.items() if event}


def last_into(state: State, events: Sequence[Event]) -> Event | None:
    return next((event for event in reversed(events) if event.data["to"] == state), None)


def as_decision(event: Event) -> Decision:
    step = transition(State(event.data["from"]), event.verb)
    return Decision(
        label=step.label if step else State(event.data["to"]).label,
        at=event.at,
        unit=event.actor.unit if event.actor else None,
        grounds=tuple(event.data.get("grounds", ())),
        words=event.data.get("words", ""),
    )
