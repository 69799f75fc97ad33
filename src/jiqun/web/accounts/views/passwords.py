"""A new password by mail, or knowing the old one; and one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.plugins.otp_static.models import StaticToken

from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.passwords import send_password_link
from jiqun.web.accounts.forms import ChangePassword, ForgottenPassword, ResetPassword
from jiqun.web.accounts.views.signing_in import PASSWORDS
from jiqun.web.doors import open_to_departments
from jiqun.web.filled import posted, status_of
from jiqun.web.limits import limited
from jiqun.web.mail import site


@login_not_required
@limited("mail", only_posts=True)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not there is such an account."""
    form = ForgottenPassword(posted(request))
    if form.is_valid():
        email = form.cleaned_data["email"]
        send_password_link(email, site=site(request))
        return render(request, "accounts/password_link_sent.html", {"email": email})
    return render(
        request, "accounts/forgotten_password.html", {"form": form}, status=status_of(form)
    )


class NewPasswordPage(PasswordResetConfirmView):
    """Signs in who comes by the mail: whoever is kept locked out by somebody else gets in here. The
    second factor is asked for all the same."""

    template_name = "accounts/new_password.html"
    form_class = ResetPassword
    success_url = reverse_lazy(settings.LOGIN_REDIRECT_URL)
    post_reset_login = True
    post_reset_login_backend = PASSWORDS

    def form_valid(self, form: ResetPassword) -> HttpResponse:
        messages.success(self.request, "密码已重设。")
        return super().form_valid(form)

    def form_invalid(self, form: ResetPassword) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


new_password = NewPasswordPage.as_view()


class ChangePasswordPage(PasswordChangeView):
    template_name = "accounts/change_password.html"
    form_class = ChangePassword
    success_url = reverse_lazy("account")

    def form_valid(self, form: ChangePassword) -> HttpResponse:
        messages.success(self.request, "密码已修改，其他地方的登录都已退出。")
        return super().form_valid(form)

    def form_invalid(self, form: ChangePassword) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


change_password = open_to_departments(
    limited("sign_in", only_posts=True)(ChangePasswordPage.as_view())
)


@open_to_departments
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own."""
    codes = StaticToken.objects.filter(device__user=request.user).count()
    needs = policy.needs_second_factor(request.user)
    return render(request, "accounts/account.html", {"second_factor": needs, "codes": codes})
