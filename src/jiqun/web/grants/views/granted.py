"""What another department reads: page by page, each with the reader's name across it. Nothing is
handed out as a file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiqun.documents.attachments.attachment import FileKind
from jiqun.web.accounts.gate import only
from jiqun.web.declarations.models import Blob, Declaration, Submission
from jiqun.web.declarations.views.found import person
from jiqun.web.declarations.views.pictures import mark_of, picture_answer
from jiqun.web.doors import open_to_departments
from jiqun.web.grants import policy
from jiqun.web.grants.actions import open_granted
from jiqun.web.grants.models import Grant
from jiqun.web.grants.queries import filed_in, has_opened, open_to, proofs_of, readable


@open_to_departments
@only(policy.may_read_granted)
@require_safe
def granted(request: HttpRequest) -> HttpResponse:
    grants = [(each, readable(each)) for each in open_to(person(request))]
    return render(request, "grants/granted.html", {"grants": grants})


def the_grant(request: HttpRequest, grant: int) -> Grant:
    """404 once it is over, or was never one's own."""
    return get_object_or_404(open_to(person(request)), pk=grant)


@open_to_departments
@only(policy.may_read_granted)
@require_POST
def open_one(request: HttpRequest, grant: int, declaration: int) -> HttpResponse:
    the_grant(request, grant)
    try:
        open_granted(grant, declaration, by=person(request))
    except PermissionDenied:  # there is nothing of that number to read
        raise Http404 from None
    return redirect("read_granted", grant, declaration)


def opened(request: HttpRequest, grant: int, declaration: int) -> tuple[Grant, Submission]:
    """Only what that person has said to be reading; 404 for whatever else there may be."""
    found = the_grant(request, grant)
    one: Declaration | None = next((d for d in readable(found) if d.pk == declaration), None)
    if one is None or not has_opened(found, one, person(request)):
        raise Http404
    submission = filed_in(one)
    if submission is None:
        raise Http404
    return found, submission


@open_to_departments
@only(policy.may_read_granted)
@require_safe
def read(request: HttpRequest, grant: int, declaration: int) -> HttpResponse:
    found, submission = opened(request, grant, declaration)
    pages = range(1, (submission.pdf.pages or 0) + 1)
    context = {
        "grant": found,
        "submission": submission,
        "pages": [(n, reverse("granted_page", args=(grant, declaration, n))) for n in pages],
        "proofs": proofs_of(found, submission),
    }
    return render(request, "grants/read.html", context)


@open_to_departments
@only(policy.may_read_granted)
@require_safe
def page(request: HttpRequest, grant: int, declaration: int, page: int) -> HttpResponse:
    _, submission = opened(request, grant, declaration)
    return picture_answer(submission.pdf, page, mark_of(person(request)))


def the_proof(request: HttpRequest, grant: int, declaration: int, number: int) -> tuple[str, Blob]:
    found, submission = opened(request, grant, declaration)
    for proof in proofs_of(found, submission):
        if proof.number == number and proof.blob and FileKind(proof.blob.kind).bindable:
            return proof.name, proof.blob
    raise Http404


@open_to_departments
@only(policy.may_read_granted)
@require_safe
def proof(request: HttpRequest, grant: int, declaration: int, number: int) -> HttpResponse:
    name, blob = the_proof(request, grant, declaration, number)
    numbers = range(1, (blob.pages or 0) + 1)
    own = (grant, declaration, number)
    context = {
        "name": name,
        "back": reverse("read_granted", args=own[:2]),
        "pages": [(n, reverse("granted_proof_page", args=(*own, n))) for n in numbers],
    }
    return render(request, "grants/proof.html", context)


@open_to_departments
@only(policy.may_read_granted)
@require_safe
def proof_page(
    request: HttpRequest, grant: int, declaration: int, number: int, page: int
) -> HttpResponse:
    _, blob = the_proof(request, grant, declaration, number)
    return picture_answer(blob, page, mark_of(person(request)))
