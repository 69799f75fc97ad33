"""Write what a district recommends with: the opinion, the order, the reason beyond the quota, the
sealed pages; and sign it. Nothing of what was filed is ever changed by it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.facts import parse_facts
from jiqun.core.lifecycle import State, transition
from jiqun.core.receipt import looks_like_content_code, read_code, short_code
from jiqun.core.text import count_words
from jiqun.documents.paper.recommending import PAGES, wrong_with_opinion
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.audit.queries import events_of, head_of
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.filing import Stored, take_scan
from jiqun.web.declarations.actions.stages import SAME_PERSON, advance
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review import policy
from jiqun.web.review.actions.letters import tell_moved
from jiqun.web.review.models import Motion, Outcome, Recommendation
from jiqun.web.review.queries.recommendations import is_current, place_of, recommendation_of
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.wording import printable

LONGEST_REASON = 500

WAITING = "这份申报有一件拟办在等待审签，不能再改；确需修改的，请先撤回拟办。"
NO_OPINION = "推荐意见是空白的，没有保存，请填写。"
OVERTAKEN = "推荐意见刚刚有人改过，没有保存；请对照现在的意见改好后再保存。"
OPINION_FIRST = "请先填写推荐意见，打印盖章后再上传。"
REFILED = "申报内容补正后又报送过，推荐意见写的是上一次报送；请核对后重新保存推荐意见。"
NO_CODE = "请填写核验码：盖章件每页左下角“核验码”后的8位。"
CONTENT_CODE = "填写的是盖章件右下角的内容码（12位）；请改填左下角“核验码”后的8位。"
OPERATORS_CODE = (
    "填写的是申报单位报送稿的核验码。请打印本页给出的封面和推荐意见页，盖章后上传，"
    "并填写这两页左下角的核验码。"
)
OLD_OPINION = (
    "印章盖在旧的意见上：核验码{code}是以前的推荐意见的，之后意见或者申报内容改过。"
    "请用现在的意见重新打印、盖章后上传。"
)
WRONG_CODE = "填写的核验码与现在的推荐意见页不一致，请对照盖章件每页左下角“核验码”后的8位重填。"
WRONG_PAGES = "应正好是{wanted}页（封面、推荐意见页），上传的{counted}；请重新扫描后上传。"
CHANGED = "推荐意见或者盖章件与送审签时不同，请退回经办重新送审签。"


def page_code(submission: Submission, opinion: str) -> str:
    """What the printed pages carry: it changes with the opinion, and with what was filed."""
    whole = f"{submission.number} {submission.digest}\n{opinion}"
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return short_code(digest, f"recommendation {submission.declaration_id}")


def opened(declaration_id: int, by: User) -> tuple[Declaration, Recommendation]:
    """The declaration, locked, and its recommendation, which may be written on."""
    declaration = locked(declaration_id)
    if not policy.may_recommend(by, declaration):
        raise PermissionDenied
    if declaration.motions.filter(outcome=Outcome.PENDING).exists():
        raise Refused(WAITING)
    Recommendation.objects.get_or_create(declaration=declaration)
    found = recommendation_of(declaration)
    assert found is not None  # it has just been made, if there was none
    return declaration, found


@transaction.atomic
def write_opinion(
    declaration_id: int, *, by: User, opinion: str, seen: str | None = None
) -> Recommendation:
    """On what was filed last. A seal that was set on another opinion is worth nothing. ``seen`` is
    the code of the opinion that the page had shown, if it came from one."""
    declaration, found = opened(declaration_id, by)
    submission = standing_submission(declaration)
    if submission is None:
        raise PermissionDenied
    opinion = "\n".join(printable(opinion).splitlines())
    if not opinion:
        raise Refused(NO_OPINION)
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    wrong = wrong_with_opinion(facts, opinion)
    if wrong:
        raise Refused(wrong)
    code = page_code(submission, opinion)
    if code == found.code:
        return found
    if seen is not None and seen != found.code:
        raise Refused(OVERTAKEN)
    found.submission, found.opinion, found.code = submission, opinion, code
    found.sealed = found.uploaded_by = found.uploaded_at = None
    found.save()
    data = {"code": code, "opinion": opinion, "submission": submission.number}
    record(declaration.chain, "write_opinion", f"填写推荐意见，核验码{code}。", by=by, data=data)
    return found


@transaction.atomic
def explain_beyond_quota(declaration_id: int, *, by: User, words: str) -> Recommendation:
    """Why more are recommended than foreseen; blank where it is not needed any more."""
    declaration, found = opened(declaration_id, by)
    words = printable(words)
    length = count_words(words)
    if length > LONGEST_REASON:
        raise Refused(f"超额推荐的理由有{length}字，超过{LONGEST_REASON}字，没有保存，请删减。")
    if words == found.why_beyond_quota:
        return found
    found.why_beyond_quota = words
    found.save(update_fields=["why_beyond_quota"])
    sentence = f"写明超额推荐的理由：{words}" if words else "删去超额推荐的理由。"
    record(declaration.chain, "explain_beyond_quota", sentence, by=by)
    return found


def take_sealed(
    declaration: Declaration, *, by: User, files: Iterable[tuple[str, bytes]], typed_code: str
) -> Recommendation:
    """The sealed pages, as one PDF or photographed. The code is looked at first: reading what was
    handed in takes long."""
    if not policy.may_recommend(by, declaration):
        raise PermissionDenied
    refuse_code(declaration, recommendation_of(declaration), typed_code)
    stored = take_scan(files).stored
    pages = stored.attachment.pages
    if pages != PAGES:
        counted = f"有{pages}页" if pages else "数不出页数"
        raise Refused(WRONG_PAGES.format(wanted=PAGES, counted=counted))
    entered = enter_sealed(declaration.pk, by=by, stored=stored, typed_code=typed_code)
    assert entered.sealed is not None
    scan_blob(entered.sealed)
    return entered


@transaction.atomic
def enter_sealed(
    declaration_id: int, *, by: User, stored: Stored, typed_code: str
) -> Recommendation:
    """Unless the opinion has been changed meanwhile."""
    declaration, found = opened(declaration_id, by)
    refuse_code(declaration, found, typed_code)
    found.sealed, found.uploaded_by, found.uploaded_at = stored.enter(), by, clock.now()
    found.save(update_fields=["sealed", "uploaded_by", "uploaded_at"])
    data = {"code": found.code, "sealed": found.sealed.sha256}
    sentence = f"上传盖章的封面和推荐意见页，核验码{found.code}。"
    record(declaration.chain, "take_sealed", sentence, by=by, data=data)
    return found


def refuse_code(declaration: Declaration, found: Recommendation | None, typed: str) -> None:
    """Whoever typed another code is told which it was."""
    if found is None or not found.opinion:
        raise Refused(OPINION_FIRST)
    standing = standing_submission(declaration)
    if standing is None or not is_current(found, standing):
        raise Refused(REFILED)
    code = read_code(typed)
    if code == found.code:
        return
    if not typed.strip():
        raise Refused(NO_CODE)
    if looks_like_content_code(typed):
        raise Refused(CONTENT_CODE)
    if code == standing.code:
        raise Refused(OPERATORS_CODE)
    written = events_of(declaration.chain).filter(verb="write_opinion", data__code=code)
    raise Refused(OLD_OPINION.format(code=code) if code and written.exists() else WRONG_CODE)


# --- Signing --------------------------------------------------------------------------------


def what_is_signed(declaration: Declaration) -> Mapping[str, Any]:
    """Everything that whoever signs it reads, and where the events stood then."""
    found = recommendation_of(declaration)
    length, head = head_of(declaration.chain)
    return {
        **content_of(found or Recommendation(declaration=declaration)),
        "rank": place_of(declaration),
        "chain_length": length,
        "chain_head": head,
    }


def content_of(found: Recommendation) -> dict[str, Any]:
    return {
        "submission": found.submission.number if found.submission else "",
        "opinion": found.opinion,
        "code": found.code,
        "sealed": found.sealed.sha256 if found.sealed else "",
        "why_beyond_quota": found.why_beyond_quota,
    }


def carry_out_recommendation(motion: Motion, declaration: Declaration, by: User, site: str) -> None:
    """Signed one after the other in a call, so that no two take the last free place of a quota.
    The call is locked last, as everywhere."""
    lock_call(declaration.call_id)
    found = recommendation_of(declaration)
    content = {key: motion.payload.get(key) for key in content_of(Recommendation())}
    if found is None or content_of(found) != content:
        raise Refused(CHANGED)
    if found.uploaded_by_id == by.pk:  # when he was its maker
        raise Refused(SAME_PERSON)
    step = transition(State(declaration.state), motion.verb)
    assert step is not None  # whoever signs has been checked against it
    rank, code = motion.payload.get("rank"), found.code
    event = advance(
        declaration,
        motion.verb,
        by=by,
        prepared_by=motion.prepared_by,
        now=situation_of(declaration, motion),
        # its operator reads the sentence, and the place is between the district and the bureau
        sentence=f"推荐，推荐意见页核验码{code}。",
        data={"motion": motion.pk, "rank": rank, **content},
    )
    found.signed_by, found.signed_at = by, clock.now()
    found.chain_length, found.chain_head = event.number, event.digest
    found.save(update_fields=["signed_by", "signed_at", "chain_length", "chain_head"])
    tell_moved(declaration, step, by=by, words="", site=site)


def lock_call(call_id: int) -> Call:
    """Rows that only speak of it may still be added meanwhile."""
    return Call.objects.select_for_update(no_key=True).get(pk=call_id)
