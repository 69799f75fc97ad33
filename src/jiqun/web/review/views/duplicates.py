"""Firms in the rosters of several clusters, of a whole call or as one declaration has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiqun.core.form.model import Place
from jiqun.core.peers import printed
from jiqun.core.progress import Progress
from jiqun.core.reading import print_value
from jiqun.core.roster.listing import Number
from jiqun.core.roster.shared import Amount, Shared, Stand
from jiqun.core.standard import Requirement
from jiqun.core.without import Left
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.policy import is_of_bureau
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.queries.roster import Asked
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.declarations.views.watched import watched
from jiqun.web.review.judged import called, limit_said
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.duplicates import (
    FEW,
    Duplicates,
    Filed,
    Side,
    duplicates_among,
    read_all,
    rosters_for,
    unread,
)
from jiqun.web.review.views.found import reviewed
from jiqun.web.wanted import wants_json

FAILED = "名录没有比对完，请稍后再试；仍不行请联系管理员。"
A_PAGE = 100
#: Follows the address once the rosters have been read: another process may have read them.
READY = "ready"
UNITS = {"output": ("产值", "万元"), "revenue": ("营业收入", "万元"), "staff": ("从业人员", "人")}


@dataclass(frozen=True, slots=True)
class There:
    """A firm in one of the rosters; ``figures`` are those of the last year."""

    declaration: Declaration
    stand: Stand
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideShown:
    """What the shared firms are to one declaration, in words."""

    side: Side
    amounts: tuple[str, ...]
    left: tuple[str, ...]
    turned: tuple[tuple[str, str], ...]


@only(may_review)
@require_http_methods(["GET", "HEAD", "POST"])
def call_duplicates(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For the bureau over the whole call, for a district among its own."""
    return answer(request, the_call(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request: HttpRequest, pk: int) -> HttpResponseBase:
    if not may_review(person(request)):
        raise PermissionDenied
    declaration, _ = reviewed(request, pk)
    return answer(request, declaration.call, declaration)


def answer(
    request: HttpRequest, call: Call, declaration: Declaration | None = None
) -> HttpResponseBase:
    """The page at once if little is to be read for it; otherwise one reads while somebody watches,
    and whoever has no script waits."""
    filed = rosters_for(person(request), call, declaration)
    ready = f"{request.path}?{READY}=1"
    if request.method == "POST":
        waiting = unread(filed)
        if wants_json(request):
            return watched(lambda progress: told(waiting, ready, progress), FAILED)
        return redirect(ready)
    if READY not in request.GET and len(unread(filed)) > FEW:
        context = {"call": call, "declaration": declaration, "waiting": len(unread(filed))}
        return render(request, "review/read_rosters.html", context)
    return page_of(request, call, declaration, filed)


def told(waiting: tuple[Asked, ...], ready: str, progress: Progress) -> str:
    read_all(waiting, progress)
    return ready


def page_of(
    request: HttpRequest, call: Call, declaration: Declaration | None, filed: tuple[Filed, ...]
) -> HttpResponse:
    found = duplicates_among(filed, declaration)
    pages = Paginator(found.shared, A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    year = call.edition.years.base
    context = {
        "call": call,
        "declaration": declaration,
        "whole_call": is_of_bureau(person(request)),
        "found": found,
        "year": year,
        "sides": [side_shown(side, call) for side in found.sides.values()],
        "page": page,
        "firms": [(each, list(theres(each, found, year))) for each in page],
    }
    return render(request, "review/duplicates.html", context)


def theres(shared: Shared, found: Duplicates, year: int) -> Iterator[There]:
    for stand in shared.stands:
        adds = stand.firm.adds
        figures = tuple(
            f"{label}{amount_said(adds[f'{column}.{year}'], unit)}"
            for column, (label, unit) in UNITS.items()
            if f"{column}.{year}" in adds
        )
        yield There(found.declarations[stand.where], stand, figures)


def amount_said(number: Number, unit: str) -> str:
    return "空白" if number is None else f"{print_value(number)}{unit}"


def side_shown(side: Side, call: Call) -> SideShown:
    places = call.edition.places
    return SideShown(
        side,
        amounts=tuple(
            sum_said(label, unit, side.amounts[column]) for column, (label, unit) in UNITS.items()
        ),
        left=(
            *(left_said(places[each.key], each) for each in side.without.left),
            *unknown_said([places[key].short for key in side.without.unknown]),
        ),
        turned=tuple((required(each.requirement), each.words) for each in side.without.turned),
    )


def required(requirement: Requirement) -> str:
    """“近三年每年产值（国家标准）≥40亿元”"""
    return f"{called(requirement)}{limit_said(requirement)}"


def sum_said(label: str, unit: str, amount: Amount | None) -> str:
    if amount is None:
        return f"{label}：名录没有"
    lacking = f"（{amount.lacking}家空白，未计）" if amount.lacking else ""
    return f"{label}{printed(amount.value)}{unit}{lacking}"


def left_said(place: Place, left: Left) -> str:
    unit = place.field.unit
    declared = f"{place.short}申报{print_value(left.declared)}{unit}"
    if left.left is None:
        return f"{declared}，名录中这些企业合计{in_full(left.taken)}{unit}，多于申报数，不能计算。"
    share = f"（占{printed(left.share)}%）" if left.share is not None else ""
    most = "最多" if left.lacking else ""
    blank = f"；另有{left.lacking}家空白，未扣除" if left.lacking else ""
    taken = f"其中这些企业{in_full(left.taken)}{unit}{share}"
    return f"{declared}，{taken}，去掉后{most}{in_full(left.left)}{unit}{blank}。"


def unknown_said(names: list[str]) -> tuple[str, ...]:
    return (f"名录没有{'、'.join(names)}，不能计算。",) if names else ()


def in_full(number: Decimal) -> str:
    """Not rounded: 39.9999 is not 40."""
    return f"{number.normalize():f}"
