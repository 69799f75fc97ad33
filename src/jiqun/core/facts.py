"""Facts (填报数据): one flat, immutable mapping from key to value. Blank is absence."""

import hashlib
import json
from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jiqun.core.form import Edition, get_edition
from jiqun.core.reading import Raw, Unreadable, print_value, read_value, shortened
from jiqun.core.values import Value


@dataclass(frozen=True, slots=True)
class Problem:
    """Something handed in that could not be taken over: where (line of a file), which key, why."""

    key: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"第{self.line}行" if self.line else ""
        return f"{where}“{self.key}”：{self.reason}" if self.key else f"{where}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Change:
    """One key that differs; None is blank."""

    key: str
    old: Value | None
    new: Value | None


class Facts(Mapping[str, Value]):
    """Facts of one edition, always in the order of the form."""

    __slots__ = ("_values", "edition")

    def __init__(self, edition: Edition, values: Mapping[str, Value]) -> None:
        unknown = values.keys() - edition.places.keys()
        if unknown:
            raise KeyError(f"{edition.id} has no {sorted(unknown)}")
        ordered = {key: values[key] for key in edition.places if key in values}
        self.edition = edition
        self._values = MappingProxyType(ordered)

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def get(self, key: str) -> Value | None:  # type: ignore[override]
        """The value, None if blank; without Mapping's detour, since faces ask for every key."""
        return self._values.get(key)

    def items(self) -> ItemsView[str, Value]:
        return self._values.items()

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Facts):
            return NotImplemented
        return self.edition.id == other.edition.id and self._values == other._values

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Facts({self.edition.id}, {dict(self._values)!r})"

    @property
    def printed(self) -> "Facts":
        """Only what is on paper: without the worksheet."""
        return Facts(self.edition, {k: v for k, v in self.items() if k in self.edition.printed})

    @property
    def digest(self) -> str:
        """SHA-256 of the content (edition, keys and values), in hexadecimal."""
        content = {key: as_json(value) for key, value in self._values.items()}
        text = json.dumps([self.edition.id, content], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def overlay(self, values: Mapping[str, Value | None]) -> "Facts":
        """These facts with some keys set, or blanked by None."""
        mixed = {**self, **values}
        return Facts(self.edition, {k: v for k, v in mixed.items() if v is not None})

    def diff(self, newer: "Facts") -> tuple[Change, ...]:
        """What differs in ``newer``, in the order of the form. ValueError across editions."""
        if newer.edition.id != self.edition.id:
            raise ValueError(f"{self.edition.id} and {newer.edition.id} have different keys")
        return tuple(
            Change(key, self.get(key), newer.get(key))
            for key in newer.edition.places
            if self.get(key) != newer.get(key)
        )


@dataclass(frozen=True, slots=True)
class Merged:
    facts: Facts
    conflicts: tuple[Change, ...]


def merge(base: Facts, ours: Facts, theirs: Facts) -> Merged:
    """Both sides' changes to ``base``, field by field.

    A key both sides changed, differently, is a conflict: it keeps ours and is listed with
    ours as ``old`` and theirs as ``new``.
    """
    our_keys = {change.key for change in base.diff(ours)}
    incoming = base.diff(theirs)
    conflicts = tuple(
        Change(change.key, ours.get(change.key), change.new)
        for change in incoming
        if change.key in our_keys and ours.get(change.key) != change.new
    )
    taken = {change.key: change.new for change in incoming if change.key not in our_keys}
    return Merged(ours.overlay(taken), conflicts)


#: Looking for the nearest key takes milliseconds; a file full of unknown keys must not take hours.
MOST_SUGGESTIONS = 50


def as_json(value: Value) -> str | list[str]:
    """A value in plain JSON: figures and 无 as text, options sorted, names in order."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return print_value(value)


def parse_facts(
    edition_id: str, raw: Mapping[str, Raw | None]
) -> tuple[Facts, tuple[Problem, ...]]:
    """Facts from what people typed, and every entry that could not be taken over.

    Raises KeyError for an unknown edition.
    """
    edition = get_edition(edition_id)
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key, typed in raw.items():
        try:
            value = parse_entry(edition, key, typed, suggest=len(problems) < MOST_SUGGESTIONS)
        except Unreadable as why:
            problems.append(Problem(shortened(key, 60), str(why)))
            continue
        if value is not None:
            values[key] = value
    return Facts(edition, values), tuple(problems)


def parse_entry(edition: Edition, key: str, typed: Raw | None, *, suggest: bool) -> Value | None:
    place = edition.places.get(key)
    if place is None:
        nearest = edition.nearest(key[:100]) if suggest else None
        hint = f"，是否为“{nearest}”？" if nearest else ""
        raise Unreadable(f"{edition.id}表样中没有这一项{hint}")
    return None if typed is None else read_value(place.field, typed)
