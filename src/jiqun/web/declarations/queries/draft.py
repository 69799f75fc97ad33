"""The live draft: what is typed, as facts, and how it came to be so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import QuerySet

from jiqun.core.corrections import ANSWERS, REASONS
from jiqun.core.facts import Facts, Problem
from jiqun.core.form import Edition
from jiqun.core.reading import Raw, Unreadable, read_value
from jiqun.core.values import Value
from jiqun.web.declarations.models import Change, Declaration

#: As typed and kept: a text, or a list of texts; None is blank.
Typed: TypeAlias = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Draft:
    """``unread`` is what is typed and cannot be taken as a value; it is kept all the same."""

    facts: Facts
    unread: tuple[Problem, ...]
    reasons: Mapping[str, str]
    typed: Mapping[str, Typed]
    version: int


def draft_of(declaration: Declaration) -> Draft:
    entries = declaration.entries.values_list("key", "typed")
    return draft_from(declaration.edition, dict(entries), declaration.version)


def draft_from(edition: Edition, typed: Mapping[str, Typed], version: int) -> Draft:
    values: dict[str, Value] = {}
    unread: list[Problem] = []
    reasons: dict[str, str] = {}
    for key, entry in typed.items():
        if key.startswith(REASONS):
            reasons[key.removeprefix(REASONS)] = str(entry)
            continue
        if key.startswith(ANSWERS):
            continue
        try:
            value = read_value(edition.places[key].field, as_raw(entry))
        except Unreadable as why:
            unread.append(Problem(key, str(why)))
            continue
        if value is not None:
            values[key] = value
    return Draft(Facts(edition, values), tuple(unread), reasons, typed, version)


def as_raw(typed: Typed) -> Raw:
    return tuple(typed) if isinstance(typed, list) else typed or ""


def history_of(declaration: Declaration, key: str) -> QuerySet[Change]:
    """Every change of one key, the last first."""
    changes = Change.objects.filter(declaration=declaration, key=key)
    return changes.select_related("by", "by__unit").order_by("-version", "-pk")


def stood_at(
    declaration: Declaration, version: int, typed: Mapping[str, Typed]
) -> dict[str, Typed]:
    """What stood under those keys at a version: the next change of each says it, or else what
    stands there now."""
    later = Change.objects.filter(
        declaration=declaration, key__in=typed, version__gt=version
    ).order_by("-version")
    now = dict(declaration.entries.filter(key__in=typed).values_list("key", "typed"))
    return {**dict.fromkeys(typed), **now, **{change.key: change.old for change in later}}
