"""Read a workbook that is handed in: the roster, the other lists, and the worksheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jiqun.core.form import DEFAULT_EDITION, Edition, get_edition
from jiqun.core.progress import Progress, unheard
from jiqun.core.reading import shortened
from jiqun.core.roster.cells.raw import said
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import (
    HELP,
    HELP_TITLE,
    NO_FIRMS,
    SAMPLE,
    SAMPLE_TITLE,
    SUMMARY,
    SUMMARY_TITLE,
    Handed,
    HandedSheet,
    Note,
)
from jiqun.documents.workbook.reading.answers import Answers, is_worksheet, read_answers
from jiqun.documents.workbook.reading.choosing import Candidate, choose, heads_found
from jiqun.documents.workbook.reading.notes import holds_anything, not_read
from jiqun.documents.workbook.reading.source import Sheet, open_sheets
from jiqun.documents.workbook.reading.tables import Taken, read_list

#: Heads named in a message.
MOST_NAMED = 12


def read_workbook(
    data: bytes,
    name: str = "",
    edition: Edition | None = None,
    progress: Progress | None = None,
) -> Handed:
    """Everything in an .xlsx, .xls or .csv that is one of the lists or the worksheet.

    ``progress`` is called now and then with the rows read and those there are; whatever it raises
    ends the reading. Raises ``Refused``.
    """
    edition = edition or get_edition(DEFAULT_EDITION)
    called = progress or unheard
    with open_sheets(data, name, called) as every:
        sheets = tuple(sheet for sheet in every if not is_passed_over(sheet))
        answered = next((sheet for sheet in sheets if is_worksheet(sheet)), None)
        chosen = choose([sheet for sheet in sheets if sheet is not answered], edition)
        if not chosen and answered is None:
            raise Refused(no_list(sheets))
        taken = read_lists(chosen, called)
        answers = read_answers(answered, edition) if answered else None
        whole = handed(name, edition, sheets, taken, answers)
        return replace(whole, notes=(*whole.notes, *notes_on_strangers(every)))


def is_passed_over(sheet: Sheet) -> bool:
    """Is it one of those that only explain? A summary may be somebody else's, and of firms."""
    if sheet.name == SUMMARY:
        return first_cell(sheet).startswith(SUMMARY_TITLE)
    return sheet.name in (HELP, SAMPLE)


def first_cell(sheet: Sheet) -> str:
    return said(next((cells[0] for cells in sheet.first.cells if cells), None))


def notes_on_strangers(sheets: Sequence[Sheet]) -> Iterator[Note]:
    """Sheets that are only called like ours."""
    for name, title in ((HELP, HELP_TITLE), (SAMPLE, SAMPLE_TITLE)):
        for sheet in sheets:
            if sheet.name == name and title not in first_cell(sheet) and holds_anything(sheet):
                yield Note(name, "与模板中的说明表同名，没有读取；如应读取，请改名后重新上传")


def no_list(sheets: Sequence[Sheet]) -> str:
    found = "、".join(shortened(head) for head in heads_found(sheets)[:MOST_NAMED])
    what = f"读到的表头是：{found}" if found else "表中没有内容"
    return f"没有找到“企业名称”一栏，{what}；请在名录的表头中写明“企业名称”后重新上传。"


def read_lists(chosen: Mapping[str, Candidate], progress: Progress) -> Mapping[str, Taken]:
    """Every list that was found, by its id."""
    expected = sum(candidate.sheet.rows for candidate in chosen.values())
    progress(0, expected)
    taken: dict[str, Taken] = {}
    for id, candidate in chosen.items():
        done = sum(len(other.listing.rows) for other in taken.values())
        taken[id] = read_list(candidate, done, expected, progress)
    progress(expected, expected)
    return taken


def handed(
    name: str,
    edition: Edition,
    sheets: Sequence[Sheet],
    taken: Mapping[str, Taken],
    answers: Answers | None,
) -> Handed:
    lists = {own.id: taken[own.id] for own in edition.schedules if own.id in taken}
    read = {list_read.sheet.name: list_read.sheet for list_read in lists.values()}
    if answers:
        read[answers.sheet.name] = answers.sheet
    notes = [note for list_read in lists.values() for note in list_read.notes]
    return Handed(
        name=name,
        roster=Roster(
            edition=edition,
            listings={id: list_read.listing for id, list_read in lists.items()},
            worksheet=dict(answers.facts) if answers else {},
        ),
        sheets=tuple(read.get(sheet.name, not_read(sheet)) for sheet in sheets),
        notes=(*notes, *(answers.notes if answers else ()), *notes_on_others(sheets, read, lists)),
        unread=tuple(answers.unread) if answers else (),
    )


def notes_on_others(
    sheets: Sequence[Sheet], read: Mapping[str, HandedSheet], lists: Mapping[str, Taken]
) -> Iterator[Note]:
    """Sheets that were not read, if there is anything on them, and the roster if it is missing."""
    for sheet in sheets:
        if sheet.name not in read and holds_anything(sheet):
            yield Note(sheet.name, "不是可以识别的清单，没有读取；如应读取，请以清单名称命名")
    if FIRMS not in lists:
        yield Note("", "文件中没有企业名录，与企业有关的数字无法汇总核对")
    elif not lists[FIRMS].listing.rows:
        yield Note(lists[FIRMS].sheet.name, NO_FIRMS)
