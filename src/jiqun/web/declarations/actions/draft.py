"""Save what is typed: field by field, so that nobody's work is written over."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.corrections import ANSWERS, REASONS
from jiqun.core.facts import as_json
from jiqun.core.form import Edition
from jiqun.core.rank import Rank
from jiqun.core.reading import Unreadable, joined, read_value, shortened
from jiqun.core.rules import RULES
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.checks.reasons import refusal
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Change, Declaration, Entry, Source
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.corrections import opened_in
from jiqun.web.declarations.queries.draft import Typed, as_raw
from jiqun.web.wording import printable

#: Longer than this, in characters, nothing is kept: it can only be a slip of pasting.
LONGEST = 60_000
#: And no save brings more keys than a form has.
MOST_KEYS = 1_000

#: So many cells are named in a sentence.
MOST_NAMED = 3

CLUSTER_NAME = "cluster_name"

#: Half a character, or none: what a broken paste leaves. And what stands there instead.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key that somebody else has changed meanwhile, to something else."""

    key: str
    yours: Typed
    theirs: Typed
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """``kept`` is what now stands under the keys that were sent, as it is kept; ``others`` what
    others have changed since the version that the sender knew; ``typed`` the whole draft of the
    ``declaration``, which has the new version."""

    version: int
    kept: Mapping[str, Typed]
    conflicts: tuple[Conflict, ...]
    others: Mapping[str, Typed]
    typed: Mapping[str, Typed]
    declaration: Declaration


class RefusedKeys(Refused):
    """Only these ``keys`` of a save are refused: the others can be saved without them."""

    def __init__(self, sentence: str, keys: Iterable[str]) -> None:
        super().__init__(sentence)
        self.keys = tuple(keys)


@transaction.atomic
def save_changes(
    declaration_id: int,
    *,
    by: User,
    base: int,
    typed: Mapping[str, Typed],
    source: Source = Source.SCREEN,
    window: str = "",
) -> Saved:
    """Merge what was typed on the version ``base`` into the draft, key by key.

    A key that has changed since, in another ``window``, to something else than is sent now, is a
    conflict: it stays as it is and both values are told. Sending the same once more changes
    nothing, so a save that got no answer may be repeated.
    """
    declaration, window = editable(declaration_id, by), printable(window)
    refuse_closed(declaration, typed)
    sent = all_tidied(declaration.edition, bounded(typed))
    present = dict(declaration.entries.values_list("key", "typed"))
    since = changed_since(declaration, base, window)
    conflicts = tuple(
        Conflict(key, value, present.get(key), since[key].by.signature, since[key].at)
        for key, value in sent.items()
        if key in since and present.get(key) != value
    )
    apart = {conflict.key for conflict in conflicts}
    new = {k: v for k, v in sent.items() if k not in apart and present.get(k) != v}
    if new:
        write(declaration, present, new, by=by, source=source, window=window)
    return Saved(
        version=declaration.version,
        kept={key: value for key, value in sent.items() if key not in apart},
        conflicts=conflicts,
        others={key: present.get(key) for key in since if key not in sent},
        typed={key: value for key, value in {**present, **new}.items() if value is not None},
        declaration=declaration,
    )


def locked(declaration_id: int) -> Declaration:
    """The declaration, with everybody else who wants to change it waiting."""
    declarations = Declaration.objects.select_for_update(of=("self",))
    return declarations.select_related("call", "unit").get(pk=declaration_id)


def editable(declaration_id: int, by: User) -> Declaration:
    declaration = locked(declaration_id)
    if not policy.may_edit(by, declaration):
        raise PermissionDenied
    return declaration


def refuse_closed(declaration: Declaration, keys: Iterable[str]) -> None:
    """Refuse to change what the correction asked for leaves closed."""
    opened = opened_in(declaration)
    closed = [key for key in keys if key not in opened]
    if closed:
        names = "、".join(f"“{called(declaration.edition, key)}”" for key in closed[:MOST_NAMED])
        more = f"等{len(closed)}项" if len(closed) > MOST_NAMED else ""
        sentence = f"{names}{more}不在补正范围内，没有保存；需要修改的，请联系退回单位。"
        raise RefusedKeys(sentence, closed)


