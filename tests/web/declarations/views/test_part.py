"""The page of a part, and what saving from it answers."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import LONGEST, save_changes
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.sheet import SLUGS
from jiqun.web.declarations.queries.draft import Typed, draft_of
from tests.declarations import golden
from tests.web.filings import returned
from tests.web.visitors import visit_as
from tests.web.waivings import blocked, granted, moved
from tests.web.world import a_declaration, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


def page(declaration: Declaration, by: User, slug: str = "2") -> str:
    answer = visit_as(by).get(f"/declarations/{declaration.pk}/parts/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def save(
    declaration: Declaration,
    by: User,
    typed: dict[str, Typed],
    base: int = 0,
    client: Client | None = None,
    **sent: Any,
) -> tuple[int, dict[str, Any]]:
    body = {"base": base, "typed": typed, "slug": "2", "window": "w", **sent}
    answer = (client or visit_as(by)).post(
        f"/declarations/{declaration.pk}/save/",
        json.dumps(body),
        content_type="application/json",
    )
    return answer.status_code, answer.json()


def fill(declaration: Declaration, by: User, name: str) -> None:
    typed = {key: as_json(value) for key, value in golden(name).facts.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_part_opens_empty_and_full(declaration: Declaration, by: User, slug: str) -> None:
    assert "data-mark" not in page(declaration, by, slug)
    fill(declaration, by, "clean")
    page(declaration, by, slug)


def test_what_is_filled_in_stands_in_its_cells(declaration: Declaration, by: User) -> None:
    fill(declaration, by, "clean")
    html = page(declaration, by)
    facts = draft_of(declaration).facts
    for key in ("output.2021", "smes.2023"):
        (cell,) = re.findall(rf'<input[^>]*data-key="{key}"[^>]*>', html)
        assert f'value="{as_json(facts[key])}"' in cell
    ticked = re.findall(r'name="chain_work" value="(\w+)" checked', html)
    assert set(ticked) == facts["chain_work"]


def test_half_a_character_breaks_no_page(declaration: Declaration, by: User) -> None:
    code, answer = save(declaration, by, {"output.2021": "4\ud83d", "quality": "质量\ud83d"})
    assert (code, answer["kept"]) == (
        200,
        {"output.2021": "4\ufffd", "quality": "质量\ufffd"},
    )
    assert "质量\ufffd" in page(declaration, by)


def test_saving_answers_with_what_follows(declaration: Declaration, by: User) -> None:
    code, answer = save(declaration, by, {"firms.2022": "10", "smes.2022": "12"})
    assert code == 200
    beside = answer.pop("beside")
    assert answer == {
        "version": 1,
        "kept": {"firms.2022": "10", "smes.2022": "12"},
        "others": {},
        "conflicts": [],
        "marks": {"firms.2022": ["block"], "smes.2022": ["block"]},
    }
    assert "多于同年集群企业数量10家" in beside
    assert "未填写" not in beside  # a blank is what is left to do


def test_figures_come_out_as_one_types(declaration: Declaration, by: User) -> None:
    _, answer = save(
        declaration, by, {"output.2021": "10", "output.2022": "11", "output.2023": "12.1"}
    )
    assert "集群总产值年均增速" in answer["beside"]
    assert "10.00%" in answer["beside"]


def test_saving_reads_and_writes_little(
    declaration: Declaration, by: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Session; user; transaction; declaration, locked; draft; changes; version; change; entry;
    done; evidence; roster. It is the same whatever is filled in."""
    client = visit_as(by)
    save(declaration, by, {"output.2021": "1"}, client=client)
    fill(declaration, by, "longest")
    with django_assert_num_queries(12):
        code, _ = save(declaration, by, {"output.2021": "12.30"}, base=2, client=client)
    assert code == 200


