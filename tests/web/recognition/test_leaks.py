"""Who objects is told nobody: no page that is only looked at, no event, no mail, no line of the log
says it. The search itself is first shown to find what is put there."""

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.mail import EmailMessage, send_mail
from django.http import HttpResponse
from django.urls import reverse

from jiqun.web.audit.actions import record
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox.models import Message
from jiqun.web.recognition.actions.objections import take_up_objection
from jiqun.web.recognition.models import Finding, Objection
from jiqun.web.review.actions.motions import prepare, sign
from tests.web.access import (
    BUREAU_CHECKER,
    BUREAU_MAKER,
    CHIEF,
    DISTRICT_MAKER,
    OTHER_CHIEF,
    STRANGER,
    TABLE,
    World,
    make_world,
)
from tests.web.filings import a_submission
from tests.web.letters import letters
from tests.web.objections import (
    EMAIL,
    FRAGMENT,
    NAME,
    PHONE,
    SECRETS,
    UNIT,
    an_entry,
    decided,
    with_two_files,
)
from tests.web.visitors import visit_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

READERS = (STRANGER, CHIEF, OTHER_CHIEF, DISTRICT_MAKER, BUREAU_MAKER)


class Leaked(AssertionError):
    """Where, and what."""


@dataclass(frozen=True)
class Told:
    """Something that people other than the objector get to see."""

    where: str
    text: str
    to_bureau: bool = False


def refuse_leaks(told: Iterator[Told]) -> None:
    for each in told:
        secrets = SECRETS if each.to_bureau else (*SECRETS, FRAGMENT)
        found = [secret for secret in secrets if secret in each.text]
        if found:
            raise Leaked(f"{each.where}: {found}")


def body_of(response: HttpResponse) -> str:
    """All that can be read of it, and what it is called; of a package what is inside."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    return f"{response.headers}\n{data.decode(errors='replace')}"


def pages(world: World, readers: tuple[str, ...] = READERS) -> Iterator[Told]:
    """Every address that is looked at, as everybody."""
    for name, row in TABLE.items():
        if row.method != "get":
            continue
        address = reverse(name, kwargs=row.where(world)) + row.query
        for role in readers:
            reader = visit_as(None if role == STRANGER else world.people[role])
            seen = reader.get(address)
            yield Told(f"{name} as {role}", body_of(seen), role == BUREAU_MAKER)


def events() -> Iterator[Told]:
    for event in Event.objects.select_related("chain"):
        said = f"{event.actor_name} {event.sentence} {event.data}"
        yield Told(f"{event.chain.name} {event.verb}", said)


def mails(sent: list[EmailMessage]) -> Iterator[Told]:
    """The objector's own answer names him, of course."""
    for letter in sent:
        if letter.to != [EMAIL]:
            yield Told(f"mail to {letter.to}", f"{letter.subject}\n{letter.body}\n{letter.to}")


def messages() -> Iterator[Told]:
    """In the page, to whomever."""
    for each in Message.objects.select_related("person"):
        yield Told(f"message to {each.person.email}", f"{each.sentence} {each.address}")


@dataclass(frozen=True)
class Scene:
    world: World
    objection: Objection
    sent: list[EmailMessage]


@pytest.fixture
def scene(caplog: pytest.LogCaptureFixture) -> Scene:
    """One objection is answered, one examined, one has just come; against two declarations."""
    caplog.set_level(logging.DEBUG)
    world = make_world()
    a_submission(world.declaration, world.people[CHIEF])
    maker, checker = world.people[BUREAU_MAKER], world.people[BUREAU_CHECKER]
    with letters() as sent:
        entry = an_entry(world.declaration)
        first, second = with_two_files(entry), with_two_files(entry)
        take_up_objection(first.pk, by=maker)
        decided(first, Finding.UNFOUNDED, by=maker)
        decided(second, Finding.NOT_ACCEPTED, by=maker)
        motion = prepare(
            world.declaration.pk, by=maker, verb="resume", words="均不成立。", payload={}
        )
        sign(motion.pk, by=checker)
        examined = take_up_objection(with_two_files(entry).pk, by=maker)
        with_two_files(an_entry(world.submission.declaration))
    assert sent
    return Scene(world, examined, sent)


# --- The search finds what is there ---------------------------------------------------------


def test_a_page_that_names_the_objector_is_found(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Declaration, "__str__", lambda declaration: NAME)
    with pytest.raises(Leaked, match=f"as {CHIEF}: .*{NAME}"):
        refuse_leaks(pages(scene.world, (CHIEF,)))


def test_what_was_said_is_found_where_it_is_not_for_all(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Declaration, "__str__", lambda declaration: FRAGMENT)
    with pytest.raises(Leaked, match=f"as {DISTRICT_MAKER}: .*{FRAGMENT}"):
        refuse_leaks(pages(scene.world, (DISTRICT_MAKER,)))


def tell_event(scene: Scene) -> Iterator[Told]:
    record(scene.objection.declaration.chain, "object", "收到异议。", by=None, data={"of": UNIT})
    return events()


def tell_mail(scene: Scene) -> Iterator[Told]:
    with letters() as sent:
        send_mail("收到异议", f"请致电{PHONE}。", None, ["a@example.org"])
    return mails([*scene.sent, *sent])


@pytest.mark.parametrize(("tell", "what"), [(tell_event, UNIT), (tell_mail, PHONE)])
def test_an_event_and_a_mail_that_name_the_objector_are_found(
    scene: Scene, tell: Callable[[Scene], Iterator[Told]], what: str
) -> None:
    with pytest.raises(Leaked, match=what):
        refuse_leaks(tell(scene))


def test_a_line_of_the_log_that_does_is_found(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("jiqun").warning("objection by %s", NAME)
    with pytest.raises(Leaked, match=NAME):
        refuse_leaks(iter([Told("log", caplog.text)]))


# --- And there is nothing -------------------------------------------------------------------


def test_no_page_that_is_looked_at_says_who_objected(scene: Scene) -> None:
    """The bureau's neither: there it is asked for, which leaves a trace."""
    refuse_leaks(pages(scene.world))


def test_no_event_no_mail_and_no_message_says_who_objected(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    refuse_leaks(events())
    refuse_leaks(mails(scene.sent))
    assert Message.objects.filter(kind__contains="objection").exists()
    refuse_leaks(messages())
    refuse_leaks(iter([Told("log", caplog.text)]))


def test_the_district_and_the_operator_learn_only_that_there_is_something(scene: Scene) -> None:
    declaration = scene.objection.declaration
    review = f"/declarations/{declaration.pk}/review/"
    seen = visit_as(scene.world.people[DISTRICT_MAKER]).get(review).content.decode()
    assert "公示期内有异议，正在核查" in seen and "公示期内收到异议，正在核查。" in seen
    assert scene.objection.number not in seen and "件待办" not in seen
    own = f"/declarations/{declaration.pk}/receipt/"
    seen = visit_as(scene.world.people[CHIEF]).get(own).content.decode()
    assert "异议核查" in seen and scene.objection.number not in seen
