"""The kinds of row the form is made of. Every face dispatches on these classes.

A row says what is printed and which fields it holds, never how it looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jiqun.core.form.model import Field


class Holder:
    """Anything that holds fields: in its attributes, in tuples of them, in other holders."""

    __slots__ = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Each field once, in printed order."""
        held = (getattr(self, name) for name in self.__match_args__)  # type: ignore[attr-defined]
        return tuple(dict.fromkeys(fields_in(tuple(held))))


def fields_in(value: object) -> Iterator[Field]:
    if isinstance(value, Field):
        yield value
    elif isinstance(value, Holder):
        yield from value.fields
    elif isinstance(value, tuple):
        for item in value:
            yield from fields_in(item)


@dataclass(frozen=True, slots=True)
class CoverLine(Holder):
    """One fill-in line of the cover: “集群名称：______”, ``hint`` beneath it.

    ``example`` is what the blank form prints in the line and an applicant overwrites.
    """

    field: Field
    hint: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class YearsHeader(Holder):
    """年度 | 2021年 | 2022年 | 2023年"""

    label: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByYear(Holder):
    """label | value | value | value, under the years header."""

    field: Field


@dataclass(frozen=True, slots=True)
class Single(Holder):
    """label | value, with the unit printed behind the value and a note beneath where given."""

    field: Field
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair(Holder):
    """联系人 | value | 联系方式 | value"""

    left: Field
    right: Field


@dataclass(frozen=True, slots=True)
class Narrative(Holder):
    """label | text"""

    field: Field


@dataclass(frozen=True, slots=True)
class InnerNarrative(Holder):
    """The label stands inside the cell, the text beneath it."""

    field: Field


@dataclass(frozen=True, slots=True)
class OneOf(Holder):
    """label | □是 □否, one below the other or ``inline``; ``note`` follows the last option."""

    field: Field
    inline: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TickList(Holder):
    """label | options and a note; or, with ``heading``, the heading inside the cell instead."""

    field: Field
    heading: str = ""
    note: str = "（注：勾选需提供佐证材料）"


@dataclass(frozen=True, slots=True)
class CountWithNames(Holder):
    """label | 数量：__个 名称：____"""

    label: str
    count: Field
    names: Field


@dataclass(frozen=True, slots=True)
class StandardsGrid(Holder):
    """Per year a block of 类别 | 主持数量 | 参与数量; ``levels`` are (label, lead, part)."""

    label: str
    years: tuple[int, ...]
    levels: tuple[tuple[str, Field, Field], ...]
    head: tuple[str, str, str] = ("类别", "主持数量", "参与数量")


@dataclass(frozen=True, slots=True)
class YearsAcross(Holder):
    """label | the years, and beneath them the values: a row with its own years."""

    field: Field


@dataclass(frozen=True, slots=True)
class YearsDown(Holder):
    """label | year | value, one line a year, and a note beneath."""

    field: Field
    note: str


@dataclass(frozen=True, slots=True)
class Section(Holder):
    """Part 八: headings and guidance as printed, then the applicant's text (if it has a field)."""

    printed: tuple[str, ...]
    field: Field | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Target(Holder):
    """One line of the target table: printed label, base and target, and optional stage goals."""

    label: str
    base: Field
    target: Field
    stage: Field | None = None
    unit: Field | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.base, self.target, *((self.unit,) if self.unit else ()))


@dataclass(frozen=True, slots=True)
class AddedTargets(Holder):
    """The printed “......”: lines the applicant adds, at most as many as the fields allow."""

    label: Field
    base: Field
    target: Field
    printed: str = "......"


@dataclass(frozen=True, slots=True)
class Direction(Holder):
    """One 方向 of the target table and its lines."""

    label: str
    targets: tuple[Target | AddedTargets, ...]


@dataclass(frozen=True, slots=True)
class TargetTable(Holder):
    """方向 | 指标 | 基准值 | 目标值"""

    head: tuple[str, str, str, str]
    directions: tuple[Direction, ...]

    @property
    def stages(self) -> tuple[Field, ...]:
        """The numeric stage goals: worksheet facts, not printed."""
        return tuple(
            target.stage
            for direction in self.directions
            for target in direction.targets
            if isinstance(target, Target) and target.stage
        )


@dataclass(frozen=True, slots=True)
class Signed(Holder):
    """A sealed statement of part 九: heading, text, and lines to sign, seal and date.

    ``lines`` are (printed before, field, printed after); a blank date prints 年 月 日.
    """

    heading: str
    text: str
    opinion: Field | None
    lines: tuple[tuple[str, Field], ...]


Leaf: TypeAlias = (
    CoverLine
    | YearsHeader
    | ByYear
    | Single
    | Pair
    | Narrative
    | InnerNarrative
    | OneOf
    | TickList
    | CountWithNames
    | StandardsGrid
    | YearsAcross
    | YearsDown
    | Section
    | TargetTable
    | Signed
)


@dataclass(frozen=True, slots=True)
class Group(Holder):
    """A label that stands beside several rows: 创新平台建设情况 | …"""

    label: str
    rows: tuple[Leaf, ...]


Row: TypeAlias = Leaf | Group


@dataclass(frozen=True, slots=True)
class Part(Holder):
    """A numbered part: “二、主导产业情况”. ``pages`` is its fixed page count, None if it flows;
    ``limit`` the 字 allowed in all."""

    number: str
    title: str
    rows: tuple[Row, ...]
    pages: int | None = None
    limit: int | None = None

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}"
