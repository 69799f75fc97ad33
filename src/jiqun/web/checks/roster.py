"""The roster as the result page shows it: what was read, and the firms with their filters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.core.case import Case
from jiqun.core.facts import Problem
from jiqun.core.form import Edition
from jiqun.core.industries import class_named
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFinding
from jiqun.core.roster.listing import Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.population import holds
from jiqun.core.roster.size import Size, size_of
from jiqun.core.roster.wording import firm_of
from jiqun.core.rules import RULES
from jiqun.documents.workbook.handed import Handed, Note
from jiqun.web.checks.contributors import figure
from jiqun.web.checks.layout import Tally

#: So many firms are shown; a browser grows slow with more.
MOST_FIRMS = 1_000
#: So many findings on rows of other lists.
MOST_BESIDE = 200

SINCE = "_since"

UNSIZED = "未能划型"
#: In place of a class of industry where none is known.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Firm:
    """One row. ``reason`` says how its size comes about, ``apart`` why it does not count in the
    base year; ``titles`` are ids of those it holds, and ``held`` what they are called."""

    row: int
    name: str
    code: str
    industry: str
    industry_code: str
    size: str
    reason: str
    apart: str
    titles: tuple[str, ...]
    held: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    findings: tuple[RowFinding, ...]

    @property
    def ranks(self) -> tuple[Rank, ...]:
        return tuple(dict.fromkeys(finding.rank for finding in self.findings))

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter, and how many firms it leaves."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Filters:
    ranks: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    titles: tuple[Choice, ...]
    industries: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding on a row of another list."""

    title: str
    row: int
    finding: RowFinding


@dataclass(frozen=True, slots=True)
class RosterView:
    """``heads`` are what the figures of a firm are, ``unshown`` how many firms there is no room
    for; ``no_firms`` says so where there are none, ``checked`` is how many rows there are."""

    read: str
    no_firms: str
    checked: int
    tallies: tuple[Tally, ...]
    faulty: int
    notes: tuple[str, ...]
    unread: tuple[Problem, ...]
    heads: tuple[str, ...]
    firms: tuple[Firm, ...]
    unshown: int
    filters: Filters
    beside: tuple[Beside, ...]
    unshown_beside: int

    @property
    def rules(self) -> frozenset[str]:
        """Those that firms break."""
        return frozenset(choice.id for choice in self.filters.rules)

    @property
    def count(self) -> int:
        return len(self.firms) + self.unshown

    @property
    def beside_count(self) -> int:
        return len(self.beside) + self.unshown_beside


def lay_out_roster(case: Case, handed: Handed) -> RosterView:
    assert case.roster
    roster, findings = case.roster, case.row_findings
    of_firms = by_row(finding for finding in findings if finding.schedule == FIRMS)
    rows = roster.firms.rows
    counted = {m.row.number for m in roster.population[roster.edition.years.base]}
    columns = columns_of(roster.edition)
    shown = tuple(
        firm(row, columns, row.number in counted, of_firms.get(row.number, ()))
        for row in chosen(rows, of_firms)
    )
    known = {row.number for row in rows}
    others = [f for f in findings if f.schedule != FIRMS or f.row not in known]
    return RosterView(
        read=what_was_read(roster),
        no_firms=handed.no_firms,
        checked=sum(len(listing.rows) for listing in roster.listings.values()),
        tallies=tuple(Tally(rank, sum(f.rank is rank for f in findings)) for rank in Rank),
        faulty=len({(finding.schedule, finding.row) for finding in findings}),
        notes=tuple(map(told, handed.notes)),
        unread=handed.unread,
        heads=tuple(columns.figures.values()),
        firms=shown,
        unshown=len(rows) - len(shown),
        filters=filters_for(shown, columns.titles),
        beside=tuple(beside(roster.edition, finding) for finding in others[:MOST_BESIDE]),
        unshown_beside=max(0, len(others) - MOST_BESIDE),
    )


# --- What was read ---


def what_was_read(roster: Roster) -> str:
    """“读到企业67家，另有8份清单共421行。”"""
    others = [listing for id, listing in roster.listings.items() if id != FIRMS and listing.rows]
    rows = sum(len(listing.rows) for listing in others)
    lists = f"，另有{len(others)}份清单共{rows:,}行" if others else ""
    answers = f"，测算底稿{len(roster.worksheet):,}项" if roster.worksheet else ""
    return f"读到企业{len(roster.firms.rows):,}家{lists}{answers}。"


