"""The record of a visit as its page shows it, and as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from jiqun.core.form import get_edition
from jiqun.core.form.edition import COVER, ROSTER, WORKSHEET
from jiqun.web.checks.layout import heading_of
from jiqun.web.review.actions.visit_answers import HEAD, ITEM, OF_HEAD, mark_of, written
from jiqun.web.review.models import ItemKind, Visit, VisitItem, VisitPhoto
from jiqun.web.review.queries.visits import Standing

ITEM_PREFIX, MARK_PREFIX = "item-", "mark-"


@dataclass(frozen=True, slots=True)
class Line:
    """An item with what stands in its fields; ``now`` is what a colleague has written meanwhile."""

    item: VisitItem
    said: Mapping[str, str]
    mark: str
    now: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visit as a form: ``head`` by field, its items by part."""

    visit: Visit
    head: Mapping[str, str]
    head_mark: str
    head_now: Mapping[str, str] | None
    groups: Sequence[tuple[str, Sequence[Line]]]

    @property
    def lines(self) -> list[Line]:
        return [line for _, lines in self.groups for line in lines]

    @property
    def answered(self) -> int:
        return sum(bool(line.item.result) for line in self.lines)


def sheet_of(visit: Visit, typed: QueryDict | None = None) -> Sheet:
    """With what was typed and not saved, if anything was."""
    head = written(visit)
    typed_head = typed_in(typed, HEAD, "") if typed else head
    return Sheet(
        visit,
        typed_head,
        mark_of(head),
        changed_meanwhile(typed, OF_HEAD, head, typed_head),
        grouped(visit, [line_of(item, typed) for item in visit.items.all()]),
    )


def line_of(item: VisitItem, typed: QueryDict | None) -> Line:
    now = written(item)
    said = typed_in(typed, ITEM, prefix_of(item)) if typed else now
    return Line(item, said, mark_of(now), changed_meanwhile(typed, str(item.pk), now, said))


def changed_meanwhile(
    typed: QueryDict | None, name: str, now: Mapping[str, str], said: Mapping[str, str]
) -> Mapping[str, str] | None:
    if typed is None or said == now:
        return None
    return now if typed.get(f"{MARK_PREFIX}{name}", mark_of(now)) != mark_of(now) else None


def prefix_of(item: VisitItem) -> str:
    return f"{ITEM_PREFIX}{item.pk}-"


def typed_in(typed: QueryDict, fields: Mapping[str, int], prefix: str) -> dict[str, str]:
    return {field: typed.get(prefix + field, "") for field in fields}


def answers_in(typed: QueryDict, visit: Visit) -> dict[int, dict[str, str]]:
    """Of the items that stood on the page."""
    return {
        item.pk: typed_in(typed, ITEM, prefix_of(item))
        for item in visit.items.all()
        if f"{prefix_of(item)}result" in typed
    }


def marks_in(typed: QueryDict) -> dict[str, str]:
    return {
        name.removeprefix(MARK_PREFIX): mark
        for name, mark in typed.items()
        if name.startswith(MARK_PREFIX) and isinstance(mark, str)
    }


def grouped(visit: Visit, lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """By part, in the order of the form, the firms last."""
    edition = get_edition(visit.submission.edition_id)
    parts = (COVER, *(part.number for part in edition.parts), WORKSHEET, ROSTER)
    order = {key: at for at, key in enumerate(edition.places)}
    groups = []
    for part in parts:
        own = [line for line in lines if line.item.part == part]
        if part != ROSTER:
            own.sort(key=lambda line: order.get(line.item.key, len(order)))
        if own:
            heading = ROSTER if part == ROSTER else heading_of(edition, part)
            groups.append((heading, own))
    return groups


def addable(visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    """The figures that could be looked at as well, by part: those that were filed."""
    edition, facts = get_edition(visit.submission.edition_id), visit.submission.facts
    known = {item.key for item in visit.items.all() if item.kind == ItemKind.FIGURE}
    found: dict[str, list[tuple[str, str]]] = {}
    for key, place in edition.places.items():
        if key in facts and key not in known and place.field.decimals is not None:
            part = edition.part_of[place.field.id]
            found.setdefault(heading_of(edition, part), []).append((key, place.called))
    return list(found.items())


def photos_of(visit: Visit) -> list[VisitPhoto]:
    return list(visit.photos.filter(removed_at=None).select_related("blob", "by"))


def told(standing: Standing) -> str:
    """How far it has come, in a sentence that says what follows from it."""
    under_way, closed = standing.open, standing.closed
    if under_way and standing.outdated:
        return "核查期间申报单位已重新报送，已填内容保留，改动过的须重新核对。"
    if under_way:
        return "正在核查。"
    if closed is None:
        return "还没有开始实地核查。"
    if standing.in_vain:
        return "核查结论为不符合，不能推荐；请退回补正或不予推荐。"
    if standing.fails:
        return "上次核查结论为不符合，申报单位补正后已重新报送，须再次核查。"
    if standing.changed:
        count = len(standing.changed)
        return f"核查过的内容中有{count}项在补正时改动，须再次核查，只核查这{count}项。"
    if not standing.is_of_now:
        return "核查后申报单位重新报送，核查过的内容没有改动，原核查仍然有效。"
    return "核查已办结，对现在的报送有效。"
