"""Everything that can happen to a declaration, and how long each stage may take."""

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.core.lifecycle.needs import (
    Need,
    Situation,
    checked,
    fileable,
    in_time,
    no_objections,
    none_upheld,
    notice_ended,
    objected,
    opined,
    passing,
    pointed,
    ranked,
    reasoned,
    sealed,
    upheld,
    visited,
    within_quota,
)
from jiqun.core.lifecycle.states import RETURNED, Actor, Level, State
from jiqun.core.text import one_sentence


@dataclass(frozen=True, slots=True)
class Transition:
    """``decided_by`` does it; ``prepared_by`` has prepared it before, if anybody must. ``tells``
    are those who hear of it by mail."""

    verb: str
    label: str
    before: State
    after: State
    decided_by: Actor
    prepared_by: Actor | None
    needs: tuple[Need, ...]
    tells: tuple[Level, ...]

    @property
    def intended(self) -> str:
        return intended(self.label)

    @property
    def asks(self) -> tuple[str, ...]:
        """What it needs, in a few words each."""
        return tuple(one_sentence(need.__doc__ or "") for need in self.needs)


def intended(label: str) -> str:
    """What it is called while one prepares it: “拟推荐”; what says so already (拟认定) stays."""
    return f"拟{label.removeprefix('拟')}"


def alone(
    verb: str,
    label: str,
    before: State,
    after: State,
    by: Actor,
    *needs: Need,
    tells: tuple[Level, ...] = (),
) -> Transition:
    return Transition(verb, label, before, after, by, None, needs, tells)


def of_district(
    verb: str,
    label: str,
    before: State,
    after: State,
    *needs: Need,
    tells: tuple[Level, ...] = (Level.OPERATOR,),
) -> Transition:
    """Prepared by one, signed by another."""
    by, maker = Actor.DISTRICT_CHECKER, Actor.DISTRICT_MAKER
    return Transition(verb, label, before, after, by, maker, needs, tells)


def of_bureau(
    verb: str,
    label: str,
    before: State,
    after: State,
    *needs: Need,
    tells: tuple[Level, ...] = (Level.OPERATOR, Level.DISTRICT),
) -> Transition:
    by, maker = Actor.BUREAU_CHECKER, Actor.BUREAU_MAKER
    return Transition(verb, label, before, after, by, maker, needs, tells)


def quitting(before: State) -> Transition:
    """The operator gives up; nobody can be kept in a procedure. But not while the public looks at
    it: what was objected to is examined to its end."""
    by, both = Actor.OPERATOR_HEAD, (Level.DISTRICT, Level.BUREAU)
    return alone("quit", "主动退出", before, State.TERMINATED, by, reasoned, tells=both)


def terminating(before: State) -> Transition:
    return of_bureau("terminate", "终止", before, State.TERMINATED, reasoned)


HEAD = Actor.OPERATOR_HEAD
DISTRICT, BUREAU = Actor.DISTRICT_MAKER, Actor.BUREAU_MAKER
FOR_OPERATOR, FOR_DISTRICT, FOR_BUREAU = (Level.OPERATOR,), (Level.DISTRICT,), (Level.BUREAU,)
FOR_BOTH = (Level.OPERATOR, Level.DISTRICT)
S = State

