"""Automatic numbers: on paper they are part of the text, in the file they are not.

WPS and Word turn a typed “1、” into one while people write; without this the text would come
back with its numbers gone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jiqun.documents.reader.names import PARAGRAPH_PR, VAL, P, W

#: Set on a paragraph: what Word prints before its text.
NUMBER = "number"

NUMBERED = f"{W}numPr"
DIGITS = "零一二三四五六七八九"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST = 999


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``text`` is “%1、” or “（%1）”."""

    kind: str
    text: str
    start: int
    gap: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document; ``counts`` are the numbers given so far, by list and level."""

    lists: dict[str, tuple[str, dict[int, Level]]]  # by number id: the list and its levels
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, number_id: str, depth: int) -> str:
        """What the next paragraph of that list and level shows."""
        list_id, levels = self.lists.get(number_id, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.kind in ("bullet", "none"):
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = levels.get(at, level)
            return written_as(one.kind, counts.get(at, one.start))

        return re.sub(r"%([1-9])", shown, level.text) + level.gap


def number_paragraphs(root: etree._Element, numbering: etree._Element) -> None:
    """Give every numbered paragraph what Word prints before it."""
    known = read_numbering(numbering)
    for about in root.iter(NUMBERED):
        properties = about.getparent()
        paragraph = properties.getparent() if properties is not None else None
        if properties is None or properties.tag != PARAGRAPH_PR or paragraph is None:
            continue
        shown = known.next(value(about, "numId", ""), whole(value(about, "ilvl", "0"), 0))
        if shown and paragraph.tag == P:
            paragraph.set(NUMBER, shown)


def value(element: etree._Element, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(VAL, default) if child is not None else default


def whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else default


def read_numbering(root: etree._Element) -> Numbering:
    kinds = {
        abstract.get(f"{W}abstractNumId", ""): levels_of(abstract)
        for abstract in root.iterchildren(f"{W}abstractNum")
    }
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for number in root.iterchildren(f"{W}num"):
        id_, abstract_id = number.get(f"{W}numId", ""), value(number, "abstractNumId", "")
        levels = kinds.get(abstract_id, {})
        restarted = number.find(f"{W}lvlOverride") is not None
        lists[id_] = (f"num {id_}" if restarted else abstract_id, levels)
    return Numbering(lists)


def levels_of(abstract: etree._Element) -> dict[int, Level]:
    return {
        whole(level.get(f"{W}ilvl", "0"), 0): Level(
            kind=value(level, "numFmt", "decimal"),
            text=value(level, "lvlText", "%1.")[:20],
            start=whole(value(level, "start", "1"), 1),
            gap="" if value(level, "suff", "tab") == "nothing" else " ",
        )
        for level in abstract.iterchildren(f"{W}lvl")
    }


def chinese(number: int) -> str:
    """一 to 九十九; beyond that nobody numbers paragraphs."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return f"{ten}{DIGITS[ones] if ones or not tens else ''}"


def letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    text = "x" * (number // 10 - 1) if number >= 20 else ""
    number -= 10 * len(text)
    for size, sign in ROMAN:
        while number >= size:
            text, number = text + sign, number - size
    return text


def circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


WRITTEN: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
}


def written_as(kind: str, number: int) -> str:
    return WRITTEN.get(kind, str)(number) if 0 < number <= MOST else str(number)
