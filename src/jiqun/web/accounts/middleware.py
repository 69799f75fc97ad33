"""Who has to sign in, and with what, before a page opens; and how long that lasts."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from jiqun.web import clock
from jiqun.web.accounts.policy import is_of_department, needs_second_factor
from jiqun.web.wanted import wants_json

#: Where a session has when it was last written down that somebody is there, in seconds; and after
#: how many that is done again.
LAST_SEEN = "last_seen"
SEEN_AGAIN = 60


def is_signed_in(request: HttpRequest) -> bool:
    """With a second factor, if it takes one."""
    user = request.user
    return user.is_authenticated and (not needs_second_factor(user) or user.is_verified())


class SignInRequired(LoginRequiredMiddleware):
    """Nobody gets in without signing in, unless the view says so; nothing that takes signing in
    stays behind in the browser."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *args: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        request.is_private = True
        if not request.user.is_authenticated:
            return turn_away(request, settings.LOGIN_URL)
        if not getattr(view, "second_factor_required", True):
            return None
        if not is_signed_in(request):
            return turn_away(request, "second_factor")
        if is_of_department(request.user) and not getattr(view, "open_to_departments", False):
            raise PermissionDenied
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if getattr(request, "is_private", False):
            patch_cache_control(response, private=True, no_store=True)
        return response


class StaySignedIn:
    """Who asks for something stays signed in. That is written down once a minute at most, so that
    saving a draft as one types does not save the session each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            now = int(clock.now().timestamp())
            if abs(now - session.get(LAST_SEEN, 0)) >= SEEN_AGAIN:
                session[LAST_SEEN] = now
        return response


def turn_away(request: HttpRequest, door: str) -> HttpResponseBase:
    """To the page that lets one in, and from there back. A script hears it as plain data: a page
    would tell it nothing, and what was typed must stay where it is."""
    if wants_json(request):
        return JsonResponse({"signed_out": True}, status=401)
    return redirect_to_login(page_of(request), resolve_url(door))


def page_of(request: HttpRequest) -> str:
    """The page somebody is on: where a form was sent, the one it stands on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}, request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(referrer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
