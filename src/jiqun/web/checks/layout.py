"""The findings on a declaration as the result page lays them out: by part, with their cells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.core.facts import Facts
from jiqun.core.form import COVER, ROSTER, WORKSHEET, Edition
from jiqun.core.form.model import Clause
from jiqun.core.form.rows import Part
from jiqun.core.rules import RULES, Finding, Rank, Report
from jiqun.core.rules.roster import AGAINST_ROSTER
from jiqun.web.checks.cells import CellTable, cell_table
from jiqun.web.checks.reasons import Typed

#: So many findings by one rule in one part are gathered.
MANY = 4

NOTE = re.compile(r"填报说明(\d+)")

#: 字 on one line of the box a reason is typed in, which grows with what stands in it.
LINE_OF_REASON = 45

#: What is no part of the form.
BESIDE = ("", WORKSHEET, ROSTER)

NOTHING_TYPED = Typed({}, {})


@dataclass(frozen=True, slots=True)
class Tally:
    rank: Rank
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """``total`` is the field whose total of the roster a finding rests on."""

    finding: Finding
    table: CellTable | None
    clauses: tuple[Clause, ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """The box for the reason that all findings of a rule share, ``findings`` many; ``refused`` says
    why what stands in it was not taken."""

    rule: str
    text: str
    findings: int
    refused: str = ""

    @property
    def lines(self) -> int:
        rows = sum(1 + len(line) // LINE_OF_REASON for line in self.text.split("\n"))
        return max(2, rows)


@dataclass(frozen=True, slots=True)
class Card:
    """One finding; or many by one rule, gathered under what the rule says.

    The first card of a rule that asks for a reason has the box for it, ``reason``.
    """

    items: tuple[Item, ...]
    reason: Reason | None = None

    @property
    def finding(self) -> Finding:
        return self.items[0].finding

    @property
    def asks(self) -> bool:
        return self.finding.rank is Rank.EXPLAIN

    @property
    def of_rows(self) -> bool:
        return self.finding.part == ROSTER

    @property
    def total(self) -> str:
        return self.items[0].total

    @property
    def sentence(self) -> str:
        return RULES[self.finding.rule].sentence


@dataclass(frozen=True, slots=True)
class Section:
    part: str
    anchor: str
    heading: str
    cards: tuple[Card, ...]
    tallies: tuple[Tally, ...]

    @property
    def count(self) -> int:
        return sum(tally.count for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class Result:
    """``unexplained`` findings ask for a reason and have none; ``fine`` if everything is;
    ``blocks`` if anything does that is not waived."""

    cluster: str
    edition: str
    tallies: tuple[Tally, ...]
    verdict: str
    fine: bool
    unexplained: int
    blocks: bool
    sections: tuple[Section, ...]

    @property
    def explains(self) -> int:
        return self.tallies[1].count

    @property
    def count(self) -> int:
        return sum(tally.count for tally in self.tallies)


def lay_out(
    report: Report, facts: Facts, typed: Typed = NOTHING_TYPED, nothing: str = ""
) -> Result:
    """``nothing`` says why there is nothing to find."""
    tallies, waived = count(report.findings), sum(bool(f.waiver) for f in report.findings)
    blocks, explains, hints = (tally.count for tally in tallies)
    told = "" if report.findings else nothing
    return Result(
        cluster=cluster_name(facts),
        edition=called(facts.edition),
        tallies=tallies,
        verdict=told or verdict(blocks - waived, explains, hints, waived),
        fine=not report.findings and not told,
        unexplained=sum(not finding.reason for finding in report.of_rank(Rank.EXPLAIN)),
        blocks=report.blocks,
        sections=tuple(sections(report, facts, typed)),
    )


def cluster_name(facts: Facts) -> str:
    names = (facts.get(key) for key in ("cluster_name", "cover.cluster_name"))
    return next((name for name in names if isinstance(name, str)), "")


def called(edition: Edition) -> str:
    years = edition.years
    return f"{years.call}年申报表（数据年度{years.past[0]}—{years.base}年）"


def count(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    return tuple(Tally(rank, sum(f.rank is rank for f in findings)) for rank in Rank)


def verdict(blocks: int, explains: int, hints: int, waived: int = 0) -> str:
    """What the counts mean for the applicant, in one sentence; ``waived`` are not among those that
    block."""
    if waived:
        rest = verdict(blocks, explains, hints) if blocks or explains or hints else ""
        return f"{rest.removesuffix('。') + '；' if rest else ''}{waived}处阻断项已豁免。"
    if blocks:
        also = f"，另有{explains}处需要说明" if explains else ""
        return f"有{blocks}处必须改正{also}。"
    if explains:
        return f"没有必须改正的问题，有{explains}处需要核对或书面说明。"
    if hints:
        return f"没有必须改正的问题，有{hints}处提示供参考。"
    return "没有发现问题。"


def sections(report: Report, facts: Facts, typed: Typed) -> Iterator[Section]:
    """Every part in the order of the form; those beside it only where there is something to say."""
    reasons = boxes(report, typed)
    for part, heading in part_headings(facts.edition).items():
        found = [finding for finding in report.findings if finding.part == part]
        if found or part not in BESIDE:
            items = (lay_out_item(finding, facts) for finding in found)
            cards = tuple(with_boxes(gathered(items), reasons))
            shown = tuple(tally for tally in count(found) if tally.count)
            yield Section(part, anchor(part), heading, cards, shown)


def part_headings(edition: Edition) -> Mapping[str, str]:
    return {
        "": "整份文件",
        COVER: COVER,
        **{part.number: part.heading for part in edition.parts},
        WORKSHEET: f"{WORKSHEET}（不印在申报表上）",
        ROSTER: ROSTER,
    }


def part_numbered(edition: Edition, number: str) -> Part | None:
    """None for what is no part of the form: its cover, and what is beside it."""
    return next((part for part in edition.parts if part.number == number), None)


def heading_of(edition: Edition, number: str) -> str:
    """What stands over a part; what is none by its own name."""
    part = part_numbered(edition, number)
    return part.heading if part else number


def anchor(part: str) -> str:
    """Where a part begins on the page."""
    return f"part-{part or '整份文件'}"


def lay_out_item(finding: Finding, facts: Facts) -> Item:
    numbers = [int(m[1]) for cite in finding.cites if (m := NOTE.fullmatch(cite))]
    clauses = tuple(clause for clause in facts.edition.notes if clause.number in numbers)
    places = [facts.edition.places[key] for key in finding.fields]
    total = places[0].field.id if finding.rule == AGAINST_ROSTER else ""
    return Item(finding, cell_table(places, facts) if places else None, clauses, total)


def gathered(items: Iterable[Item]) -> Iterator[Card]:
    """What one rule says many times over (a form half filled in) stands together."""
    by_rule: dict[str, list[Item]] = {}
    items = tuple(items)
    for item in items:
        by_rule.setdefault(item.finding.rule, []).append(item)
    for item in items:
        same = by_rule[item.finding.rule]
        if len(same) < MANY:
            yield Card((item,))
        elif item is same[0]:
            yield Card(tuple(same))


def boxes(report: Report, typed: Typed) -> dict[str, Reason]:
    """What stands in the box of every rule that asks for a reason."""
    found = report.of_rank(Rank.EXPLAIN)
    written = {finding.rule: finding.reason for finding in found}
    counts = Counter(finding.rule for finding in found)
    return {
        rule: Reason(rule, typed.reasons.get(rule, text), counts[rule], typed.refused.get(rule, ""))
        for rule, text in written.items()
    }


def with_boxes(cards: Iterable[Card], reasons: dict[str, Reason]) -> Iterator[Card]:
    """Takes each box away as it is placed, so that no rule has two."""
    for card in cards:
        yield Card(card.items, reasons.pop(card.finding.rule, None))
