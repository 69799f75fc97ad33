"""An operator registers, and looks how it stands with its application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiqun.documents.refused import Refused
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.registration import apply_again, change_contact
from jiqun.web.accounts.actions.registration import register as register_unit
from jiqun.web.accounts.forms import Contact, Register, UnitData
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.views.signing_in import enter
from jiqun.web.filled import posted, status_of
from jiqun.web.limits import limited
from jiqun.web.mail import site


@login_not_required
@limited("register", only_posts=True)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    form = Register(posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            enter(
                request,
                register_unit(
                    form.applied,
                    name=data["name"],
                    email=data["email"],
                    password=data["password"],
                    site=site(request),
                ),
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "登记已提交。")
            return redirect("desk")
    return render(request, "accounts/register.html", {"form": form}, status=status_of(form))


@only(policy.may_apply)
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest) -> HttpResponse:
    """Correct what was applied with, and apply again."""
    unit = request.user.unit
    known = {"unit_name": unit.name, "code": unit.code, "district": unit.district}
    known |= {"contact": unit.contact, "phone": unit.phone}
    form = UnitData(posted(request), of=unit, initial=known)
    if form.is_valid():
        try:
            apply_again(form.applied, by=request.user, site=site(request))
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "已按改正后的信息重新提交。")
            return redirect("desk")
    context = {"form": form, "unit": unit}
    return render(request, "accounts/application.html", context, status=status_of(form))


@only(policy.may_change_contact)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    unit = request.user.unit
    form = Contact(posted(request), initial={"contact": unit.contact, "phone": unit.phone})
    if form.is_valid():
        change_contact(by=request.user, **form.cleaned_data)
        messages.success(request, "联系方式已保存。")
        return redirect("people")
    context = {"form": form, "unit": unit}
    return render(request, "accounts/contact.html", context, status=status_of(form))
