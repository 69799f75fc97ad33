"""The trail of events: it shows whatever is changed, removed, inserted or put in another order."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from jiqun.web.audit.actions import digest_of, record
from jiqun.web.audit.models import Chain, Event
from jiqun.web.audit.queries import events_of, faults, head_of
from tests.web.world import chief

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> str:
    by = chief()
    for number in (1, 2, 3):
        record("declaration:1", "say", f"第{number}句", by=by, data={"n": number})
    record("declaration:2", "say", "另一件事", by=None)
    return "declaration:1"


def test_events_follow_each_other(chain: str) -> None:
    events = list(events_of(chain))
    assert [(event.number, event.sentence) for event in events] == [
        (1, "第1句"),
        (2, "第2句"),
        (3, "第3句"),
    ]
    assert [event.previous for event in events] == ["", events[0].digest, events[1].digest]
    assert head_of(chain) == (3, events[2].digest)
    assert head_of("declaration:9") == (0, "")
    assert list(faults()) == []


def test_an_event_names_who_acted_as_they_were_called_then(chain: str) -> None:
    first = events_of(chain)[0]
    name = first.actor_name
    first.actor.name = "改名"
    first.actor.save()
    assert events_of(chain)[0].actor_name == name
    assert events_of("declaration:2")[0].actor_name == "系统"


def change(chain: str) -> None:
    Event.objects.filter(chain__name=chain, number=2).update(sentence="改过的话")


def change_with_its_digest(chain: str) -> None:
    event = Event.objects.get(chain__name=chain, number=2)
    event.sentence = "改过的话"
    event.digest = digest_of(event)
    event.save()


def remove_one_in_the_middle(chain: str) -> None:
    Event.objects.filter(chain__name=chain, number=2).delete()


def remove_the_last(chain: str) -> None:
    Event.objects.filter(chain__name=chain, number=3).delete()


def exchange_two(chain: str) -> None:
    second, third = Event.objects.filter(chain__name=chain, number__gt=1)
    Event.objects.filter(pk=second.pk).update(number=9)
    Event.objects.filter(pk=third.pk).update(number=2)
    Event.objects.filter(pk=second.pk).update(number=3)


def insert_one_at_the_end(chain: str) -> None:
    owner = Chain.objects.get(name=chain)
    last = Event.objects.get(chain=owner, number=3)
    event = Event(
        chain=owner,
        number=4,
        verb="say",
        at=last.at,
        actor_name="系统",
        sentence="加塞",
        previous=last.digest,
    )
    event.digest = digest_of(event)
    event.save()


def forge_the_head(chain: str) -> None:
    Chain.objects.filter(name=chain).update(head="0" * 64)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (change, "第2条事件被改动"),
        (change_with_its_digest, "第3条事件与前一条不相接"),
        (remove_one_in_the_middle, "第2条事件缺失"),
        (remove_the_last, "应有3条事件，现有2条"),
        (exchange_two, "第2条事件与前一条不相接"),
        (forge_the_head, "最后一条事件与链头不符"),
        (insert_one_at_the_end, "应有3条事件，现有4条"),
    ],
)
def test_tampering_shows(chain: str, tamper: Callable[[str], None], said: str) -> None:
    tamper(chain)
    assert list(faults()) == [f"{chain}：{said}。"]
    with pytest.raises(CommandError, match=said):
        call_command("verify_events")


def test_the_command_says_that_all_is_well(chain: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_events")
    assert capsys.readouterr().out == "2条事件链完好。\n"
