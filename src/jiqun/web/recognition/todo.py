"""What waits for the bureau: papers to prepare and to sign, objections to look into and answer."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.core.calendar import DAY
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.inbox.todo import Todo
from jiqun.web.recognition.models import Finding, Notice, Objection, RecognisedList, Stage
from jiqun.web.recognition.policy import may_prepare, may_sign
from jiqun.web.recognition.queries.objections import Case, cases_of, visible_to
from jiqun.web.recognition.queries.overview import stands_of
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.wording import in_full

#: So few working days left are urgent.
NEAR = 1


# --- Papers ---------------------------------------------------------------------------------


def papers_to_sign(user: User) -> Iterator[Todo]:
    """What others have prepared. A notice opens on the day it says, or not at all."""
    if not may_sign(user):
        return
    today = localdate(clock.now())
    for model, label in ((Notice, "公示"), (RecognisedList, "认定名单")):
        pending = model.objects.filter(outcome=Outcome.PENDING).exclude(prepared_by=user)
        for paper in pending.select_related("prepared_by"):
            opens = paper.opens if isinstance(paper, Notice) else None
            told = f"{paper.prepared_by.name}拟办"
            yield Todo(
                label=f"审签{label}：{paper.title}",
                address=reverse("prepared_paper", args=[paper.kind, paper.pk]),
                told=f"{told}，公示自{in_full(opens)}起" if opens else told,
                urgent=opens is not None and opens <= today + DAY,
                until=opens,
            )


def papers_to_prepare(user: User) -> Iterator[Todo]:
    """One for each call that has something to be shown, or to be recognised."""
    if not may_prepare(user):
        return
    ready = ready_by_call()
    calls = Call.objects.in_bulk({call for call, _ in ready})
    for (call, what), count in sorted(ready.items()):
        page, label, told = PAPERS[what]
        yield Todo(f"{label}：{calls[call]}", reverse(page, args=[call]), told.format(count=count))


PAPERS = {
    State.PROPOSED.value: ("prepare_notice", "拟公示", "{count}个集群待公示"),
    "ended": ("prepare_list", "拟认定名单", "{count}个集群公示期满，没有未办结的异议"),
}


def ready_by_call() -> Counter[tuple[int, str]]:
    """How many that nothing stands in the way of."""
    concerned = Declaration.objects.filter(state__in=(State.PROPOSED, State.NOTICE))
    declarations = list(concerned.select_related("call", "unit"))
    stands, busy = stands_of(declarations), busy_among(declarations)
    return Counter(
        (each.call_id, stands[each.pk])
        for each in declarations
        if stands[each.pk] in PAPERS and each.pk not in busy
    )


def busy_among(declarations: list[Declaration]) -> frozenset[int]:
    """Those that wait for something else to be decided on first."""
    motions = Motion.objects.filter(outcome=Outcome.PENDING)
    objections = Objection.objects.exclude(stage=Stage.DECIDED)
    found = (
        rows.filter(declaration__in=declarations).values_list("declaration_id", flat=True)
        for rows in (motions, objections)
    )
    return frozenset[int]().union(*found)


# --- Objections -----------------------------------------------------------------------------


def objections_to_answer(user: User) -> Iterator[Todo]:
    """By their number alone; within the days that an answer may take."""
    if not (may_prepare(user) or may_sign(user)):
        return
    for case in cases_of(visible_to(user).filter(answered_at=None)):
        act = act_of(user, case.objection)
        if act:
            yield Todo(
                label=f"{act}：{case.objection.number}",
                address=reverse("objection", args=[case.objection.pk]),
                told="，".join(told_of(case)),
                urgent=case.clock.left <= NEAR,
                until=case.clock.last_day,
            )


def act_of(user: User, objection: Objection) -> str:
    """What that person is to do with it; "" for nothing."""
    if objection.is_pending:
        own = objection.prepared_by_id == user.pk
        return "审签异议" if may_sign(user) and not own else ""
    if not may_prepare(user):
        return ""
    return ACTS[Stage.of(objection.stage)]


ACTS = {
    Stage.RECEIVED: "受理异议",
    Stage.EXAMINED: "核查异议",
    Stage.DECIDED: "书面答复异议",
}


def told_of(case: Case) -> Iterator[str]:
    yield case.objection.entry.cluster_name
    if case.objection.is_pending and case.objection.prepared_by:
        yield f"{case.objection.prepared_by.name}拟办"
    over, left = case.clock.over, case.clock.left
    yield f"已超期{over}个工作日" if over else f"剩余{left}个工作日"


def examined_to_go_on(user: User) -> Iterator[Todo]:
    """Every objection has been decided on: back to the public, or cancelled."""
    if not may_prepare(user):
        return
    examined = Declaration.objects.filter(state=State.OBJECTED).select_related("call", "unit")
    declarations = list(examined)
    busy = busy_among(declarations)
    upheld = Objection.objects.filter(declaration__in=declarations, finding=Finding.UPHELD)
    cancelled = set(upheld.values_list("declaration_id", flat=True))
    for each in declarations:
        if each.pk not in busy:
            label = "拟取消" if each.pk in cancelled else "拟恢复公示"
            address = reverse("review", args=[each.pk])
            yield Todo(f"{label}：{each}", address, "异议已全部办结")


LINES = (papers_to_sign, papers_to_prepare, objections_to_answer, examined_to_go_on)
