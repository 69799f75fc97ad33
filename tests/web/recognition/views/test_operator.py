"""The page of a declaration leads its operator to its notice, and later to the register."""

from datetime import datetime

import pytest
from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models import Notice, Recognition
from tests.web.moments import set_clock
from tests.web.noticed import a_list, a_notice, proposed
from tests.web.pages import parsed
from tests.web.visitors import visit_as
from tests.web.world import BEIJING, a_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def on(patch: pytest.MonkeyPatch, day: int) -> None:
    set_clock(patch, datetime(2024, 5, day, 10, tzinfo=BEIJING))


def stands(declaration: Declaration) -> list[tuple[str, str]]:
    """What is linked to beside its state, as its operator sees it."""
    own = visit_as(User.objects.filter(unit=declaration.unit)[0])
    seen = parsed(own.get(reverse("declaration", args=[declaration.pk])))
    links = seen.xpath("//*[contains(@class, 'stands')]//a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_from_the_notice_to_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 13)
    declaration = proposed(a_call(), "密云区")
    assert stands(declaration) == []
    a_notice([declaration])
    notice = reverse("notice", args=[Notice.objects.get().pk])
    assert stands(declaration) == [("2024年5月13日至5月17日", notice)]
    on(monkeypatch, 20)
    a_list([declaration])
    found = Recognition.objects.get()
    assert stands(declaration) == [(found.number, reverse("recognised_cluster", args=[found.pk]))]
