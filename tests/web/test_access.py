"""Every address as every role, against the table."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.access import (
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
)
from tests.web.access_later import LATER, SITUATIONS
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
    client = visit_as(user, verified=role != UNVERIFIED)
    client.raise_request_exception = False
    return client


def everyones(name: str, row: Row, world: World) -> dict[str, Got]:
    """What each role gets. Whatever one of them does is undone before the next one comes."""
    address = reverse(name, kwargs=row.where(world)) + row.query
    got: dict[str, Got] = {}
    for role in row.got:
        with transaction.atomic():
            response = getattr(visitor(world, role), row.method)(address)
            got[role] = what_came(response)
            read_to_its_end(response)
            transaction.set_rollback(True)
    return got


@pytest.mark.parametrize("name", TABLE)
def test_everyone_gets_what_the_table_says(name: str) -> None:
    row = TABLE[name]
    assert everyones(name, row, make_world()) == row.got


def test_every_address_of_a_declaration_says_what_comes_later() -> None:
    world = make_world()
    addresses = {name: reverse(name, kwargs=row.where(world)) for name, row in TABLE.items()}
    assert {name for name, address in addresses.items() if "/declarations/" in address} == {*LATER}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", LATER)
def test_everyone_gets_what_the_table_says_later(name: str, situation: str) -> None:
    world = make_world()
    SITUATIONS[situation](world)
    assert everyones(name, TABLE[name], world) == getattr(LATER[name], situation)
