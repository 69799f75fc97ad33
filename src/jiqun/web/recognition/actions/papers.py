"""What preparing and signing a notice and a list have in common."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.stages import SAME_PERSON, advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox.actions import tell
from jiqun.web.recognition import policy
from jiqun.web.recognition.models import Notice, Paper, RecognisedList
from jiqun.web.recognition.queries.choice import step_of, stops
from jiqun.web.review.actions.letters import tell_moved
from jiqun.web.review.models import Outcome
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.wording import printable

LONGEST_TITLE, LONGEST = 200, 5000
DECIDED = "这份文稿刚刚有人办理过，请刷新页面后再看。"
NOBODY = "请至少勾选一个集群。"

P = TypeVar("P", Notice, RecognisedList)


def lock_all(pks: Iterable[int]) -> list[Declaration]:
    """Each in its turn, by its number: two who take several never wait for one another."""
    locked = Declaration.objects.select_for_update(of=("self",)).filter(pk__in=set(pks))
    return list(locked.select_related("call", "unit").order_by("pk"))


def chosen(pks: Sequence[int], call_id: int) -> list[Declaration]:
    found = [each for each in lock_all(pks) if each.call_id == call_id]
    if not found:
        raise Refused(NOBODY)
    if len(found) != len(set(pks)):
        raise Refused("勾选的集群有的不在这个申报批次里，请刷新页面后重新勾选。")
    return found


def refuse_stopped(declarations: Sequence[Declaration], verb: str, before: State) -> None:
    """Everything that stops any of them, each with its name: all of them go on, or none."""
    stopped = stops(declarations, verb, before)
    sentences = [f"{each}：{sentence}" for each in declarations for sentence in stopped[each.pk]]
    if sentences:
        raise Refused("".join(sentences))


def refuse_wording(title: str, words: str) -> tuple[str, str]:
    """As it is kept."""
    title, words = " ".join(printable(title).split()), printable(words)
    wrong = [
        *([] if title else ["请填写标题。"]),
        *([] if len(title) <= LONGEST_TITLE else [f"标题超过{LONGEST_TITLE}字，请缩短。"]),
        *([] if words else ["请填写正文。"]),
        *([] if len(words) <= LONGEST else [f"正文超过{LONGEST}字，请删减。"]),
    ]
    if wrong:
        raise Refused("".join(wrong))
    return title, words


def pending(model: type[P], pk: int) -> P:
    """The paper, nobody else deciding on it. Raises ``Refused``."""
    papers = model.objects.select_for_update(of=("self",))
    paper = papers.select_related("prepared_by__unit", "call").get(pk=pk)
    if not paper.is_pending:
        raise Refused(DECIDED)
    return paper


def to_be_signed(model: type[P], pk: int, by: User) -> P:
    if not policy.may_sign(by):
        raise PermissionDenied
    paper = pending(model, pk)
    if paper.prepared_by_id == by.pk:
        raise Refused(SAME_PERSON)
    return paper


def decide(paper: Paper, outcome: Outcome, by: User) -> None:
    paper.outcome, paper.decided_by, paper.decided_at = outcome, by, clock.now()
    paper.save(update_fields=["outcome", "decided_by", "decided_at", "answer"])


def move_on(
    declaration: Declaration, verb: str, paper: P, *, by: User, sentence: str, site: str
) -> None:
    """One of those on a paper that is being signed."""
    step = step_of(verb, State(declaration.state))
    kind, _, number = paper.chain.partition(":")
    advance(
        declaration,
        verb,
        by=by,
        prepared_by=paper.prepared_by,
        now=situation_of(declaration),
        sentence=sentence,
        data={kind: int(number)},
    )
    tell_moved(declaration, step, by=by, words="", site=site)


@transaction.atomic
def send_paper_back(model: type[P], pk: int, *, by: User, answer: str, site: str = "") -> P:
    """Not signed: it goes back to whoever prepared it."""
    paper = to_be_signed(model, pk, by)
    paper.answer = printable(answer)
    if not paper.answer:
        raise Refused("请写明退回经办的理由。")
    if len(paper.answer) > LONGEST:
        raise Refused(f"退回的理由超过{LONGEST}字，请删减。")
    decide(paper, Outcome.SENT_BACK, by)
    record(paper.chain, "send_back", f"退回经办，理由：{paper.answer}", by=by)
    letter("sent_back", paper, [paper.prepared_by], site)
    return paper


@transaction.atomic
def drop_paper(model: type[P], pk: int, *, by: User) -> P:
    """Whoever prepared it takes it back."""
    paper = pending(model, pk)
    if paper.prepared_by_id != by.pk or not policy.may_see_recognition(by):
        raise PermissionDenied
    decide(paper, Outcome.DROPPED, by)
    record(paper.chain, "drop", "撤回送审签的文稿。", by=by)
    return paper


def tell_prepared(paper: P, site: str) -> None:
    """Those of the bureau who sign."""
    heads = User.objects.filter(unit__kind=UnitKind.BUREAU, role__in=HEADS, is_active=True)
    letter("prepared", paper, heads.exclude(pk=paper.prepared_by_id), site)


def letter(name: str, paper: P, people: Iterable[User], site: str) -> None:
    address = reverse("prepared_paper", args=[paper.kind, paper.pk])
    tell(people, f"recognition/mail/{name}", address=address, site=site, paper=paper)
