"""Until when each declaration is shown to the public, and whether that is over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from jiqun.core.calendar import Calendar, Wait, wait_of
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models import NoticeEntry
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.clocks import spans_of, working_calendar


def waits_of(
    declarations: Sequence[Declaration], calendar: Calendar, today: date
) -> Mapping[int, Wait]:
    """As their notices say; what was objected to has the days that were left when it began to be
    examined, at least one, after it was resumed."""
    entries = {
        entry.declaration_id: entry
        for entry in NoticeEntry.objects.filter(
            declaration__in=declarations, notice__outcome=Outcome.SIGNED
        )
        .select_related("notice")
        .order_by("pk")
    }
    return {
        declaration.pk: wait_of(calendar, notice.opens, notice.closes, spans, today)
        for declaration, spans in spans_of(declarations).items()
        if declaration.pk in entries and spans
        for notice in [entries[declaration.pk].notice]
    }


def of_notice(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """For ``Situation``: is its own last day over?"""
    if declaration.state != State.NOTICE:
        return {}
    waits = waits_of([declaration], working_calendar(), localdate(clock.now()))
    wait = waits.get(declaration.pk)
    return {"notice_ended": wait is not None and wait.ended}
