"""Who may do what with calls and declarations."""

from jiqun.core.lifecycle import WITH_OPERATOR, Actor, Level, State, transition
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import (
    is_admitted,
    is_head,
    is_of_bureau,
    is_of_district,
    is_of_its_district,
    is_of_operator,
)
from jiqun.web.declarations.models import Declaration


def may_open_call(user: User) -> bool:
    return is_of_bureau(user)


def may_set_terms(user: User) -> bool:
    """Its own district's, that is."""
    return is_of_district(user)


def may_declare(user: User) -> bool:
    return is_of_operator(user) and is_admitted(user)


def is_own(user: User, declaration: Declaration) -> bool:
    return declaration.unit_id == user.unit_id


def may_edit(user: User, declaration: Declaration) -> bool:
    with_operator = declaration.state in WITH_OPERATOR
    return with_operator and is_own(user, declaration) and may_declare(user)


def may_extend_any(user: User) -> bool:
    """Somebody's deadline; whose, ``may_extend`` says."""
    return is_of_bureau(user) or is_of_district(user)


def may_extend(user: User, declaration: Declaration) -> bool:
    return is_of_bureau(user) or is_of_its_district(user, declaration.unit)


def may_file(user: User, declaration: Declaration) -> bool:
    return may_edit(user, declaration) and is_head(user)


def may_act(user: User, declaration: Declaration, actor: Actor) -> bool:
    """Is that somebody whom the table of ``core.lifecycle`` names, for this declaration?"""
    concerned = {
        Level.OPERATOR: is_own(user, declaration) and may_declare(user),
        Level.DISTRICT: is_of_its_district(user, declaration.unit),
        Level.BUREAU: is_of_bureau(user),
    }
    return concerned[actor.level] and is_head(user) is actor.heads


def may_quit(user: User, declaration: Declaration) -> bool:
    step = transition(State(declaration.state), "quit")
    return step is not None and may_act(user, declaration, step.decided_by)


def may_withdraw(user: User, declaration: Declaration) -> bool:
    filed = declaration.state == State.FILED
    return filed and is_own(user, declaration) and is_head(user)


def may_ask_for_waiver(user: User, declaration: Declaration) -> bool:
    return may_file(user, declaration)


def may_prepare_waiver(user: User) -> bool:
    return is_of_bureau(user) and not is_head(user)


def may_decide_on_waiver(user: User) -> bool:
    """That they have not prepared it is for the action."""
    return is_of_bureau(user) and is_head(user)


def may_propose_waiver(user: User, declaration: Declaration) -> bool:
    """Of the bureau's own accord: of what it reviews it sees the findings."""
    return may_prepare_waiver(user) and declaration.state == State.FORMAL_REVIEW
