"""What the bureau has granted, to whom, and who has read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts import policy as accounts
from jiqun.web.accounts.actions import authorities
from jiqun.web.accounts.forms import SetUpDepartment
from jiqun.web.accounts.gate import only
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person
from jiqun.web.filled import posted, status_of
from jiqun.web.grants import actions, policy
from jiqun.web.grants.forms import PrepareGrant
from jiqun.web.grants.models import Grant, Standing
from jiqun.web.grants.openings import words_for
from jiqun.web.grants.queries import all_grants, departments
from jiqun.web.mail import site
from jiqun.web.telling import told, told_of_mail


@only(policy.may_see_grants)
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    user, today = person(request), localdate(clock.now())
    context = {
        "grants": [(each, words_for(each, today)) for each in all_grants()],
        "calls": Call.objects.order_by("-opens"),
        "departments": departments(),
        "may_prepare": policy.may_prepare(user),
        "may_set_up": accounts.may_set_up_department(user),
    }
    return render(request, "grants/grants.html", context)


@only(accounts.may_set_up_department)
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_department(request: HttpRequest) -> HttpResponse:
    form = SetUpDepartment(posted(request))
    if form.is_valid():
        try:
            with told_of_mail(request):
                unit = authorities.set_up_department(
                    by=person(request), site=site(request), **form.cleaned_data
                )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"已设立{unit.name}，邀请已发出。")
            return redirect("grants")
    context = {"form": form}
    return render(request, "grants/set_up_department.html", context, status=status_of(form))


@only(policy.may_prepare)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_for_call(request: HttpRequest, pk: int) -> HttpResponse:
    call = get_object_or_404(Call, pk=pk)
    form = PrepareGrant(posted(request), call=call)
    if form.is_valid():
        data = form.cleaned_data
        chosen = [each.pk for each in data.pop("declarations")]
        try:
            grant = actions.prepare_grant(
                by=person(request), call=call, declarations=chosen, site=site(request), **data
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "授权已送审签。")
            return redirect("grant", grant.pk)
    context = {"form": form, "call": call}
    return render(request, "grants/prepare.html", context, status=status_of(form))


@only(policy.may_see_grants)
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(all_grants(), pk=pk)
    user = person(request)
    decides = policy.may_decide(user)
    context = {
        "grant": found,
        "words": words_for(found, localdate(clock.now())),
        "events": events_of(found.chain),
        "may_sign": decides
        and found.standing == Standing.PENDING
        and found.prepared_by_id != user.pk,
        "may_drop": found.standing == Standing.PENDING and found.prepared_by_id == user.pk,
        "may_revoke": decides and found.standing == Standing.SIGNED,
    }
    return render(request, "grants/grant.html", context)


@only(policy.may_decide)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Grant, pk=pk)
    with told(request, "已同意，查阅人已收到通知。"):
        actions.sign_grant(pk, by=person(request), site=site(request))
    return redirect("grant", pk)


@only(policy.may_decide)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Grant, pk=pk)
    with told(request, "已退回，没有授权。"):
        answer = request.POST.get("answer", "")
        actions.send_back_grant(pk, by=person(request), answer=answer, site=site(request))
    return redirect("grant", pk)


@only(policy.may_see_grants)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Grant, pk=pk)
    with told(request, "已撤回，没有授权。"):
        actions.drop_grant(pk, by=person(request))
    return redirect("grant", pk)


@only(policy.may_decide)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Grant, pk=pk)
    with told(request, "授权已撤销，即时生效。"):
        actions.revoke_grant(pk, by=person(request), answer=request.POST.get("answer", ""))
    return redirect("grant", pk)
