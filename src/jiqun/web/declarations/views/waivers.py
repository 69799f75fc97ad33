"""Waivers: asked for by an operator, prepared and signed by the bureau."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.core.rules import RULES
from jiqun.core.rules.waivable import is_waivable
from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.policy import is_of_bureau, is_of_operator
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.waivers import (
    LONGEST_WORDS,
    ask_for_waiver,
    prepare_waiver,
    propose_waiver,
    refuse_waiver,
    revoke_waiver,
    sign_waiver,
)
from jiqun.web.declarations.forms import Decide, PrepareWaiver
from jiqun.web.declarations.models import Declaration, Waiver, WaiverStage
from jiqun.web.declarations.queries.case import blocking_in
from jiqun.web.declarations.queries.waivers import waivers_visible_to
from jiqun.web.declarations.views.found import own_declaration, person, the_declaration
from jiqun.web.filled import posted
from jiqun.web.telling import told_of_mail

UNPROCESSABLE = 422
GONE = "没有这条规则的、可以豁免的问题，请按现在的校验结果办理。"

#: The parts of the list.
OPEN = (WaiverStage.ASKED, WaiverStage.PREPARED)
LISTS = (
    ("待办理", (WaiverStage.ASKED,)),
    ("待审签", (WaiverStage.PREPARED,)),
    ("有效", (WaiverStage.VALID,)),
    ("已到期、已撤销、未同意", (WaiverStage.LAPSED, WaiverStage.REVOKED, WaiverStage.REFUSED)),
)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """For some or all findings of one rule."""
    declaration, user = own_declaration(request, pk), person(request)
    if not policy.may_ask_for_waiver(user, declaration):
        raise PermissionDenied
    found = [(digest, f) for digest, f in blocking_in(declaration) if f.rule == rule]
    if not found or not is_waivable(rule):
        messages.error(request, GONE)
        return redirect("check", pk)
    chosen, words, refusal = request.POST.getlist("finding"), request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            with told_of_mail(request):
                ask_for_waiver(
                    pk, by=user, rule=rule, digests=chosen, words=words, site=mail.site(request)
                )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, "豁免申请已提交，办理结果会发邮件告知。")
            return redirect("check", pk)
    context = {
        "declaration": declaration,
        "rule": RULES[rule],
        "findings": found,
        "chosen": chosen if request.method == "POST" else [digest for digest, _ in found],
        "words": words,
        "longest": LONGEST_WORDS,
        "refusal": refusal,
    }
    return render(request, "declarations/ask_for_waiver.html", context, status=status_of(refusal))


def status_of(refusal: str) -> int:
    return UNPROCESSABLE if refusal else 200


@require_http_methods(["GET", "HEAD", "POST"])
def of_declaration(request: HttpRequest, pk: int) -> HttpResponse:
    """The waivers of one declaration; the bureau may prepare another of its own accord."""
    declaration, user = the_declaration(request, pk), person(request)
    may_propose = policy.may_propose_waiver(user, declaration)
    if request.method == "POST" and not may_propose:
        raise PermissionDenied
    form, refusal = PrepareWaiver(posted(request)), ""
    chosen = request.POST.get("finding", "")
    if form.is_valid():
        try:
            with told_of_mail(request):
                made = propose_waiver(
                    pk, by=user, digest=chosen, site=mail.site(request), **form.cleaned_data
                )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, "拟办的豁免已送审签。")
            return redirect("waiver", made.pk)
    context = {
        "declaration": declaration,
        "waivers": waivers_visible_to(user).filter(declaration=declaration),
        "home": "declaration" if is_of_operator(user) else "review",
        "internal": is_of_bureau(user),
        "open_stages": OPEN,
        "findings": waivable_now(declaration) if may_propose else (),
        "may_propose": may_propose,
        "form": form,
        "chosen": chosen,
        "refusal": refusal,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "declarations/waivers_of.html", context, status=status)


def waivable_now(declaration: Declaration) -> list[tuple[str, Any]]:
    return [(digest, f) for digest, f in blocking_in(declaration) if is_waivable(f.rule)]


@only(is_of_bureau)
@require_safe
def all_waivers(request: HttpRequest) -> HttpResponse:
    every = list(waivers_visible_to(person(request)))
    lists = [(title, [w for w in every if w.stage in stages]) for title, stages in LISTS]
    return render(request, "declarations/waivers.html", {"lists": lists})


def the_waiver(request: HttpRequest, pk: int) -> Waiver:
    people = ("asked_by", "prepared_by", "signed_by", "refused_by", "revoked_by")
    visible = waivers_visible_to(person(request)).select_related(*(f"{p}__unit" for p in people))
    return get_object_or_404(visible, pk=pk)


@require_safe
def waiver(request: HttpRequest, pk: int) -> HttpResponse:
    return waiver_page(request, the_waiver(request, pk))


def waiver_page(
    request: HttpRequest, found: Waiver, *, heading: str = "", refusal: str = "", **forms: Form
) -> HttpResponse:
    """``heading`` says what was not done; ``forms`` are those that were sent, as they were."""
    user, open_ = person(request), found.is_open
    deciding = policy.may_decide_on_waiver(user)
    other = found.prepared_by_id != user.pk
    prefilled = {"why": found.why or found.asked, "until": found.until}
    context: dict[str, Any] = {
        "waiver": found,
        "declaration": found.declaration,
        "rule": RULES.get(found.rule),
        "internal": is_of_bureau(user),
        "own": policy.is_own(user, found.declaration),
        "prepare": PrepareWaiver(initial=prefilled)
        if open_ and policy.may_prepare_waiver(user)
        else None,
        "may_sign": deciding and open_ and other and found.prepared_at is not None,
        "refuse": Decide(prefix="refuse") if deciding and open_ and other else None,
        "revoke": Decide(prefix="revoke")
        if deciding and found.stage is WaiverStage.VALID
        else None,
        "heading": heading,
        "refusal": refusal,
        "wrong": next((form for form in forms.values() if form.errors), None),
        **forms,
    }
    status = UNPROCESSABLE if heading else 200
    return render(request, "declarations/waiver.html", context, status=status)


@only(policy.may_prepare_waiver)
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = the_waiver(request, pk), PrepareWaiver(request.POST)
    site = mail.site(request)

    def done() -> object:
        return prepare_waiver(pk, by=person(request), site=site, **form.cleaned_data)

    return carried_out(request, found, "prepare", form, done, "已送审签。", "没有送审签")


@only(policy.may_decide_on_waiver)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found, read = the_waiver(request, pk), request.POST.get("read", "")
    form = Form(request.POST)
    site = mail.site(request)

    def done() -> object:
        return sign_waiver(pk, by=person(request), read=read, site=site)

    return carried_out(request, found, "sign", form, done, "已豁免。", "没有签发")


@only(policy.may_decide_on_waiver)
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = the_waiver(request, pk), Decide(request.POST, prefix="refuse")
    site = mail.site(request)

    def done() -> object:
        return refuse_waiver(pk, by=person(request), site=site, **form.cleaned_data)

    return carried_out(request, found, "refuse", form, done, "未同意的意见已送达。", "没有送达")


@only(policy.may_decide_on_waiver)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = the_waiver(request, pk), Decide(request.POST, prefix="revoke")
    site = mail.site(request)

    def done() -> object:
        return revoke_waiver(pk, by=person(request), site=site, **form.cleaned_data)

    return carried_out(request, found, "revoke", form, done, "豁免已撤销。", "没有撤销")


def carried_out(
    request: HttpRequest,
    found: Waiver,
    name: str,
    form: Form,
    done: Callable[[], object],
    sentence: str,
    otherwise: str,
) -> HttpResponse:
    """Or the page once more, with what was typed and why it was not taken."""
    refusal = ""
    if form.is_valid():
        try:
            with told_of_mail(request):
                done()
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, sentence)
            return redirect("waiver", found.pk)
    again = the_waiver(request, found.pk)
    return waiver_page(request, again, heading=otherwise, refusal=refusal, **{name: form})
