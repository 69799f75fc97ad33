"""A declaration in any of its stages: every step there is taken by the table of ``core.lifecycle``,
and leaves what belongs to it."""

from collections.abc import Callable
from datetime import timedelta

from jiqun.core.lifecycle import Actor, Situation, State, Transition, leaving, transition
from jiqun.web import clock
from jiqun.web.declarations.actions.corrections import Asked, return_declaration
from jiqun.web.declarations.actions.filing import withdraw
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Conclusion, Motion, Recommendation, Remark, Visit, VisitPhoto
from jiqun.web.review.policy import ELSEWHERE
from tests.documents.attachments.files import pdf
from tests.web.access import (
    BUREAU_CHECKER,
    BUREAU_MAKER,
    CHIEF,
    DISTRICT_CHECKER,
    DISTRICT_MAKER,
    World,
)
from tests.web.filings import a_submission, stored_blob

#: The shortest way to each stage, by the verbs of the table.
TO_REVIEW = "file take_up"
TO_BUREAU = f"{TO_REVIEW} recommend accept"
TO_NOTICE = f"{TO_BUREAU} pass propose publish"
WAYS: dict[State, str] = {
    State.DRAFT: "file withdraw",
    State.FILED: "file",
    State.DISTRICT_REVIEW: TO_REVIEW,
    State.RETURNED_BY_DISTRICT: f"{TO_REVIEW} return",
    State.NOT_RECOMMENDED: f"{TO_REVIEW} decline",
    State.RECOMMENDED: f"{TO_REVIEW} recommend",
    State.FORMAL_REVIEW: TO_BUREAU,
    State.RETURNED_BY_BUREAU: f"{TO_BUREAU} return",
    State.APPRAISAL: f"{TO_BUREAU} pass",
    State.PROPOSED: f"{TO_BUREAU} pass propose",
    State.FAILED: f"{TO_BUREAU} fail",
    State.NOTICE: TO_NOTICE,
    State.OBJECTED: f"{TO_NOTICE} examine",
    State.RECOGNISED: f"{TO_NOTICE} recognise",
    State.CANCELLED: f"{TO_NOTICE} examine cancel",
    State.TERMINATED: f"{TO_BUREAU} terminate",
}

ROLE_OF = {
    Actor.OPERATOR_HEAD: CHIEF,
    Actor.DISTRICT_MAKER: DISTRICT_MAKER,
    Actor.DISTRICT_CHECKER: DISTRICT_CHECKER,
    Actor.BUREAU_MAKER: BUREAU_MAKER,
    Actor.BUREAU_CHECKER: BUREAU_CHECKER,
}

#: All that any step needs, but for what is said of objections.
ENOUGH = {
    "reason": "示例理由。",
    "visited": True,
    "opinion": "同意推荐。",
    "ranked": True,
    "sealed": True,
    "notice_ended": True,
}
OBJECTIONS = {"examine": {"objections": 1}, "cancel": {"upheld": 1}}


def bring_to(state: State, world: World, declaration: Declaration) -> None:
    """From where it stands; with something to be signed, if anything can be prepared then."""
    verbs = WAYS[state].split()
    for verb in verbs if declaration.state == State.DRAFT else verbs[1:]:
        DONE.get(verb, step_on)(world, declaration, verb)
        declaration.refresh_from_db()
    lay_before_signers(world, declaration)


def step_on(world: World, declaration: Declaration, verb: str) -> None:
    step = transition(State(declaration.state), verb)
    assert step is not None  # it is a way
    advance(
        declaration,
        verb,
        by=world.people[ROLE_OF[step.decided_by]],
        prepared_by=step.prepared_by and world.people[ROLE_OF[step.prepared_by]],
        sentence=f"{step.label}。",
        now=Situation(**ENOUGH, **OBJECTIONS.get(verb, {})),
    )


def file(world: World, declaration: Declaration, verb: str) -> None:
    a_submission(declaration, world.people[CHIEF])


def take_back(world: World, declaration: Declaration, verb: str) -> None:
    withdraw(declaration.pk, by=world.people[CHIEF], reason="示例理由。")


def take_up(world: World, declaration: Declaration, verb: str) -> None:
    """It is remarked on and visited, and an opinion is written and sealed."""
    step_on(world, declaration, verb)
    maker, submission = world.people[DISTRICT_MAKER], declaration.submissions.all()[0]
    a_remark(world, declaration, DISTRICT_MAKER)
    visit = Visit.objects.create(
        declaration=declaration,
        submission=submission,
        begun_by=maker,
        begun_at=clock.now(),
        earliest=clock.now().date(),
        conclusion=Conclusion.HOLDS,
        closed_by=maker,
        closed_at=clock.now(),
    )
    paper = stored_blob(pdf(2), pages=2)
    VisitPhoto.objects.create(visit=visit, blob=paper, name="现场.pdf", by=maker, at=clock.now())
    Recommendation.objects.create(
        declaration=declaration,
        submission=submission,
        opinion="同意推荐。",
        rank=1,
        code="7K3D-9QXZ",
        sealed=paper,
        uploaded_by=maker,
        uploaded_at=clock.now(),
    )


def recommend(world: World, declaration: Declaration, verb: str) -> None:
    step_on(world, declaration, verb)
    signed = {"signed_by": world.people[DISTRICT_CHECKER], "signed_at": clock.now()}
    Recommendation.objects.filter(declaration=declaration).update(**signed)


def accept(world: World, declaration: Declaration, verb: str) -> None:
    step_on(world, declaration, verb)
    a_remark(world, declaration, BUREAU_MAKER)


def return_it(world: World, declaration: Declaration, verb: str) -> None:
    district = declaration.state == State.DISTRICT_REVIEW
    return_declaration(
        declaration.pk,
        by=world.people[DISTRICT_CHECKER if district else BUREAU_CHECKER],
        prepared_by=world.people[DISTRICT_MAKER if district else BUREAU_MAKER],
        asked=[Asked("output.2021", "请核对。")],
        due=clock.now() + timedelta(days=5),
    )


DONE: dict[str, Callable[[World, Declaration, str], None]] = {
    "file": file,
    "withdraw": take_back,
    "take_up": take_up,
    "recommend": recommend,
    "accept": accept,
    "return": return_it,
}


def a_remark(world: World, declaration: Declaration, role: str) -> None:
    by = world.people[role]
    Remark.objects.create(
        declaration=declaration,
        submission=declaration.submissions.all()[0],
        unit=by.unit,
        key="output.2021",
        words="请核对。",
        by=by,
        at=clock.now(),
    )


def a_point() -> dict[str, object]:
    due = clock.now() + timedelta(days=5)
    return {"points": [{"key": "output.2021", "words": "请核对。"}], "due": due.isoformat()}


#: What a motion is made of, by its verb.
PAYLOADS = {"return": a_point}


def to_be_prepared(state: State) -> tuple[Transition, ...]:
    return tuple(e for e in leaving(state) if e.prepared_by and e.verb not in ELSEWHERE)


def lay_before_signers(world: World, declaration: Declaration) -> None:
    for step in to_be_prepared(State(declaration.state))[:1]:
        assert step.prepared_by is not None
        by = world.people[ROLE_OF[step.prepared_by]]
        Motion.objects.create(
            declaration=declaration,
            verb=step.verb,
            words="示例理由。",
            payload=PAYLOADS.get(step.verb, dict)(),
            unit=by.unit,
            prepared_by=by,
            prepared_at=clock.now(),
        )
