"""What stands outside the tables: the cover as paragraphs, headings, the annex."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jiqun.core.form import EDITIONS
from jiqun.core.form.years import Years
from jiqun.core.reading import shortened
from jiqun.documents.paper.fill import ANNEX_HEAD
from jiqun.documents.plain import located, plain
from jiqun.documents.reader.layout import CoverLine, Layout
from jiqun.documents.reader.names import TBL, P
from jiqun.documents.reader.outcome import Outcome
from jiqun.documents.reader.taking import Taking
from jiqun.documents.reader.wordtext import Rows, Written, inside, rows_of, text_of
from jiqun.documents.refused import Refused

#: Twice the length of the longest paragraph the form prints outside its tables.
LONGEST_PRINTED = 500

#: The form has fewer places than that; a longer table is something else.
MOST_ANNEX = 1000

YEARS_LABEL = "年度"
OTHER_FILE = (
    "这个Word文件不是申报表：没有找到第二部分“年度”一行；请上传用“北京市中小企业特色产业集群"
    "申报表”原表填写的文件。"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The tables of a document, and the texts of the paragraphs before each of them."""

    tables: tuple[Rows, ...]
    before: tuple[tuple[str, ...], ...]


def survey(body: etree._Element) -> Page:
    tables: list[Rows] = []
    before: list[tuple[str, ...]] = []
    paragraphs: list[etree._Element] = []
    for block in inside(body, P, TBL):
        if block.tag == TBL:
            tables.append(rows_of(block))
            before.append(tuple(filter(str.strip, map(text_of, paragraphs))))
            paragraphs = []
        else:
            paragraphs.append(block)
    return Page(tuple(tables), tuple(before))


def recognise(page: Page) -> str:
    """The edition whose years the second part prints."""
    for table in page.tables:
        head = [plain(cell.text) for cell in table[0]] if table else []
        if head and head[0] == YEARS_LABEL:
            return edition_of(head[1:])
    raise Refused(OTHER_FILE)


def edition_of(heads: list[str]) -> str:
    years = tuple(int(head[:4]) for head in heads if re.fullmatch(r"[12][0-9]{3}年", head))
    known = {Years(int(edition.rpartition("-")[2])).past: edition for edition in EDITIONS}
    found = known.get(years) if len(years) == 3 and len(heads) == 3 else None
    if found is None:
        first, last = min(known), max(known)
        raise Refused(
            f"第二部分表格第1行的年度是“{shortened('、'.join(heads), 40)}”，没有对应的表样；"
            f"应为连续三年，从{first[0]}—{first[-1]}年到{last[0]}—{last[-1]}年，请用当年的原表填写。"
        )
    return found


def cover_is_text(page: Page, layout: Layout) -> bool:
    """Is the cover written in paragraphs, as in the official .doc, and not in a table?"""
    labels = tuple(line.label for line in layout.cover)
    first = page.before[0] if page.before else ()
    return any(beginning(text).startswith(labels) for text in first)


def read_cover(page: Page, layout: Layout, taking: Taking) -> None:
    """Each label of the cover and what follows it, up to the next printed line."""
    printed = {text for texts in layout.outside[:2] for text in texts}
    hints = {hint for hints in layout.blanks.values() for hint in hints}
    current: CoverLine | None = None
    found: dict[CoverLine, list[str]] = {}
    for text in lines_of(page.before[0]):
        flat = beginning(text)
        label = next((line for line in layout.cover if flat.startswith(line.label)), None)
        if label:
            current = label
            found.setdefault(label, []).append(behind(text, len(label.label)))
        elif flat in printed:
            current = None
        elif current and flat not in hints:
            found[current].append(text)
        elif not current:
            refuse_outside(text, printed, "封面")
    for line, texts in found.items():
        outcome = Outcome(written=((line.slot, "\n".join(texts)),))
        where = f"封面“{line.slot.place.field.label}”"
        taking.take(outcome, Written(""), where, (line.slot.place.key,))


def beginning(text: str) -> str:
    """As much of a paragraph as any that is printed has."""
    return plain(text[:LONGEST_PRINTED])


def behind(text: str, length: int) -> str:
    """What follows the first ``length`` plain characters, which are a label."""
    return text[located(text[:LONGEST_PRINTED]).place(length - 1) + 1 :]


def lines_of(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from filter(str.strip, text.split("\n"))


def check_outside(texts: tuple[str, ...], printed: tuple[str, ...], name: str) -> None:
    """Text before a table of the form must be what the form prints there."""
    for text in texts:
        refuse_outside(text, set(printed), f"{name}表格之前")


def refuse_outside(text: str, printed: set[str], where: str) -> None:
    """Refuse what the form doesn't print; a printed paragraph may be there in part."""
    flat = beginning(text)
    if flat not in printed and not any(flat in whole for whole in printed):
        raise Refused(
            f"{where}多出文字“{shortened(text)}”；表格之外不填写内容（填报说明18），"
            "请移到相应栏目或放在全部表格之后，再重新上传。"
        )


def read_annex(tables: tuple[Rows, ...]) -> dict[str, str]:
    """Plain label and text of every row of the annex tables; other tables are attachments."""
    annex: dict[str, str] = {}
    for table in tables:
        if not table or tuple(plain(cell.text) for cell in table[0]) != ANNEX_HEAD:
            continue
        for row in table[1 : MOST_ANNEX + 1]:
            if len(row) == len(ANNEX_HEAD):
                annex.setdefault(plain(row[0].text), row[1].text)
    return annex