#: Everything that can happen, in the order in which it does.
TRANSITIONS: tuple[Transition, ...] = (
    # --- the operator
    alone("file", "报送", S.DRAFT, S.FILED, HEAD, fileable, tells=FOR_BOTH),
    alone("withdraw", "撤回", S.FILED, S.DRAFT, HEAD, reasoned, tells=FOR_DISTRICT),
    alone(
        "file",
        "补正后报送",
        S.RETURNED_BY_DISTRICT,
        S.DISTRICT_REVIEW,
        HEAD,
        fileable,
        tells=FOR_BOTH,
    ),
    alone(
        "file",
        "补正后报送",
        S.RETURNED_BY_BUREAU,
        S.FORMAL_REVIEW,
        HEAD,
        fileable,
        tells=FOR_BUREAU,
    ),
    # --- the district
    alone("take_up", "受理", S.FILED, S.DISTRICT_REVIEW, DISTRICT, tells=FOR_OPERATOR),
    of_district("return", "退回补正", S.DISTRICT_REVIEW, S.RETURNED_BY_DISTRICT, pointed),
    of_district(
        "recommend",
        "推荐",
        S.DISTRICT_REVIEW,
        S.RECOMMENDED,
        checked,
        passing,
        visited,
        opined,
        ranked,
        within_quota,
        sealed,
        in_time,
        tells=(Level.OPERATOR, Level.BUREAU),
    ),
    of_district("decline", "不予推荐", S.DISTRICT_REVIEW, S.NOT_RECOMMENDED, checked, reasoned),
    # --- the bureau
    alone("accept", "收件", S.RECOMMENDED, S.FORMAL_REVIEW, BUREAU, tells=FOR_BOTH),
    of_bureau("return", "退回补正", S.FORMAL_REVIEW, S.RETURNED_BY_BUREAU, pointed),
    of_bureau("pass", "形式审查通过", S.FORMAL_REVIEW, S.APPRAISAL, checked, passing),
    of_bureau("fail", "形式审查不通过", S.FORMAL_REVIEW, S.FAILED, checked, reasoned),
    of_bureau("propose", "拟认定", S.APPRAISAL, S.PROPOSED, reasoned),
    of_bureau("fail", "评审未通过", S.APPRAISAL, S.FAILED, reasoned),
    of_bureau("publish", "公示", S.PROPOSED, S.NOTICE),
    alone("examine", "核查异议", S.NOTICE, S.OBJECTED, BUREAU, objected, tells=FOR_BOTH),
    of_bureau("resume", "恢复公示", S.OBJECTED, S.NOTICE, no_objections, none_upheld, reasoned),
    of_bureau("cancel", "取消", S.OBJECTED, S.CANCELLED, no_objections, upheld, reasoned),
    of_bureau("recognise", "认定", S.NOTICE, S.RECOGNISED, notice_ended, no_objections),
    # --- leaving
    *(
        quitting(before)
        for before in (
            S.DISTRICT_REVIEW,
            *RETURNED,
            S.RECOMMENDED,
            S.FORMAL_REVIEW,
            S.APPRAISAL,
            S.PROPOSED,
        )
    ),
    *(
        terminating(before)
        for before in (*RETURNED, S.RECOMMENDED, S.FORMAL_REVIEW, S.APPRAISAL, S.PROPOSED)
    ),
)

BY_STATE_AND_VERB: Mapping[tuple[State, str], Transition] = {
    (each.before, each.verb): each for each in TRANSITIONS
}


def transition(state: State, verb: str) -> Transition | None:
    """What that verb does in a state; None if nothing."""
    return BY_STATE_AND_VERB.get((state, verb))


def leaving(state: State) -> tuple[Transition, ...]:
    """What can happen in a state."""
    return tuple(each for each in TRANSITIONS if each.before is state)


def unmet(transition: Transition, now: Situation) -> tuple[str, ...]:
    """Everything it needs and lacks, a sentence each."""
    return tuple(sentence for need in transition.needs for sentence in need(now))


def may_sign(transition: Transition, person: int, preparer: int | None) -> bool:
    """Nobody signs what he has prepared himself, and nothing is signed that nobody prepared."""
    if transition.prepared_by is None:
        return True
    return preparer is not None and preparer != person


@dataclass(frozen=True, slots=True)
class Term:
    """The clock of a state: whose it is, and for how many working days; ``days`` is None where a
    date decides that stands elsewhere: ``until`` says which."""

    owner: Level
    days: int | None = None
    until: str = ""


#: The numbers are the product's own proposal: no rule gives any.
TERMS: Mapping[State, Term] = {
    State.DRAFT: Term(Level.OPERATOR, until="本区报送截止时间"),
    State.FILED: Term(Level.DISTRICT, 3),
    State.DISTRICT_REVIEW: Term(Level.DISTRICT, 15),
    State.RETURNED_BY_DISTRICT: Term(Level.OPERATOR, until="补正期限"),
    State.RECOMMENDED: Term(Level.BUREAU, 3),
    State.FORMAL_REVIEW: Term(Level.BUREAU, 10),
    State.RETURNED_BY_BUREAU: Term(Level.OPERATOR, until="补正期限"),
    State.APPRAISAL: Term(Level.BUREAU, 30),
    State.PROPOSED: Term(Level.BUREAU, 10),
    State.NOTICE: Term(Level.BUREAU, until="公示期满"),
    State.OBJECTED: Term(Level.BUREAU, 10),
}