def bounded(typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
    if len(typed) > MOST_KEYS:
        raise Refused(f"一次保存了{len(typed)}栏，超过{MOST_KEYS}栏，请刷新页面后重试。")
    return typed


def all_tidied(edition: Edition, typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
    """All as they are kept. Raises ``RefusedKeys`` for the first that can't be."""
    found = {}
    for key, value in typed.items():
        try:
            found[key] = tidied(edition, key, value)
        except Refused as why:
            raise RefusedKeys(str(why), [key]) from None
    return found


def tidied(edition: Edition, key: str, typed: Typed) -> Typed:
    """As it is kept: a value as the form has it, or what cannot be read as it was typed; None if
    it is blank. Raises ``Refused`` for what nobody typed on our pages."""
    if key.startswith(ANSWERS):
        return words_kept("答复", typed)
    if key.startswith(REASONS):
        return reason_kept(key.removeprefix(REASONS), typed)
    place = edition.places.get(key)
    if place is None:
        raise Refused(f"表样中没有“{shortened(key)}”这一栏，请刷新页面后重试。")
    raw = as_raw(typed)
    if len(joined(raw)) > LONGEST:
        raise Refused(f"“{place.called}”的内容超过{LONGEST}个字符，没有保存，请核对是否贴错。")
    try:
        value = read_value(place.field, raw)
    except Unreadable:
        return storable(typed)
    return None if value is None else as_json(value)


def storable(typed: Typed) -> Typed:
    """As it was typed, with a mark for what no database and no page takes."""
    if isinstance(typed, list):
        return [UNKEEPABLE.sub(UNKNOWN, item) for item in typed]
    return None if typed is None else UNKEEPABLE.sub(UNKNOWN, typed)


def reason_kept(rule: str, typed: Typed) -> Typed:
    if rule not in RULES or RULES[rule].rank is not Rank.EXPLAIN:
        raise Refused(f"没有“{shortened(rule)}”这条需要说明的规则，请刷新页面后重试。")
    kept = words_kept(f"{rule}的说明", typed)
    why = refusal(rule, kept) if isinstance(kept, str) else ""
    if why:
        raise Refused(why)
    return kept


def words_kept(what: str, typed: Typed) -> Typed:
    if not isinstance(typed, str):
        return None
    if len(typed) > LONGEST:
        raise Refused(f"{what}超过{LONGEST}个字符，没有保存，请删减。")
    return printable(typed) or None


def changed_since(declaration: Declaration, base: int, window: str) -> Mapping[str, Change]:
    """The last change of every key since a version, but for those made in the same window."""
    changes = Change.objects.filter(declaration=declaration, version__gt=base)
    changes = changes.select_related("by", "by__unit").order_by("version")
    last = {change.key: change for change in changes}
    return {k: change for k, change in last.items() if not (window and change.window == window)}


def write(
    declaration: Declaration,
    present: Mapping[str, Typed],
    new: Mapping[str, Typed],
    *,
    by: User,
    source: Source,
    window: str,
) -> None:
    declaration.version += 1
    version, at = declaration.version, clock.now()
    if CLUSTER_NAME in new:
        declaration.cluster_name = str(new[CLUSTER_NAME] or "")[:200]
    declaration.save(update_fields=["version", "cluster_name"])
    Change.objects.bulk_create(
        Change(
            declaration=declaration,
            version=version,
            key=key,
            old=present.get(key),
            new=value,
            source=source,
            window=window,
            by=by,
            at=at,
        )
        for key, value in new.items()
    )
    Entry.objects.bulk_create(
        entries(declaration, new),
        update_conflicts=True,
        unique_fields=["declaration", "key"],
        update_fields=["typed"],
    )
    blanked = [key for key, value in new.items() if value is None]
    if blanked:
        declaration.entries.filter(key__in=blanked).delete()


def entries(declaration: Declaration, new: Mapping[str, Typed]) -> Iterator[Entry]:
    for key, value in new.items():
        if value is not None:
            yield Entry(declaration=declaration, key=key, typed=value)


@transaction.atomic
def restore(declaration_id: int, *, by: User, base: int, change: Change) -> Saved:
    """Put one key back to what it was before a change of it, unless somebody has changed it since
    the version ``base``: that is a conflict, as ever."""
    if change.declaration_id != declaration_id:
        raise PermissionDenied
    return save_changes(
        declaration_id, by=by, base=base, typed={change.key: change.old}, source=Source.UNDO
    )
