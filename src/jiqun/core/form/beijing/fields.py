"""The families of field this form is built from, so that each part reads like the form."""

from collections.abc import Sequence
from decimal import Decimal

from jiqun.core.form.model import Field, Kind, Option, Proof
from jiqun.core.form.rows import CountWithNames

ZERO = Decimal(0)
HUNDRED = Decimal(100)

EVIDENCE = (Proof.EVIDENCE,)
LIST = (Proof.LIST,)
LIST_AND_EVIDENCE = (Proof.LIST, Proof.EVIDENCE)

YES_NO = (Option("yes", "是"), Option("no", "否"))


def note(*numbers: int) -> tuple[str, ...]:
    return tuple(f"填报说明{number}" for number in numbers)


def amount(
    id: str, label: str, unit: str, *, years: Sequence[int] = (), cites: tuple[str, ...] = ()
) -> Field:
    """A sum of money, an area, an intensity: two decimals, never negative."""
    return Field(
        id=id, label=label, kind=Kind.NUMBER, unit=unit, years=tuple(years), low=ZERO, cites=cites
    )


def share(id: str, label: str, *, years: Sequence[int] = (), cites: tuple[str, ...] = ()) -> Field:
    """A percentage between 0 and 100."""
    return Field(
        id=id,
        label=label,
        kind=Kind.NUMBER,
        unit="%",
        years=tuple(years),
        low=ZERO,
        high=HUNDRED,
        cites=cites,
    )


def growth(id: str, label: str, *, years: Sequence[int] = (), cites: tuple[str, ...] = ()) -> Field:
    """A rate of change: may be negative and may exceed 100, but nothing shrinks below nothing."""
    return Field(
        id=id,
        label=label,
        kind=Kind.NUMBER,
        unit="%",
        years=tuple(years),
        low=-HUNDRED,
        cites=cites,
    )


def count(
    id: str,
    label: str,
    unit: str = "家",
    *,
    years: Sequence[int] = (),
    key: str = "",
    name: str = "",
    proofs: tuple[Proof, ...] = (),
    cites: tuple[str, ...] = (),
) -> Field:
    """A whole number of things, never negative."""
    return Field(
        id=id,
        label=label,
        kind=Kind.COUNT,
        unit=unit,
        years=tuple(years),
        key=key,
        name=name,
        low=ZERO,
        proofs=proofs,
        cites=cites,
    )


def line(id: str, label: str, *, name: str = "", cites: tuple[str, ...] = ()) -> Field:
    """Who: a name, so that “无” is no answer."""
    return Field(id=id, label=label, kind=Kind.LINE, name=name, none_allowed=False, cites=cites)


def narrative(id: str, label: str, *, limit: int | None = 200) -> Field:
    """A text; “文字简洁，数据准确、详实” is 填报说明 1."""
    return Field(id=id, label=label, kind=Kind.NARRATIVE, limit=limit, cites=note(1))


def ticks(id: str, label: str, options: Sequence[tuple[str, str]]) -> Field:
    """Boxes to tick, each tick demanding evidence; none ticked is not a fault."""
    return Field(
        id=id,
        label=label,
        kind=Kind.TICKS,
        required=False,
        options=tuple(Option(*option) for option in options),
        proofs=EVIDENCE,
        cites=note(1, 4),
    )


def yes_no(
    id: str,
    label: str,
    *,
    exempt: str = "",
    name: str = "",
    proofs: tuple[Proof, ...] = (),
    cites: tuple[str, ...] = (),
) -> Field:
    """是 or 否; ``exempt`` is the printed third answer, if there is one."""
    options = (*YES_NO, Option("exempt", exempt)) if exempt else YES_NO
    return Field(
        id=id, label=label, kind=Kind.CHOICE, name=name, options=options, proofs=proofs, cites=cites
    )


def counted(
    id: str, label: str, *, proofs: tuple[Proof, ...] = LIST_AND_EVIDENCE, name: str = ""
) -> CountWithNames:
    """label | 数量：__个 名称：____"""
    called = (name or label).replace("\n", "")
    stem = called.removesuffix("名称及数量")
    stem = f"{called}·" if stem == called else stem
    cites = note(1)
    return CountWithNames(
        label,
        count(f"{id}.count", label, "个", name=f"{stem}数量", proofs=proofs, cites=cites),
        Field(
            id=f"{id}.names",
            label=label,
            kind=Kind.NAMES,
            name=f"{stem}名称",
            proofs=proofs,
            cites=cites,
        ),
    )
