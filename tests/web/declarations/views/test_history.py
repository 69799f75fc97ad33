"""How a field came to be as it is, and back to what it was."""

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Declaration, Source
from jiqun.web.declarations.queries.draft import Typed, draft_of
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, bureau_maker, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db

KEY = "output.2021"


@pytest.fixture
def by() -> User:
    return chief(operator(name="示例集群运营中心"))


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


def save(declaration: Declaration, by: User, key: str, *values: Typed) -> None:
    """One after the other."""
    for value in values:
        base = Declaration.objects.get().version
        save_changes(declaration.pk, by=by, base=base, typed={key: value})


def see(page: Client, declaration: Declaration, key: str = KEY) -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/history/", {"key": key})


def changes(response: HttpResponse) -> list[tuple[str, str, bool]]:
    """Every change: before, after, and whether what was before may be put back."""
    return [
        (
            row.xpath("string(.//div/div[1]//*[contains(@class, 'kept')])"),
            row.xpath("string(.//div/div[2]//*[contains(@class, 'kept')])"),
            bool(row.xpath(".//button")),
        )
        for row in parsed(response).xpath("//ol[@class='changes']/li")
    ]


def put_back(page: Client, seen: HttpResponse, number: int) -> HttpResponse:
    """Press the button of a change, counted from the last one."""
    (version,) = parsed(seen).xpath("//input[@name='version']/@value")
    pressed = parsed(seen).xpath("//ol[@class='changes']/li")[number].xpath(".//button/@value")
    return page.post(seen.wsgi_request.get_full_path(), {"version": version, "change": pressed})


def stands(declaration: Declaration) -> Typed:
    return draft_of(Declaration.objects.get(pk=declaration.pk)).typed.get(KEY)


def test_every_change_is_told_with_who_when_and_from_where(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, KEY, "41.2", "约四十亿", None)
    page = see(visit_as(by), declaration)
    assert texts(page, "h1") == ["集群总产值（亿元）（2021年）：修改记录"]
    assert changes(page) == [
        ("约四十亿", "空白", True),
        ("41.20亿元", "约四十亿", True),
        ("空白", "41.20亿元", False),
    ]
    assert texts(page, ".change-who")[0] == f"{by.signature} 2024年5月11日09:00 在线填写"


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("chain_work", ["chain_map"], "绘制产业链图谱"),
        ("overseas_branches", "无", "无"),
        ("national_platforms.names", ["某中心", "某室"], "某中心\n某室"),
        ("reasons.R2-12", "龙头企业迁入", "龙头企业迁入"),
    ],
)
def test_values_are_told_as_people_read_them(
    declaration: Declaration, by: User, key: str, typed: Typed, words: str
) -> None:
    save(declaration, by, key, typed)
    ((_, told, _),) = changes(see(visit_as(by), declaration, key))
    assert words in told


def test_any_earlier_value_can_be_put_back(declaration: Declaration, by: User) -> None:
    save(declaration, by, KEY, "41.20", "42.00", "43.00")
    page = visit_as(by)
    done = put_back(page, see(page, declaration), 1)
    assert (done.status_code, stands(declaration)) == (302, "41.20")
    after = page.get(done.url)
    assert texts(after, ".said") == ["已恢复。"]
    assert texts(after, ".change-who")[0].endswith("撤销修改")


def test_what_somebody_else_has_typed_meanwhile_is_not_written_over(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, KEY, "41.20", "42.00")
    page, other = visit_as(by), filler(by.unit)
    seen = see(page, declaration)
    save(declaration, other, KEY, "50.00")
    disputed = put_back(page, seen, 0)
    assert (disputed.status_code, stands(declaration)) == (409, "50.00")
    assert refusal(disputed).startswith(f"{other.signature}在2024年5月11日09:00刚改过这一栏")
    # Knowing of it now, one may insist.
    assert put_back(page, disputed, 1).status_code == 302
    assert stands(declaration) == "41.20"


def test_a_change_of_another_field_or_declaration_is_not_found(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, "quality", "第一稿")
    other = a_declaration(operator())
    change = declaration.changes.get()
    address = f"/declarations/{declaration.pk}/history/?key={KEY}"
    page = visit_as(by)
    for sent in (str(change.pk), "", "x", "9" * 30):
        assert page.post(address, {"version": "0", "change": sent}).status_code == 404
    assert page.get(f"/declarations/{other.pk}/history/?key={KEY}").status_code == 404


@pytest.mark.parametrize("key", ["", "no_such_key", "output.1999", "reasons.", "reasons.X1-01"])
def test_there_is_no_history_of_what_is_not_there(
    declaration: Declaration, by: User, key: str
) -> None:
    assert see(visit_as(by), declaration, key).status_code == 404


def test_an_untouched_field_says_so(declaration: Declaration, by: User) -> None:
    assert texts(see(visit_as(by), declaration), ".nothing") == ["这一栏还没有改过。"]


def test_what_is_filed_is_only_looked_at_and_only_by_its_own(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, KEY, "41.20", "42.00")
    Declaration.objects.update(state=State.FILED)
    page = visit_as(by)
    assert [offered for _, _, offered in changes(see(page, declaration))] == [False, False]
    address, change = f"/declarations/{declaration.pk}/history/?key={KEY}", declaration.changes
    assert page.post(address, {"version": "2", "change": change.last().pk}).status_code == 403
    for user in (district_maker(by.unit.district), bureau_maker()):
        assert see(visit_as(user), declaration).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_changes(
    count: int, declaration: Declaration, by: User, django_assert_num_queries: object
) -> None:
    save(declaration, by, KEY, *(str(n) for n in range(count)))
    assert declaration.changes.filter(source=Source.SCREEN).count() == count
    page = visit_as(by)
    with django_assert_num_queries(9):  # type: ignore[operator]
        see(page, declaration)
