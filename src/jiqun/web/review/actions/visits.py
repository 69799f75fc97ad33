"""Go and look (实地核查): begin a visit, carry it over to a new filing, check more, close it."""

import secrets
from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from jiqun.core.lifecycle import State
from jiqun.core.sampling import draw_figures, draw_firms, seed_of
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.models import Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review import policy
from jiqun.web.review.models import (
    Conclusion,
    ItemKind,
    Outcome,
    Result,
    Visit,
    VisitItem,
    Why,
)
from jiqun.web.review.queries.filed import Filed, Thing, filed_in
from jiqun.web.review.queries.visits import Key, Standing, standing_of

#: The rule of two who look together is ours: no rule gives any.
FEWEST_OFFICERS = 2
MOST_NAMED = 3

NOT_NEEDED = "已核查的内容在补正后没有改动，原核查仍然有效，不必再次核查。"
IN_VAIN = "这次报送已经核查，结论为不符合；请退回补正或不予推荐。"
UNDER_WAY = "已有一次核查正在进行，请接着填写。"
NEW_FILING = "申报单位刚刚重新报送，请刷新页面后再办理。"
CLOSED = "这次核查已办结，不能再改动。"
OUTDATED = "开始核查之后申报单位重新报送过，请先点“按新的报送继续核查”。"
PENDING = "这份申报有一件拟办在等待审签，核查记录暂不能改动；需要改动的，请先撤回拟办。"


def visited_now(declaration_id: int, by: User) -> Declaration:
    """The declaration, nobody else changing it, if it can be visited. Raises ``Refused``."""
    declaration = locked(declaration_id)
    if not policy.may_visit(by, declaration):
        raise PermissionDenied
    if declaration.state != State.DISTRICT_REVIEW:
        label = declaration.get_state_display()
        raise Refused(f"这份申报现为“{label}”，只有在区初审时才能实地核查。")
    if declaration.motions.filter(outcome=Outcome.PENDING).exists():
        raise Refused(PENDING)
    return declaration


def open_visit(visit_id: int, by: User) -> tuple[Visit, Declaration]:
    """One that is written in. Raises ``Refused``."""
    declaration_id = Visit.objects.values_list("declaration_id", flat=True).get(pk=visit_id)
    declaration = visited_now(declaration_id, by)
    visit = Visit.objects.select_related("submission").get(pk=visit_id)
    if visit.is_closed:
        raise Refused(CLOSED)
    submission = standing_submission(declaration)
    if submission is None or visit.submission_id != submission.pk:
        raise Refused(OUTDATED)
    return visit, declaration


# --- Beginning ------------------------------------------------------------------------------


def begin_visit(declaration_id: int, *, by: User) -> Visit:
    """Draw what to look at; or go on where a visit has been before. What was filed is read before
    the transaction, which sees that nothing was filed meanwhile."""
    submission = standing_submission(Declaration.objects.get(pk=declaration_id))
    if submission is None or not policy.may_visit(by, submission.declaration):
        raise PermissionDenied
    return enter_visit(declaration_id, filed_in(submission), by=by)


@transaction.atomic
def enter_visit(declaration_id: int, filed: Filed, *, by: User) -> Visit:
    declaration = visited_now(declaration_id, by)
    submission = standing_submission(declaration)
    if submission is None or submission.pk != filed.submission.pk:
        raise Refused(NEW_FILING)
    standing = standing_of(declaration, submission)
    if standing.open and standing.outdated:
        return carry_over(standing, standing.open, declaration, filed, by)
    refuse_needless(standing)
    if standing.closed:
        return further(standing, declaration, filed, by)
    return drawn(declaration, filed, by)


def refuse_needless(standing: Standing) -> None:
    if standing.open:
        raise Refused(UNDER_WAY)
    if standing.in_vain:
        raise Refused(IN_VAIN)
    if standing.counts:
        raise Refused(NOT_NEEDED)


def new_visit(declaration: Declaration, submission: Submission, by: User, **more: object) -> Visit:
    return Visit.objects.create(
        declaration=declaration,
        submission=submission,
        begun_by=by,
        begun_at=clock.now(),
        earliest=localdate(submission.filed_at),
        **more,
    )


