"""Field, Option, Clause: the words the form is written in."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What may stand in a field."""

    NUMBER = "number"  # a figure, two decimals where it has any (填报说明 2)
    COUNT = "count"  # a whole number
    LINE = "line"  # a short text on one line
    NARRATIVE = "narrative"  # a text of several sentences
    NAMES = "names"  # a list of names, one a line on paper
    CHOICE = "choice"  # exactly one option
    TICKS = "ticks"  # any number of options; none ticked is not a fault
    DATE = "date"
    PHONE = "phone"  # one or more ways to reach a person
    CONTACT = "contact"  # a person and a phone in one blank


FIGURES = frozenset({Kind.NUMBER, Kind.COUNT})
TEXTS = frozenset({Kind.LINE, Kind.NARRATIVE, Kind.DATE, Kind.PHONE, Kind.CONTACT})


class Proof(StrEnum):
    """What the form demands beside the answer."""

    EVIDENCE = "佐证材料"
    LIST = "清单"
    FORMULA = "计算公式"


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered 填报说明, text exactly as printed."""

    number: int
    text: str


@dataclass(frozen=True)
class Place:
    """Where a key of the facts belongs: its field and which year or line of it.

    An edition has one for each key, so what it is called is worked out once.
    """

    key: str
    field: "Field"
    year: int | None = None
    line: int | None = None

    @cached_property
    def short(self) -> str:
        """Name in a formula: “2021年集群总产值”."""
        line = f"第{self.line}项" if self.line else ""
        if self.year is None:
            return f"{self.field.short}{line}"
        return f"{self.year}年{self.field.short.removeprefix('近三年')}{line}"

    @cached_property
    def called(self) -> str:
        """Name for messages: “集群总产值（亿元）（2021年）”."""
        year = f"（{self.year}年）" if self.year else ""
        line = f"（第{self.line}项）" if self.line else ""
        return f"{self.field.called}{year}{line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of the form.

    ``key`` is a template of the fact keys it owns: ``{year}`` runs over ``years`` and ``{n}``
    over 1 to ``lines``. ``low`` and ``high`` are inclusive. ``limit`` counts 字 as Word does.
    ``none_allowed`` is False where “无” is no answer: everybody has a name and a telephone.
    """

    id: str
    label: str
    kind: Kind
    key: str = ""
    name: str = ""
    unit: str = ""
    years: tuple[int, ...] = ()
    lines: int = 0
    required: bool = True
    none_allowed: bool = True
    limit: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    options: tuple[Option, ...] = ()
    proofs: tuple[Proof, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What messages call the field: its own name, or the label without line breaks."""
        return self.name or self.label.replace("\n", "")

    @property
    def short(self) -> str:
        """What the field is called beside a figure that carries its unit."""
        called = self.called.removeprefix("其中：")
        return called.removesuffix(f"（{self.unit}）") if self.unit else called

    @property
    def decimals(self) -> int | None:
        """Decimals printed: 2, 0 for counts, None for what is not a figure (填报说明 2)."""
        return {Kind.NUMBER: 2, Kind.COUNT: 0}.get(self.kind)

    @property
    def template(self) -> str:
        return self.key or (f"{self.id}.{{year}}" if self.years else self.id)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that govern it: its own, and those every field of its kind obeys."""
        general = ("填报说明2",) if self.required or self.kind in FIGURES else ()
        return tuple(dict.fromkeys((*self.cites, *general)))

    def places(self) -> Iterator[Place]:
        """Every place this field owns, years before lines."""
        for year in self.years or (None,):
            for line in range(1, self.lines + 1) if self.lines else (None,):
                yield Place(self.template.format(year=year, n=line), self, year, line)

    def place(self, *, year: int | None = None, line: int | None = None) -> Place:
        return Place(self.template.format(year=year, n=line), self, year, line)

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError if the field has none such."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(f"{self.id}: no option {option_id!r}")
