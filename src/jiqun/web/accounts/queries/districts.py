"""The districts, with the units there are for them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from jiqun.core.districts import districts
from jiqun.web.accounts.models import Invitation, Unit, UnitKind, User


@dataclass(frozen=True)
class District:
    """One of the sixteen; ``unit`` is None until the bureau has set it up."""

    name: str
    unit: Unit | None
    people: tuple[User, ...] = ()
    invited: tuple[Invitation, ...] = ()


def every_district() -> tuple[District, ...]:
    """In the order of their codes. Only the bureau sees this."""
    people = User.objects.filter(is_active=True).order_by("created", "pk")
    invited = Invitation.objects.filter(accepted=None).order_by("created", "pk")
    units = Unit.objects.filter(kind=UnitKind.DISTRICT).prefetch_related(
        Prefetch("people", people, to_attr="active_people"),
        Prefetch("invitations", invited, to_attr="open_invitations"),
    )
    by_district = {unit.district: unit for unit in units}
    return tuple(described(name, by_district.get(name)) for name in districts())


def described(name: str, unit: Unit | None) -> District:
    if unit is None:
        return District(name, None)
    return District(name, unit, tuple(unit.active_people), tuple(unit.open_invitations))


def without_unit() -> tuple[str, ...]:
    """The districts the bureau has yet to set up."""
    there = set(Unit.objects.filter(kind=UnitKind.DISTRICT).values_list("district", flat=True))
    return tuple(name for name in districts() if name not in there)