def drawn(declaration: Declaration, filed: Filed, by: User) -> Visit:
    """The first one. Nobody could know the seed before, and anybody can repeat the draw: both parts
    of it stand in the event."""
    submission, secret = filed.submission, secrets.token_hex(16)
    seed = seed_of(submission.digest, submission.number, secret)
    explained, parts = filed.explained(), filed.parts()
    figures = set(draw_figures(seed, parts, explained))
    firms = draw_firms(seed, filed.firms.keys(), flagged := filed.flagged())
    visit = new_visit(declaration, submission, by, seed=seed, secret=secret, drawn_from=submission)
    in_order = [key for key in parts if key in figures]
    reasons = [Why.EXPLAINED if key in explained else Why.DRAWN for key in in_order]
    put(visit, zip(map(filed.figure, in_order), reasons, strict=True))
    put(visit, ((filed.firm(f), Why.EXPLAINED if f in flagged else Why.DRAWN) for f in firms))
    data = {"visit": visit.pk, "submission": submission.number, "seed": seed, "secret": secret}
    keys = {"figures": in_order, "firms": list(firms)}
    sentence = f"开始实地核查，抽取指标{len(figures)}项、企业{len(firms)}家，抽样种子{seed}。"
    record(declaration.chain, "begin_visit", sentence, by=by, data={**data, **keys})
    return visit


def further(standing: Standing, declaration: Declaration, filed: Filed, by: User) -> Visit:
    """Only of what has changed since the last, or did not hold then."""
    visit, changed = new_visit(declaration, filed.submission, by), set(standing.changed)
    keys = standing.to_check_again
    things = [filed.thing(*key, label=standing.items[key].label) for key in keys]
    reasons = [Why.CHANGED if key in changed else Why.UNSETTLED for key in keys]
    put(visit, zip(things, reasons, strict=True))
    told = [list(key) for key in keys]
    data = {"visit": visit.pk, "submission": filed.submission.number, "keys": told}
    sentence = f"开始再次实地核查，核查改动过的和上次未核实一致的内容{len(keys)}项。"
    record(declaration.chain, "begin_visit", sentence, by=by, data=data)
    return visit


def carry_over(
    standing: Standing, visit: Visit, declaration: Declaration, filed: Filed, by: User
) -> Visit:
    """One that was under way when it was returned: nothing written is lost, but what is filed
    otherwise now has to be answered anew; what is newly explained is looked at as well, and what an
    earlier visit has seen otherwise: there is one visit a filing."""
    before, items = filed_in(visit.submission), list(visit.items.all())
    changed = [i for i in items if before.value(i.kind, i.key) != filed.value(i.kind, i.key)]
    for item in changed:
        thing = filed.thing(item.kind, item.key, item.label)
        item.label, item.filed, item.result, item.why = thing.label, thing.words, "", Why.CHANGED
    VisitItem.objects.bulk_update(changed, ["label", "filed", "result", "why"])
    known, explained = {item.key for item in items}, filed.explained() - before.explained()
    more = [key for key in filed.parts() if key in explained and key not in known]
    put(visit, ((filed.figure(key), Why.EXPLAINED) for key in more))
    known |= {*more}
    seen = [key for key in standing.changed if key[1] not in known]
    put(visit, (seen_before(standing, filed, key) for key in seen))
    more += [key for _, key in seen]
    visit.submission = filed.submission
    if changed or more:
        visit.earliest = localdate(filed.submission.filed_at)
    visit.save(update_fields=["submission", "earliest"])
    keys = {"changed": [item.key for item in changed], "added": more}
    data = {"visit": visit.pk, "submission": filed.submission.number, **keys}
    sentence = f"按新的报送继续实地核查，{len(changed)}项有改动须重新核对，另加{len(more)}项。"
    record(declaration.chain, "carry_visit_over", sentence, by=by, data=data)
    return visit


def seen_before(standing: Standing, filed: Filed, key: Key) -> tuple[Thing, Why]:
    return filed.thing(*key, label=standing.items[key].label), Why.CHANGED


def put(visit: Visit, things: Iterable[tuple[Thing, Why]]) -> None:
    VisitItem.objects.bulk_create(item_of(visit, thing, why) for thing, why in things)


def item_of(visit: Visit, thing: Thing, why: Why) -> VisitItem:
    return VisitItem(
        visit=visit,
        kind=thing.kind,
        why=why,
        key=thing.key,
        part=thing.part,
        label=thing.label[:300],
        filed=thing.words,
    )


