"""From the first account to a colleague who joins, as people do it; every page seen by axe."""

import base64
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page, expect
from tools.browser import WINDOW, served

from tests.e2e.looking import press_until, violations

pytestmark = pytest.mark.e2e

#: Adds up; nobody has it.
CODE = "91110118ABCDEFG14U"
PASSWORD = "yi-ge-hao-mima"
#: Of the demonstration.
CHIEF, DEMO_PASSWORD = "fuzeren@shili.example.org", "jiqun-shili-2024"
MAIL = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """With the people of the demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        manage(Path(folder), "migrate", "-v0")
        manage(Path(folder), "create_demo")
        yield Path(folder)


@pytest.fixture(scope="module")
def address(var: Path) -> Iterator[str]:
    with served(**environment(var)) as address:
        yield address


def environment(var: Path) -> dict[str, str]:
    return {"JIQUN_VAR": str(var), "JIQUN_MAIL_BACKEND": MAIL, "JIQUN_DEMO_ACCOUNTS": "1"}


@pytest.fixture
def arriving(browser: Browser, address: str) -> Iterator["Arriving"]:
    arriving = Arriving(browser, address)
    yield arriving
    arriving.leave()


class Arriving:
    """People who come, each with a browser of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.said: list[str] = []
        self.contexts: list[object] = []

    def page(self, where: str = "/") -> Page:
        context = self.browser.new_context(
            base_url=self.address, viewport=WINDOW, locale="zh-CN", bypass_csp=True
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(where)
        return page

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.said == []


def manage(var: Path, *args: str) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("jiqun"), "manage", *args],
        env={**os.environ, **environment(var)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def link_for(var: Path, email: str) -> str:
    """The link in the last letter to somebody."""
    letters = [file.read_text("utf-8") for file in sorted((var / "mail").iterdir())]
    (*_, last) = [letter for text in letters for letter in text.split("-" * 79) if email in letter]
    (link,) = re.findall(r"^http\S+$", last, re.MULTILINE)
    return link


def looked_at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert violations(page) == []


def fill(page: Page, **typed: str) -> None:
    for label, text in typed.items():
        page.get_by_label(label, exact=True).fill(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def join(page: Page) -> None:
    fill(page, 密码=PASSWORD, 再输一次密码=PASSWORD)
    press(page, "加入")


def take_up_second_factor(page: Page) -> None:
    looked_at(page, "设置动态口令")
    secret = page.locator(".secret").inner_text().replace(" ", "")
    key = base64.b32decode(secret)
    fill(page, 动态口令=f"{TOTP(key).token():06}")
    press(page, "启用")
    looked_at(page, "记下恢复码")
    page.get_by_role("link", name="已经记下，继续").click()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    fill(page, 邮箱=email, 密码=password)
    press(page, "登录")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """An installation where nobody is, and no demonstration is asked for."""
    with served(**{**environment(tmp_path), "JIQUN_DEMO_ACCOUNTS": "0"}) as address:
        yield address


def test_from_the_first_account_to_a_colleague(
    browser: Browser, empty: str, tmp_path: Path
) -> None:
    arriving = Arriving(browser, empty)
    people_come(arriving, tmp_path)
    arriving.leave()


def people_come(arriving: Arriving, var: Path) -> None:
    # The bureau's first person
    printed = manage(
        var,
        "create_bureau",
        "--email=zhao@example.org",
        "--name=赵示例",
        "--site=" + arriving.address,
    )
    bureau = arriving.page(printed.strip().partition("：")[2])
    looked_at(bureau, "加入北京市经济和信息化局")
    join(bureau)
    take_up_second_factor(bureau)
    looked_at(bureau, "北京市经济和信息化局")
    # sets up a district.
    bureau.get_by_role("link", name="各区").click()
    looked_at(bureau, "各区")
    bureau.get_by_role("row", name="密云区").get_by_role("link").click()
    looked_at(bureau, "设立密云区的单位")
    fill(bureau, 单位名称="密云区示例局", 首位人员姓名="吴示例", 首位人员邮箱="wu@example.org")
    press(bureau, "设立并发出邀请")
    expect(bureau.get_by_role("status")).to_have_text("已设立密云区示例局，邀请已发给吴示例。")
    district = arriving.page(link_for(var, "wu@example.org"))
    join(district)
    take_up_second_factor(district)
    looked_at(district, "密云区示例局")
    # An operator registers, from the front page
    operator = arriving.page()
    operator.get_by_role("link", name="登记单位").click()
    looked_at(operator, "登记单位")
    press(operator, "提交登记")
    expect(operator.get_by_role("alert")).to_contain_text("单位名称：请填写。")
    assert violations(operator) == []
    fill(operator, 单位名称="示例集群运营中心", 统一社会信用代码=CODE)
    operator.get_by_label("所属区").select_option("密云区")
    fill(
        operator, 联系人="张示例", 联系电话="010-00000000", 姓名="张示例", 邮箱="zhang@example.org"
    )
    fill(operator, 密码=PASSWORD, 再输一次密码=PASSWORD)
    press(operator, "提交登记")
    looked_at(operator, "示例集群运营中心 待准入")
    # is refused, corrects, and is admitted.
    district.reload()
    district.get_by_role("link", name="示例集群运营中心").click()
    looked_at(district, "示例集群运营中心 待准入")
    fill(district, 不予准入的原因="联系电话打不通，请核对。")
    press(district, "不予准入")
    looked_at(district, "示例集群运营中心 未准入")
    operator.reload()
    looked_at(operator, "示例集群运营中心 未准入")
    operator.get_by_role("link", name="改正登记信息").click()
    looked_at(operator, "改正登记信息")
    fill(operator, 联系电话="010-00000001")
    press(operator, "重新提交")
    district.reload()
    press(district, "准入")
    expect(district.get_by_role("status")).to_contain_text("已准入示例集群运营中心")
    letter = arriving.page(link_for(var, "zhang@example.org"))
    sign_in(letter, "zhang@example.org")
    looked_at(letter, "示例集群运营中心")
    # A colleague joins.
    letter.get_by_role("link", name="本单位人员").click()
    fill(letter, 姓名="李示例", 邮箱="li@example.org")
    press(letter, "发出邀请")
    looked_at(letter, "本单位人员")
    colleague = arriving.page(link_for(var, "li@example.org"))
    join(colleague)
    looked_at(colleague, "示例集群运营中心")
    press(colleague, "退出")
    looked_at(colleague, "登录申报平台")


def test_locked_out_and_back_by_mail(arriving: Arriving, var: Path) -> None:
    page = arriving.page("/people/")
    looked_at(page, "登录申报平台")
    for _ in range(5):
        sign_in(page, "tianbao@shili.example.org", "wrong-password")
    looked_at(page, "账号已锁定")
    page.get_by_role("link", name="用邮件重设密码").click()
    looked_at(page, "用邮件重设密码")
    fill(page, 邮箱="tianbao@shili.example.org")
    press(page, "发送链接")
    looked_at(page, "请查收邮件")
    page.goto(link_for(var, "tianbao@shili.example.org"))
    looked_at(page, "重设密码")
    fill(page, 新密码="ling-yi-ge-mima", 再输一次新密码="ling-yi-ge-mima")
    press(page, "重设密码并登录")
    looked_at(page, "示例集群运营中心")
    page.get_by_role("link", name="李示例").click()
    looked_at(page, "我的账号")
    page.get_by_role("link", name="修改密码").click()
    looked_at(page, "修改密码")


def test_signed_out_one_comes_back_to_the_page_one_was_on(arriving: Arriving) -> None:
    page = arriving.page("/people/?from=mail")
    sign_in(page, CHIEF, DEMO_PASSWORD)
    expect(page).to_have_url(f"{arriving.address.rstrip('/')}/people/?from=mail")
    page.context.clear_cookies(name="jiqun_session")
    fill(page, 姓名="王示例", 邮箱="wang@example.org")
    press(page, "发出邀请")
    looked_at(page, "登录申报平台")
    sign_in(page, CHIEF, DEMO_PASSWORD)
    expect(page).to_have_url(f"{arriving.address.rstrip('/')}/people/?from=mail")


def test_by_keyboard_alone(arriving: Arriving) -> None:
    page = arriving.page("/login/")
    expect(page.get_by_label("邮箱")).to_be_visible()
    press_until(page, "[name=username]")
    page.keyboard.type(CHIEF)
    press_until(page, "[name=password]")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    looked_at(page, "示例集群运营中心")
    press_until(page, "nav a[href='/people/']")
    page.keyboard.press("Enter")
    looked_at(page, "本单位人员")


@pytest.mark.parametrize("width", [390, WINDOW["width"] // 2])
def test_nothing_runs_over_on_a_phone_or_at_twice_the_size(arriving: Arriving, width: int) -> None:
    page = arriving.page("/people/")
    page.set_viewport_size({"width": width, "height": 768})
    sign_in(page, CHIEF, DEMO_PASSWORD)
    for where in ("/people/", "/desk/", "/account/", "/register/", "/login/"):
        page.goto(where)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) == 0, where
