"""Who may do what with units and their people."""

from jiqun.web.accounts.models import HEADS, Admission, Unit, UnitKind, User


def is_of_operator(user: User) -> bool:
    return user.unit.kind == UnitKind.OPERATOR


def is_of_district(user: User) -> bool:
    return user.unit.kind == UnitKind.DISTRICT


def is_of_bureau(user: User) -> bool:
    return user.unit.kind == UnitKind.BUREAU


def is_of_department(user: User) -> bool:
    """Of one of the departments that what was filed may be opened to (填报说明1)."""
    return user.unit.kind == UnitKind.DEPARTMENT


def is_head(user: User) -> bool:
    """The 负责人 of an operator, the 审签 of an authority."""
    return user.role in HEADS


def is_admitted(user: User) -> bool:
    """Until then an operator's people see only how their application stands."""
    return user.unit.admission == Admission.ADMITTED


def needs_second_factor(user: User) -> bool:
    return not is_of_operator(user)


def reviews(user: User) -> bool:
    return is_of_district(user) or is_of_bureau(user)


def takes_part(user: User) -> bool:
    """In declaring or reviewing; who only reads has pages of their own."""
    return is_admitted(user) and not is_of_department(user)


def may_apply(user: User) -> bool:
    """To correct what was applied with, and to apply once more after a refusal."""
    return is_of_operator(user) and is_head(user) and not is_admitted(user)


def may_change_contact(user: User) -> bool:
    return is_of_operator(user) and is_head(user) and is_admitted(user)


def may_see_operators(user: User) -> bool:
    return is_of_district(user)


def is_of_its_district(user: User, unit: Unit) -> bool:
    """Of the authority that an operator belongs to."""
    is_operator = unit.kind == UnitKind.OPERATOR
    return is_of_district(user) and is_operator and unit.district == user.unit.district


def may_admit(user: User, unit: Unit) -> bool:
    """To admit or to refuse: either of a district's people does, in one act."""
    return is_of_its_district(user, unit) and unit.admission == Admission.APPLIED


def may_see_districts(user: User) -> bool:
    return is_of_bureau(user)


def may_set_up_district(user: User) -> bool:
    return is_of_bureau(user) and is_head(user)


def may_set_up_department(user: User) -> bool:
    return is_of_bureau(user) and is_head(user)


def may_look_after(user: User, unit: Unit) -> bool:
    """To invite people, change their roles and let them go: those who head a unit do for its own
    people, and those who head the bureau for the districts' and the departments' as well."""
    own = user.unit_id == unit.pk
    below = is_of_bureau(user) and unit.kind in (UnitKind.DISTRICT, UnitKind.DEPARTMENT)
    return is_admitted(user) and is_head(user) and (own or below)
