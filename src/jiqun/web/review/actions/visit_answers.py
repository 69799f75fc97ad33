"""Write down what one finds on the spot; several people may do so at once."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date

from jiqun.core.reading import shortened
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.review.actions.visits import open_visit
from jiqun.web.review.models import Conclusion, Result, Visit, VisitItem
from jiqun.web.wording import printable

#: What is written of a visit and of each item, and how long it may be.
HEAD: Mapping[str, int] = {
    "day": 10,
    "place": 200,
    "ours": 1000,
    "theirs": 1000,
    "conclusion": 10,
    "words": 2000,
}
ITEM: Mapping[str, int] = {"against": 200, "found": 200, "result": 10, "words": 1000}
#: In the mapping of what a page was made from, beside the numbers of the items.
OF_HEAD = "head"
LABELS = {
    "place": "核查地点",
    "ours": "核查人员",
    "theirs": "集群方人员",
    "against": "核对依据",
    "found": "核实情况",
    "words": "说明",
}


def written(row: Visit | VisitItem) -> dict[str, str]:
    """What is written there now, as a form has it."""
    fields = HEAD if isinstance(row, Visit) else ITEM
    values = ((name, getattr(row, name)) for name in fields)
    return {name: "" if value is None else str(value) for name, value in values}


def mark_of(said: Mapping[str, str]) -> str:
    """Tells whether something was written since a page was made."""
    text = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def save_visit(
    visit_id: int,
    *,
    by: User,
    head: Mapping[str, str],
    answers: Mapping[int, Mapping[str, str]],
    marks: Mapping[str, str],
) -> Visit:
    """As far as it has come. ``marks`` say from what the page was made: what somebody else has
    written since, and oneself has not touched, stays; where both have written, nothing is saved.
    """
    visit, declaration = open_visit(visit_id, by)
    items = {item.pk: item for item in visit.items.all()}
    rows: list[tuple[str, str, Visit | VisitItem, Mapping[str, str]]] = [
        (OF_HEAD, "基本情况和结论", visit, head),
        *(
            (str(pk), items[pk].label, items[pk], said)
            for pk, said in answers.items()
            if pk in items
        ),
    ]
    changes: dict[str, Any] = {}
    disputed: list[str] = []
    for name, label, row, said in rows:
        now = written(row)
        new = {**now, **clean(row, label, said)}
        mark = marks.get(name)
        if new == now or mark == mark_of(new):
            continue
        if mark is not None and mark != mark_of(now):
            disputed.append(label)
            continue
        fields = [field for field in new if new[field] != now[field]]
        changes[name] = {field: [now[field], new[field]] for field in fields}
        put(row, new, fields)
    if disputed:
        named = "、".join(f"“{label}”" for label in disputed)
        raise Refused(
            f"{named}在您打开本页之后有同事改过，都没有保存；"
            "请对照下面标出的内容核对，再次保存即以您填的为准。"
        )
    if changes:
        data = {"visit": visit.pk, "changes": changes}
        record(declaration.chain, "save_visit", "保存实地核查记录。", by=by, data=data)
    return visit


def put(row: Visit | VisitItem, new: Mapping[str, str], fields: list[str]) -> None:
    for field in fields:
        value: str | date | None = new[field]
        if field == "day":
            value = parse_date(new[field]) if new[field] else None
        setattr(row, field, value)
    row.save(update_fields=fields)


def clean(row: Visit | VisitItem, label: str, said: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as it is kept. Raises ``Refused``."""
    limits = HEAD if isinstance(row, Visit) else ITEM
    kept = {}
    for field, text in said.items():
        if field in limits:
            text = "\n".join(printable(text).splitlines())
            refuse_odd(field, text, limits[field], label)
            kept[field] = text
    return kept


def refuse_odd(field: str, text: str, longest: int, label: str) -> None:
    if field == "day":
        if text and not is_day(text):
            raise Refused(f"核查日期“{shortened(text)}”不是日期，请改正，如2026-05-08。")
    elif field in ("result", "conclusion"):
        known = {*Result} if field == "result" else {*Conclusion}
        if text and text not in known:
            raise Refused(f"{label}：没有“{shortened(text)}”这个选项，请重新选择。")
    elif len(text) > longest:
        raise Refused(f"{label}：{LABELS[field]}超过{longest}字，没有保存，请删减。")


def is_day(text: str) -> bool:
    try:
        return parse_date(text) is not None and len(text) == len("2026-05-08")
    except ValueError:
        return False
