"""Objections, each to those who may know of it, and how long they may take."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.core.calendar import Clock, Span, clock_of
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_its_district
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models import Finding, Notice, NoticeEntry, Objection, Stage
from jiqun.web.recognition.queries.waits import waits_of
from jiqun.web.review.models import Motion
from jiqun.web.review.queries.clocks import working_calendar
from jiqun.web.review.works import Work

#: Working days until an objection is to be answered: the product's own proposal, like TERMS.
ANSWER_DAYS = 10

PREFIX = "异议"
EXAMINED = "公示期内有异议，正在核查"
#: While it stands so, something may be said against what is on notice.
OBJECTABLE = (State.NOTICE, State.OBJECTED)
#: What may stand between the signs of a name or a number.
APART = r"[\s-]*"
#: Shorter words may stand anywhere without telling anything.
TELLING = 2
NOWHERE = r"(?!)"
NAMED = (
    "文字中出现了异议人的姓名、单位或联系方式，运营管理机构和区级主管部门会看到，请改用异议编号。"
)


@dataclass(frozen=True, slots=True)
class Case:
    """An objection as it stands. ``clock`` runs until it has been answered."""

    objection: Objection
    clock: Clock
    answered: bool


# --- Those who object -----------------------------------------------------------------------


def is_open_to_objections(entry: NoticeEntry, at: datetime) -> bool:
    """From the first day of its notice until midnight of the last, Beijing time. What is shown once
    more after an examination has a last day of its own; while it is examined, the announced one
    counts."""
    day, notice = localdate(at), entry.notice
    if not notice.is_signed or day < notice.opens or entry.declaration.state not in OBJECTABLE:
        return False
    return notice.is_running(day) or is_shown_longer(entry, day)


def is_shown_longer(entry: NoticeEntry, day: date) -> bool:
    """Its notice being over, it is shown for the days that an examination has taken away."""
    declaration = entry.declaration
    if declaration.state != State.NOTICE:
        return False
    wait = waits_of([declaration], working_calendar(), day).get(declaration.pk)
    return wait is not None and not wait.ended


def open_entries(notice: Notice, at: datetime) -> list[NoticeEntry]:
    """Those of a notice that may be objected to."""
    entries = notice.entries.select_related("notice", "declaration__call", "declaration__unit")
    return [each for each in entries if is_open_to_objections(each, at)]


def digest_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def plain(text: str) -> str:
    """As it is meant, however it was typed: full-width, in small letters, with spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def by_code(number: str, code: str) -> Objection | None:
    """The objection, for who knows both. Whether one of them was right takes as long to say."""
    digest = digest_of(plain(code).replace("-", ""))
    found = Objection.objects.filter(number=PREFIX + plain(number).removeprefix(PREFIX))
    objection = found.select_related("entry__notice").first()
    right = hmac.compare_digest(digest, objection.code if objection else digest_of(""))
    return objection if objection and right else None


# --- The bureau -----------------------------------------------------------------------------


def visible_to(user: User) -> QuerySet[Objection]:
    """Nobody but the bureau knows of any."""
    every = Objection.objects.select_related("declaration__unit", "entry__notice")
    every = every.select_related("prepared_by__unit", "signed_by__unit", "taken_up_by__unit")
    return every if is_of_bureau(user) else every.none()


def cases_of(objections: Iterable[Objection]) -> tuple[Case, ...]:
    calendar, today = working_calendar(), localdate(clock.now())
    return tuple(
        Case(
            each,
            clock_of(calendar, ANSWER_DAYS, [span_of(each)], today),
            each.answered_at is not None,
        )
        for each in objections
    )


def span_of(objection: Objection) -> Span:
    end = objection.answered_at
    return Span(localdate(objection.received_at), localdate(end) if end else None)


# --- What others are told -------------------------------------------------------------------


def undecided(declaration: Declaration) -> QuerySet[Objection]:
    return declaration.objections.exclude(stage=Stage.DECIDED)


def of_objections(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """For the table of stages: a source of ``review.queries.situation``."""
    upheld = declaration.objections.filter(stage=Stage.DECIDED, finding=Finding.UPHELD)
    return {"objections": undecided(declaration).count(), "upheld": upheld.count()}


def line_to_objections(user: User, declaration: Declaration) -> Work | None:
    """For the page of a declaration. A district learns only that something is being looked into,
    which the stage says as well."""
    if is_of_bureau(user):
        count, left = declaration.objections.count(), undecided(declaration).count()
        address = f"{reverse('objections')}?declaration={declaration.pk}"
        told = f"{count}件，{left}件待办"
        return Work("异议", address, told, done=not left) if count else None
    if is_of_its_district(user, declaration.unit) and declaration.state == State.OBJECTED:
        return Work("异议", f"{reverse('review', args=[declaration.pk])}#timeline", EXAMINED)
    return None


#: How one speaks of an objection without saying whose it is.
NUMBER = re.compile(rf"{PREFIX}\d{{4}}-\d+")


def naming_objectors(declaration: Declaration, words: str) -> Iterator[str]:
    """What one writes for others to read must not say who objected."""
    said = NUMBER.sub("", plain(words))
    if any(traces(each).search(said) for each in declaration.objections.all()):
        yield NAMED


def masked(objection: Objection) -> str:
    """What was said, without the words by which one could tell who did."""
    return traces(objection).sub("〔异议人〕", objection.content)


def traces(objection: Objection) -> re.Pattern[str]:
    """Finds the words by which one could tell who objects, also spaced or hyphenated otherwise."""
    words = sorted(objection.identity, key=len, reverse=True)
    cores = (re.sub(APART, "", word) for word in words)
    spelt = [APART.join(map(re.escape, core)) for core in cores if len(core) >= TELLING]
    return re.compile("|".join(spelt) or NOWHERE, re.IGNORECASE)
