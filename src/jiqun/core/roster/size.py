"""How large a firm is: 《中小企业划型标准规定》 (工信部联企业〔2011〕300号).

A firm is large, medium or small if everything its industry measures reaches the limit; so it is of
the smallest class that any one of them puts it in.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import cache
from typing import TypeVar

from jiqun.core.industries import class_named, classes, wrong_class
from jiqun.core.reference import rows
from jiqun.core.roster.listing import Number

T = TypeVar("T")


class Size(IntEnum):
    """划型, in order."""

    MICRO = 1
    SMALL = 2
    MEDIUM = 3
    LARGE = 4

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def sme(self) -> bool:
        """中小企业 has the micro ones in it."""
        return self is not Size.LARGE


LABELS = dict(zip(Size, ("微型", "小型", "中型", "大型"), strict=True))

#: The class by how many limits are reached.
BY_REACHED = tuple(Size)


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    name: str
    unit: str


MEASURES = (
    Measure("staff", "从业人员", "人"),
    Measure("revenue", "营业收入", "万元"),
    Measure("assets", "资产总额", "万元"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """One industry of the rule: for each of ``MEASURES`` where small, medium and large begin; empty
    where it does not count."""

    name: str
    lower: tuple[tuple[int, ...], ...]

    def size_of(self, amounts: tuple[Number, ...]) -> Size | None:
        """None if a blank leaves it open: one amount below the least limit decides alone."""
        least, blank = len(BY_REACHED) - 1, False
        for lower, amount in zip(self.lower, amounts, strict=True):
            if not lower:
                continue
            if amount is None:
                blank = True
            else:
                least = min(least, bisect_right(lower, amount))
        return None if blank and least else BY_REACHED[least]


@dataclass(frozen=True, slots=True)
class Sized:
    """``reason`` says in Chinese how it came about; ``missing`` are the blanks that leave the size
    open, and ``uncovered`` says why the rule has nothing on the industry."""

    size: Size | None
    reason: str
    missing: tuple[str, ...] = ()
    uncovered: str = ""


@cache
def limits() -> Mapping[str, Limits]:
    """The limits of every class that the rule covers."""
    by_head = {
        head: Limits(row["name"], tuple(lower_limits(row)))
        for row in rows("sme_size_standard")
        for head in row["include"].split(";")
    }
    return dict(under_heads(by_head))


def lower_limits(row: Mapping[str, str]) -> Iterator[tuple[int, ...]]:
    for measure in MEASURES:
        cells = (row[f"{measure.id}_{begin}"] for begin in ("small", "medium", "large"))
        yield tuple(int(cell) for cell in cells if cell)


@cache
def uncovered() -> Mapping[str, str]:
    """Every class that the rule has nothing on, and why."""
    return dict(under_heads({row["gbt4754_code"]: why(row) for row in rows("sme_size_uncovered")}))


def why(row: Mapping[str, str]) -> str:
    unseen = "" if row["status"] == "CONFIRMED" else "，待核实"
    return (
        f"《中小企业划型标准规定》未覆盖{row['name']}（{row['gbt4754_code']}）"
        f"：{row['note']}{unseen}；请向主管部门确认怎样划型"
    )


def under_heads(by_head: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """What holds for groups, divisions and sections, for each of their classes."""
    for code, industry in classes().items():
        for head in industry.heads:
            if head in by_head:
                yield code, by_head[head]


def classify(code: str, staff: Number, revenue: Number, assets: Number) -> Size | None:
    """The size alone, quickly; None if no class is meant, or not covered, or blanks leave it
    open. ``size_of`` says which."""
    industry = class_named(code)
    known = industry and limits().get(industry.code)
    return known.size_of((staff, revenue, assets)) if known else None


def size_of(
    code: str, staff: Number = None, revenue: Number = None, assets: Number = None
) -> Sized:
    """The size with its reason."""
    industry = class_named(code)
    if not industry:
        return Sized(None, wrong_class(code))
    if industry.code in uncovered():
        reason = uncovered()[industry.code]
        return Sized(None, reason, uncovered=reason)
    return sized(limits()[industry.code], (staff, revenue, assets))


def sized(known: Limits, amounts: tuple[Number, ...]) -> Sized:
    counted = [
        (measure, lower, amount)
        for measure, lower, amount in zip(MEASURES, known.lower, amounts, strict=True)
        if lower
    ]
    blank = tuple(measure.name for measure, _, amount in counted if amount is None)
    size = known.size_of(amounts)
    if size is None:
        names = "、".join(measure.name for measure, _, _ in counted)
        return Sized(None, f"{known.name}按{names}划型，未填{'、'.join(blank)}", blank)
    # Against the limits of the class above: those that it lacks, and the largest reaches.
    step = min(size, Size.LARGE - 1) - 1
    compared = "且".join(
        against(measure, amount, lower[step])
        for measure, lower, amount in counted
        if amount is not None
    )
    needless = f"（未填{'、'.join(blank)}，不影响）" if blank else ""
    return Sized(size, f"{known.name}：{compared}{needless} → {size.label}")


def against(measure: Measure, amount: Decimal | int, limit: int) -> str:
    sign = "≥" if amount >= limit else "＜"
    unit = measure.unit
    return f"{measure.name}{grouped(amount)}{unit}{sign}{grouped(limit)}{unit}"


def grouped(amount: Decimal | int) -> str:
    """With commas between thousands, without zeros that say nothing: 1,800 for 1800.00."""
    text = f"{amount:,f}" if isinstance(amount, Decimal) else f"{amount:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
