"""Passwords by mail, and knowing the old one."""

import pytest
from axes.models import AccessAttempt
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web.accounts.actions.passwords import (
    change_password,
    reset_password,
    send_password_link,
)
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of
from tests.web.accounts.applying import PASSWORD
from tests.web.letters import letters, link_in
from tests.web.world import chief, district_maker

pytestmark = pytest.mark.django_db


def test_the_letter() -> None:
    user = chief()
    with letters() as sent:
        send_password_link(user.email.upper(), site="https://jiqun.example")
    (letter,) = sent
    assert (letter.to, letter.subject) == ([user.email], "重设密码（集群申报平台）")
    assert letter.body == (
        f"{user.name}，您好：\n\n"
        "有人（想必是您）请求重设您在北京市中小企业特色产业集群申报平台的密码。"
        "请打开以下链接，设置新密码：\n\n"
        f"https://jiqun.example{link_in(letter)}\n\n"
        "链接只能使用一次，24小时内有效。重设后，因输错密码而锁定的账号立即解锁。\n"
        "不是您请求的，不必理会这封邮件，密码不会改变。\n"
    )


def test_no_letter_where_there_is_no_account() -> None:
    gone = chief()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with letters() as sent:
        send_password_link("nobody@example.org", site="")
        send_password_link(gone.email, site="")
    assert sent == []


def test_a_new_password_unlocks() -> None:
    user, other = district_maker(), chief()
    now = timezone.now()
    for email in (user.email, other.email):
        AccessAttempt.objects.create(username=email, failures_since_start=5, attempt_time=now)
    TOTPDevice.objects.create(
        user=user, throttling_failure_count=9, throttling_failure_timestamp=now
    )
    reset_password(user, PASSWORD)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert [a.username for a in AccessAttempt.objects.all()] == [other.email]
    assert TOTPDevice.objects.get().throttling_failure_count == 0
    (event,) = events_of(user.unit.chain)
    assert (event.verb, event.actor) == ("reset_password", user)


def test_changed() -> None:
    user = chief()
    change_password(user, PASSWORD)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    (event,) = events_of(user.unit.chain)
    assert (event.verb, event.sentence) == ("change_password", f"{user.name}修改密码。")
