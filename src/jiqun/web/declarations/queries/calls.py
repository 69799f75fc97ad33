"""Calls, and until when something may be filed in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jiqun.core.lifecycle import WITH_OPERATOR, State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_department, is_of_operator, reviews
from jiqun.web.declarations.models import Call, Declaration


@dataclass(frozen=True, slots=True)
class Standing:
    """A call as it stands for somebody: until when it concerns them, and what is theirs in it."""

    call: Call
    deadline: datetime
    own: Declaration | None = None

    @property
    def opened(self) -> bool:
        return self.call.opens <= clock.now()

    @property
    def closed(self) -> bool:
        return clock.now() > self.deadline

    @property
    def editable(self) -> bool:
        return self.own is not None and self.own.state in WITH_OPERATOR

    @property
    def words(self) -> str:
        return "已截止" if self.closed else "进行中" if self.opened else "未开始"


def visible_to(user: User) -> QuerySet[Call]:
    """The bureau sees calls before they open; the others who take part from then on."""
    calls = Call.objects.prefetch_related("terms")
    if is_of_department(user):
        return calls.none()
    return calls if is_of_bureau(user) else calls.filter(opens__lte=clock.now())


def deadline_in(call: Call, district: str) -> datetime:
    """Until when the operators of a district may file: as it has set, or with its own deadline."""
    own = (terms.file_by for terms in call.terms.all() if terms.district == district)
    return next(own, call.recommend_by)


def deadline_of(declaration: Declaration) -> datetime:
    """Its own, where it was given a later one than its district's."""
    usual = deadline_in(declaration.call, declaration.unit.district)
    return max(usual, declaration.file_by or usual)


def is_open(declaration: Declaration) -> bool:
    """May it be filed just now, as far as time goes?"""
    return declaration.call.opens <= clock.now() <= deadline_of(declaration)


def standings_for(user: User) -> tuple[Standing, ...]:
    """Every call one sees, those that still run first."""
    own = own_declarations(user) if is_of_operator(user) else {}
    found = [standing(call, user, own.get(call.pk)) for call in visible_to(user)]
    return tuple(sorted(found, key=lambda each: each.closed))


def own_declarations(user: User) -> Mapping[int, Declaration]:
    declarations = Declaration.objects.filter(unit=user.unit)
    return {declaration.call_id: declaration for declaration in declarations}


def standing(call: Call, user: User, own: Declaration | None) -> Standing:
    if is_of_bureau(user):
        return Standing(call, call.recommend_by)
    usual = deadline_in(call, user.unit.district)
    extended = own.file_by if own else None
    return Standing(call, max(usual, extended or usual), own)


def filed_in(call: Call, district: str) -> QuerySet[Declaration]:
    """What the operators of a district have handed in."""
    filed = call.declarations.exclude(state=State.DRAFT)
    return filed.filter(unit__district=district)


def started_in(call: Call, user: User) -> QuerySet[Declaration]:
    """Who has started declaring, for those who may grant them more time: the bureau, and each
    district of its own. Nothing of what is filled in comes along."""
    if not reviews(user):
        return Declaration.objects.none()
    started = call.declarations.select_related("unit")
    started = started.only("call_id", "state", "file_by", "unit__name", "unit__district")
    scope = {} if is_of_bureau(user) else {"unit__district": user.unit.district}
    return started.filter(**scope).order_by("unit__district", "unit__name")
