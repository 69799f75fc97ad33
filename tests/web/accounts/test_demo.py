"""The demonstration."""

import pytest
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from jiqun.core.roster.uscc import odd_code, wrong_code
from jiqun.web.accounts.demo import PASSWORD, accounts, create_accounts
from jiqun.web.accounts.models import Admission, Unit, User
from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import faults
from tests.web.pages import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO_ACCOUNTS = True
    create_accounts()


@pytest.mark.usefixtures("demo")
def test_units_in_different_states() -> None:
    shown = Unit.objects.order_by("pk").values_list("name", "district", "admission")
    assert list(shown) == [
        ("北京市经济和信息化局", "", Admission.ADMITTED),
        ("密云区经济和信息化局", "密云区", Admission.ADMITTED),
        ("海淀区科学技术和经济信息化局", "海淀区", Admission.ADMITTED),
        ("示例集群运营中心", "密云区", Admission.ADMITTED),
        ("示例数控产业园公司", "密云区", Admission.ADMITTED),
        ("示例新材料促进会", "密云区", Admission.ADMITTED),
        ("示例传感产业运营公司", "密云区", Admission.ADMITTED),
        ("示例光电产业服务公司", "密云区", Admission.ADMITTED),
        ("示例机器人产业促进会", "海淀区", Admission.ADMITTED),
        ("示例智能软件园公司", "海淀区", Admission.ADMITTED),
        ("示例测控产业服务中心", "密云区", Admission.APPLIED),
        ("示例智造园管理公司", "海淀区", Admission.REFUSED),
    ]
    codes = Unit.objects.exclude(code="").values_list("code", flat=True)
    assert [(wrong_code(code), odd_code(code)) for code in codes] == [("", ())] * 9
    assert all("示例" in name for name in User.objects.values_list("name", flat=True))
    assert mail.outbox == []
    assert list(faults()) == []


@pytest.mark.usefixtures("demo")
def test_what_is_there_stays_as_it_is() -> None:
    User.objects.filter(name="张示例").update(name="张示例（改）")
    before = (User.objects.count(), Unit.objects.count(), Event.objects.count())
    create_accounts()
    assert (User.objects.count(), Unit.objects.count(), Event.objects.count()) == before
    assert User.objects.filter(name="张示例（改）").exists()


def sign_in(email: str) -> Client:
    client = Client()
    client.post("/login/", {"username": email, "password": PASSWORD})
    return client


@pytest.mark.usefixtures("demo")
def test_every_account_signs_in_as_the_page_says() -> None:
    page = Client().get("/login/")
    assert texts(page, "h2") == ["演示账号"]
    for account in accounts():
        client = sign_in(account.email)
        assert account.email in texts(page, "code")
        if account.code:
            assert account.code in texts(page, "code")
            client.post("/second-factor/", {"code": account.code})
        assert client.get("/desk/").status_code == 200, account


@pytest.mark.usefixtures("demo")
def test_the_code_shown_works_again_and_again() -> None:
    """Though each is good for once, and changes but twice a minute."""
    email = "miyun-jingban@shili.example.org"
    for _ in range(3):
        (account,) = [account for account in accounts() if account.email == email]
        client = sign_in(email)
        client.post("/second-factor/", {"code": account.code})
        assert client.get("/desk/").status_code == 200
        assert TOTPDevice.objects.filter(throttling_failure_count__gt=0).count() == 0


@pytest.mark.usefixtures("demo")
def test_elsewhere_the_accounts_are_neither_shown_nor_open(settings: Settings) -> None:
    settings.DEMO_ACCOUNTS = False
    assert PASSWORD not in Client().get("/login/").content.decode()
    assert sign_in("fuzeren@shili.example.org").get("/desk/").status_code == 302
