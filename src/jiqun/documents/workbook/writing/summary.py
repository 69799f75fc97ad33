"""The first sheet of a workbook handed back: how much is wrong, by sheet and by rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from jiqun.core.rank import Rank
from jiqun.core.roster.book import ROW_RULES, RowFinding
from jiqun.documents.workbook.handed import FAULTS, SUMMARY_TITLE, WORKSHEET_SHEET, Handed
from jiqun.documents.workbook.writing.look import FILLS, LINE_HEIGHT, Look, lines_in, set_up_page

WIDTHS = (30, 12, 74, 10, 12)

#: What to do about a finding of each rank.
DEMANDS = {
    Rank.BLOCK: "必须改正",
    Rank.EXPLAIN: "请核对；核实无误的，须说明原因",
    Rank.HINT: "供参考，不影响申报",
}


def add_summary(
    sheet: Worksheet,
    look: Look,
    handed: Handed,
    findings: Sequence[RowFinding],
    names: Sequence[str],
    lost: Iterable[RowFinding],
    comment_limit: int | None,
) -> None:
    """``lost`` are findings about rows that no sheet has, such as that a list has none;
    ``comment_limit`` is given where there are too many faulty cells to comment on each."""
    sheet.hide_gridlines(2)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    page = Page(sheet, look)
    page.title(f"{SUMMARY_TITLE}：{handed.name}" if handed.name else SUMMARY_TITLE)
    page.text(verdict(handed, findings))
    if comment_limit:
        page.text(
            f"出错的单元格超过{comment_limit:,}个，为免打开缓慢，"
            f"只着色、不加批注，原因见各表“{FAULTS}”列。"
        )
    if findings:
        page.text("颜色与级别：")
        for rank, demand in DEMANDS.items():
            page.legend(rank, demand)
    page.table("各工作表", ("工作表", "行数", "有问题的行"), sheet_rows(handed, findings, names))
    page.table("按规则", ("规则", "级别", "要求", "问题数", "涉及行数"), rule_rows(findings))
    page.table("读取时的处理", ("工作表", "列", "处理", "处数", "首见行"), note_rows(handed))
    unread = [("测算底稿", "", str(problem)) for problem in handed.unread]
    page.table("未能读取的测算底稿", ("工作表", "", "原因"), unread)
    page.table("原件中没有带回修改稿的内容", ("工作表", "", "内容"), left_out_rows(handed))
    page.table("未列在表中的问题", ("工作表", "级别", "问题"), lost_rows(handed, lost))
    set_up_page(sheet)
    sheet.fit_to_pages(1, 0)


def verdict(handed: Handed, findings: Sequence[RowFinding]) -> str:
    total = sum(len(sheet.rows) for sheet in handed.sheets if judged(sheet.schedule))
    if not total:
        return f"没有可检查的行。{handed.no_firms}"
    if not findings:
        return f"共检查{total:,}行，没有发现问题。{handed.no_firms}"
    rows = len({(finding.schedule, finding.row) for finding in findings})
    ranks = Counter(finding.rank for finding in findings)
    counts = "，".join(f"{rank.label}{ranks[rank]:,}处" for rank in Rank)
    return f"共检查{total:,}行，{rows:,}行有问题：{counts}。{handed.no_firms}"


def judged(schedule: str | None) -> bool:
    return schedule not in (None, WORKSHEET_SHEET)


def sheet_rows(
    handed: Handed, findings: Sequence[RowFinding], names: Sequence[str]
) -> list[tuple[str | int, ...]]:
    faulty = Counter(schedule for schedule, _ in {(f.schedule, f.row) for f in findings})
    return [
        (
            name,
            len(sheet.rows),
            faulty[sheet.schedule or ""] if judged(sheet.schedule) else "未检查",
        )
        for sheet, name in zip(handed.returned, names, strict=True)
    ]


def rule_rows(findings: Sequence[RowFinding]) -> list[tuple[str | int, ...]]:
    return [
        (rule, rank.label, sentence(rule), len(those), len({(f.schedule, f.row) for f in those}))
        for (rank, rule), those in by_rule(findings).items()
    ]


def by_rule(findings: Iterable[RowFinding]) -> Mapping[tuple[Rank, str], list[RowFinding]]:
    """The rules that are broken, the gravest first, and of those the most frequent."""
    found: dict[tuple[Rank, str], list[RowFinding]] = defaultdict(list)
    for finding in findings:
        found[finding.rank, finding.rule].append(finding)
    order = list(Rank)
    ranked = sorted(found, key=lambda key: (order.index(key[0]), -len(found[key]), key[1]))
    return {key: found[key] for key in ranked}


def sentence(rule: str) -> str:
    return ROW_RULES[rule].sentence if rule in ROW_RULES else ""


def note_rows(handed: Handed) -> list[tuple[str | int, ...]]:
    return [
        (note.sheet, note.column, note.text, note.count, note.row if note.row else "")
        for note in handed.notes
    ]


def left_out_rows(handed: Handed) -> list[tuple[str, str, str]]:
    return [(sheet.name, "", what) for sheet in handed.sheets for what in sheet.left_out]


def lost_rows(handed: Handed, lost: Iterable[RowFinding]) -> list[tuple[str, str, str]]:
    edition = handed.roster.edition
    return [
        (edition.schedule(f.schedule).title, f.rank.label, f"{f.message}（{f.rule}）") for f in lost
    ]


class Page:
    """Writes the sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, look: Look) -> None:
        self.sheet, self.look, self.row = sheet, look, 0

    def next(self, height: float) -> int:
        self.sheet.set_row(self.row, height)
        self.row += 1
        return self.row - 1

    def title(self, text: str) -> None:
        self.sheet.write_string(self.next(34), 0, text, self.look.title())

    def text(self, text: str) -> None:
        self.sheet.write_string(self.next(20), 0, text, self.look.format(valign="vcenter"))

    def legend(self, rank: Rank, demand: str) -> None:
        row = self.next(20)
        self.sheet.write_string(row, 0, rank.label, self.look.cell(bg_color=FILLS[rank]))
        self.sheet.write_string(row, 1, demand, self.look.format(valign="vcenter"))

    def table(
        self, heading: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]
    ) -> None:
        """Nothing at all where there is nothing to list."""
        if not rows:
            return
        self.sheet.write_string(self.next(30), 0, heading, self.look.heading())
        at = self.next(22)
        for place, head in enumerate(heads):
            self.sheet.write_string(at, place, head, self.look.head())
        for row in rows:
            most = max(lines_in(str(cell), width) for cell, width in zip(row, WIDTHS, strict=False))
            at = self.next(LINE_HEIGHT * most + 5)
            for place, cell in enumerate(row):
                self.write(at, place, cell)

    def write(self, row: int, place: int, cell: str | int) -> None:
        if isinstance(cell, int):
            self.sheet.write_number(row, place, cell, self.look.cell(align="center"))
        else:
            self.sheet.write_string(row, place, cell, self.look.cell())
