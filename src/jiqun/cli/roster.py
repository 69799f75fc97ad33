"""jiqun roster template | check | totals: the workbook out, and what was made of it in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from jiqun.cli import show
from jiqun.cli.checked import RANKS
from jiqun.cli.files import read_bytes, write_bytes
from jiqun.cli.options import AsJson, EditionOption, edition_named, print_json
from jiqun.cli.progress import cancellable, counting
from jiqun.core.form import DEFAULT_EDITION, Edition
from jiqun.core.rank import Rank
from jiqun.core.report import digits
from jiqun.core.roster.gaps import Gap, gaps_in, in_words, summed_up
from jiqun.core.roster.model import Roster
from jiqun.core.roster.rules import RowFinding, judge_rows
from jiqun.core.roster.totals import Total, totals_of
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed, Note
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.writing.annotated import write_annotated
from jiqun.documents.workbook.writing.summary import by_rule, sentence, verdict
from jiqun.documents.workbook.writing.template import write_template

roster = typer.Typer(help="企业名录与清单：模板、检查、汇总。", no_args_is_help=True)

Workbook = Annotated[Path, typer.Argument(metavar="名录", help="企业名录 .xlsx、.xls 或 .csv")]

#: The template where no name is given.
UNNAMED = Path("企业名录模板.xlsx")

#: Rows named on screen for each rule; the workbook names them all.
MOST_ROWS = 5


def refuse_other_than_xlsx(output: Path) -> None:
    if output.suffix.lower() != ".xlsx":
        raise Refused(f"“{output.name}”的扩展名应为 .xlsx：写出的是Excel工作簿。")


@roster.command()
def template(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=f"写到哪个文件，默认 {UNNAMED}")
    ] = None,
    edition: EditionOption = DEFAULT_EDITION,
) -> None:
    """生成企业名录与各清单的填报模板。"""
    path = output or UNNAMED
    refuse_other_than_xlsx(path)
    if not output and path.exists():  # perhaps filled in by now
        raise Refused(f"“{path}”已经存在，为免覆盖填好的名录，请用 -o 另定文件名。")
    write_bytes(path, write_template(edition_named(edition)))


@roster.command()
def check(
    workbook: Workbook,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="修改稿写到哪个 .xlsx：出错处着色并附批注"),
    ] = None,
    faulty_first: Annotated[
        bool,
        typer.Option("--faulty-first/--in-place", help="修改稿中有问题的行排在前面，或不动次序"),
    ] = True,
    beside: Annotated[
        list[Path] | None,
        typer.Option("--beside", metavar="名录", help="同一批次其他集群的名录，查重复计入的企业"),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option("--earlier", metavar="名录", help="本集群以往的名录，查前后填报不一的数据"),
    ] = None,
    edition: EditionOption = DEFAULT_EDITION,
    as_json: AsJson = False,
) -> None:
    """逐行检查名录：无阻断项退出码 0，有阻断项 1，无法读取 2。"""
    if output:
        refuse_other_than_xlsx(output)
        if output.resolve() == workbook.resolve():
            raise Refused(f"修改稿不能写在原件“{workbook}”上，请用 -o 另定文件名。")
    with cancellable():
        handed = open_workbook(workbook, edition_named(edition))
        known = replace(
            handed.roster,
            beside=rosters_in(beside, handed.roster.edition),
            earlier=rosters_in(earlier, handed.roster.edition),
        )
        findings = judged(known)
        gaps = gaps_totalled(handed.roster)
        if output:
            with counting("写出修改稿") as tell:
                data = write_annotated(handed, findings, faulty_first=faulty_first, progress=tell)
            write_bytes(output, data)
    if as_json:
        print_json({**checked_as_json(handed, findings), "gaps": gaps_as_json(handed, gaps)})
    else:
        show_checked(handed, findings, gaps)
    raise typer.Exit(1 if any(finding.rank is Rank.BLOCK for finding in findings) else 0)


@roster.command()
def totals(
    workbook: Workbook, edition: EditionOption = DEFAULT_EDITION, as_json: AsJson = False
) -> None:
    """按填报说明的口径汇总名录，给出申报表各栏的数。"""
    with cancellable():
        handed = open_workbook(workbook, edition_named(edition))
        findings = judged(handed.roster)
        with show.working("汇总名录"):
            found = totals_of(handed.roster)
            gaps = gaps_in(handed.roster, found)
    blocked = sum(finding.rank is Rank.BLOCK for finding in findings)
    if blocked:
        show.warning(
            f"名录有{blocked:,}处阻断问题没有改正，合计仅供参考；用 jiqun roster check 查看。"
        )
    if not found:
        show.note(handed.no_firms or "名录中没有可以汇总的数据。")
    if as_json:
        as_dict = totals_as_json(handed.roster.edition, tuple(found.values()))
        print_json({**as_dict, "gaps": gaps_as_json(handed, gaps)})
    else:
        show_totals(handed.roster.edition, tuple(found.values()))
        show_gaps(handed.roster.edition, gaps)


def open_workbook(path: Path, edition: Edition) -> Handed:
    data = read_bytes(path)
    with counting("读取名录") as tell:
        return read_workbook(data, path.name, edition, tell)


def judged(known: Roster) -> tuple[RowFinding, ...]:
    with counting("检查各行") as tell:
        return judge_rows(known, tell)


def gaps_totalled(of: Roster) -> tuple[Gap, ...]:
    with show.working("看缺少哪些栏"):
        return gaps_in(of)


def rosters_in(paths: Sequence[Path] | None, edition: Edition) -> dict[str, Roster]:
    """Other rosters, by the names of their files; by their paths where two are called the same."""
    stems = Counter(path.stem for path in paths or ())
    return {
        path.stem if stems[path.stem] == 1 else str(path): open_workbook(path, edition).roster
        for path in paths or ()
    }


# --- What check shows ---


def show_checked(handed: Handed, findings: Sequence[RowFinding], gaps: Sequence[Gap]) -> None:
    """What the reader did, the rules that are broken with their first rows, what can't be totalled,
    and the verdict."""
    show_read(handed)
    for (rank, rule), those in by_rule(findings).items():
        count = f"[bold]{len(those):,}处[/]"
        show.out.print(f"{RANKS[rank]} {rule} {count} {sentence(rule)}", highlight=False)
        for finding in those[:MOST_ROWS]:
            title = handed.roster.edition.schedule(finding.schedule).title
            show.hang("   ", f"{title}第{finding.row}行：{finding.message}", at=5)
        if len(those) > MOST_ROWS:
            show.out.print(
                f"    [dim]另有{len(those) - MOST_ROWS:,}处，用 -o 写出修改稿可见全部[/]"
            )
    show_gaps(handed.roster.edition, gaps)
    show.out.print(f"[bold]{verdict(handed, findings)}[/]")


def show_gaps(edition: Edition, gaps: Sequence[Gap]) -> None:
    """Columns that are not there, with the figures nobody can total without them."""
    if gaps:
        show.out.print(f"[bold yellow]▲[/] [bold]{summed_up(gaps, edition)}[/]")
    for gap in gaps:
        show.hang("   ", in_words(gap, edition), at=5)


def gaps_as_json(handed: Handed, gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    return [
        {
            "columns": list(gap.columns),
            "blank": gap.blank,
            "totals": list(gap.keys),
            "message": in_words(gap, handed.roster.edition),
        }
        for gap in gaps
    ]


def show_notes(notes: Iterable[Note]) -> None:
    for note in notes:
        show.note(f"读取：{note}")


def show_read(handed: Handed) -> None:
    """What the reader did on its own, and what it could not."""
    show_notes(handed.notes)
    for problem in handed.unread:
        show.warning(f"测算底稿未能读取：{problem}")


def checked_as_json(handed: Handed, findings: Sequence[RowFinding]) -> dict[str, Any]:
    return {
        "edition": handed.roster.edition.id,
        "sheets": [
            {"name": sheet.name, "schedule": sheet.schedule, "rows": len(sheet.rows)}
            for sheet in handed.sheets
        ],
        "findings": [
            {
                "rule": finding.rule,
                "rank": finding.rank.value,
                "schedule": finding.schedule,
                "row": finding.row,
                "keys": list(finding.keys),
                "message": finding.message,
            }
            for finding in findings
        ],
        "notes": [
            {
                "sheet": note.sheet,
                "column": note.column,
                "text": note.text,
                "count": note.count,
                "row": note.row,
            }
            for note in handed.notes
        ],
        "unread": [str(problem) for problem in handed.unread],
    }


# --- What totals shows ---


def show_totals(edition: Edition, found: Sequence[Total]) -> None:
    for total in found:
        place = edition.places[total.key]
        value = f"{digits(total.value, place.field.unit)}{place.field.unit}"
        show.out.print(f"[bold]{place.short}[/]  {value}", highlight=False)
        show.hang("   ", f"{total.words}，{len(total.rows):,}行{lacking(total)}", at=5)


def lacking(total: Total) -> str:
    """A rate may count a row in one of its parts and lack it in another."""
    if not total.lacking:
        return ""
    how = "按已有的数计算，仅供参考" if total.parts else "未计入"
    return f"；{len(total.lacking):,}行缺数，{how}"


def totals_as_json(edition: Edition, found: Sequence[Total]) -> dict[str, Any]:
    """Values as the form prints them, and exactly."""
    return {
        "edition": edition.id,
        "totals": [
            {
                "key": total.key,
                "label": edition.places[total.key].called,
                "unit": edition.places[total.key].field.unit,
                "value": digits(total.value, edition.places[total.key].field.unit),
                "exact": f"{total.value:f}",
                "schedule": total.schedule,
                "rows": list(total.rows),
                "lacking": list(total.lacking),
                "words": total.words,
                "parts": list(total.parts),
            }
            for total in found
        ],
    }
