"""Record what was done. Called from the actions of the other apps, in their transaction."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jiqun.web import clock
from jiqun.web.audit.models import Chain, Event

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User

#: Who acts where nobody is signed in: a timer, the command line.
SYSTEM = "系统"


@transaction.atomic
def record(
    chain: str,
    verb: str,
    sentence: str,
    *,
    by: "User | None",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Add an event to a chain. ``verb`` is for machines, ``sentence`` for people; ``data`` are
    plain JSON values. Two that add to one chain at once do so one after the other."""
    Chain.objects.get_or_create(name=chain)
    locked = Chain.objects.select_for_update().get(name=chain)
    event = Event(
        chain=locked,
        number=locked.length + 1,
        verb=verb,
        at=clock.now(),
        actor=by,
        actor_name=by.signature if by else SYSTEM,
        sentence=sentence,
        data=dict(data or {}),
        previous=locked.head,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    locked.length, locked.head = event.number, event.digest
    locked.save(update_fields=["length", "head"])
    return event


def digest_of(event: Event) -> str:
    """SHA-256 of everything the event says, in hexadecimal."""
    content = [
        event.chain.name,
        event.number,
        event.verb,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_name,
        event.sentence,
        event.data,
        event.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
