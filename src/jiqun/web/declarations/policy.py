"""Who may do what with calls and declarations."""

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import Admission, Role, UnitKind, User
from jiqun.web.declarations.models import Declaration

#: The states in which a draft is with its operator.
WITH_OPERATOR = (State.DRAFT.value, State.RETURNED.value)


def is_of_bureau(user: User) -> bool:
    return user.unit.kind == UnitKind.BUREAU


def is_of_district(user: User) -> bool:
    return user.unit.kind == UnitKind.DISTRICT


def is_of_operator(user: User) -> bool:
    return user.unit.kind == UnitKind.OPERATOR


def may_open_call(user: User) -> bool:
    return is_of_bureau(user)


def may_set_terms(user: User) -> bool:
    """Its own district's, that is."""
    return is_of_district(user)


def may_declare(user: User) -> bool:
    return is_of_operator(user) and user.unit.admission == Admission.ADMITTED


def is_own(user: User, declaration: Declaration) -> bool:
    return declaration.unit_id == user.unit_id


def is_of_own_district(user: User, declaration: Declaration) -> bool:
    return is_of_district(user) and declaration.unit.district == user.unit.district


def may_edit(user: User, declaration: Declaration) -> bool:
    with_operator = declaration.state in WITH_OPERATOR
    return with_operator and is_own(user, declaration) and may_declare(user)


def may_extend(user: User, declaration: Declaration) -> bool:
    return is_of_bureau(user) or is_of_own_district(user, declaration)


def may_file(user: User, declaration: Declaration) -> bool:
    return may_edit(user, declaration) and user.role == Role.CHIEF


def may_withdraw(user: User, declaration: Declaration) -> bool:
    filed = declaration.state == State.FILED.value
    return filed and is_own(user, declaration) and user.role == Role.CHIEF
