"""The kinds of row the form is made of. Every face dispatches on these classes.

A row says what is printed and which fields it holds, never how it looks.
"""

from dataclasses import dataclass
from typing import TypeAlias

from jiqun.core.form.model import Field


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One fill-in line of the cover: “集群名称：______”, ``hint`` beneath it.

    ``example`` is what the blank form prints in the line and an applicant overwrites.
    """

    field: Field
    hint: str = ""
    example: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class YearsHeader:
    """年度 | 2021年 | 2022年 | 2023年"""

    label: str
    years: tuple[int, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class ByYear:
    """label | value | value | value, under the years header."""

    field: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Single:
    """label | value, with the unit printed behind the value and a note beneath where given."""

    field: Field
    after: str = ""
    note: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Pair:
    """联系人 | value | 联系方式 | value"""

    left: Field
    right: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Narrative:
    """label | text"""

    field: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class InnerNarrative:
    """The label stands inside the cell, the text beneath it."""

    field: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class OneOf:
    """label | □是 □否, one below the other or ``inline``; ``note`` follows the last option."""

    field: Field
    inline: bool = False
    note: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class TickList:
    """label | options and a note; or, with ``heading``, the heading inside the cell instead."""

    field: Field
    heading: str = ""
    note: str = "（注：勾选需提供佐证材料）"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class CountWithNames:
    """label | 数量：__个 名称：____"""

    label: str
    count: Field
    names: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.count, self.names)


@dataclass(frozen=True, slots=True)
class StandardsGrid:
    """Per year a block of 类别 | 主持数量 | 参与数量; ``levels`` are (label, lead, part)."""

    label: str
    years: tuple[int, ...]
    levels: tuple[tuple[str, Field, Field], ...]
    head: tuple[str, str, str] = ("类别", "主持数量", "参与数量")

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for _, lead, part in self.levels for field in (lead, part))


@dataclass(frozen=True, slots=True)
class YearsAcross:
    """label | the years, and beneath them the values: a row with its own years."""

    field: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class YearsDown:
    """label | year | value, one line a year, and a note beneath."""

    field: Field
    note: str

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Section:
    """Part 八: headings and guidance as printed, then the applicant's text (if it has a field)."""

    printed: tuple[str, ...]
    field: Field | None = None
    year: int | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,) if self.field else ()


@dataclass(frozen=True, slots=True)
class Target:
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
class AddedTargets:
    """The printed “......”: lines the applicant adds, at most as many as the fields allow."""

    label: Field
    base: Field
    target: Field
    printed: str = "......"

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.label, self.base, self.target)


@dataclass(frozen=True, slots=True)
class Direction:
    """One 方向 of the target table and its lines."""

    label: str
    targets: tuple[Target | AddedTargets, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for target in self.targets for field in target.fields)


@dataclass(frozen=True, slots=True)
class TargetTable:
    """方向 | 指标 | 基准值 | 目标值"""

    head: tuple[str, str, str, str]
    directions: tuple[Direction, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for direction in self.directions for field in direction.fields)

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
class Signed:
    """A sealed statement of part 九: heading, text, and lines to sign, seal and date.

    ``lines`` are (printed before, field, printed after); a blank date prints 年 月 日.
    """

    heading: str
    text: str
    opinion: Field | None
    lines: tuple[tuple[str, Field], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        opinion = (self.opinion,) if self.opinion else ()
        return (*opinion, *(field for _, field in self.lines))


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
class Group:
    """A label that stands beside several rows: 创新平台建设情况 | …"""

    label: str
    rows: tuple[Leaf, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for row in self.rows for field in row.fields)


Row: TypeAlias = Leaf | Group


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part: “二、主导产业情况”. ``pages`` is its fixed page count, None if it flows."""

    number: str
    title: str
    rows: tuple[Row, ...]
    pages: int | None = None

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}"

    @property
    def fields(self) -> tuple[Field, ...]:
        """Each field once, in printed order."""
        return tuple(dict.fromkeys(field for row in self.rows for field in row.fields))
