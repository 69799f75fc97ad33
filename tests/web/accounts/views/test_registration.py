"""The page where an operator registers, and where it corrects what it applied with."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.core.districts import districts
from jiqun.web.accounts.actions.registration import digest_of, refuse
from jiqun.web.accounts.models import Admission, Unit, User
from tests.web.accounts.applying import APPLIED, OTHER_CODE, PASSWORD, register_example
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import chief, district_maker, operator

pytestmark = pytest.mark.django_db

UNIT = {
    "unit_name": APPLIED.name,
    "code": APPLIED.code,
    "district": APPLIED.district,
    "contact": APPLIED.contact,
    "phone": APPLIED.phone,
}
TYPED = {
    **UNIT,
    "name": "张示例",
    "email": "chief@example.org",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


def wrong(response: HttpResponse) -> list[str]:
    """What is said above the form."""
    assert response.status_code == 422
    return [p.text_content() for p in parsed(response).xpath("//*[@role='alert']//p")]


def test_the_page(client: Client) -> None:
    page = parsed(client.get("/register/"))
    (form,) = page.xpath("//main//form")
    assert [name for name in form.fields if name != "csrfmiddlewaretoken"] == list(TYPED)
    options = form.xpath(".//option")
    assert [option.get("value") for option in options] == ["", *districts()]
    assert "在北京经济技术开发区的，选大兴区" in page.text_content()


def test_registering_signs_in_and_waits(client: Client) -> None:
    response = client.post("/register/", {**TYPED, "unit_name": " 示例集群 \n 运营中心 "})
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert Unit.objects.get().name == "示例集群 运营中心"
    page = client.get("/desk/")
    assert texts(page, ".said") == ["登记已提交。"]
    assert texts(page, "h1") == ["示例集群 运营中心 待准入"]
    assert client.get("/people/").status_code == 403


def test_everything_missing_is_named_at_once(client: Client) -> None:
    said = wrong(client.post("/register/", {}))
    assert said == [
        "单位名称：请填写。",
        "统一社会信用代码：请填写。",
        "所属区：请选择。",
        "联系人：请填写。",
        "联系电话：请填写。",
        "姓名：请填写。",
        "邮箱：请填写。",
        "密码：请填写。",
        "再输一次密码：请填写。",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "chief"}, "邮箱：邮箱写法不对，请核对，如 xingming@example.org。"),
        ({"password_again": "another-one"}, "再输一次密码：输入的两个密码不一致。"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    client: Client, changed: dict[str, str], said: str
) -> None:
    assert wrong(client.post("/register/", {**TYPED, **changed})) == [said]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short-one", "密码：密码太短，至少要10个字符。"),
        ("qwertyuiop", "密码：这个密码太常见了。"),
        ("chief@example", "密码：密码跟 邮箱 太相似了。"),
    ],
)
def test_passwords_that_will_not_do(client: Client, password: str, said: str) -> None:
    typed = {**TYPED, "password": password, "password_again": password}
    response = client.post("/register/", typed)
    assert wrong(response) == [said]
    assert password not in response.content.decode().replace("chief@example.org", "")


def test_a_code_and_an_address_that_are_taken_are_named_at_once(client: Client) -> None:
    register_example()
    assert wrong(client.post("/register/", TYPED)) == [
        "统一社会信用代码：这个统一社会信用代码的单位已经登记，请联系该单位负责人发邀请，不必重复登记。",
        "邮箱：这个邮箱已有账号，请直接登录；忘记密码可用邮件重设。另开账号请换一个邮箱。",
    ]


def test_what_was_typed_stays(client: Client) -> None:
    page = parsed(client.post("/register/", {**TYPED, "phone": "", "district": "海淀区"}))
    fields = page.xpath("//main//form")[0].fields
    assert (fields["unit_name"], fields["district"]) == (APPLIED.name, "海淀区")
    assert (fields["password"], fields["password_again"]) == (None, None)


def test_one_address_registers_so_often(client: Client, settings: Settings) -> None:
    settings.RATES = {**settings.RATES, "register": "1/h"}
    client.post("/register/", {})
    assert client.post("/register/", TYPED).status_code == 429
    assert client.get("/register/").status_code == 200


def test_correcting_and_applying_again() -> None:
    chief = register_example()
    by, seen = district_maker("密云区"), digest_of(chief.unit)
    refuse(chief.unit, by=by, seen=seen, reason="区填错了", site="")
    client = visit_as(chief)
    assert "区填错了" in texts(client.get("/desk/"), "p")
    page = client.get("/application/")
    (form,) = parsed(page).xpath("//main//form")
    assert {name: form.fields[name] for name in UNIT} == UNIT
    response = client.post("/application/", {**UNIT, "district": "海淀区"})
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    unit = Unit.objects.get(pk=chief.unit_id)
    assert (unit.district, unit.admission) == ("海淀区", Admission.APPLIED)


def test_corrections_are_checked_too() -> None:
    register_example("first@example.org", code=OTHER_CODE)
    client = visit_as(register_example())
    (said,) = wrong(client.post("/application/", {**UNIT, "code": OTHER_CODE}))
    assert said.startswith("统一社会信用代码：这个统一社会信用代码的单位已经登记")


def test_an_admitted_unit_changes_whom_to_call() -> None:
    by = chief(operator(name="示例集群运营中心", contact="张示例", phone="010-00000000"))
    page = visit_as(by)
    assert "联系人张示例，电话010-00000000" in page.get("/people/").content.decode()
    wrong = page.post("/contact/", {"contact": "", "phone": "1"})
    assert wrong.status_code == 422
    assert page.post("/contact/", {"contact": "李示例", "phone": "1"}).status_code == 302
    assert "联系人李示例，电话1" in page.get("/people/").content.decode()
