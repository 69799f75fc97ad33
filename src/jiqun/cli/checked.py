"""What ``jiqun check`` shows: findings by part, both standards side by side, and what moved."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.markup import escape
from rich.table import Table

from jiqun.cli.show import hang, out
from jiqun.core.facts import Change
from jiqun.core.figures import Figure
from jiqun.core.form import COVER, ROSTER, WORKSHEET, Edition
from jiqun.core.form.model import Place
from jiqun.core.quantity import round_half_up
from jiqun.core.report import digits
from jiqun.core.rules import Finding, Rank, Report
from jiqun.core.standard import FIRMS, LEVELS, Measure, Outcome, Requirement, answer_said
from jiqun.core.text import wrap
from jiqun.core.whatif import Moved
from jiqun.documents.rulebook import in_words

RANKS = {
    Rank.BLOCK: "[bold red]✖ 阻断[/]",
    Rank.EXPLAIN: "[bold yellow]▲ 须说明[/]",
    Rank.HINT: "[bold blue]● 提示[/]",
}
MARKS = {
    Outcome.PASS: "[green]✔[/]",
    Outcome.FAIL: "[bold red]✖[/]",
    Outcome.UNKNOWN: "[yellow]?[/]",
}


def show_report(report: Report, edition: Edition) -> None:
    """Findings by part."""
    titles = {part.number: part.heading for part in edition.parts}
    titles |= {COVER: COVER, WORKSHEET: WORKSHEET, ROSTER: ROSTER, "": "文件"}
    part = None
    for finding in report.findings:
        if finding.part != part:
            part = finding.part
            out.print(f"\n[bold]{titles[part]}[/]")
        show_finding(finding)


def show_verdict(report: Report) -> None:
    """The last line: how many findings of each rank, and whether the declaration can be filed."""
    counts = "，".join(f"{rank.label}{len(report.of_rank(rank))}项" for rank in Rank)
    verdict = "有阻断项，不能报送。" if report.blocks else "没有阻断项。"
    out.print(f"{report.edition} 校验完毕：{counts}。[bold]{verdict}[/]")


def show_finding(finding: Finding, sign: str = " ") -> None:
    cites = f"（{'、'.join(finding.cites)}）" if finding.cites else ""
    hang(f"{sign} {RANKS[finding.rank]} {finding.rule}", f"{finding.message}{cites}", at=18)
    if finding.reason:
        hang("      ", f"已说明：{finding.reason}", at=18)


def show_standard(requirements: tuple[Requirement, ...]) -> None:
    """One row a requirement, and below it every figure it is judged on where there are several."""
    table = Table(box=None, pad_edge=False, title="\n认定标准", title_justify="left")
    table.title_style, table.header_style = "bold", "dim"
    table.add_column("要求", overflow="fold")
    table.add_column("填报或计算", justify="right", no_wrap=True)
    for name in LEVELS.values():
        table.add_column(f"{name}标准", no_wrap=True)
    for levels in by_id(requirements).values():
        for row in rows_of(levels):
            table.add_row(*row)
    out.print(table)
    if not all(requirement.verified for requirement in requirements):
        out.print("  [dim]* 未核实：未见标准原文，仅供参考[/]")
    show_doubts(requirements)


def by_id(requirements: Iterable[Requirement]) -> dict[str, dict[str, Requirement]]:
    """Both levels of each requirement together."""
    found: dict[str, dict[str, Requirement]] = {}
    for requirement in requirements:
        found.setdefault(requirement.id, {})[requirement.level] = requirement
    return found


def rows_of(levels: dict[str, Requirement]) -> Iterator[tuple[str, ...]]:
    label = max((requirement.label for requirement in levels.values()), key=len)
    id = next(requirement.id for requirement in levels.values())
    measures = {m.name: m for r in levels.values() for m in r.measures}
    outcomes = [verdict(levels.get(level)) for level in LEVELS]
    if len(measures) == 1:
        (name,) = measures
        yield folded(f"  {label}"), value_of(measures[name], id), *cells(levels, name)
        return
    yield folded(f"  {label}"), "", *outcomes
    for name, measure in measures.items():
        yield f"[dim]{folded(f'    {name}')}[/]", value_of(measure), *cells(levels, name)


#: Columns that labels may take at most, and what stands beside them needs.
LABELS, BESIDE = 48, 52


def folded(label: str) -> str:
    """A label on as many lines as it needs, the further ones set in."""
    columns = max(LABELS // 2, min(LABELS, out.width - BESIDE))
    first, *others = wrap(label, columns / 2)
    return escape("\n      ".join((first, *others)))


def verdict(requirement: Requirement | None) -> str:
    if requirement is None:
        return "—"
    return f"{MARKS[requirement.outcome]} {requirement.outcome.label}{unseen(requirement)}"


def unseen(requirement: Requirement) -> str:
    return "" if requirement.verified else " [dim]*[/]"


def cells(levels: dict[str, Requirement], name: str) -> Iterator[str]:
    """One measure at both levels; nothing where a level does not judge by it."""
    for level in LEVELS:
        requirement = levels.get(level)
        found = [m for m in requirement.measures if m.name == name] if requirement else []
        alone = requirement is not None and len(requirement.measures) == 1
        text = "".join(cell(m, requirement.id) for m in found if requirement) or (
            "" if requirement else "—"
        )
        yield text + (unseen(requirement) if requirement and alone else "")


def cell(measure: Measure, id: str) -> str:
    """“✔ ≥40 余12.36”."""
    if isinstance(measure.threshold, Decimal):
        line = f"{measure.operator}{measure.threshold.normalize():f}"
        return f"{MARKS[measure.outcome]} {line} {room(measure)}".rstrip()
    line = "" if measure.outcome is Outcome.PASS else f" 须为“{answer_said(id, measure.threshold)}”"
    return f"{MARKS[measure.outcome]}{line}"


def room(measure: Measure) -> str:
    """“余12.36”, “差1.80”: how far it is from the line."""
    if measure.margin is None:
        return ""
    word = "差" if measure.outcome is Outcome.FAIL or measure.margin < 0 else "余"
    return f"{word}{in_full(abs(measure.margin), measure.unit)}"


def in_full(number: Decimal, unit: str) -> str:
    """As it is typed, third decimals included; else as everywhere."""
    return f"{number:f}" if number != round_half_up(number) else digits(number, unit)


def value_of(measure: Measure, id: str = "") -> str:
    """What stands there, an answer as the requirement ``id`` has it; both limits of a number of
    firms known only between them."""
    if measure.value is None:
        return "[yellow]空白[/]"
    if not isinstance(measure.value, Decimal):
        return answer_said(id, measure.value)
    span = measure.quantity.interval
    value = in_full(measure.value, measure.unit)
    if measure.unit == FIRMS and span is not None and span.high > measure.value:
        value = f"{value}—{digits(span.high, measure.unit)}"
    return f"{value}{measure.unit}"


def show_doubts(requirements: Iterable[Requirement]) -> None:
    """What is to be said of those that do not pass, once for both levels where it is the same."""
    said: dict[tuple[Outcome, str, str], list[str]] = {}
    for requirement in requirements:
        if requirement.outcome is not Outcome.PASS and requirement.note:
            what = (requirement.outcome, requirement.label, requirement.note)
            said.setdefault(what, []).append(LEVELS[requirement.level])
    for (outcome, label, note), levels in said.items():
        hang(f"  {MARKS[outcome]}", f"{label}（{'、'.join(levels)}）：{note}", at=4)


def show_standings(requirements: Iterable[Requirement]) -> None:
    """A line a level: how many are met. What is not verified counts for nothing."""
    for level, name in LEVELS.items():
        mine = [requirement for requirement in requirements if requirement.level == level]
        verified = [requirement for requirement in mine if requirement.verified]
        counts = "，".join(
            f"{outcome.label}{sum(requirement.outcome is outcome for requirement in verified)}项"
            for outcome in Outcome
        )
        rest = len(mine) - len(verified)
        aside = f"；另有{rest}项未核实，仅供参考" if rest else ""
        out.print(f"{name}认定标准：{counts}{aside}。")


def show_moved(moved: Moved, edition: Edition) -> None:
    """What the assumed values change, against the file as it is."""
    out.print("\n[bold]假设[/]（文件不变）")
    for change in moved.changes:
        out.print(f"  {escape(changed(change, edition.places[change.key]))}")
    if not (moved.gone or moved.new or moved.standard or moved.figures):
        out.print("  校验结果、认定标准和各项指标都没有变化。")
        return
    for sign, findings in (("[green]－[/]", moved.gone), ("[red]＋[/]", moved.new)):
        for finding in findings:
            show_finding(finding, sign)
    for was, now in moved.standard:
        out.print(f"  {MARKS[was.outcome]} → {MARKS[now.outcome]} {restated(was, now)}")
    for before, after in moved.figures:
        out.print(f"  {escape(recomputed(before, after))}")


def changed(change: Change, place: Place) -> str:
    old, new = (
        "空白" if value is None else in_words(place.field, value)
        for value in (change.old, change.new)
    )
    return f"{place.called}：{old} → {new}"


def restated(was: Requirement, now: Requirement) -> str:
    where = f"{now.label}（{LEVELS[now.level]}）"
    old, new = (margin_of(requirement) for requirement in (was, now))
    return f"{where}：{old} → {new}"


def margin_of(requirement: Requirement) -> str:
    measure = requirement.deciding
    if measure.margin is None:
        return value_of(measure, requirement.id)
    return f"{value_of(measure)}（{room(measure)}）"


def recomputed(before: Figure, after: Figure) -> str:
    old, new = (
        "空白" if figure.value is None else f"{digits(figure.value, figure.unit)}{figure.unit}"
        for figure in (before, after)
    )
    return f"{after.label}：{old} → {new}"
