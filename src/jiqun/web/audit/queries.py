"""Read the audit trail, and see whether it is whole."""

from collections.abc import Iterator

from django.db.models import QuerySet

from jiqun.web.audit.actions import digest_of
from jiqun.web.audit.models import Chain, Event


def events_of(chain: str) -> QuerySet[Event]:
    """Everything that happened to one thing, in order."""
    return Event.objects.filter(chain__name=chain).select_related("chain", "actor")


def head_of(chain: str) -> tuple[int, str]:
    """Length and head of a chain as it stands now; 0 and "" where nothing happened."""
    found = Chain.objects.filter(name=chain).values_list("length", "head").first()
    return found or (0, "")


def faults() -> Iterator[str]:
    """Every chain that is not as it was written, a sentence each."""
    for chain in Chain.objects.order_by("name").iterator():
        fault = fault_in(chain)
        if fault:
            yield f"{chain.name}：{fault}。"


def fault_in(chain: Chain) -> str:
    """What is wrong with it first; "" if nothing is."""
    number, previous = 0, ""
    for event in chain.events.select_related("chain").order_by("number").iterator():
        number += 1
        if event.number != number:
            return f"第{number}条事件缺失"
        if event.previous != previous:
            return f"第{number}条事件与前一条不相接"
        if digest_of(event) != event.digest:
            return f"第{number}条事件被改动"
        previous = event.digest
    if number != chain.length:
        return f"应有{chain.length}条事件，现有{number}条"
    return "最后一条事件与链头不符" if previous != chain.head else ""
