"""Growth, in the readings the form leaves open and the mistakes it warns of (填报说明 9)."""

from collections.abc import Callable, Iterator

from jiqun.core.figures.book import Reading
from jiqun.core.form.years import Years
from jiqun.core.quantity import Quantity, total


def yearly_growth(now: Quantity, before: Quantity) -> Quantity:
    """（今年 ÷ 上年 － 1）× 100%"""
    return (now / before - 1).in_percent


def mean_growth(last: Quantity, first: Quantity, intervals: int) -> Quantity:
    """The geometric mean over so many years: ⁿ√（末年 ÷ 首年） － 1."""
    return ((last / first).root(intervals) - 1).in_percent


def growth_readings(of_year: Callable[[int], Quantity], years: Years) -> Iterator[Reading]:
    """近三年年均增速: over the two intervals the form prints, over three where the year before is
    known, and what people compute instead."""
    first, middle, last = map(of_year, years.past)
    prior = of_year(years.prior)
    start, _, end = years.past
    yield Reading(f"{start}—{end}年，两个间隔", mean_growth(last, first, 2))
    yield Reading(f"{years.prior}—{end}年，三个间隔", mean_growth(last, prior, 3))
    yield from growth_slips(prior, first, middle, last)


def growth_slips(
    prior: Quantity, first: Quantity, middle: Quantity, last: Quantity
) -> Iterator[Reading]:
    rates = [yearly_growth(middle, first), yearly_growth(last, middle)]
    whole = yearly_growth(last, first)
    note = "填报说明9要求几何平均数"
    yield slip(total(rates) / 2, f"与逐年增长率的算术平均数一致，{note}")
    longer = total([yearly_growth(first, prior), *rates]) / 3
    yield slip(longer, f"与逐年增长率的算术平均数一致，{note}")
    yield slip(whole, "与三年累计增长率一致，应换算为年均增速")
    yield slip(whole / 2, f"与累计增长率除以2一致，{note}")
    yield slip(whole / 3, f"与累计增长率除以3一致，{note}")
    yield slip(mean_growth(last, first, 3), "与两个间隔按三年开方一致，应按两个间隔开方")
    yield slip(yearly_growth(last, middle), "与最后一年的增长率一致，应填近三年的年均增速")
    yield slip(mean_growth(last, first, 2).percent, "与未乘100%的小数一致，本栏单位为%")


def slip(quantity: Quantity, sentence: str) -> Reading:
    return Reading("", quantity, sentence)


def cannot_grow(declared: Quantity, now: Quantity, before: Quantity) -> bool:
    """Is this growth from nothing, which is none? Not if what was printed as 0.00 may have been
    enough for it; from nothing to nothing only no growth is right."""
    if before.value is None or before.value or declared.value is None or now.value is None:
        return False
    if not now.value:
        return bool(declared.value)
    return not (before * (declared.percent + 1)).meets(now)
