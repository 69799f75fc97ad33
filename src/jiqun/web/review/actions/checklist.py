"""Answer the lines of the checklist (审查清单)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.reading import shortened
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review import policy
from jiqun.web.review.models import Answer, Check, Outcome
from jiqun.web.review.queries.checklist import Item, checklist_of, checks_of
from jiqun.web.wording import printable

LONGEST = 2000
#: So much of a question is quoted.
QUOTED = 40
WAITING = "这份申报有一件拟办在等待审签，审查清单不能改动；确需改动的，请先由经办撤回拟办。"
NOTHING_NEW = "没有新的填写，审查清单没有改动。"
NOTHING_LEFT = (
    "本部分没有可以一并填写的项目：未填的都须逐项填写，或者已由别人填写，请刷新页面后再看。"
)
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody says to a line: ``digest`` is what he has read of it, ``base`` the number of
    the check he has seen there, 0 if none."""

    line: str
    digest: str
    base: int
    answer: str
    words: str = ""


class Overtaken(Refused):
    """Somebody else has answered the same lines meanwhile; nothing is saved."""


@transaction.atomic
def answer_checks(
    declaration_id: int,
    *,
    by: User,
    answered: Sequence[Answered],
    rest: Mapping[str, str] = NONE,
) -> int:
    """Write down the answers that are new, all or none, and say how many.

    ``rest`` are further lines, by the digest that was read: those of them that nobody has answered
    are fulfilled, but for the doubtful ones, which are answered one by one.
    """
    declaration = locked(declaration_id)
    submission = standing_submission(declaration)
    if submission is None or not policy.may_check(by, declaration):
        raise PermissionDenied
    if declaration.motions.filter(outcome=Outcome.PENDING).exists():
        raise Refused(WAITING)
    level = policy.level_of(by)
    items = {i.line.id: i for i in checklist_of(declaration, submission, level).items}
    refuse_changed(items, {**rest, **{each.line: each.digest for each in answered}})
    known = {check.pk: check for check in checks_of(declaration, level)}
    new = [each for each in map(tidied, answered) if is_new(each, items[each.line], known)]
    refuse_all([fault for each in new for fault in faults_of(each, items[each.line])])
    refuse_overtaken(new, items)
    together = fulfilled_with(rest, items, {each.line for each in answered})
    if not (new or together):
        raise Refused(NOTHING_LEFT if rest and not answered else NOTHING_NEW)
    write(declaration, submission, by, [*new, *together], at_once=len(together))
    return len(new) + len(together)


def tidied(answered: Answered) -> Answered:
    return Answered(
        answered.line,
        answered.digest,
        answered.base,
        answered.answer,
        printable(answered.words),
    )


def refuse_changed(items: Mapping[str, Item], read: Mapping[str, str]) -> None:
    """Nobody answers to what he has not read."""
    for id, digest in read.items():
        if id not in items:
            raise Refused("审查清单刚刚有变化，没有保存，请刷新页面后再填。")
        if items[id].line.digest != digest:
            question = quoted(items[id])
            raise Refused(f"{question}的内容刚刚有变化，没有保存，请看过新的内容后再填。")


def quoted(item: Item) -> str:
    return f"“{shortened(item.line.question, QUOTED)}”"


def is_new(answered: Answered, item: Item, known: Mapping[int, Check]) -> bool:
    """Not what already stands there, nor what stood there and was sent back untouched."""
    said = (answered.answer, answered.words)
    seen = (known.get(answered.base), item.check)
    return not any(
        check and check.line == item.line.id and (check.answer, check.words) == said
        for check in seen
        if check and check.digest == item.line.digest
    )


def faults_of(answered: Answered, item: Item) -> Iterator[str]:
    if answered.answer not in {answer.value for answer in Answer}:
        yield f"{quoted(item)}没有选择符合、不符合还是不适用，请选择。"
    elif answered.answer != Answer.FULFILLED and not answered.words:
        yield f"{quoted(item)}选了“{Answer.of(answered.answer).label}”，请写明情况。"
    if len(answered.words) > LONGEST:
        yield f"{quoted(item)}的说明超过{LONGEST}字，请删减。"


def refuse_overtaken(new: Sequence[Answered], items: Mapping[str, Item]) -> None:
    sentences = []
    for each in new:
        check = items[each.line].check
        if check and check.pk != each.base:
            label = Answer.of(check.answer).label
            told = f"{quoted(items[each.line])}刚刚由{check.by.name}填为“{label}”"
            sentences.append(f"{told}，没有保存您的填写，请核对后再保存。")
    if sentences:
        raise Overtaken("".join(sentences))


def fulfilled_with(
    rest: Mapping[str, str], items: Mapping[str, Item], answered: Collection[str]
) -> list[Answered]:
    left = (items[id] for id in rest if id not in answered)
    return [
        Answered(item.line.id, item.line.digest, 0, Answer.FULFILLED)
        for item in left
        if not (item.answered or item.line.doubtful)
    ]


def write(
    declaration: Declaration,
    submission: Submission,
    by: User,
    answered: Sequence[Answered],
    *,
    at_once: int,
) -> None:
    now = clock.now()
    Check.objects.bulk_create(
        Check(
            declaration=declaration,
            submission=submission,
            unit=by.unit,
            line=each.line,
            digest=each.digest,
            answer=each.answer,
            words=each.words,
            by=by,
            at=now,
        )
        for each in answered
    )
    failing = sum(each.answer == Answer.NOT_FULFILLED for each in answered)
    pieces = [f"填写审查清单{len(answered)}项"]
    pieces += [f"其中{at_once}项一并填为符合"] if at_once else []
    pieces += [f"{failing}项不符合"] if failing else []
    data = {"answers": {each.line: [each.answer, each.words] for each in answered}}
    record(declaration.chain, "answer_checks", f"{'，'.join(pieces)}。", by=by, data=data)
