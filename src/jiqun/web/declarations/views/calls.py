"""Calls: what is open, how one takes part, and until when."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.refused import Refused
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.policy import is_of_bureau, is_of_operator
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions import calls, documents
from jiqun.web.declarations.forms import AttachDocument, Extend, OpenCall, SetTerms
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.queries.calls import (
    deadline_in,
    deadline_of,
    own_declarations,
    standing,
    standings_for,
    started_in,
)
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.downloads import as_file
from jiqun.web.uploads import refuse_too_large

UNPROCESSABLE = 422


@require_safe
def all_calls(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "standings": standings_for(user),
        "may_open": policy.may_open_call(user),
        "may_set_terms": policy.may_set_terms(user),
        "is_operator": is_of_operator(user),
        "may_declare": policy.may_declare(user),
    }
    return render(request, "declarations/calls.html", context)


@only(policy.may_open_call)
@require_http_methods(["GET", "HEAD", "POST"])
def open_call(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = OpenCall(request.POST or None)
    refusal = ""
    if form.is_valid():
        try:
            return redirect("call", calls.open_call(by=user, **form.cleaned_data).pk)
        except Refused as why:
            refusal = str(why)
    context = {"form": form, "refusal": refusal}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "declarations/open_call.html", context, status=status)


@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    return call_page(request, the_call(request, pk))


def call_page(
    request: HttpRequest,
    call: Call,
    *,
    terms: Form | None = None,
    attach: Form | None = None,
    refusal: str = "",
) -> HttpResponse:
    """``terms`` and ``attach`` are as they were sent and not taken, ``refusal`` says why."""
    user = person(request)
    own = own_declarations(user).get(call.pk) if is_of_operator(user) else None
    refused = bool(refusal or terms or attach)
    context = {
        "call": call,
        "standing": standing(call, user, own),
        "documents": call.documents.all(),
        "started": [(each, deadline_of(each)) for each in started_in(call, user)],
        "with_operator": WITH_OPERATOR,
        "may_extend": policy.may_extend_any(user),
        "may_declare": policy.may_declare(user),
        "is_operator": is_of_operator(user),
        "attach": (attach or AttachDocument()) if policy.may_open_call(user) else None,
        "terms": (terms or terms_form(call, user.unit.district))
        if policy.may_set_terms(user)
        else None,
        "all_terms": call.terms.all() if is_of_bureau(user) else (),
        "refusal": refusal,
    }
    return render(
        request, "declarations/call.html", context, status=UNPROCESSABLE if refused else 200
    )


def terms_form(call: Call, district: str) -> SetTerms:
    return SetTerms(initial={"file_by": deadline_in(call, district)})


@only(policy.may_set_terms)
@require_POST
def set_terms(request: HttpRequest, pk: int) -> HttpResponse:
    call, user = the_call(request, pk), person(request)
    form = SetTerms(request.POST)
    if not form.is_valid():
        return call_page(request, call, terms=form)
    try:
        calls.set_terms(by=user, call=call, **form.cleaned_data)
    except Refused as why:
        return call_page(request, call, terms=form, refusal=str(why))
    return redirect("call", call.pk)


@only(policy.may_declare)
@require_POST
def start_declaration(request: HttpRequest, pk: int) -> HttpResponse:
    call = the_call(request, pk)
    declaration = calls.start_declaration(by=person(request), call=call)
    return redirect("declaration", declaration.pk)


@only(policy.may_open_call)
@require_POST
def attach_document(request: HttpRequest, pk: int) -> HttpResponse:
    call, user = the_call(request, pk), person(request)
    form = AttachDocument(request.POST, request.FILES)
    try:
        refuse_too_large(request, documents.SMALLER)
    except Refused as why:
        return call_page(request, call, refusal=str(why))
    if not form.is_valid():
        return call_page(request, call, attach=form)
    file = form.cleaned_data["file"]
    try:
        documents.attach_document(by=user, call=call, name=file.name, data=file.read())
    except Refused as why:
        return call_page(request, call, refusal=str(why))
    return redirect("call", call.pk)


@require_safe
def call_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    found = get_object_or_404(the_call(request, pk).documents, pk=document)
    with found.file.open("rb") as file:
        return as_file(file.read(), FileKind(found.kind).media_type, found.name)


@only(policy.may_open_call)
@require_POST
def remove_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    found = get_object_or_404(the_call(request, pk).documents, pk=document)
    documents.remove_document(by=person(request), document=found)
    return redirect("call", pk)


@only(policy.may_extend_any)
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: int, declaration: int) -> HttpResponse:
    """More time for one declaration, whose contents need not be known for it."""
    user, call = person(request), the_call(request, pk)
    found = get_object_or_404(started_in(call, user), pk=declaration)
    form = Extend(request.POST or None)
    refusal = ""
    if form.is_valid():
        try:
            calls.extend_deadline(by=user, declaration=found, **form.cleaned_data)
            return redirect("call", call.pk)
        except Refused as why:
            refusal = str(why)
    context: dict[str, Any] = {
        "call": call,
        "declaration": found,
        "deadline": deadline_of(found),
        "extensions": granted(found),
        "form": form,
        "refusal": refusal,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "declarations/extend.html", context, status=status)


def granted(declaration: Declaration) -> QuerySet[Any]:
    return declaration.extensions.select_related("by__unit")
