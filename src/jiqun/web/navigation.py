"""Where one can go once signed in. Every app adds its pages here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from jiqun.web.accounts import policy
from jiqun.web.accounts.middleware import is_signed_in
from jiqun.web.accounts.models import User
from jiqun.web.inbox.queries import count_unread


@dataclass(frozen=True)
class Link:
    """``shown`` says to whom; ``name`` is of an address without arguments. ``leads`` are the
    beginnings of further addresses that one comes to from there. What is ``apart`` begins another
    group, for those who have several links before it: the work of every day stands first."""

    label: str
    name: str
    shown: Callable[[User], bool]
    leads: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class Shown:
    label: str
    address: str
    is_current: bool
    apart: bool


def everyone(user: User) -> bool:
    return True


LINKS = (
    Link("首页", "desk", everyone, ("/todo/", "/started/", "/done/", "/declarations/")),
    Link("审查", "queue", policy.reviews, ("/declarations/", "/stages/")),
    Link("豁免", "waivers", policy.is_of_bureau),
    Link("公示与名单", "recognition", policy.is_of_bureau),
    Link("异议", "objections", policy.is_of_bureau),
    Link("申报批次", "calls", policy.takes_part, apart=True),
    Link("单位准入", "operators", policy.may_see_operators),
    Link("各区", "districts", policy.may_see_districts, ("/people/of/",)),
    Link("查阅授权", "grants", policy.is_of_bureau),
    Link("获准查阅", "granted", policy.is_of_department),
    Link("工作日历", "calendar", policy.is_of_bureau),
    Link("本单位人员", "people", policy.takes_part),
)


def navigation(request: HttpRequest) -> tuple[Shown, ...]:
    """The links for whoever is signed in. The page one is on is the one that the present address
    begins with, or that leads there: the longest such, of two the later."""
    if not is_signed_in(request):
        return ()
    links = [(link, reverse(link.name)) for link in LINKS if link.shown(request.user)]
    known = [(len(lead), n) for n, each in enumerate(links) for lead in leads_to(request, *each)]
    _, current = max(known, default=(0, None))
    return tuple(
        Shown(link.label, address, n == current, link.apart and n > 1)
        for n, (link, address) in enumerate(links)
    )


def leads_to(request: HttpRequest, link: Link, address: str) -> Iterator[str]:
    """What of the present address that link stands for."""
    return (lead for lead in (address, *link.leads) if request.path.startswith(lead))


def unread(request: HttpRequest) -> int:
    """How many messages nobody has opened yet."""
    return count_unread(request.user) if is_signed_in(request) else 0


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template, worked out only where it is asked for: a page for what went wrong must
    not read the database."""
    return {
        "navigation": lambda: navigation(request),
        "signed_in": lambda: is_signed_in(request),
        "unread": SimpleLazyObject(lambda: unread(request)),
    }
