"""The leading products of the worksheet (填报说明 7): their shares, their order, their names."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from jiqun.core.case import Case
from jiqun.core.figures.series import certainly_more
from jiqun.core.form import WORKSHEET, get_edition
from jiqun.core.form.model import Place
from jiqun.core.quantity import constant, total
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import is_unread
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.schedules import by_plain_name
from jiqun.core.rules.wording import in_unit, shown

ORDER, NAME, SHARE = (f"leading_products.{end}" for end in ("order", "name", "share"))
NOTE_7 = ("填报说明7",)

ALL = constant(100)


@cache
def rows_of(edition_id: str) -> tuple[tuple[Place, Place], ...]:
    """Where the name and the share of each product stand."""
    fields = get_edition(edition_id).fields
    return tuple(zip(fields[NAME].places(), fields[SHARE].places(), strict=True))


def rows(case: Case) -> Sequence[tuple[Place, Place]]:
    """Down to the last one in which anything stands."""
    every = rows_of(case.facts.edition.id)
    filled = [n for n, row in enumerate(every, 1) if any(p.key in case.facts for p in row)]
    return every[: filled[-1]] if filled else ()


def shares(case: Case) -> list[Place]:
    return [share for _, share in rows(case) if not case.figures.given(share.key).blank]


def by_revenue(case: Case) -> bool:
    return case.facts.get(ORDER) == "revenue"


def column(places: Sequence[Place]) -> str:
    """“主导产品名称”第1项、第3项"""
    return f"“{places[0].field.called}”{'、'.join(f'第{place.line}项' for place in places)}"


@rule(
    "R2-20",
    Rank.BLOCK,
    cites=NOTE_7,
    fields=(SHARE,),
    supersedes=("R2-21",),
    example=Example({"leading_products.1.share": "60.00", "leading_products.2.share": "52.60"}),
)
def shares_of_one_whole(case: Case) -> Iterator[Fault]:
    """各主导产品的收入占比是同一收入总额的一部分，合计不超过100%。"""
    filled = shares(case)
    if filled:
        together = total(case.figures.given(share.key) for share in filled)
        if certainly_more(together, ALL):
            head = f"{WORKSHEET}“{filled[0].field.called}”{len(filled)}项"
            text = f"{head}合计{in_unit(together, '%')}，超过100%，请核对各项占比。"
            yield Fault(tuple(share.key for share in filled), text)


@rule(
    "R2-21",
    Rank.HINT,
    cites=NOTE_7,
    fields=(ORDER, SHARE),
    example=Example(
        {
            ORDER: "revenue",
            "leading_products.1.share": "12.60",
            "leading_products.2.share": "34.20",
        }
    ),
)
def from_high_to_low(case: Case) -> Iterator[Fault]:
    """主导产品按获得的产品收入占比从高到低填写。"""
    rises = [pair for pair in pairwise(shares(case)) if by_revenue(case) and rising(case, *pair)]
    if rises:
        above, below = rises[0]
        yield Fault(
            tuple(dict.fromkeys(share.key for rise in rises for share in reversed(rise))),
            f"{WORKSHEET}{column([below])}{shown(case, below.key)}，高于第{above.line}项"
            f"{shown(case, above.key)}，排列依据是产品收入占比，请从高到低填写。",
        )


def rising(case: Case, above: Place, below: Place) -> bool:
    """Rounding keeps the order: what prints as more is more."""
    one, other = (case.figures.given(share.key).rounded for share in (above, below))
    return one is not None and other is not None and other > one


@rule(
    "R2-22",
    Rank.HINT,
    cites=NOTE_7,
    fields=(ORDER, NAME, SHARE),
    example=Example(
        {
            ORDER: "revenue",
            "leading_products.1.name": "工业过程测量仪表",
            "leading_products.1.share": None,
        }
    ),
)
def row_by_row(case: Case) -> Iterator[Fault]:
    """主导产品逐项填写名称，中间不留空行；按产品收入占比排列的，逐项填写占比。"""
    columns = [places for places in (unnamed(case), without_share(case)) if places]
    if columns:
        text = f"{WORKSHEET}{'、'.join(map(column, columns))}未填写，请补填，不留空行。"
        yield Fault(tuple(place.key for places in columns for place in places), text)


def unnamed(case: Case) -> list[Place]:
    return [name for name, _ in rows(case) if missing(case, name)]


def without_share(case: Case) -> list[Place]:
    """By importance none is needed."""
    products = rows(case) if by_revenue(case) else ()
    return [p for name, p in products if name.key in case.facts and missing(case, p)]


def missing(case: Case, place: Place) -> bool:
    return place.key not in case.facts and not is_unread(case, place.key)


@rule(
    "R2-23",
    Rank.HINT,
    cites=NOTE_7,
    fields=(NAME,),
    example=Example(
        {"leading_products.1.name": "智能传感器", "leading_products.2.name": "智能传感器"}
    ),
)
def products_twice(case: Case) -> Iterator[Fault]:
    """同一主导产品只列一次。"""
    names = [name for name, _ in rows(case) if isinstance(case.facts.get(name.key), str)]
    listed = tuple(str(case.facts[name.key]) for name in names)
    for same in by_plain_name(listed).values():
        if len(same) > 1:
            places = [name for name in names if case.facts[name.key] in same]
            text = f"{WORKSHEET}{column(places)}都是“{same[0]}”，请核对是否重复。"
            yield Fault(tuple(place.key for place in places), text)