@transaction.atomic
def add_item(visit_id: int, *, by: User, kind: str, key: str) -> VisitItem:
    """Something that was not drawn: a figure by its key, a firm by its name or its code."""
    visit, declaration = open_visit(visit_id, by)
    thing = chosen(filed_in(visit.submission), kind, key.strip())
    if visit.items.filter(kind=thing.kind, key=thing.key).exists():
        raise Refused(f"“{thing.label}”已在核查之列。")
    item = item_of(visit, thing, Why.ADDED)
    item.save()
    data = {"visit": visit.pk, "kind": item.kind, "key": item.key}
    sentence = f"实地核查另加“{item.label}”。"
    record(declaration.chain, "add_visit_item", sentence, by=by, data=data)
    return item


def chosen(filed: Filed, kind: str, key: str) -> Thing:
    if kind == ItemKind.FIGURE:
        if key not in filed.parts():
            raise Refused("请选择一项填有数字的指标。")
        return filed.figure(key)
    if not key:
        raise Refused("请填写企业名称或统一社会信用代码。")
    found = [k for k, row in filed.firms.items() if key in (k, row.text_at("name"))]
    if not found:
        raise Refused("企业名录中没有这家企业，请按名录中的企业名称或统一社会信用代码填写。")
    return filed.firm(found[0])


# --- Closing --------------------------------------------------------------------------------


@transaction.atomic
def close_visit(visit_id: int, *, by: User) -> Visit:
    """Everything that is missing is said at once; nothing of it changes any more."""
    visit, declaration = open_visit(visit_id, by)
    refuse_all([*missing_of_visit(visit), *missing_of_items(visit), *missing_at_the_end(visit)])
    visit.closed_by, visit.closed_at = by, clock.now()
    visit.save(update_fields=["closed_by", "closed_at"])
    label = Conclusion.of(visit.conclusion).label
    data = {"visit": visit.pk, "conclusion": visit.conclusion, "day": str(visit.day)}
    record(declaration.chain, "close_visit", f"实地核查办结，结论：{label}。", by=by, data=data)
    return visit


def missing_of_visit(visit: Visit) -> Iterator[str]:
    if visit.day is None:
        yield "请填写核查日期。"
    elif visit.day > localdate(clock.now()):
        yield "核查日期晚于今天，请改正。"
    elif visit.day < visit.earliest:
        told = f"{visit.earliest.year}年{visit.earliest.month}月{visit.earliest.day}日"
        yield f"核查日期早于报送日期（{told}），请改正。"
    if not visit.place:
        yield "请填写核查地点。"
    if len({line.strip() for line in visit.ours.splitlines() if line.strip()}) < FEWEST_OFFICERS:
        yield f"核查人员至少{FEWEST_OFFICERS}人，请一行一人填写姓名和职务。"


def missing_of_items(visit: Visit) -> Iterator[str]:
    """Where nothing could be had to check it against, the words say so."""
    items = list(visit.items.all())
    answered = [item for item in items if item.result]
    settled = [item for item in answered if item.result != Result.UNKNOWN]
    open_questions = [item for item in answered if item.result != Result.AGREES]
    yield from lacking("没有填写结果", [item for item in items if not item.result])
    yield from lacking("没有写明核对依据", [item for item in settled if not item.against])
    yield from lacking(
        "不符或无法核实而没有说明", [item for item in open_questions if not item.words]
    )


def lacking(what: str, items: list[VisitItem]) -> Iterator[str]:
    if items:
        named = "、".join(item.label for item in items[:MOST_NAMED])
        more = "等" if len(items) > MOST_NAMED else ""
        yield f"有{len(items)}项{what}（{named}{more}），请补充。"


def missing_at_the_end(visit: Visit) -> Iterator[str]:
    states = list(visit.photos.filter(removed_at=None).values_list("blob__state", flat=True))
    if Quarantine.INFECTED in states:
        yield "有照片发现病毒，请移除。"
    if Quarantine.CLEAN not in states:
        waiting = Quarantine.WAITING in states
        yield "照片还在等待病毒扫描，请稍后再办结。" if waiting else "请至少上传一张现场照片。"
    if not visit.conclusion:
        yield "请选择核查结论。"
    elif visit.conclusion != Conclusion.HOLDS and not visit.words:
        yield "结论不是“符合”的，请写明情况。"
