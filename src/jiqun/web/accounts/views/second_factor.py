"""The second factor: set it up, give it, and what to do without the phone."""

from base64 import b32encode
from binascii import unhexlify

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as remember
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from jiqun.documents.refused import Refused
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions import second_factor as actions
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.middleware import is_signed_in
from jiqun.web.accounts.models import User
from jiqun.web.accounts.queries.second_factor import has_second_factor
from jiqun.web.doors import open_to_departments, second_factor_not_required
from jiqun.web.filled import posted, status_of

#: Where in the session a key waits until it is taken over.
NEW_KEY = "new_second_factor"


class Code(forms.Form):
    code = forms.CharField(
        label="动态口令",
        max_length=20,
        error_messages={"required": "请填写。"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def way_on(request: HttpRequest) -> str:
    """Where somebody wanted to go before they were asked for the second factor."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        return there
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@second_factor_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    if is_signed_in(request):
        return redirect(way_on(request))
    if not has_second_factor(request.user):
        return enrolment(request)
    form = Code(posted(request))
    if form.is_valid():
        try:
            remember(request, actions.verify(by=request.user, typed=form.cleaned_data["code"]))
            return redirect(way_on(request))
        except Refused as why:
            form.add_error("code", str(why))
    context = {"form": form, "next": way_on(request)}
    return render(request, "accounts/second_factor.html", context, status=status_of(form))


def enrolment(request: HttpRequest) -> HttpResponse:
    """The key stands in the session until somebody shows to have taken it over."""
    key = request.session.setdefault(NEW_KEY, default_key())
    form = Code(posted(request))
    if form.is_valid():
        try:
            typed = form.cleaned_data["code"]
            device, codes = actions.enrol(by=request.user, key=key, typed=typed)
        except Refused as why:
            form.add_error("code", str(why))
        else:
            del request.session[NEW_KEY]
            remember(request, device)
            return recovery_codes_page(request, codes)
    context = {"form": form, "next": way_on(request), **shown(request.user, key)}
    return render(request, "accounts/new_second_factor.html", context, status=status_of(form))


def shown(user: User, key: str) -> dict[str, str]:
    """A key as a picture, and as text in groups of four."""
    secret = b32encode(unhexlify(key)).decode()
    picture = segno.make(TOTPDevice(user=user, key=key).config_url, micro=False)
    return {
        "picture": mark_safe(
            picture.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
        ),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }


def recovery_codes_page(
    request: HttpRequest, codes: list[str], *, renewed: bool = False
) -> HttpResponse:
    context = {"codes": codes, "renewed": renewed, "next": way_on(request)}
    return render(request, "accounts/recovery_codes.html", context)


@open_to_departments
@only(policy.needs_second_factor)
@require_POST
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    return recovery_codes_page(request, actions.renew_recovery_codes(by=request.user), renewed=True)


@open_to_departments
@only(policy.needs_second_factor)
@require_POST
def lift_second_factor(request: HttpRequest) -> HttpResponse:
    """One's own: the phone is changed."""
    actions.lift(request.user, by=request.user)
    messages.success(request, "原来的动态口令已解除，请用新手机重新设置。")
    return redirect("second_factor")
