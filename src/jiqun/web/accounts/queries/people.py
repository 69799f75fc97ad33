"""People and invitations, each to those who may know of them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiqun.web.accounts.models import Invitation, Unit, UnitKind, User
from jiqun.web.accounts.policy import is_of_bureau
from jiqun.web.accounts.queries import units
from jiqun.web.accounts.queries.second_factor import devices


def visible_to(user: User) -> QuerySet[User]:
    """The people of the units one may know of."""
    return User.objects.filter(unit__in=units.visible_to(user))


def invitations_visible_to(user: User) -> QuerySet[Invitation]:
    """Of one's own unit; of the districts and departments too, for the bureau that looks after
    these."""
    whose = Q(unit=user.unit_id)
    if is_of_bureau(user):
        whose |= Q(unit__kind__in=(UnitKind.DISTRICT, UnitKind.DEPARTMENT))
    return Invitation.objects.filter(whose).select_related("unit", "invited_by__unit")


def people_of(unit: Unit) -> QuerySet[User]:
    """Everyone, those in use first; ``has_second_factor`` says whether they have taken it up."""
    device = devices().filter(user=OuterRef("pk"))
    people = unit.people.annotate(has_second_factor=Exists(device))
    return people.order_by("-is_active", "created", "pk")


def reviewers_of(unit: Unit) -> QuerySet[User]:
    """The people of the district that an operator belongs to."""
    return User.objects.filter(unit__kind=UnitKind.DISTRICT, unit__district=unit.district)


def open_invitations_of(unit: Unit) -> QuerySet[Invitation]:
    return unit.invitations.filter(accepted=None).select_related("invited_by").order_by("created")
