"""A district's recommendation of one declaration: written, printed, sealed, and read once it is
signed."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.facts import parse_facts
from jiqun.core.lifecycle import State, transition, unmet
from jiqun.documents.letters import in_full
from jiqun.documents.paper.recommending import LONGEST_OPINION, fill_sealed_pages
from jiqun.documents.pdf import write_pdf
from jiqun.documents.refused import Refused
from jiqun.documents.word import write_word
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.checks.papers import PAPERS
from jiqun.web.declarations.models import Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.declarations.views.filing import SMALLER, pages_of, paper_answer
from jiqun.web.declarations.views.found import person
from jiqun.web.declarations.views.pictures import mark_of, picture_answer
from jiqun.web.downloads import as_file
from jiqun.web.review import policy
from jiqun.web.review.actions.recommendations import (
    LONGEST_REASON,
    explain_beyond_quota,
    take_sealed,
    write_opinion,
)
from jiqun.web.review.models import Recommendation
from jiqun.web.review.queries.recommendations import (
    RECOMMEND,
    count_recommended,
    is_current,
    is_sealed,
    place_of,
    recommendation_of,
    sealed_for,
)
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.review.views.found import reviewed
from jiqun.web.review.views.review import pending_motion
from jiqun.web.telling import told_of_mail
from jiqun.web.uploads import ScanUpload, refuse_too_large

NO_FILE = "请选择盖章后的两页：一份PDF，或按页序拍的两张照片。"


def of_own_district(request: HttpRequest, pk: int) -> tuple[Declaration, Submission]:
    """What a district writes is its own affair until it is signed."""
    declaration, submission = reviewed(request, pk)
    if not is_of_district(person(request)):
        raise PermissionDenied
    return declaration, submission


@csrf_exempt  # only until the upload is received where it shall be; see below
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    request.upload_handlers = [ScanUpload(request)]
    return recommending(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def recommending(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, submission = of_own_district(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            with told_of_mail(request):
                written(request, declaration)
        except Refused as why:
            refusal = str(why)
        else:
            return redirect("recommendation", pk)
    context = {
        **steps_of(person(request), declaration, submission),
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "review/recommendation.html", context, status=422 if refusal else 200)


def written(request: HttpRequest, declaration: Declaration) -> None:
    """What the form that was sent is about."""
    user = person(request)
    refuse_too_large(request, SMALLER, "盖章件合计")
    act = request.POST.get("act")
    if act == "opinion":
        opinion, seen = (request.POST.get(name, "") for name in ("opinion", "seen"))
        write_opinion(declaration.pk, by=user, opinion=opinion, seen=seen)
    elif act == "beyond":
        explain_beyond_quota(declaration.pk, by=user, words=request.POST.get("why", ""))
    else:
        pages = request.FILES.getlist("scan")
        if not policy.may_recommend(user, declaration):
            raise PermissionDenied
        if not pages:
            raise Refused(NO_FILE)
        take_sealed(
            declaration,
            by=user,
            files=((page.name or "", page.read()) for page in pages),
            typed_code=request.POST.get("code", ""),
        )


def steps_of(user: User, declaration: Declaration, submission: Submission) -> dict[str, Any]:
    """How far it has come, and which of the steps is the next: one after the other."""
    found = recommendation_of(declaration) or Recommendation(declaration=declaration)
    recommended, quota = count_recommended(declaration), declaration.call.quota
    motion, step = pending_motion(declaration), transition(State(declaration.state), RECOMMEND)
    lacking = unmet(step, situation_of(declaration)) if step else ()
    current = bool(found.opinion) and is_current(found, submission)
    done = {
        "opinion": current,
        "sealed": is_sealed(found, submission),
        "ranked": found.rank is not None,
        "beyond": recommended < quota or bool(found.why_beyond_quota),
    }
    may_write = policy.may_recommend(user, declaration) and motion is None
    following = next((name for name, fine in done.items() if not fine), "send")
    return {
        "declaration": declaration,
        "submission": submission,
        "found": found,
        "done": done,
        "next": following if may_write else "",
        "may_write": may_write,
        "motion": motion,
        "lacking": lacking,
        "outdated": bool(found.opinion) and not current,
        "quarantined": found.sealed and found.sealed.state != Quarantine.CLEAN,
        "infected": found.sealed and found.sealed.state == Quarantine.INFECTED,
        "place": place_of(declaration),
        "recommended": recommended,
        "quota": quota,
        "is_beyond": recommended >= quota,
        "in_review": declaration.state == State.DISTRICT_REVIEW,
        "longest": LONGEST_OPINION,
        "longest_reason": LONGEST_REASON,
        "megabytes": settings.SCAN_LIMIT // settings.MB,
    }


@require_safe
def recommendation_pages(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """The cover and part 九 with the opinion, to be sealed: made anew each time, and the same."""
    declaration, submission = of_own_district(request, pk)
    found = recommendation_of(declaration)
    if paper not in ("pdf", "word") or found is None or not is_current(found, submission):
        raise Http404
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    filled = fill_sealed_pages(
        facts,
        opinion=found.opinion,
        unit=person(request).unit.name,
        signed=f"见报送的签章件（核验码{submission.code}）",
        signed_on=f"{in_full(timezone.localdate(submission.filed_at))}报送",
    )
    content = (write_pdf if paper == "pdf" else write_word)(filled, found.code)
    kind = PAPERS[paper]
    return as_file(content, kind.content_type, f"推荐意见页 {found.code}{kind.suffix}")


# --- Once it is signed ----------------------------------------------------------------------


def readable(request: HttpRequest, pk: int) -> Recommendation:
    return get_object_or_404(sealed_for(person(request), pk))


@require_safe
def recommended(request: HttpRequest, pk: int) -> HttpResponse:
    """What was signed, for all whom it concerns. The place among the candidates is between the
    district and the bureau."""
    found = readable(request, pk)
    if found.signed_at is None:
        raise Http404
    user, declaration = person(request), found.declaration
    standing = standing_submission(declaration)
    shown = found.sealed is not None and found.sealed.state == Quarantine.CLEAN
    context = {
        "declaration": declaration,
        "found": found,
        "reviews": policy.may_review(user),
        "place": place_of(declaration) if policy.may_review(user) else None,
        "refiled": standing is not None and not is_current(found, standing),
        "shown": shown,
        "pages": pages_of(found.sealed, "sealed_page", pk) if found.sealed and shown else (),
    }
    return render(request, "review/recommended.html", context)


@require_safe
def sealed_pages(request: HttpRequest, pk: int) -> HttpResponse:
    found = readable(request, pk)
    if found.sealed is None or found.sealed.state != Quarantine.CLEAN:
        raise Http404
    return paper_answer(found.sealed, "pdf", f"推荐意见页盖章件 {found.code}")


@require_safe
def sealed_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    found = readable(request, pk)
    if found.sealed is None or found.sealed.state != Quarantine.CLEAN:
        raise Http404
    return picture_answer(found.sealed, page, mark_of(person(request)))
