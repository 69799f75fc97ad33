"""The table of transitions: complete, without dead ends, and nobody both makes and checks."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.lifecycle import (
    ENDS,
    RETURNED,
    TERMS,
    TRANSITIONS,
    WITH_OPERATOR,
    Actor,
    Level,
    Situation,
    State,
    Transition,
    leaving,
    may_sign,
    transition,
    unmet,
)

each_transition = pytest.mark.parametrize(
    "each", TRANSITIONS, ids=lambda each: f"{each.before}-{each.verb}"
)


def reachable(start: State) -> set[State]:
    found, edge = {start}, {start}
    while edge:
        edge = {each.after for each in TRANSITIONS if each.before in edge} - found
        found |= edge
    return found


def test_every_state_can_be_reached_from_a_draft() -> None:
    assert reachable(State.DRAFT) == set(State)


def test_nothing_ends_but_where_it_is_said_to() -> None:
    assert {state for state in State if not leaving(state)} == set(ENDS)


def test_from_everywhere_it_can_still_end_well_or_has_ended() -> None:
    for state in State:
        assert state in ENDS or State.RECOGNISED in reachable(state), state


def test_a_verb_does_one_thing_in_a_state() -> None:
    counted = Counter((each.before, each.verb) for each in TRANSITIONS)
    assert set(counted.values()) == {1}
    assert transition(State.FILED, "withdraw") is TRANSITIONS[1]
    assert transition(State.RECOGNISED, "file") is None


@each_transition
def test_who_prepares_and_who_signs_are_of_one_level_and_two_people(each: Transition) -> None:
    if each.prepared_by is None:
        return
    assert each.prepared_by.level is each.decided_by.level
    assert (each.prepared_by.heads, each.decided_by.heads) == (False, True)


@each_transition
@given(person=st.integers(1, 3), preparer=st.integers(1, 3) | st.none())
def test_nobody_both_makes_and_checks(each: Transition, person: int, preparer: int | None) -> None:
    if each.prepared_by is None:
        assert may_sign(each, person, preparer)
    else:
        assert may_sign(each, person, preparer) is (preparer not in (None, person))


@each_transition
def test_whoever_holds_it_lets_it_go(each: Transition) -> None:
    """Only its owner acts in a state, but that an operator may leave and the bureau may end it."""
    if each.verb in ("quit", "terminate", "withdraw"):
        return
    assert each.decided_by.level is TERMS[each.before].owner


def test_every_clock_has_an_owner_and_every_state_that_goes_on_a_clock() -> None:
    assert set(TERMS) == set(State) - set(ENDS)
    for state, term in TERMS.items():
        assert (term.days is None) is bool(term.until), state
        assert (term.owner is Level.OPERATOR) is (state in WITH_OPERATOR), state


@each_transition
def test_whoever_is_concerned_hears_of_it(each: Transition) -> None:
    """Whoever is to act next, unless they have just acted; the operator of every end."""
    if each.after in TERMS and TERMS[each.after].owner is not each.decided_by.level:
        assert TERMS[each.after].owner in each.tells
    if each.after in ENDS and each.decided_by is not Actor.OPERATOR_HEAD:
        assert Level.OPERATOR in each.tells


def test_what_is_returned_goes_back_to_whom_it_came_from() -> None:
    ways = {
        (returned.before, back.after)
        for returned in TRANSITIONS
        if returned.verb == "return"
        for back in leaving(returned.after)
        if back.verb == "file"
    }
    assert ways == {
        (State.DISTRICT_REVIEW, State.DISTRICT_REVIEW),
        (State.FORMAL_REVIEW, State.FORMAL_REVIEW),
    }
    assert {each.after for each in TRANSITIONS if each.verb == "return"} == set(RETURNED)


def test_what_one_prepares_is_called_so_once() -> None:
    steps = [each for each in TRANSITIONS if each.prepared_by]
    assert {each.intended for each in steps if "拟拟" in each.intended} == set()
    assert named(State.DISTRICT_REVIEW, "recommend").intended == "拟推荐"
    assert named(State.APPRAISAL, "propose").intended == "拟认定"


def named(state: State, verb: str) -> Transition:
    found = transition(state, verb)
    assert found
    return found


def test_everything_that_is_lacking_is_said_at_once() -> None:
    recommend = named(State.DISTRICT_REVIEW, "recommend")
    bare = Situation(unchecked=4, failing=1, recommended=3, in_time=False)
    assert unmet(recommend, bare) == (
        "审查清单还有4项没有填写，请逐项填写。",
        "审查清单有1项不符合，请退回补正、豁免或改为不通过。",
        "还没有完整的实地核查记录，请先核查并填写结论。",
        "推荐意见还没有写，请填写。",
        "还没有排序，请先在本区候选集群中排序。",
        "本区已推荐3个，原则上不超过3个；确需超出的，请写明超额推荐的理由。",
        "还没有上传盖章的封面和推荐意见页，请上传。",
        "区级推荐截止时间已过，不能再推荐。",
    )
    whole = Situation(visited=True, opinion="同意推荐。", ranked=True, sealed=True, recommended=2)
    assert unmet(recommend, whole) == ()


@pytest.mark.parametrize(
    ("state", "verb", "now", "sentences"),
    [
        (State.DRAFT, "file", Situation(hindrances=("甲。", "乙。")), ("甲。", "乙。")),
        (State.FILED, "withdraw", Situation(reason=" "), ("请写明理由。",)),
        (
            State.FORMAL_REVIEW,
            "return",
            Situation(due_ahead=False),
            ("请至少写一条补正要求。", "补正期限应晚于现在，请改正。"),
        ),
        (
            State.DISTRICT_REVIEW,
            "recommend",
            Situation(
                visited=True,
                opinion="同意",
                ranked=True,
                sealed=True,
                recommended=3,
                why_beyond_quota="本区产业集聚度高。",
            ),
            (),
        ),
        (
            State.DISTRICT_REVIEW,
            "recommend",
            Situation(visited_in_vain=True, opinion="同意", ranked=True, sealed=True),
            ("实地核查结论为不符合，不能推荐；请退回补正或不予推荐。",),
        ),
        (
            State.NOTICE,
            "recognise",
            Situation(objections=2),
            ("公示期还没有结束，届时再办。", "还有2件异议没有办结，请先办结。"),
        ),
        (State.NOTICE, "examine", Situation(), ("没有收到异议，无须核查。",)),
        (
            State.OBJECTED,
            "resume",
            Situation(upheld=1, reason="查无实据"),
            ("有1件异议查实，应当取消，不能恢复公示。",),
        ),
        (
            State.OBJECTED,
            "cancel",
            Situation(reason="材料不实"),
            ("没有查实的异议，不能据此取消。",),
        ),
    ],
)
def test_what_is_needed(
    state: State, verb: str, now: Situation, sentences: tuple[str, ...]
) -> None:
    assert unmet(named(state, verb), now) == sentences
