"""Codes and addresses that one unit, one person may have."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from jiqun.core.roster.uscc import plain_code, wrong_code
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Unit, User

TAKEN_CODE = "这个统一社会信用代码的单位已经登记，请联系该单位负责人发邀请，不必重复登记。"
TAKEN_EMAIL = "这个邮箱已有账号，请直接登录；忘记密码可用邮件重设。另开账号请换一个邮箱。"


def checked_code(typed: str, *, of: Unit | None = None) -> str:
    """A code as the standard writes it, which no unit has but the one it is of."""
    code = plain_code(typed)
    wrong = wrong_code(code)
    if wrong:
        raise Refused(f"{wrong}。")
    if Unit.objects.filter(code=code).exclude(pk=of.pk if of else None).exists():
        raise Refused(TAKEN_CODE)
    return code


def checked_email(typed: str) -> str:
    """An address as they are kept, which nobody has."""
    email = typed.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(TAKEN_EMAIL)
    return email


@contextmanager
def unless_taken(sentence: str) -> Iterator[None]:
    """Where two come at once, the database lets in one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as why:
        raise Refused(sentence) from why
