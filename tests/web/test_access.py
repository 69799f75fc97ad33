"""Every address as every role, against the table."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template import loader
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jiqun.core.lifecycle import TRANSITIONS, State
from jiqun.web.declarations.views import pictures, roster
from jiqun.web.review.views import recommendation
from tests.web.access import (
    BUREAU,
    OWN_DISTRICT,
    ROLES,
    SECOND_FACTOR,
    SIGN_IN,
    STRANGER,
    TABLE,
    UNVERIFIED,
    Got,
    Row,
    World,
    make_world,
    waiver,
)
from tests.web.access_later import LATER, PREPARED
from tests.web.moments import DURING, set_clock
from tests.web.stages import WAYS, bring_to
from tests.web.visitors import visit_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or f"{pattern.pattern} has no name"
        else:
            yield from names(pattern)


def test_every_address_stands_in_the_table_once() -> None:
    assert sorted(names(get_resolver())) == sorted(TABLE)


def test_every_row_speaks_of_every_role() -> None:
    assert {name: set(ROLES) ^ set(row.got) for name, row in TABLE.items()} == {
        name: set() for name in TABLE
    }


def what_came(response: HttpResponse) -> Got:
    """The status; or the door, for those who were sent to one and will come back."""
    address, _, query = response.headers.get("Location", "").partition("?")
    doors = {reverse(name): name for name in (SIGN_IN, SECOND_FACTOR)}
    sent = query.startswith("next=")
    return doors.get(address, response.status_code) if sent else response.status_code


def read_to_its_end(response: HttpResponse) -> None:
    """So that it lets go of its file; closing it by hand would close the database as well."""
    if response.streaming:
        list(response.streaming_content)


def visitor(world: World, role: str) -> Client:
    user = None if role == STRANGER else world.people[role]
    return visit_as(user, verified=role != UNVERIFIED)


def as_before(visitor: Client) -> Client:
    """One who has done nothing yet since signing in."""
    client = Client(raise_request_exception=False)
    client.cookies.update(visitor.cookies)
    return client


def walked(world: World, rows: Mapping[str, Row]) -> dict[str, dict[str, Got]]:
    """What each role gets at each address. Whatever is done there is undone before the next."""
    visitors = {role: visitor(world, role) for role in ROLES}
    got: dict[str, dict[str, Got]] = {}
    for name, row in rows.items():
        with transaction.atomic():
            address = reverse(name, kwargs=row.where(world)) + row.query
            got[name] = {role: asked(visitors[role], row.method, address) for role in ROLES}
            transaction.set_rollback(True)
    return got


def asked(visitor: Client, method: str, address: str) -> Got:
    with transaction.atomic():
        response = getattr(as_before(visitor), method)(address)
        came = what_came(response)
        read_to_its_end(response)
        transaction.set_rollback(True)
    return came


def expected(rows: Mapping[str, Row]) -> dict[str, dict[str, Got]]:
    return {name: row.got for name, row in rows.items()}


@pytest.mark.parametrize("part", range(4))
def test_everyone_gets_what_the_table_says(part: int) -> None:
    rows = {name: TABLE[name] for name in [*TABLE][part::4]}
    assert walked(make_world(), rows) == expected(rows)


# --- In every stage of a declaration ----------------------------------------------------------


def takes_declaration(name: str, world: World) -> bool:
    """Whether its address names one, or something of one."""
    where = TABLE[name].where
    named = where(world)
    return (
        where is waiver or "declaration" in named or "/declarations/" in reverse(name, kwargs=named)
    )


def test_every_address_of_a_declaration_says_what_comes_later() -> None:
    world = make_world()
    assert {name for name in TABLE if takes_declaration(name, world)} == {*LATER}


def test_there_is_a_way_to_every_stage() -> None:
    assert {*WAYS} == {*State}


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here only the status matters: pages are not laid out, pictures and papers not drawn. What
    they look like, and that they can be drawn, the table without stages has shown."""
    monkeypatch.setattr(loader, "render_to_string", lambda *args, **known: "")
    monkeypatch.setattr(pictures, "draw", lambda *args, **known: (b"", "image/png"))
    monkeypatch.setattr(roster, "lay_out_totals", lambda case: None)
    monkeypatch.setattr(roster, "write_template", lambda *args: b"")
    monkeypatch.setattr(recommendation, "write_pdf", lambda *args: b"")


@pytest.mark.usefixtures("nothing_drawn")
@pytest.mark.parametrize("state", State)
def test_everyone_gets_what_the_table_says_in_every_stage(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, DURING)
    world = make_world()
    for declaration in (world.declaration, world.submission.declaration):
        bring_to(state, world, declaration)
    got = walked(world, {name: TABLE[name] for name in LATER})
    assert got == {name: row.got(state) for name, row in LATER.items()}
    assert prepared_by_whom(world) == dict([PREPARED[state]] if state in PREPARED else [])


def prepared_by_whom(world: World) -> dict[str, set[str]]:
    """The verbs of what each reviewer may prepare."""
    pk = world.submission.declaration_id
    asked_for = {
        (role, step.verb): reverse("prepare_motion", args=[pk, step.verb])
        for role in (*OWN_DISTRICT, *BUREAU)
        for step in TRANSITIONS
    }
    visitors = {role: visitor(world, role) for role in (*OWN_DISTRICT, *BUREAU)}
    found: dict[str, set[str]] = {}
    for (role, verb), address in asked_for.items():
        if visitors[role].get(address).status_code == 200:
            found.setdefault(role, set()).add(verb)
    return found
