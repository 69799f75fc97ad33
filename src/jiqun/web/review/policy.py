"""Who may do what in the review."""

from jiqun.core.lifecycle import TERMS, Actor, Level, State, Transition, leaving
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import (
    is_head,
    is_of_bureau,
    is_of_district,
    is_of_its_district,
    reviews,
)
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.policy import may_act

may_review = reviews


def may_keep_calendar(user: User) -> bool:
    return is_of_bureau(user)


def level_of(user: User) -> Level:
    """Of whoever reviews."""
    return Level.BUREAU if is_of_bureau(user) else Level.DISTRICT


def is_concerned(user: User, declaration: Declaration) -> bool:
    return is_of_bureau(user) or is_of_its_district(user, declaration.unit)


def holds(user: User, declaration: Declaration) -> bool:
    """Is it with the reviewer's own authority just now?"""
    term = TERMS.get(State(declaration.state))
    return term is not None and term.owner is level_of(user) and is_concerned(user, declaration)


def may_remark(user: User, declaration: Declaration) -> bool:
    return may_review(user) and holds(user, declaration)


#: Who fills in a checklist, in the stages that have one.
CHECKED_BY = {
    State.DISTRICT_REVIEW: Actor.DISTRICT_MAKER,
    State.FORMAL_REVIEW: Actor.BUREAU_MAKER,
}


def may_check(user: User, declaration: Declaration) -> bool:
    actor = CHECKED_BY.get(State(declaration.state))
    return actor is not None and may_act(user, declaration, actor)


def may_visit(user: User, declaration: Declaration) -> bool:
    """Is it for that person to go and look? Whether it can be done now is for the action to say."""
    return may_act(user, declaration, Actor.DISTRICT_MAKER)


#: What has a page of its own: done to many at once, or where its reasons are read.
ELSEWHERE = ("publish", "recognise", "examine", "quit")


def at_once(user: User, declaration: Declaration) -> tuple[Transition, ...]:
    """What one may do without another."""
    return tuple(
        each
        for each in leaving(State(declaration.state))
        if each.verb not in ELSEWHERE
        and each.prepared_by is None
        and may_act(user, declaration, each.decided_by)
    )


def to_prepare(user: User, declaration: Declaration) -> tuple[Transition, ...]:
    """What one may lay before another to be signed."""
    return tuple(
        each
        for each in leaving(State(declaration.state))
        if each.verb not in ELSEWHERE
        and each.prepared_by is not None
        and may_act(user, declaration, each.prepared_by)
    )


def may_sign(user: User, declaration: Declaration, step: Transition) -> bool:
    """Is that one of those who sign it? That they have not prepared it is for ``core``."""
    return step.prepared_by is not None and may_act(user, declaration, step.decided_by)


def may_recommend(user: User, declaration: Declaration) -> bool:
    """To write what a recommendation is made of; to sign it is another's."""
    reviewed = declaration.state == State.DISTRICT_REVIEW
    return reviewed and may_act(user, declaration, Actor.DISTRICT_MAKER)


def may_rank(user: User) -> bool:
    """Its own district's candidates, that is."""
    return is_of_district(user) and not is_head(user)
