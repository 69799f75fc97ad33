"""What the command line does for accounts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web.accounts.models import Invitation, Role, Unit, UnitKind, User
from jiqun.web.audit.queries import events_of
from tests.web.accounts.applying import PASSWORD
from tests.web.letters import letters
from tests.web.visitors import visit_as
from tests.web.world import district_maker

pytestmark = pytest.mark.django_db


def create_bureau(email: str = "zhao@example.org", site: str = "https://jiqun.example/") -> str:
    """The link it prints."""
    out = StringIO()
    with letters() as sent:
        call_command("create_bureau", email=email, name="赵示例", site=site, stdout=out)
    link = out.getvalue().strip().partition("：")[2]
    assert link.startswith("https://jiqun.example/invitation/")
    assert [letter.to for letter in sent] == [[email]]
    assert link in sent[0].body
    assert "您受邀加入" in sent[0].body
    return "/" + link.split("/", 3)[3]


def test_the_first_account() -> None:
    client = visit_as(None)
    typed = {"name": "赵示例", "password": PASSWORD, "password_again": PASSWORD}
    assert client.post(create_bureau(), typed).status_code == 302
    user = User.objects.get()
    assert (user.unit.kind, user.unit.name, user.role) == (
        UnitKind.BUREAU,
        "北京市经济和信息化局",
        Role.CHECKER,
    )
    assert client.get("/desk/")["Location"] == "/second-factor/?next=/desk/"
    assert [(e.verb, e.actor_name) for e in events_of(user.unit.chain)] == [
        ("set_up_bureau", "系统"),
        ("accept_invitation", user.signature),
    ]
    with pytest.raises(CommandError, match="已有账号，其他人请由审签人员"):
        create_bureau("other@example.org")


def test_once_more_is_the_same_invitation_with_another_link() -> None:
    first, second = create_bureau(), create_bureau()
    assert (Unit.objects.count(), Invitation.objects.count()) == (1, 1)
    client = visit_as(None)
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)


def test_it_must_know_the_address_of_the_server() -> None:
    with pytest.raises(CommandError, match="JIQUN_ADDRESS"):
        create_bureau(site="")
    assert not Unit.objects.exists()


def test_lifting_a_second_factor() -> None:
    user = district_maker()
    TOTPDevice.objects.create(user=user)
    out = StringIO()
    call_command("lift_second_factor", email=user.email.upper(), stdout=out)
    assert out.getvalue() == f"已解除{user.signature}的动态口令。\n"
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="没有邮箱为“nobody@"):
        call_command("lift_second_factor", email="nobody@example.org")
