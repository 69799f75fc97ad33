"""Schedule (清单): a list the form demands beside its cells."""

from dataclasses import dataclass, field
from enum import StrEnum

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
    """One column of a schedule; with ``years`` it stands once per year."""

    id: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    unit: str = ""
    years: tuple[int, ...] = ()
    options: tuple[Option, ...] = ()
    required: bool = False
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """``supports`` names the fields whose figures the rows of this list must add up to."""

    id: str
    title: str
    columns: tuple[Column, ...]
    supports: tuple[str, ...]
    proofs: tuple[Proof, ...] = field(default=(Proof.LIST,))
    cites: tuple[str, ...] = ()
