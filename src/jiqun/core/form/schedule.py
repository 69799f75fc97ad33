"""Schedule (清单): a list the form demands beside its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from jiqun.core.form.model import Option, Proof


class ColumnKind(StrEnum):
    TEXT = "text"
    CODE = "code"  # digits and letters kept as text: leading zeros matter
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a schedule; with ``years`` it stands once per year. ``also`` are other names
    that people give it, and ``example`` what might stand in it, by year where it has years. A date
    that ``ends`` something is the last day of it."""

    id: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    unit: str = ""
    years: tuple[int, ...] = ()
    options: tuple[Option, ...] = ()
    required: bool = False
    cites: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    ends: bool = False

    def heads(self) -> Iterator["Head"]:
        if not self.years:
            yield Head(self.id, self)
        for year in self.years:
            yield Head(f"{self.id}.{year}", self, year)


@dataclass(frozen=True, slots=True)
class Head:
    """A column as it stands in a sheet, once per year: its key is “output.2021”."""

    key: str
    column: Column
    year: int | None = None

    @property
    def name(self) -> str:
        """“2021年产值”"""
        label = self.column.label.removeprefix("其中：")
        return f"{self.year}年{label}" if self.year else label

    @property
    def called(self) -> str:
        """As the sheet has it: “2021年产值（万元）”."""
        return f"{self.name}（{self.column.unit}）" if self.column.unit else self.name


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """``supports`` names the fields whose figures the rows of this list must add up to; ``counts``
    is the key that a row counts for, by what stands in its columns: “{rank}_platforms.count”."""

    id: str
    title: str
    columns: tuple[Column, ...]
    supports: tuple[str, ...]
    counts: str = ""
    proofs: tuple[Proof, ...] = field(default=(Proof.LIST,))
    cites: tuple[str, ...] = ()

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """Every column by key, in order."""
        return {head.key: head for column in self.columns for head in column.heads()}
