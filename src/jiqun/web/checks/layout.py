"""A checked declaration as the result page lays it out: by part, each finding with its figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiqun.core.facts import Facts
from jiqun.core.form import COVER, WORKSHEET, Edition
from jiqun.core.form.model import Clause, Field, Kind, Place
from jiqun.core.reading import print_value, shortened
from jiqun.core.rules import RULES, Finding, Rank, Report
from jiqun.core.text import count_words
from jiqun.core.values import NONE, Value

#: A longer text is shown by its beginning: the table says which text is meant, not all of it.
SHOWN_TEXT = 80

#: So many findings by one rule in one part are gathered.
MANY = 4

NOTE = re.compile(r"填报说明(\d+)")


@dataclass(frozen=True, slots=True)
class Tally:
    rank: Rank
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: what is filled in, or that nothing is."""

    text: str
    blank: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class FigureRow:
    label: str
    unit: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The values a finding speaks of; ``years`` head the columns where any of them has one."""

    years: tuple[int, ...]
    rows: tuple[FigureRow, ...]

    @property
    def with_units(self) -> bool:
        return any(row.unit for row in self.rows)


@dataclass(frozen=True, slots=True)
class Item:
    finding: Finding
    table: FigureTable | None
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One finding; or many by one rule, gathered under what the rule says."""

    items: tuple[Item, ...]

    @property
    def finding(self) -> Finding:
        return self.items[0].finding

    @property
    def sentence(self) -> str:
        return RULES[self.finding.rule].sentence


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    heading: str
    items: tuple[Item, ...]
    tallies: tuple[Tally, ...]

    @property
    def cards(self) -> list[Card]:
        """What one rule says many times over (a form half filled in) stands together."""
        by_rule: dict[str, list[Item]] = {}
        for item in self.items:
            by_rule.setdefault(item.finding.rule, []).append(item)
        cards: dict[tuple[str, int], Card] = {}
        for at, item in enumerate(self.items):
            same = by_rule[item.finding.rule]
            many = len(same) >= MANY
            key = (item.finding.rule, 0 if many else at)
            cards.setdefault(key, Card(tuple(same) if many else (item,)))
        return list(cards.values())


@dataclass(frozen=True, slots=True)
class Result:
    cluster: str
    edition: str
    tallies: tuple[Tally, ...]
    verdict: str
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> bool:
        return self.tallies[0].count > 0

    @property
    def flawless(self) -> bool:
        return not any(tally.count for tally in self.tallies)


def lay_out(report: Report, facts: Facts) -> Result:
    tallies = count(report.findings)
    return Result(
        cluster=cluster_name(facts),
        edition=called(facts.edition),
        tallies=tallies,
        verdict=verdict(*(tally.count for tally in tallies)),
        sections=tuple(sections(report, facts)),
    )


def cluster_name(facts: Facts) -> str:
    names = (facts.get(key) for key in ("cluster_name", "cover.cluster_name"))
    return next((name for name in names if isinstance(name, str)), "")


def called(edition: Edition) -> str:
    years = edition.years
    return f"{years.call}年申报表（数据年度{years.past[0]}—{years.base}年）"


def count(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    return tuple(Tally(rank, sum(f.rank is rank for f in findings)) for rank in Rank)


def verdict(blocks: int, explains: int, hints: int) -> str:
    """What the counts mean for the applicant, in one sentence."""
    if blocks:
        also = f"，另有{explains}处需要说明" if explains else ""
        return f"有{blocks}处必须改正{also}。"
    if explains:
        return f"没有必须改正的问题，有{explains}处需要核对或书面说明。"
    if hints:
        return f"没有必须改正的问题，有{hints}处提示供参考。"
    return "没有发现问题。"


def sections(report: Report, facts: Facts) -> Iterator[Section]:
    """Every part in the order of the form; those beside it only where there is something to say."""
    edition = facts.edition
    headings = {
        "": "整份文件",
        COVER: COVER,
        **{part.number: part.heading for part in edition.parts},
        WORKSHEET: f"{WORKSHEET}（不印在申报表上）",
    }
    for number, (part, heading) in enumerate(headings.items()):
        found = [finding for finding in report.findings if finding.part == part]
        if found or part not in ("", WORKSHEET):
            items = tuple(lay_out_item(finding, facts) for finding in found)
            shown = tuple(tally for tally in count(found) if tally.count)
            yield Section(f"part-{number}", heading, items, shown)


def lay_out_item(finding: Finding, facts: Facts) -> Item:
    numbers = [int(m[1]) for cite in finding.cites if (m := NOTE.fullmatch(cite))]
    clauses = tuple(clause for clause in facts.edition.notes if clause.number in numbers)
    places = [facts.edition.places[key] for key in finding.fields]
    return Item(finding, figure_table(places, facts) if places else None, clauses)


def figure_table(places: Sequence[Place], facts: Facts) -> FigureTable:
    """One row for each field (and line of it), one column for each year spoken of."""
    years = tuple(sorted({place.year for place in places if place.year}))
    grouped: dict[tuple[str, int | None], dict[int | None, Place]] = {}
    for place in places:
        grouped.setdefault((place.field.id, place.line), {})[place.year] = place
    rows = (figure_row(by_year, years, facts) for by_year in grouped.values())
    return FigureTable(years, tuple(rows))


def figure_row(by_year: dict[int | None, Place], years: tuple[int, ...], facts: Facts) -> FigureRow:
    place = next(iter(by_year.values()))
    field = place.field
    line = f"（第{place.line}项）" if place.line else ""
    label = field.called.removesuffix(f"（{field.unit}）") if field.unit else field.called
    if None in by_year:
        whole = figure(by_year[None], facts)
        cells: tuple[Figure | None, ...] = (
            Figure(whole.text, whole.blank, span=max(1, len(years))),
        )
    else:
        cells = tuple(figure(by_year[year], facts) if year in by_year else None for year in years)
    return FigureRow(f"{label}{line}", field.unit, cells)


def figure(place: Place, facts: Facts) -> Figure:
    value = facts.get(place.key)
    return Figure("空白", blank=True) if value is None else Figure(shown(place.field, value))


def shown(field: Field, value: Value) -> str:
    """A value in a table cell: options by their label, long texts and lists by their beginning."""
    if isinstance(value, frozenset):
        return "；".join(option.label for option in field.options if option.id in value)
    if field.kind is Kind.CHOICE and value is not NONE:
        return field.option(str(value)).label
    if isinstance(value, tuple):
        return beginning("；".join(value), f"共{len(value)}个")
    text = print_value(value)
    return beginning(text, f"共{count_words(text)}字")


def beginning(text: str, whole: str) -> str:
    return text if len(text) <= SHOWN_TEXT else f"{shortened(text, SHOWN_TEXT)}（{whole}）"
