"""What everybody may read, as a stranger does; and that nobody's name or telephone is in it."""

import io
from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import Settings

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.models import Notice, RecognisedList, Recognition
from tests.web.moments import set_clock
from tests.web.noticed import a_list, a_notice, a_prepared_list, a_prepared_notice, proposed
from tests.web.pages import text_of
from tests.web.world import BEIJING, a_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

STRANGER = Client()

#: Queries that it takes to count how often one address reads.
COUNTED = 11


def on(patch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    set_clock(patch, datetime(year, month, day, 10, tzinfo=BEIJING))


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 2024, 5, 13)


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def shown(call: Call) -> list[Declaration]:
    found = [proposed(call, "密云区"), proposed(call, "海淀区", "软件")]
    a_notice(found)
    return found


@pytest.fixture
def listed(shown: list[Declaration], monkeypatch: pytest.MonkeyPatch) -> RecognisedList:
    on(monkeypatch, 2024, 5, 20)
    return a_list(shown)


def page(name: str, *args: object, query: str = "") -> str:
    response = STRANGER.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return text_of(response)


def word(name: str, *args: object) -> tuple[list[str], list[list[str]]]:
    """The paragraphs and the rows of the one table."""
    response = STRANGER.get(reverse(name, args=args))
    assert response.status_code == 200
    document = Document(io.BytesIO(response.content))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return [each.text for each in document.paragraphs if each.text], rows


# --- Notices ----------------------------------------------------------------------------------


def test_a_notice_is_read_by_everybody(
    shown: list[Declaration], monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = Notice.objects.get()
    one, other = shown
    said = page("notice", notice.pk)
    for words in (
        "正在公示 2024年5月13日至2024年5月17日",
        "拟认定下列集群，现予公示。",
        f"1 {other} 海淀区 {other.unit.name} 示例软件",
        f"2 {one} 密云区 {one.unit.name} 示例测控",
        "公示期为5个工作日，自2024年5月13日至5月17日。",
        "实名向北京市经济和信息化局书面提出",
    ):
        assert words in said
    assert "正在公示（1）" in page("notices")
    on(monkeypatch, 2024, 5, 18)
    assert "已结束 2024年5月13日" in page("notice", notice.pk)
    assert "已结束（1）" in page("notices")


def test_the_first_page_leads_there() -> None:
    first = STRANGER.get("/").content.decode()
    for name in ("notices", "recognised"):
        assert f'href="{reverse(name)}"' in first


def test_one_that_begins_later_says_so(call: Call) -> None:
    notice = a_notice([proposed(call)], opens=date(2024, 5, 15))
    assert "即将公示 2024年5月15日" in page("notice", notice.pk)


def test_what_is_not_signed_is_nobodys_affair(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    declaration = proposed(call)
    notice = a_prepared_notice([declaration])
    for name in ("notice", "notice_paper"):
        assert STRANGER.get(reverse(name, args=[notice.pk])).status_code == 404
    assert "示例公示" not in page("notices")
    other = proposed(call)
    a_notice([other])
    on(monkeypatch, 2024, 5, 20)
    other.refresh_from_db()
    made = a_prepared_list([other])
    assert STRANGER.get(reverse("list_paper", args=[made.pk])).status_code == 404
    assert "示例名单" not in page("recognised")
    assert "集群（0）" in page("recognised")


def test_a_notice_as_word(shown: list[Declaration]) -> None:
    one, other = shown
    assert word("notice_paper", Notice.objects.get().pk) == (
        [
            "示例公示",
            "拟认定下列集群，现予公示。",
            "公示期为5个工作日，自2024年5月13日至5月17日。",
            "对公示的集群有异议的，请在公示期内实名向北京市经济和信息化局书面提出，"
            "写明事实和理由，并附证据材料。单位提出的应加盖公章，个人提出的应签署真实姓名，"
            "并留下有效的联系方式。",
            "北京市经济和信息化局",
            "2024年5月13日",
        ],
        [
            ["序号", "集群名称", "所在区", "运营管理机构", "主导产业"],
            ["1", str(other), "海淀区", other.unit.name, "示例软件"],
            ["2", str(one), "密云区", one.unit.name, "示例测控"],
        ],
    )


# --- The register -----------------------------------------------------------------------------


def test_the_list_as_word(listed: RecognisedList, shown: list[Declaration]) -> None:
    one, other = shown
    assert word("list_paper", listed.pk) == (
        [
            "示例名单",
            "示例文号〔2024〕1号",
            "各区中小企业主管部门，各有关单位：",
            "现将名单予以公布。",
            "本次认定的集群，有效期三年，为2024年至2026年。",
            "北京市经济和信息化局",
            "2024年5月20日",
        ],
        [
            ["序号", "编号", "集群名称", "所在区", "运营管理机构"],
            ["1", "京集群〔2024〕001号", str(other), "海淀区", other.unit.name],
            ["2", "京集群〔2024〕002号", str(one), "密云区", one.unit.name],
        ],
    )


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["001", "002"]),
        ("?words=软件", ["001"]),
        ("?words=%20测控", ["002"]),
        ("?words=〔2024〕002", ["002"]),
        ("?words=没有的", []),
        ("?district=密云区", ["002"]),
        ("?district=某区", ["001", "002"]),
        ("?year=2024", ["001", "002"]),
        ("?year=2023", []),
        ("?year=二〇二四", ["001", "002"]),
        ("?standing=valid", ["001"]),
        ("?standing=revoked", ["002"]),
        ("?standing=expired", []),
        ("?standing=x&words=%00", ["001", "002"]),
    ],
)
def test_the_register_is_searched(query: str, found: list[str]) -> None:
    Recognition.objects.filter(number__contains="002").update(revoked_on=date(2024, 5, 19))
    said = page("recognised", query=query)
    assert [each for each in ("001", "002") if f"京集群〔2024〕{each}号" in said] == found
    assert f"集群（{len(found)}）" in said


