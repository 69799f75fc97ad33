"""The totals as a file for a spreadsheet: every figure with the rows that make it."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby

from jiqun.core.case import Case
from jiqun.core.offers import Offer, offers
from jiqun.core.reading import print_value
from jiqun.web.checks.layout import part_headings
from jiqun.web.checks.totals import printed

HEADS = (
    *("部分", "栏目", "年份", "单位", "申报表填报", "名录合计", "名录减填报"),
    *("怎么算的", "清单", "计入的行数", "计入的行", "缺数的行数", "缺数的行"),
)


def write_totals(case: Case) -> bytes:
    """Excel takes a file as UTF-8 only if it begins with a mark."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADS)
    lines.writerows(line(case, offer) for offer in offers(case).values())
    return text.getvalue().encode("utf-8-sig")


def line(case: Case, offer: Offer) -> Iterator[str | int]:
    edition, total, field = case.facts.edition, offer.total, offer.place.field
    yield part_headings(edition)[edition.part_of[field.id]]
    yield field.short
    yield offer.place.year or ""
    yield field.unit
    yield "" if offer.filled is None else print_value(offer.filled)
    yield printed(offer)
    yield "" if offer.difference is None else f"{offer.difference:f}"
    yield total.words
    yield edition.schedule(total.schedule).title
    for rows in (total.rows, total.lacking):
        yield len(rows)
        yield "、".join(stretches(rows))


def stretches(rows: Iterable[int]) -> Iterator[str]:
    """“2至68”, “70”: a cell holds no ten thousand numbers, and takes “2-8” for a day."""
    by_distance = groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0])
    for _, group in by_distance:
        together = [row for _, row in group]
        first, last = together[0], together[-1]
        yield f"{first}" if first == last else f"{first}至{last}"
