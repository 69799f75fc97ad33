"""Sign in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.web.accounts import demo
from jiqun.web.accounts.forms import SignIn
from jiqun.web.accounts.models import User
from jiqun.web.accounts.queries.locks import locked_until
from jiqun.web.doors import open_to_departments, second_factor_not_required
from jiqun.web.limits import limited

PASSWORDS = settings.AUTHENTICATION_BACKENDS[-1]


def enter(request: HttpRequest, user: User) -> None:
    """Whoever has just chosen a password is signed in with it."""
    login(request, user, backend=PASSWORDS)


class SignInPage(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, demo_accounts=demo.accounts(), demo_password=demo.PASSWORD
        )

    def form_invalid(self, form: SignIn) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


sign_in = login_not_required(limited("sign_in", only_posts=True)(SignInPage.as_view()))
sign_out = second_factor_not_required(LogoutView.as_view(next_page="login"))


def locked_out(
    request: HttpRequest, response: HttpResponseBase | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Instead of the page that was asked for, once an account is locked."""
    until = locked_until((credentials or {}).get("username") or "")
    return render(request, "accounts/locked_out.html", {"until": until}, status=429)


@open_to_departments
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """For scripts: is somebody still signed in, who, and what a form must carry. Signing in anew in
    another window changes that."""
    return JsonResponse({"user": request.user.pk, "csrf": get_token(request)})
