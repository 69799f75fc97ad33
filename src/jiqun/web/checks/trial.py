"""What if (假如): the values typed on the page to try. The declaration stays as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from jiqun.core.facts import Facts
from jiqun.core.form import Edition
from jiqun.core.form.model import FIGURES, Kind, Place
from jiqun.core.reading import Unreadable, read_value, shortened
from jiqun.core.values import Value
from jiqun.web.checks.cells import BLANK, in_full
from jiqun.web.checks.layout import heading_of

#: So many values can be tried at once.
MOST_TRIED = 10
#: So many rows are there to begin with.
ROWS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A field that values can be tried for, and what stands in it."""

    called: str
    part: str
    current: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One row as it was typed; ``refused`` says why it could not be tried."""

    called: str = ""
    value: str = ""
    current: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The rows typed, and the values they come to. Nothing is tried while any is refused."""

    rows: tuple[Tried, ...]
    values: Mapping[str, Value | None]

    @property
    def refused(self) -> bool:
        return any(row.refused for row in self.rows)

    @property
    def runs(self) -> bool:
        return bool(self.values) and not self.refused

    @property
    def shown(self) -> tuple[Tried, ...]:
        """The rows typed, and free ones after them."""
        free = max(ROWS - len(self.rows), 1)
        return (*self.rows, *(Tried() for _ in range(free)))[:MOST_TRIED]


NO_TRIAL = Trial((), {})


def offers(facts: Facts) -> Iterator[Offer]:
    """Every figure and choice of the form and the worksheet."""
    for place in offered(facts.edition).values():
        part = heading_of(facts.edition, facts.edition.part_of[place.field.id])
        yield Offer(place.called, part, in_full(place, facts.get(place.key)))


def offered(edition: Edition) -> dict[str, Place]:
    """What values can be tried for, by the name it is called by."""
    kinds = {*FIGURES, Kind.CHOICE}
    return {place.called: place for place in edition.places.values() if place.field.kind in kinds}


def typed_trial(post: QueryDict, facts: Facts) -> Trial:
    names, values = post.getlist("try.field"), post.getlist("try.value")
    places = offered(facts.edition)
    tried: dict[str, Value | None] = {}
    rows = [
        try_one(name.strip(), typed.strip(), places, facts, tried)
        for name, typed in list(zip(names, values, strict=False))[:MOST_TRIED]
        if name.strip() or typed.strip()
    ]
    return Trial(tuple(rows), tried)


def try_one(
    name: str, typed: str, places: Mapping[str, Place], facts: Facts, tried: dict[str, Value | None]
) -> Tried:
    """Takes one row into ``tried``, or says in one sentence why not."""
    place = places.get(name) or facts.edition.places.get(name)
    if place is None or place.called not in places:
        return Tried(name, typed, refused=unknown_field(name))
    now = in_full(place, facts.get(place.key))
    if place.key in tried:
        return Tried(place.called, typed, now, f"“{place.called}”填了两次，请只留一行。")
    if not typed:
        return Tried(place.called, typed, now, f"请填假设的值；要看空着的结果，请填“{BLANK}”。")
    try:
        tried[place.key] = None if typed == BLANK else read_value(place.field, typed)
    except Unreadable as why:
        return Tried(place.called, typed, now, f"{why}，请改正后再试。")
    return Tried(place.called, typed, now)


def unknown_field(name: str) -> str:
    if not name:
        return "请选择栏目。"
    return f"没有“{shortened(name)}”这一栏，请输入几个字后从列表中选择。"
