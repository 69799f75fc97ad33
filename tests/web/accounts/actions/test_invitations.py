"""Inviting people, and joining."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.actions.invitations import (
    INVITED,
    LIFE,
    accept_invitation,
    digest_of,
    invitation_for,
    invite,
    resend_invitation,
    revoke_invitation,
)
from jiqun.web.accounts.actions.taken import TAKEN_EMAIL
from jiqun.web.accounts.models import Admission, Invitation, Role, Unit, UnitKind, User
from jiqun.web.audit.queries import events_of
from jiqun.web.wording import moment
from tests.web.accounts.applying import PASSWORD
from tests.web.letters import letters, link_in
from tests.web.world import chief, district_maker, filler, operator, person, unit

pytestmark = pytest.mark.django_db

SITE = "https://jiqun.example"


@pytest.fixture
def by() -> User:
    return chief(operator(name="示例集群运营中心"))


def invite_li(by: User, of: Unit | None = None, **changed: str) -> tuple[Invitation, str]:
    """An invitation and the secret in its mail."""
    known = {"name": "李示例", "email": "Li@example.org", "role": Role.FILLER, **changed}
    with letters() as sent:
        invitation = invite(by=by, unit=of or by.unit, site=SITE, **known)
    return invitation, link_in(sent[0]).split("/")[2]


def verbs(of: Unit) -> list[str]:
    return [event.verb for event in events_of(of.chain)]


def test_the_letter(by: User) -> None:
    with letters() as sent:
        invitation = invite(
            by=by, unit=by.unit, name="李示例", email="li@example.org", role="filler", site=SITE
        )
    (letter,) = sent
    assert letter.to == ["li@example.org"]
    assert letter.subject == "邀请您加入示例集群运营中心（集群申报平台）"
    secret = link_in(letter).split("/")[2]
    assert letter.body == (
        "李示例，您好：\n\n"
        f"{by.name}邀请您加入北京市中小企业特色产业集群申报平台的“示例集群运营中心”，任填报人。\n\n"
        "请打开以下链接，核对姓名并设置密码：\n\n"
        f"https://jiqun.example/invitation/{secret}/\n\n"
        f"链接只能使用一次，{moment(invitation.expires)}前有效。过期的，请联系邀请人重新发送。\n"
        "您不认识这个单位的，不必理会这封邮件。\n"
    )
    assert len(secret) == 43
    assert invitation.secret_digest == digest_of(secret)
    assert invitation.expires - invitation.created == LIFE == timedelta(days=7)


def test_only_the_digest_is_kept(by: User) -> None:
    _, secret = invite_li(by)
    kept = [str(value) for row in Invitation.objects.values() for value in row.values()]
    kept += [f"{event.sentence}{event.data}" for event in events_of(by.unit.chain)]
    assert not any(secret in text for text in kept)


def test_joining(by: User) -> None:
    invitation, secret = invite_li(by)
    user = accept_invitation(secret, name="李示例二", password=PASSWORD)
    assert (user.name, user.email, user.unit, user.role) == (
        "李示例二",
        "li@example.org",
        by.unit,
        Role.FILLER,
    )
    assert user.check_password(PASSWORD)
    assert Invitation.objects.get(pk=invitation.pk).accepted is not None
    assert verbs(by.unit) == ["invite", "accept_invitation"]


def test_a_link_is_used_once(by: User) -> None:
    _, secret = invite_li(by)
    accept_invitation(secret, name="李示例", password=PASSWORD)
    with pytest.raises(Refused, match="这个邀请已经用过，请直接登录"):
        accept_invitation(secret, name="别人", password=PASSWORD)
    assert User.objects.filter(email="li@example.org").count() == 1


def test_a_link_ends_after_seven_days(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation, secret = invite_li(by)
    monkeypatch.setattr(clock, "now", lambda: invitation.expires - timedelta(seconds=1))
    assert invitation_for(secret) == invitation
    monkeypatch.setattr(clock, "now", lambda: invitation.expires)
    with pytest.raises(Refused, match=f"邀请已于{moment(invitation.expires)}过期"):
        accept_invitation(secret, name="李示例", password=PASSWORD)


def test_a_made_up_link_opens_nothing() -> None:
    with pytest.raises(Refused, match="邀请链接无效"):
        accept_invitation("made-up", name="李示例", password=PASSWORD)


def test_sent_again_the_old_link_opens_nothing(by: User) -> None:
    invitation, first = invite_li(by)
    with letters() as sent:
        resend_invitation(invitation, by=by, site=SITE)
    second = link_in(sent[0]).split("/")[2]
    with pytest.raises(Refused, match="请用最新邮件里的链接"):
        invitation_for(first)
    assert invitation_for(second) == invitation
    assert verbs(by.unit) == ["invite", "resend_invitation"]


def test_taken_back(by: User) -> None:
    invitation, secret = invite_li(by)
    revoke_invitation(invitation, by=by)
    with pytest.raises(Refused, match="邀请链接无效"):
        invitation_for(secret)
    with pytest.raises(Refused, match="已经接受或撤回"):
        revoke_invitation(invitation, by=by)
    assert verbs(by.unit) == ["invite", "revoke_invitation"]
    invite_li(by)


def test_what_was_accepted_is_neither_sent_nor_taken_back(by: User) -> None:
    invitation, secret = invite_li(by)
    accept_invitation(secret, name="李示例", password=PASSWORD)
    with pytest.raises(Refused, match="已经接受或撤回"):
        resend_invitation(invitation, by=by, site=SITE)
    with pytest.raises(Refused, match="已经接受或撤回"):
        revoke_invitation(invitation, by=by)


def test_one_open_invitation_a_person(by: User) -> None:
    invite_li(by)
    with pytest.raises(Refused, match=INVITED):
        invite_li(by, email="LI@example.org ")


def test_who_has_an_account_is_not_invited(by: User) -> None:
    with pytest.raises(Refused, match=TAKEN_EMAIL):
        invite_li(by, email=by.email)


def test_who_has_got_an_account_meanwhile_does_not_join(by: User) -> None:
    other = chief()
    _, secret = invite_li(by)
    _, elsewhere = invite_li(other)
    accept_invitation(elsewhere, name="李示例", password=PASSWORD)
    with pytest.raises(Refused, match=TAKEN_EMAIL):
        accept_invitation(secret, name="李示例", password=PASSWORD)


def test_roles_are_those_of_the_unit(by: User) -> None:
    with pytest.raises(Refused, match="本单位没有这个角色"):
        invite_li(by, role=Role.CHECKER)


def test_who_may_invite(by: User) -> None:
    bureau = unit(UnitKind.BUREAU)
    maker, checker = person(bureau, Role.MAKER), person(bureau, Role.CHECKER)
    district = district_maker().unit
    not_admitted = chief(operator(admission=Admission.APPLIED))
    for other in (filler(by.unit), chief(), maker, checker, district_maker()):
        with pytest.raises(PermissionDenied):
            invite_li(other, by.unit)
    with pytest.raises(PermissionDenied):
        invite_li(not_admitted)
    with pytest.raises(PermissionDenied):
        invite_li(maker, district, role=Role.MAKER)
    invitation, _ = invite_li(checker, district, role=Role.MAKER)
    for other in (by, maker, district_maker()):
        with pytest.raises(PermissionDenied):
            resend_invitation(invitation, by=other, site=SITE)
        with pytest.raises(PermissionDenied):
            revoke_invitation(invitation, by=other)