def test_a_part_reads_little(
    declaration: Declaration, by: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    fill(declaration, by, "longest")
    client = visit_as(by)
    client.get("/session/")
    with django_assert_num_queries(8):
        client.get(f"/declarations/{declaration.pk}/parts/2/")


def test_a_conflict_is_told_with_both_values(declaration: Declaration, by: User) -> None:
    save(declaration, by, {"output.2021": "41.20"})
    other = filler(by.unit)
    code, answer = save(declaration, other, {"output.2021": "42"}, window="another")
    (conflict,) = answer["conflicts"]
    at = conflict.pop("at")
    assert re.fullmatch(r"\d\d:\d\d", at)
    assert conflict == {
        "key": "output.2021",
        "yours": "42.00",
        "theirs": "41.20",
        "by": by.signature,
    }
    assert code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"base": 0, "typed": {}}',
        '{"base": "0", "typed": {}, "slug": "2"}',
        '{"base": 0, "typed": {"output.2021": 4}, "slug": "2"}',
        '{"base": 0, "typed": {"output.2021": [1]}, "slug": "2"}',
        '{"base": 0, "typed": {}, "slug": "22"}',
    ],
)
def test_what_our_pages_never_send_is_refused(
    declaration: Declaration, by: User, body: str
) -> None:
    answer = visit_as(by).post(
        f"/declarations/{declaration.pk}/save/", body, content_type="application/json"
    )
    assert answer.status_code == 422
    assert answer.json() == {
        "refused": "保存的内容不完整，请刷新页面后重试；已填的内容仍保留在本机。"
    }


def test_what_is_refused_alone_is_named(declaration: Declaration, by: User) -> None:
    """So that the rest can be saved without it."""
    much = {"quality": "长" * (LONGEST + 1), "output.2021": "41.20"}
    code, answer = save(declaration, by, much)
    assert (code, answer["keys"]) == (422, ["quality"])
    returned(declaration, by, "output.2021")
    code, answer = save(declaration, by, {"output.2021": "41.20", "quality": "高"})
    assert (code, answer["keys"]) == (422, ["quality"])
    assert "不在补正范围内，没有保存" in answer["refused"]
    assert draft_of(declaration).typed == {}


def test_once_filed_it_says_so_and_takes_nothing(declaration: Declaration, by: User) -> None:
    Declaration.objects.update(state=State.FILED)
    code, answer = save(declaration, by, {"output.2021": "1"})
    assert (code, answer) == (
        409,
        {"refused": "这份申报现为“已报送”，不能修改；您刚才填的内容没有保存，仍在本机。"},
    )
    html = page(declaration, by)
    assert "只能查看" in html
    assert re.search(r'data-key="output.2021"[^>]* readonly', html)


def test_others_do_not_know_of_it(declaration: Declaration) -> None:
    for stranger in (chief(operator()), district_maker()):
        client = visit_as(stranger)
        assert client.get(f"/declarations/{declaration.pk}/parts/2/").status_code == 404
        sent = {"base": 0, "typed": {"output.2021": "1"}, "slug": "2"}
        address = f"/declarations/{declaration.pk}/save/"
        answer = client.post(address, json.dumps(sent), content_type="application/json")
        assert answer.status_code == 404


def test_no_such_part(declaration: Declaration, by: User) -> None:
    client = visit_as(by)
    assert client.get(f"/declarations/{declaration.pk}/parts/10/").status_code == 404


def test_a_waiver_costs_saving_nothing_where_it_waives_nothing(
    by: User, evidence_folder: object, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """And a look for it where it does."""
    declaration = blocked(by)
    client = visit_as(by)
    typed = {"quality": "示例一。"}
    save(declaration, by, typed, client=client)
    with django_assert_num_queries(12):
        save(declaration, by, {"quality": "示例二。"}, base=99, client=client)
    granted(declaration, by)
    with django_assert_num_queries(13):
        save(declaration, by, {"quality": "示例三。"}, base=99, client=client)
    moved(declaration, by, "北京市密云区")
    with django_assert_num_queries(12):
        save(declaration, by, {"quality": "示例四。"}, base=99, client=client)
