"""Declarations, each to those who may know of it."""

from django.db.models import Exists, OuterRef, QuerySet

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district, is_of_operator
from jiqun.web.declarations.models import Correction, Declaration


def visible_to(user: User) -> QuerySet[Declaration]:
    """An operator sees its own; a district those of its operators, and the bureau all, while they
    are filed: a draft is nobody else's affair, nor is one that has been returned. What has left
    the procedure while it was being corrected stays so: it holds what was never filed. Whoever else
    there may be sees none."""
    every = Declaration.objects.select_related("call", "unit").prefetch_related("call__terms")
    if is_of_operator(user):
        return every.filter(unit=user.unit)
    unfiled = Correction.objects.filter(declaration=OuterRef("pk"), lapsed_at__isnull=False)
    filed = every.exclude(state__in=WITH_OPERATOR).exclude(Exists(unfiled))
    if is_of_district(user):
        return filed.filter(unit__district=user.unit.district)
    return filed if is_of_bureau(user) else every.none()


def earlier_of(declaration: Declaration) -> Declaration | None:
    """What its unit declared in the call before, or in the last one before that it took part in."""
    earlier = Declaration.objects.filter(
        unit=declaration.unit, call__opens__lt=declaration.call.opens
    )
    return earlier.select_related("call", "unit").order_by("-call__opens", "-pk").first()
