"""The task list: how far each part is, what is next, and until when."""

import re
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from tools.browser import ROOT

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Declaration
from tests.declarations import golden
from tests.web.evidence import a_file
from tests.web.filings import a_submission, ready_to_file
from tests.web.moments import AFTER, set_clock
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import (
    a_declaration,
    a_roster,
    bureau_maker,
    chief,
    district_maker,
    filler,
    operator,
)

pytestmark = pytest.mark.django_db

CODE = rb"(?<=>)([0-9A-Z]{17})([0-9A-Z])(?=<)"


def fill(declaration: Declaration, by: object, name: str) -> None:
    typed = {key: as_json(value) for key, value in golden(name).facts.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)


def tasks(response: HttpResponse) -> dict[str, str]:
    """Every row and what it says."""
    return {
        row.xpath("string(*[@class='task-title'])"): row.xpath(
            "string(*[@class='task-told'])"
        ).strip()
        for row in parsed(response).xpath("//li[contains(@class, 'task')]")
    }


def test_a_blank_is_a_status_and_no_error() -> None:
    by = chief(operator(name="示例集群运营中心"))
    declaration = a_declaration(by.unit)
    page = visit_as(by).get(f"/declarations/{declaration.pk}/")
    assert texts(page, "h1") == ["示例集群运营中心的申报"]
    assert "报送截止 2024年6月30日17:00" in texts(page, ".stands")[0]
    assert tasks(page) == {
        "封面": "已填0／6栏",
        "一、基本情况": "已填0／14栏",
        "二、主导产业情况": "已填0／55栏",
        "三、创新能力情况": "已填0／46栏",
        "四、数字化升级情况": "已填0／14栏",
        "五、绿色化转型情况": "已填0／16栏",
        "六、开放合作情况": "已填0／2栏",
        "七、治理和服务水平": "已填0／5栏",
        "八、未来三年中小企业特色产业集群发展规划": "已填0／27栏",
        "九、真实性声明及推荐意见": "报送时由负责人声明",
        "测算底稿（不印在申报表上）": "选填，未填",
        "企业名录": "未上传",
        "佐证材料": "",
        "检查": "",
        "报送": "",
    }
    assert not parsed(page).xpath("//*[contains(@class, 'is-block')]")


def test_each_part_says_what_is_done_and_left() -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    fill(declaration, by, "flawed")
    assert tasks(visit_as(by).get(f"/declarations/{declaration.pk}/")) == {
        "封面": "已填6／6栏，3处必须改正",
        "一、基本情况": "已填14／14栏，2处必须改正，1处待说明",
        "二、主导产业情况": "已填54／55栏，5处必须改正，2处待说明",
        "三、创新能力情况": "已填48／49栏，6处必须改正",
        "四、数字化升级情况": "已填17／17栏，4处必须改正，1处待说明",
        "五、绿色化转型情况": "已填19／19栏，1处必须改正，2处待说明",
        "六、开放合作情况": "已填2／2栏，1处必须改正",
        "七、治理和服务水平": "已填9／9栏",
        "八、未来三年中小企业特色产业集群发展规划": "已填26／27栏，5处必须改正，3处待说明",
        "九、真实性声明及推荐意见": "报送时由负责人声明",
        "测算底稿（不印在申报表上）": "选填，已填20栏",
        "企业名录": "未上传",
        "佐证材料": "应附材料57项，还缺57项",
        "检查": "有27处必须改正，另有9处需要说明；还有3栏未填",
        "报送": "",
    }


def test_a_page_that_does_not_exist_is_not_led_to() -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    page = visit_as(by)
    for address in parsed(page.get(f"/declarations/{declaration.pk}/")).xpath("//main//a/@href"):
        assert page.get(address).status_code == 200, address


def led_to(client: Client, address: str) -> dict[str, tuple[int, str]]:
    """How the first address of every name answers that one comes to from there, link by link."""
    found: dict[str, tuple[int, str]] = {}
    ahead = [address]
    while ahead:
        here = ahead.pop(0)
        name = resolve(urlsplit(here).path).url_name
        if name not in found:
            answer = client.get(here)
            found[name] = (answer.status_code, here)
            if answer.streaming:
                list(answer.streaming_content)  # lets go of its file
            is_page = answer["Content-Type"].startswith("text/html")
            links = parsed(answer).xpath("//main//a/@href") if is_page else []
            ahead += [urljoin(here, link) for link in links if not link.startswith("#")]
    return found


