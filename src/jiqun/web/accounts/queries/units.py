"""Units, each to those who may know of it."""

from django.db.models import Q, QuerySet

from jiqun.web.accounts.models import Admission, Unit, UnitKind, User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district


def visible_to(user: User) -> QuerySet[Unit]:
    """The bureau sees all, a district itself and its operators, an operator itself."""
    if is_of_bureau(user):
        return Unit.objects.all()
    own = Q(pk=user.unit_id)
    if is_of_district(user):
        own |= Q(kind=UnitKind.OPERATOR, district=user.unit.district)
    return Unit.objects.filter(own)


def operators_of(user: User) -> QuerySet[Unit]:
    """The operators a user may know of, the last to apply first."""
    return visible_to(user).filter(kind=UnitKind.OPERATOR).order_by("-created", "-pk")


def waiting(user: User) -> QuerySet[Unit]:
    """The operators waiting to be admitted, the first to apply first."""
    found = visible_to(user).filter(kind=UnitKind.OPERATOR, admission=Admission.APPLIED)
    return found.order_by("created", "pk")
