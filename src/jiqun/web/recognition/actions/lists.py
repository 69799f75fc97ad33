"""Recognise what was shown to the public long enough: the list, and the register."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition import policy
from jiqun.web.recognition.actions.papers import (
    chosen,
    decide,
    drop_paper,
    lock_all,
    move_on,
    refuse_stopped,
    refuse_wording,
    send_paper_back,
    tell_prepared,
    to_be_signed,
)
from jiqun.web.recognition.models import ListEntry, RecognisedList, Recognition, RegisterSerial
from jiqun.web.recognition.queries.printed import filed_names, lines_of
from jiqun.web.recognition.texts import last_day_of_term, register_number
from jiqun.web.review.models import Outcome
from jiqun.web.wording import printable

LONGEST_DOCUMENT = 60


@transaction.atomic
def prepare_list(
    call: Call,
    declarations: Sequence[int],
    *,
    by: User,
    title: str,
    words: str,
    document: str = "",
    site: str = "",
) -> RecognisedList:
    """Those of the call whose notice has ended and whose objections are all decided on."""
    if not policy.may_prepare(by):
        raise PermissionDenied
    found = chosen(declarations, call.pk)
    refuse_stopped(found, "recognise", State.NOTICE)
    refuse_laid_before(found)
    title, words = refuse_wording(title, words)
    document = printable(document)
    if len(document) > LONGEST_DOCUMENT:
        raise Refused(f"文号超过{LONGEST_DOCUMENT}字，请改正。")
    made = RecognisedList.objects.create(
        call=call,
        title=title,
        words=words,
        document=document,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    ListEntry.objects.bulk_create(
        ListEntry(list=made, order=order, **line.printed)
        for order, line in enumerate(lines_of(found, filed_names(found)), start=1)
    )
    sentence = f"拟认定{len(found)}个集群，名单送审签。"
    record(made.chain, "prepare", sentence, by=by, data={"declarations": [d.pk for d in found]})
    tell_prepared(made, site)
    return made


def refuse_laid_before(declarations: Sequence[Declaration]) -> None:
    pending = ListEntry.objects.filter(list__outcome=Outcome.PENDING)
    entry = pending.filter(declaration__in=declarations).first()
    if entry:
        raise Refused(f"{entry.cluster_name}：已在另一份等待审签的名单里，请先办结。")


@transaction.atomic
def sign_list(pk: int, *, by: User, site: str = "") -> RecognisedList:
    """All of its clusters are recognised and numbered in its order, or none."""
    made = to_be_signed(RecognisedList, pk, by)
    entries = list(made.entries.all())
    declarations = {each.pk: each for each in lock_all(e.declaration_id for e in entries)}
    refuse_stopped(list(declarations.values()), "recognise", State.NOTICE)
    decide(made, Outcome.SIGNED, by)
    record(made.chain, "sign", f"签发名单，认定{len(entries)}个集群。", by=by)
    today = localdate(clock.now())
    for entry, number in zip(entries, next_numbers(today.year, len(entries)), strict=True):
        enter(entry, number, today)
        sentence = f"认定，编号{number}，有效期至{today.year + 2}年。"
        declaration = declarations[entry.declaration_id]
        move_on(declaration, "recognise", made, by=by, sentence=sentence, site=site)
    return made


def next_numbers(year: int, count: int) -> list[str]:
    """The next of that year, one after the other; whoever else signs waits for them, and what is
    not signed after all takes none."""
    RegisterSerial.objects.get_or_create(year=year)
    serial = RegisterSerial.objects.select_for_update().get(year=year)
    first = serial.last + 1
    serial.last += count
    serial.save(update_fields=["last"])
    return [register_number(year, number) for number in range(first, first + count)]


def enter(entry: ListEntry, number: str, today: date) -> Recognition:
    """Into the register, as it stands on the list."""
    return Recognition.objects.create(
        number=number,
        declaration_id=entry.declaration_id,
        list_id=entry.list_id,
        cluster_name=entry.cluster_name,
        unit_name=entry.unit_name,
        district=entry.district,
        industry=entry.industry,
        from_day=today,
        to_day=last_day_of_term(today),
    )


def send_back_list(pk: int, *, by: User, answer: str, site: str = "") -> RecognisedList:
    return send_paper_back(RecognisedList, pk, by=by, answer=answer, site=site)


def drop_list(pk: int, *, by: User) -> RecognisedList:
    return drop_paper(RecognisedList, pk, by=by)
