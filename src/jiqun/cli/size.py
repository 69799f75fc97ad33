"""What ``jiqun size`` is asked and answers."""

from decimal import Decimal
from typing import Any

from jiqun.core.form.model import Field, Kind
from jiqun.core.industries import Industry, class_named, wrong_class
from jiqun.core.reading import Unreadable, read_value, shortened
from jiqun.core.roster.listing import Number
from jiqun.core.roster.size import MEASURES, Measure, Sized, size_of
from jiqun.core.values import NONE
from jiqun.documents.refused import Refused


def size_asked(code: str, **typed: str) -> tuple[Industry, Sized]:
    """The class and the size of a firm, with what was typed for each measure."""
    if not code:
        raise Refused("请用 --code 写明4位行业小类代码，例如 --code 3463。")
    industry = class_named(code)
    if not industry:
        raise Refused(f"--code 的“{shortened(code)}”：{wrong_class(code)}。")
    amounts = {measure.id: amount_of(measure, typed[measure.id]) for measure in MEASURES}
    return industry, size_of(industry.code, **amounts)


def amount_of(measure: Measure, typed: str) -> Number:
    kind = Kind.COUNT if measure.id == "staff" else Kind.NUMBER
    field = Field(id=measure.id, label=measure.name, unit=measure.unit, kind=kind)
    try:
        value = read_value(field, typed)
    except Unreadable as why:
        raise Refused(f"--{measure.id}（{measure.name}）：{why}。") from None
    if not isinstance(value, (Decimal, int)):
        return 0 if value is NONE else None
    if value < 0:
        raise Refused(f"--{measure.id}（{measure.name}）填了{typed}，不能小于0。")
    if kind is Kind.COUNT and isinstance(value, Decimal):
        raise Refused(f"--{measure.id}（{measure.name}）填了{typed}，应为整数。")
    return value


def sized_as_json(industry: Industry, found: Sized) -> dict[str, Any]:
    size = found.size
    return {
        "code": industry.code,
        "industry": industry.name,
        "section": industry.section,
        "sector": industry.sector.value,
        "size": None if size is None else size.name.lower(),
        "label": None if size is None else size.label,
        "sme": None if size is None else size.sme,
        "reason": found.reason,
        "missing": list(found.missing),
        "uncovered": found.uncovered,
    }
