"""Edition (表样版次): the form as printed for one year, and the index of every key it knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from jiqun.core.form.model import Clause, Field, Place
from jiqun.core.form.rows import CoverLine, Part
from jiqun.core.form.schedule import Schedule
from jiqun.core.form.years import Years


@dataclass(frozen=True, kw_only=True)
class Edition:
    """``places`` maps every fact key to its field; ``printed`` only those that are on paper."""

    id: str
    attachment: str
    title: str
    issuer: str
    years: Years
    cover: tuple[CoverLine, ...]
    notes_heading: str
    notes: tuple[Clause, ...]
    parts: tuple[Part, ...]
    worksheet: tuple[Field, ...]
    schedules: tuple[Schedule, ...]

    @cached_property
    def cover_fields(self) -> tuple[Field, ...]:
        return tuple(line.field for line in self.cover)

    @cached_property
    def printed_fields(self) -> tuple[Field, ...]:
        return (*self.cover_fields, *(field for part in self.parts for field in part.fields))

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by id, in the order of the form, the worksheet last."""
        return {field.id: field for field in (*self.printed_fields, *self.worksheet)}

    @cached_property
    def printed(self) -> Mapping[str, Place]:
        """Every key that is on paper, in the order of the form."""
        return {place.key: place for field in self.printed_fields for place in field.places()}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every key there is."""
        extra = {place.key: place for field in self.worksheet for place in field.places()}
        return {**self.printed, **extra}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The number of every key in the order of the form."""
        return {key: number for number, key in enumerate(self.places)}

    @cached_property
    def places_of(self) -> Mapping[str, tuple[Place, ...]]:
        """Field id to every place it owns."""
        owned: dict[str, list[Place]] = {}
        for place in self.places.values():
            owned.setdefault(place.field.id, []).append(place)
        return {id: tuple(places) for id, places in owned.items()}

    @cached_property
    def part_of(self) -> Mapping[str, str]:
        """Field id to the number of its part; 封面 and 测算底稿 count as parts here."""
        numbered = {field.id: part.number for part in self.parts for field in part.fields}
        cover = {field.id: COVER for field in self.cover_fields}
        return {**cover, **numbered, **{field.id: WORKSHEET for field in self.worksheet}}

    def schedule(self, id: str) -> Schedule:
        return next(schedule for schedule in self.schedules if schedule.id == id)

    def nearest(self, key: str) -> str | None:
        """The known key most like an unknown one, for the message that refuses it."""
        close = get_close_matches(key, self.places, n=1, cutoff=0.6)
        return close[0] if close else None


COVER = "封面"
WORKSHEET = "测算底稿"
ROSTER = "企业名录"
