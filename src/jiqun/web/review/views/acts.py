"""What a reviewer does: take over, remark, prepare, sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.views.found import person
from jiqun.web.review import policy
from jiqun.web.review.actions.intake import accept, take_up
from jiqun.web.review.actions.motions import drop_motion, prepare, send_back, sign
from jiqun.web.review.actions.recommendations import what_is_signed
from jiqun.web.review.actions.remarks import add_remark, remove_remark
from jiqun.web.review.grounds import GROUNDED, Offered, chosen, offered
from jiqun.web.review.models import Motion, Remark
from jiqun.web.review.queries.recommendations import RECOMMEND
from jiqun.web.review.reading import remarks_on
from jiqun.web.review.views.found import reviewed
from jiqun.web.telling import told, told_of_mail

CLOSING_HOUR = time(17)
AT_ONCE: Mapping[str, Callable[..., Declaration]] = {"take_up": take_up, "accept": accept}


@dataclass(frozen=True, slots=True)
class PointChoice:
    """A remark that may become a point; ``earlier`` if it is on what was filed before."""

    pk: int
    name: str
    words: str
    ticked: bool
    earlier: bool


@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What one does alone."""
    declaration, _ = reviewed(request, pk)
    if verb not in AT_ONCE:
        raise Http404
    with told(request, "已受理。" if verb == "take_up" else "已收件。"):
        AT_ONCE[verb](declaration.pk, by=person(request), site=mail.site(request))
    return redirect("review", pk)


@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, _ = reviewed(request, pk)
    key, slug = request.POST.get("key", ""), request.POST.get("slug", "")
    with told(request, "意见已保存。"):
        add_remark(declaration.pk, by=person(request), key=key, words=request.POST.get("words", ""))
    return back(request, pk, slug)


@require_POST
def unremark(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    declaration, _ = reviewed(request, pk)
    own = Remark.objects.filter(declaration=declaration, unit=person(request).unit)
    found = get_object_or_404(own, pk=remark)
    with told(request, "意见已撤回。"):
        remove_remark(found.pk, by=person(request))
    return back(request, pk, request.POST.get("slug", ""))


def back(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """To the part one came from."""
    return redirect("review_part", pk, slug) if slug.isalnum() else redirect("review", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def prepare_motion(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    declaration, submission = reviewed(request, pk)
    user = person(request)
    step = next((e for e in policy.to_prepare(user, declaration) if e.verb == verb), None)
    if step is None:
        raise PermissionDenied
    edition = declaration.edition
    remarks = [(each, called(edition, each.key)) for each in remarks_on(declaration, user)]
    grounds = offered(declaration, submission) if verb in GROUNDED else ()
    refusal = ""
    if request.method == "POST":
        try:
            words, payload = request.POST.get("words", ""), payload_in(request, remarks, grounds)
            with told_of_mail(request):
                prepare(
                    declaration.pk,
                    by=user,
                    verb=verb,
                    words=words,
                    payload=payload,
                    site=mail.site(request),
                )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, f"“{step.label}”已送审签。")
            return redirect("review", pk)
    context = {
        "declaration": declaration,
        "step": step,
        "points": points_in(request, remarks, submission),
        "grounds": grounds,
        "grounds_ticked": request.POST.getlist("ground"),
        "refusal": refusal,
        "typed": request.POST,
        "said": what_is_signed(declaration) if verb == RECOMMEND else {},
    }
    return render(request, "review/prepare.html", context, status=422 if refusal else 200)


def points_in(
    request: HttpRequest, remarks: list[tuple[Remark, str]], submission: Submission
) -> list[PointChoice]:
    """As they were typed; to begin with all remarks on what was filed last. What was said to an
    earlier filing has been answered: it is asked once more only by whoever ticks it."""
    sent, ticked = request.method == "POST", set(request.POST.getlist("remark"))
    return [
        PointChoice(
            each.pk,
            name,
            request.POST.get(f"words-{each.pk}", each.words),
            ticked=str(each.pk) in ticked if sent else each.submission_id == submission.pk,
            earlier=each.submission_id != submission.pk,
        )
        for each, name in remarks
    ]


def payload_in(
    request: HttpRequest, remarks: list[tuple[Remark, str]], grounds: tuple[Offered, ...]
) -> Mapping[str, Any]:
    """The points of a return, and until when; what a decision rests on; nothing for what only needs
    words."""
    if grounds:
        return {"grounds": chosen(grounds, request.POST.getlist("ground"))}
    ticked = set(request.POST.getlist("remark"))
    points = [
        {"key": each.key, "words": request.POST.get(f"words-{each.pk}", each.words)}
        for each, _ in remarks
        if str(each.pk) in ticked
    ]
    day = parse_date_safely(request.POST.get("due", ""))
    due = timezone.make_aware(datetime.combine(day, CLOSING_HOUR)).isoformat() if day else ""
    return {"points": points, "due": due} if points or due else {}


def parse_date_safely(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def the_motion(request: HttpRequest, pk: int, motion: int) -> Motion:
    """Of one's own authority: that another has prepared anything is its affair."""
    declaration, _ = reviewed(request, pk)
    return get_object_or_404(declaration.motions, pk=motion, unit=person(request).unit)


@require_POST
def sign_motion(request: HttpRequest, pk: int, motion: int) -> HttpResponse:
    found = the_motion(request, pk, motion)
    with told(request, "已审签。"):
        sign(found.pk, by=person(request), site=mail.site(request))
    return redirect("review", pk)


@require_POST
def send_motion_back(request: HttpRequest, pk: int, motion: int) -> HttpResponse:
    found = the_motion(request, pk, motion)
    with told(request, "已退回经办。"):
        answer = request.POST.get("answer", "")
        send_back(found.pk, by=person(request), answer=answer, site=mail.site(request))
    return redirect("review", pk)


@require_POST
def drop(request: HttpRequest, pk: int, motion: int) -> HttpResponse:
    found = the_motion(request, pk, motion)
    with told(request, "拟办已撤回。"):
        drop_motion(found.pk, by=person(request))
    return redirect("review", pk)
