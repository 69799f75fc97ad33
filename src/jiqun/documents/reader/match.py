"""Match the text of a cell against what the form prints there.

A matcher is compiled from the cell of the sheet, once per edition. It finds the printed words
in order, whatever their width and spacing, and hands on what stands between them.
"""

import re
from dataclasses import dataclass

from jiqun.core.form.model import Place
from jiqun.core.reading import COUNTERS
from jiqun.core.values import NONE
from jiqun.documents.paper.sheet import Cell, Printed, Slot
from jiqun.documents.plain import located, plain
from jiqun.documents.reader.boxes import boxes
from jiqun.documents.reader.outcome import NOTHING, Matcher, Outcome

#: What the form prints behind its counts.
COUNTER = "个"

#: What numbers a printed line: Word may write the same number by itself, or in other digits.
NUMBER = r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[,.]|[a-z]\.)"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A heading or a line of guidance, found with any number before it or none."""

    text: str
    flat: str
    pattern: re.Pattern[str]

    def find(self, flat: str, start: int) -> tuple[int, int] | None:
        at = flat.find(self.flat, start)
        if at >= 0:
            return at, at + len(self.flat)
        found = self.pattern.search(flat, start)
        return found.span() if found else None

    def begins(self, flat: str) -> bool:
        """Does a paragraph begin with this line as printed, or consist of it?"""
        return flat.startswith(self.flat) or self.pattern.fullmatch(flat) is not None


def printed_line(text: str) -> PrintedLine:
    flat = plain(text)
    bare = re.sub(f"^{NUMBER}", "", flat)
    return PrintedLine(text, flat, re.compile(f"{NUMBER}?{re.escape(bare)}"))


@dataclass(frozen=True, slots=True)
class Label:
    """A cell that only prints: what it prints must stand there."""

    text: str
    flat: str
    places: tuple[Place, ...] = ()

    def match(self, text: str) -> Outcome:
        same = text == self.text or plain(text) == self.flat
        return NOTHING if same else Outcome(altered=self.text.replace("\n", ""))


@dataclass(frozen=True, slots=True)
class Guidance:
    """Printed lines that hold no data and may be deleted; anything else there is stray."""

    lines: tuple[PrintedLine, ...]
    places: tuple[Place, ...] = ()

    def match(self, text: str) -> Outcome:
        found = located(text)
        return Outcome(stray="".join(found.cut(*part) for part in without(found.flat, self.lines)))


@dataclass(frozen=True, slots=True)
class Whole:
    """A cell that is nothing but one slot."""

    slot: Slot

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.slot.place,)

    def match(self, text: str) -> Outcome:
        return Outcome(written=((self.slot, text),))


@dataclass(frozen=True, slots=True)
class Headed:
    """Headings and guidance, which may be deleted in part, and the applicant's text."""

    lines: tuple[PrintedLine, ...]
    slot: Slot

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.slot.place,)

    def match(self, text: str) -> Outcome:
        found = located(text)
        rest = without(found.flat, self.lines)
        if rest == [(0, len(found.flat))]:
            return Outcome(fault="表样所印的标题已改动，无法辨认所填内容")
        return Outcome(written=((self.slot, "\n".join(found.cut(*part) for part in rest)),))


@dataclass(frozen=True, slots=True)
class Mixed:
    """Printed words with slots between them: “数量：__个 名称：__”."""

    pieces: tuple[str | Slot, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(slot.place for slot in self.slots)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    def match(self, text: str) -> Outcome:
        found = located(text)
        spans = self.find(found.flat)
        if found.flat == NONE.value:
            return Outcome(written=((self.slots[0], text),))
        if spans is None:
            words = "、".join(f"“{word}”" for word in self.pieces if word and isinstance(word, str))
            return Outcome(fault=f"表样所印的{words}已改动，无法辨认所填内容")
        return Outcome(written=tuple((slot, found.cut(*span)) for slot, *span in spans))

    def find(self, flat: str) -> list[tuple[Slot, int, int]] | None:
        """Where each slot's text begins and ends, between the words before and after it."""
        found: list[tuple[Slot, int, int]] = []
        slot: Slot | None = None
        start = 0
        for number, piece in enumerate(self.pieces):
            if isinstance(piece, Slot):
                slot = piece
                continue
            for word in spellings(piece):
                at = self.find_word(flat, word, start, number, open_=slot is not None)
                if at >= start:
                    break
            else:
                return None
            if slot is not None:
                found.append((slot, start, at))
                slot = None
            start = at + len(word)
        return [*found, (slot, start, len(flat))] if slot is not None else found

    def find_word(self, flat: str, word: str, start: int, number: int, *, open_: bool) -> int:
        """The first place of a printed word; the very end for one that ends the cell."""
        if number == len(self.pieces) - 1:
            return len(flat) - len(word) if flat.endswith(word) else -1
        if open_:
            return flat.find(word, start)
        return start if flat.startswith(word, start) else -1


def spellings(word: str) -> tuple[str, ...]:
    """A printed word as people leave it: 1个, 1家 or just 1."""
    if word[:1] != COUNTER:
        return (word,)
    others = (f"{counter}{word[1:]}" for counter in COUNTERS if counter != COUNTER)
    return (word, *others, word[1:])


def without(flat: str, lines: tuple[PrintedLine, ...]) -> list[tuple[int, int]]:
    """The stretches of ``flat`` that are left when each printed line is taken out once."""
    rest: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        found = line.find(flat, start)
        if found:
            rest.append((start, found[0]))
            start = found[1]
    rest.append((start, len(flat)))
    return [(first, last) for first, last in rest if first < last]


def matcher(cell: Cell, *, lenient: bool = False) -> Matcher:
    """The matcher of a cell. ``lenient`` lets printed lines without data be deleted."""
    if cell.boxes:
        return boxes(cell)
    lines = ["".join(p.text for p in line.pieces if isinstance(p, Printed)) for line in cell.lines]
    if not cell.slots:
        if lenient:
            return Guidance(tuple(map(printed_line, lines)))
        return Label(cell.text, plain(cell.text))
    *printed, last = cell.lines
    if len(cell.slots) == 1 and len(last.pieces) == 1 and isinstance(last.pieces[0], Slot):
        if not printed:
            return Whole(last.pieces[0])
        return Headed(tuple(map(printed_line, lines[:-1])), last.pieces[0])
    return Mixed(tuple(words_and_slots(cell)))


def words_and_slots(cell: Cell) -> list[str | Slot]:
    """Slots, and the printed words between them run together."""
    pieces: list[str | Slot] = []
    for piece in (piece for line in cell.lines for piece in line.pieces):
        if isinstance(piece, Slot):
            pieces.append(piece)
        elif isinstance(piece, Printed):
            before = pieces.pop() if pieces and isinstance(pieces[-1], str) else ""
            pieces.append(f"{before}{plain(piece.text)}")
    return pieces