@pytest.mark.usefixtures("listed")
def test_a_term_that_is_over_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 2027, 1, 1)
    assert "集群（2）" in page("recognised", query="?standing=expired")
    assert "集群（0）" in page("recognised", query="?standing=valid")


def test_an_entry_of_the_register(listed: RecognisedList, shown: list[Declaration]) -> None:
    each = Recognition.objects.get(declaration=shown[0])
    said = page("recognised_cluster", each.pk)
    for words in (
        "编号 京集群〔2024〕002号",
        "状态 有效",
        f"运营管理机构 {shown[0].unit.name}",
        "认定日期 2024年5月20日",
        "有效期 2024年至2026年（2026年12月31日止）",
        "认定文件 示例名单（Word） 示例文号〔2024〕1号",
    ):
        assert words in said
    Recognition.objects.filter(pk=each.pk).update(revoked_on=date(2024, 5, 20))
    assert "状态 撤销 （2024年5月20日）" in page("recognised_cluster", each.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_one_as_for_three(
    call: Call,
    count: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: object,
) -> None:
    for _ in range(count):
        on(monkeypatch, 2024, 5, 13)
        declaration = proposed(call)
        a_notice([declaration])
        on(monkeypatch, 2024, 5, 20)
        a_list([declaration])
    for name, queries in (("notices", COUNTED + 1), ("recognised", COUNTED + 3)):
        STRANGER.get(reverse(name))
        with django_assert_num_queries(queries):  # type: ignore[operator]
            STRANGER.get(reverse(name))


# --- Nobody is named --------------------------------------------------------------------------


def everything_open() -> list[bytes]:
    """Every page and paper that is open to everybody."""
    notice, made, each = Notice.objects.get(), RecognisedList.objects.get(), Recognition.objects
    pages = [
        reverse("notices"),
        reverse("notice", args=[notice.pk]),
        reverse("recognised"),
        *(reverse("recognised_cluster", args=[one.pk]) for one in each.all()),
    ]
    papers = (reverse("notice_paper", args=[notice.pk]), reverse("list_paper", args=[made.pk]))
    return [
        *(STRANGER.get(address).content for address in pages),
        *(whole(STRANGER.get(address).content) for address in papers),
    ]


def whole(paper: bytes) -> bytes:
    """Every part of a Word file, with the properties that no page shows."""
    package = Document(io.BytesIO(paper)).part.package
    return b"".join(part.blob for part in package.iter_parts())


@pytest.mark.usefixtures("listed")
def test_nobody_is_named(shown: list[Declaration]) -> None:
    secrets = {
        *(user.name for user in User.objects.all()),
        *(user.email for user in User.objects.all()),
        *(each.unit.code for each in shown),
        *("示例联系人", "010-55500000", "13800000000"),
    }
    for content in everything_open():
        said = content.decode(errors="replace")
        assert [each for each in secrets if each and each in said] == []


# --- How often --------------------------------------------------------------------------------


@pytest.mark.usefixtures("listed")
def test_it_is_not_read_without_end(settings: Settings) -> None:
    settings.RATES = {**settings.RATES, "read": "2/m", "download": "1/m"}
    cache.clear()
    address = reverse("recognised")
    assert [STRANGER.get(address).status_code for _ in range(3)] == [200, 200, 429]
    paper = reverse("list_paper", args=[RecognisedList.objects.get().pk])
    assert [STRANGER.get(paper).status_code for _ in range(2)] == [200, 429]