def told(note: Note) -> str:
    """“工作表“企业名录”“产值”：按文本保存的数字已按数值读取（12处，首见第5行）”"""
    first = f"首见第{note.row}行" if note.row else ""
    count = f"{note.count:,}处" if note.count > 1 else ""
    where = "，".join(filter(None, (count, first if count else first.removeprefix("首见"))))
    return f"{note}（{where}）" if where else str(note)


# --- Firms ---

#: Shown of each firm, for the base year.
FIGURES = ("output", "revenue", "staff")
#: What the size of a firm comes from.
MEASURED = ("staff", "revenue", "assets")


def by_row(findings: Iterable[RowFinding]) -> Mapping[int, tuple[RowFinding, ...]]:
    found: dict[int, list[RowFinding]] = {}
    for finding in findings:
        found.setdefault(finding.row, []).append(finding)
    return {row: tuple(of_row) for row, of_row in found.items()}


def chosen(rows: Sequence[Row], faulty: Mapping[int, object]) -> Sequence[Row]:
    """Where there are too many, those with something wrong first."""
    if len(rows) <= MOST_FIRMS:
        return rows
    first = sorted(rows, key=lambda row: row.number not in faulty)[:MOST_FIRMS]
    return sorted(first, key=lambda row: row.number)


@dataclass(frozen=True, slots=True)
class Columns:
    """What every firm is shown by in the ``base`` year: titles and figures by id, as the roster
    calls them."""

    base: int
    titles: Mapping[str, str]
    figures: Mapping[str, str]


def columns_of(edition: Edition) -> Columns:
    base, heads = edition.years.base, edition.schedule(FIRMS).heads
    figures = {id: heads[f"{id}.{base}"].called for id in FIGURES}
    return Columns(base, titles_of(edition), figures)


def firm(row: Row, columns: Columns, counted: bool, findings: tuple[RowFinding, ...]) -> Firm:
    base = columns.base
    typed = row.text_at("industry")
    industry = class_named(typed)
    sized = size_of(typed, *(row.number_at(f"{id}.{base}") for id in MEASURED))
    held = tuple(id for id in columns.titles if holds(row, id, base))
    return Firm(
        row=row.number,
        name=firm_of(row),
        code=row.text_at("uscc"),
        industry=f"{industry.code} {industry.name}" if industry else typed,
        industry_code=industry.code if industry else UNKNOWN,
        size=sized.size.label if sized.size else UNSIZED,
        reason=sized.reason,
        apart="" if counted else why_apart(row, base),
        titles=held,
        held=tuple(columns.titles[id] for id in held),
        figures=tuple(
            (called, figure(row, f"{id}.{base}")) for id, called in columns.figures.items()
        ),
        findings=findings,
    )


def titles_of(edition: Edition) -> Mapping[str, str]:
    """What each title is called, by its id."""
    heads = edition.schedule(FIRMS).heads.values()
    since = (head for head in heads if head.key.endswith(SINCE))
    return {head.key.removesuffix(SINCE): head.name.removesuffix("取得年份") for head in since}


def why_apart(row: Row, base: int) -> str:
    """Why a firm does not count in the base year."""
    if row.get("inside") is False:
        return "不在集群范围内，不计入"
    return f"{base}年末不在集群内，不计入{base}年"


# --- Filters ---


def filters_for(firms: Sequence[Firm], titles: Mapping[str, str]) -> Filters:
    """Only entries that leave any firm."""
    ranks = {rank.value: rank.label for rank in Rank}
    rules = {rule.id: f"{rule.id} {rule.sentence}" for rule in RULES.values()}
    sizes = {label: label for label in (*(size.label for size in reversed(Size)), UNSIZED)}
    classes = {firm.industry_code: firm.industry for firm in firms}
    ordered = dict(sorted(classes.items())) | {UNKNOWN: "空白或有误"}
    return Filters(
        tuple(choices(ranks, (firm.ranks for firm in firms))),
        tuple(choices(rules, (firm.rules for firm in firms))),
        tuple(choices(sizes, ((firm.size,) for firm in firms))),
        tuple(choices(titles, (firm.titles for firm in firms))),
        tuple(choices(ordered, ((firm.industry_code,) for firm in firms))),
    )


def choices(labels: Mapping[str, str], found: Iterable[Sequence[str]]) -> Iterator[Choice]:
    counts = Counter(str(id) for of_firm in found for id in of_firm)
    return (Choice(id, label, counts[id]) for id, label in labels.items() if counts[id])


# --- Other lists ---


def beside(edition: Edition, finding: RowFinding) -> Beside:
    return Beside(edition.schedule(finding.schedule).title, finding.row, finding)
