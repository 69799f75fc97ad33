"""What people type in about themselves and their units."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from jiqun.web.accounts import demo


def plain_email(typed: str) -> str:
    """As addresses are kept."""
    return typed.strip().lower()


class SignIn(AuthenticationForm):
    username = forms.EmailField(
        label="邮箱",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "邮箱或密码不正确，请核对后再试；连续5次不正确，账号将锁定15分钟。"
    }

    def clean_username(self) -> str:
        return plain_email(self.cleaned_data["username"])

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if demo.is_shut(user):
            raise self.get_invalid_login_error()

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")