@pytest.mark.parametrize("reader", [filler, district_maker, bureau_maker])
@pytest.mark.usefixtures("evidence_folder")
def test_nobody_is_led_to_a_page_that_is_not_theirs(reader: Callable[..., User]) -> None:
    by = chief()
    declaration = ready_to_file(by)
    a_file(declaration, by)
    a_roster(declaration, by)
    a_submission(declaration, by)
    visitor = visit_as(reader(by.unit) if reader is filler else reader())
    found = led_to(visitor, f"/declarations/{declaration.pk}/")
    assert {name: told for name, told in found.items() if told[0] != 200} == {}
    assert found.keys() >= {"part", "roster", "evidence", "evidence_file", "check", "receipt"}
    assert ("history" in found) == (reader is filler)
    assert "file" not in found


def test_after_the_deadline_it_says_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    set_clock(monkeypatch, AFTER)
    page = visit_as(by).get(f"/declarations/{declaration.pk}/")
    assert texts(page, ".overdue") == [
        "报送截止时间已过。内容仍可修改，但不能报送；需要延期的，请联系区级主管部门。"
    ]


def test_what_is_filed_is_only_looked_at() -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    Declaration.objects.update(state=State.FILED)
    page = visit_as(by).get(f"/declarations/{declaration.pk}/")
    assert texts(page, ".state") == ["已报送"]
    assert texts(page, ".btn-primary") == []


def test_a_draft_is_nobody_elses_affair() -> None:
    declaration = a_declaration(operator("密云区"))
    address = f"/declarations/{declaration.pk}/"
    people = {
        "own filler": filler(declaration.unit),
        "another unit": chief(),
        "district": district_maker("密云区"),
        "bureau": bureau_maker(),
    }
    drafted = {name: visit_as(user).get(address).status_code for name, user in people.items()}
    assert drafted == {"own filler": 200, "another unit": 404, "district": 404, "bureau": 404}
    Declaration.objects.update(state=State.FILED)
    filed = {name: visit_as(user).get(address).status_code for name, user in people.items()}
    assert filed == {"own filler": 200, "another unit": 404, "district": 200, "bureau": 200}


@pytest.mark.parametrize("name", ["", "longest"])
def test_the_task_list_costs_the_same_for_any_declaration(
    name: str, django_assert_num_queries: object
) -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    if name:
        fill(declaration, by, name)
    page = visit_as(by)
    with django_assert_num_queries(14):  # type: ignore[operator]
        page.get(f"/declarations/{declaration.pk}/")


def onward(declaration: Declaration, by: User) -> tuple[str, str]:
    """The words of the one button, and where under the declaration it leads."""
    page = visit_as(by).get(f"/declarations/{declaration.pk}/")
    (button,) = parsed(page).xpath("//main//a[contains(@class, 'btn-primary')]")
    return button.text, button.get("href").removeprefix(f"/declarations/{declaration.pk}/")


def with_a_wrong_code() -> bytes:
    """The roster of the example, where the 信用代码 of a firm does not add up."""
    changed = BytesIO()
    with ZipFile(ROOT / "demo" / "clean.xlsx") as book, ZipFile(changed, "w") as other:
        for name in book.namelist():
            other.writestr(name, re.sub(CODE, as_wrong, book.read(name), count=1))
    return changed.getvalue()


def as_wrong(code: re.Match[bytes]) -> bytes:
    return code[1] + (b"2" if code[2] == b"1" else b"1")


def test_what_is_full_leads_to_proofs_then_to_what_is_wrong_then_to_filing() -> None:
    by = chief()
    declaration = ready_to_file(by)
    assert onward(declaration, by) == ("去报送", "file/")
    a_roster(declaration, by, with_a_wrong_code(), "名录.xlsx")
    assert onward(declaration, by) == ("去检查", "check/")
    declaration.evidence.all().delete()
    assert onward(declaration, by) == ("去附佐证材料", "evidence/")
