"""What people type in about themselves and their units."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
    SetPasswordMixin,
)
from django.core.exceptions import ValidationError

from jiqun.core.districts import zone
from jiqun.documents.refused import Refused
from jiqun.web.accounts import demo
from jiqun.web.accounts.actions.passwords import change_password, reset_password
from jiqun.web.accounts.actions.registration import Applied
from jiqun.web.accounts.actions.taken import checked_code, checked_email
from jiqun.web.accounts.models import Role, Unit, User, district_choices

Value = TypeVar("Value")

MISSING = "请填写。"
PASSWORD_HELP = "至少10个字符，不能是常见密码，也不能与姓名、邮箱相近"


class Line(forms.CharField):
    """One line of text, however the spaces in it are written."""

    default_error_messages = {"required": MISSING}

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value).split())


class Email(forms.EmailField):
    default_error_messages = {
        "required": MISSING,
        "invalid": "邮箱写法不对，请核对，如 xingming@example.org。",
    }

    def __init__(self, *, own: bool = False, **known: Any) -> None:
        """``own`` is the address of whoever fills it in."""
        widget = forms.EmailInput(attrs={"autocomplete": "username" if own else "off"})
        super().__init__(max_length=254, widget=widget, **known)


class Password(forms.CharField):
    default_error_messages = {"required": MISSING}

    def __init__(self, *, new: bool = True, **known: Any) -> None:
        which = "new-password" if new else "current-password"
        widget = forms.PasswordInput(attrs={"autocomplete": which})
        super().__init__(strip=False, max_length=128, widget=widget, **known)


def asked(check: Callable[[], Value]) -> Value:
    """What an action will refuse is told beside its field already."""
    try:
        return check()
    except Refused as why:
        raise ValidationError(str(why)) from why


class SignIn(AuthenticationForm):
    username = Email(label="邮箱", own=True)
    password = Password(label="密码", new=False)
    error_messages = {
        "invalid_login": "邮箱或密码不正确，请核对后再试；连续5次不正确，账号将锁定15分钟。"
    }

    def clean_username(self) -> str:
        email: str = self.cleaned_data["username"].lower()
        return email

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if demo.is_shut(user):
            raise self.get_invalid_login_error()

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")


class Contact(forms.Form):
    """Whom to call at a unit."""

    contact = Line(label="联系人", max_length=40)
    phone = Line(
        label="联系电话", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )


class UnitData(Contact):
    """What an operator registers; ``of`` is the unit that corrects its own."""

    field_order = ("unit_name", "code", "district", "contact", "phone")
    unit_name = Line(label="单位名称", max_length=100, help_text="与营业执照或法人证书一致")
    code = Line(
        label="统一社会信用代码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )
    district = forms.ChoiceField(
        label="所属区",
        choices=lambda: [("", "请选择"), *district_choices()],
        error_messages={"required": "请选择。"},
    )

    def __init__(self, *args: Any, of: Unit | None = None, **known: Any) -> None:
        super().__init__(*args, **known)
        self.of = of
        self.fields["district"].help_text = f"在北京经济技术开发区的，选{zone()}"

    def clean_code(self) -> str:
        return asked(lambda: checked_code(self.cleaned_data["code"], of=self.of))

    @property
    def applied(self) -> Applied:
        data = self.cleaned_data
        return Applied(
            data["unit_name"], data["code"], data["district"], data["contact"], data["phone"]
        )


class Register(SetPasswordMixin, UnitData):
    name = Line(label="姓名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = Email(label="邮箱", own=True, help_text="用它登录，也用它接收准入结果")
    password = Password(label="密码", help_text=PASSWORD_HELP)
    password_again = Password(label="再输一次密码")

    #: Which of the fields are the first person's.
    PERSON = ("name", "email", "password", "password_again")

    def clean_email(self) -> str:
        return asked(lambda: checked_email(self.cleaned_data["email"]))

    def clean(self) -> None:
        data = self.cleaned_data
        check_passwords(self, name=data.get("name", ""), email=data.get("email", ""))


class Join(SetPasswordMixin, forms.Form):
    """Accept an invitation; the address stands in it."""

    name = Line(label="姓名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = Password(label="密码", help_text=PASSWORD_HELP)
    password_again = Password(label="再输一次密码")

    def __init__(self, *args: Any, email: str, **known: Any) -> None:
        super().__init__(*args, **known)
        self.email = email

    def clean(self) -> None:
        check_passwords(self, name=self.cleaned_data.get("name", ""), email=self.email)


def check_passwords(form: SetPasswordMixin, *, name: str, email: str) -> None:
    """The two that were typed are the same, and good enough for whom they are of."""
    form.validate_passwords("password", "password_again")
    form.validate_password_for_user(User(email=email, name=name), "password")


def roles_of(unit: Unit) -> list[tuple[str, str]]:
    """Those who prepare first: of these there are more."""
    return [(role.value, role.label) for role in unit.roles]


class Invite(forms.Form):
    name = Line(label="姓名", max_length=40)
    email = Email(label="邮箱")
    role = forms.ChoiceField(label="角色")

    def __init__(self, *args: Any, unit: Unit, **known: Any) -> None:
        super().__init__(*args, **known)
        self.fields["role"].choices = roles_of(unit)

    def clean_email(self) -> str:
        return asked(lambda: checked_email(self.cleaned_data["email"]))


class SetUpDistrict(forms.Form):
    unit_name = Line(label="单位名称", max_length=100, help_text="如“密云区经济和信息化局”")
    name = Line(
        label="首位人员姓名", max_length=40, help_text=f"任{Role.CHECKER.label}，可再邀请其他人"
    )
    email = Email(label="首位人员邮箱")

    def clean_email(self) -> str:
        return asked(lambda: checked_email(self.cleaned_data["email"]))


class SetUpDepartment(forms.Form):
    unit_name = Line(label="单位名称", max_length=100, help_text="如“北京市统计局”")
    name = Line(label="查阅人姓名", max_length=40, help_text="设立之后可再邀请其他人")
    email = Email(label="查阅人邮箱")

    def clean_email(self) -> str:
        return asked(lambda: checked_email(self.cleaned_data["email"]))


class Refusal(forms.Form):
    reason = forms.CharField(
        label="不予准入的原因",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明要改正什么，对方据此改正后重新提交",
        error_messages={"required": MISSING},
    )


class ForgottenPassword(forms.Form):
    email = Email(label="邮箱", own=True)


class ResetPassword(SetPasswordForm):
    new_password1 = Password(label="新密码", help_text=PASSWORD_HELP)
    new_password2 = Password(label="再输一次新密码")

    def save(self, commit: bool = True) -> User:
        reset_password(self.user, self.cleaned_data["new_password1"])
        return self.user


class ChangePassword(PasswordChangeForm):
    old_password = Password(label="现在的密码", new=False)
    new_password1 = Password(label="新密码", help_text=PASSWORD_HELP)
    new_password2 = Password(label="再输一次新密码")
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "现在的密码不正确，请重新输入。",
    }

    def save(self, commit: bool = True) -> User:
        change_password(self.user, self.cleaned_data["new_password1"])
        return self.user
