"""A measure of the standard (认定标准) in words: what it is, and how far it is from the line."""

from jiqun.core.interval import Interval
from jiqun.core.standard import AT_MOST, Measure, Outcome, edges


def value_in_words(measure: Measure) -> str:
    if measure.value is None:
        return "没有数据"
    span = known_between(measure)
    if span:
        low, high = edges(measure.unit, span)
        return f"{low:f}至{high:f}{measure.unit}"
    value = measure.value
    return value if isinstance(value, str) else f"{value:f}{measure.unit}"


def margin_in_words(measure: Measure) -> str:
    """The distance to the line in the line's own unit: 个百分点 where that is per cent."""
    if measure.margin is None or known_between(measure):
        return ""
    unit = "个百分点" if measure.unit == "%" else measure.unit
    if measure.margin == 0:
        return f"正好在线上{'，还不够' if measure.outcome is Outcome.FAIL else ''}"
    upward = measure.operator != AT_MOST
    if measure.margin > 0:
        return f"{'高出' if upward else '还余'}{measure.margin:f}{unit}"
    return f"{'还差' if upward else '超出'}{-measure.margin:f}{unit}"


def known_between(measure: Measure) -> Interval | None:
    """Between what a figure lies whose outcome that leaves open."""
    is_open = measure.margin is not None and measure.outcome is Outcome.UNKNOWN
    return measure.quantity.interval if is_open else None
