"""A district sees its operators, and admits them or says why not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiqun.web.accounts import policy
from jiqun.web.accounts.actions import registration as actions
from jiqun.web.accounts.forms import Refusal
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.models import Unit
from jiqun.web.accounts.queries import units
from jiqun.web.accounts.queries.people import people_of
from jiqun.web.audit.queries import events_of
from jiqun.web.filled import status_of
from jiqun.web.mail import site
from jiqun.web.telling import told


@only(policy.may_see_operators)
@require_safe
def operators(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/operators.html", {"units": units.operators_of(request.user)})


def operator_seen_by(request: HttpRequest, unit: int) -> Unit:
    return get_object_or_404(units.operators_of(request.user), pk=unit)


@only(policy.may_see_operators)
@require_safe
def operator(request: HttpRequest, unit: int) -> HttpResponse:
    return operator_page(request, operator_seen_by(request, unit), Refusal())


def operator_page(request: HttpRequest, unit: Unit, form: Refusal) -> HttpResponse:
    context = {
        "unit": unit,
        "people": people_of(unit),
        "events": events_of(unit.chain),
        "seen": actions.digest_of(unit),
        "may_admit": policy.may_admit(request.user, unit),
        "form": form,
    }
    return render(request, "accounts/operator.html", context, status=status_of(form))


@only(policy.may_see_operators)
@require_POST
def admit(request: HttpRequest, unit: int) -> HttpResponse:
    found = operator_seen_by(request, unit)
    with told(request, f"已准入{found.name}，并发邮件告知对方。"):
        seen = request.POST.get("seen", "")
        actions.admit(found, by=request.user, seen=seen, site=site(request))
    return redirect("operator", unit=found.pk)


@only(policy.may_see_operators)
@require_POST
def refuse(request: HttpRequest, unit: int) -> HttpResponse:
    found = operator_seen_by(request, unit)
    form = Refusal(request.POST)
    if not form.is_valid():
        return operator_page(request, found, form)
    with told(request, f"不予准入{found.name}，并发邮件告知对方原因。"):
        reason, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
        actions.refuse(found, by=request.user, seen=seen, reason=reason, site=site(request))
    return redirect("operator", unit=found.pk)
