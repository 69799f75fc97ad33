"""Match a cell of options: which boxes are ticked, however the tick was made."""

import re
from dataclasses import dataclass

from jiqun.core.form.model import Kind, Place
from jiqun.core.reading import shortened
from jiqun.documents.paper.sheet import Box, Cell, Printed
from jiqun.documents.plain import Located, located, plain
from jiqun.documents.reader.outcome import Outcome
from jiqun.documents.reader.symbols import EMPTY_BOXES, FULL_BOXES, LOST_FONT, TICKS

BOX = f"[{''.join(EMPTY_BOXES)}]"
MARK = f"[{''.join(FULL_BOXES | TICKS)}]"

#: A tick over, behind or before its box; the first group is what stands before it.
SIGN = re.compile(rf"(.*?)({BOX}?{MARK}+|{BOX})", re.DOTALL)
LONE = re.compile(rf"(?:{BOX}?{MARK}+)?(.*)", re.DOTALL)
#: Signs that are nothing else: a remark may well contain an R or a 口.
ANY_SIGN = re.compile(f"[{''.join((EMPTY_BOXES | FULL_BOXES | TICKS) - set('R口囗○●'))}]")
BRACKETS = str.maketrans("", "", "()[]")


#: Signs and a remark before them; more than this is no sign.
LONGEST_SIGN = 300


class Unclear(Exception):
    """The signs in front of an option cannot be understood; ``str()`` says which option."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands in front of an option, or behind the one before it."""

    ticked: bool
    stray: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """``head`` and ``tail`` are what the cell prints before and after the options."""

    place: Place
    options: tuple[tuple[str, str, str], ...]  # id, label, plain label
    head: str
    tail: str

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place,)

    def match(self, text: str) -> Outcome:
        found = located(text.translate(LOST_FONT))
        gaps = self.gaps(found)
        if gaps is None:
            return self.lone_choice(found.flat)
        try:
            signs = self.signs(gaps)
        except Unclear as why:
            return Outcome(fault=str(why))
        ticked = tuple(
            option[0] for option, sign in zip(self.options, signs, strict=True) if sign.ticked
        )
        if self.place.field.kind is Kind.CHOICE and len(ticked) > 1:
            return Outcome(fault=self.several(ticked))
        stray = "".join(sign.stray for sign in signs)
        return Outcome(ticked=((self.place, ticked),), stray=stray)

    def gaps(self, found: Located) -> list[str] | None:
        """What stands before, between and after the labels; None if one is not there."""
        flat = found.flat
        start = len(self.head) if flat.startswith(self.head) else 0
        end = len(flat) - len(self.tail) if flat.endswith(self.tail) else len(flat)
        gaps: list[str] = []
        for _, _, label in self.options:
            at = flat.find(label, start, end)
            if at < 0:
                return None
            gaps.append(found.cut(start, at))
            start = at + len(label)
        return [*gaps, found.cut(start, end)]

    def signs(self, gaps: list[str]) -> list[Sign]:
        """The sign of every option: its own, or a tick behind it at the end of its line."""
        signs: list[Sign] = []
        last = len(gaps) - 1
        for at, gap in enumerate(gaps):
            behind, broken, own = ("", "", gap) if at == 0 else gap.rpartition("\n")
            if at == last:
                behind, own = gap, ""
            if at > 0:
                signs[-1] = with_behind(signs[-1], behind)
            if at < last:
                label = self.options[at][1]
                signs.append(read_sign(own, label, starts_line=at == 0 or bool(broken)))
        return signs

    def several(self, ticked: tuple[str, ...]) -> str:
        labels = "、".join(f"“{self.place.field.option(id_).label}”" for id_ in ticked)
        return f"同时勾选了{labels}，只能选一项"

    def lone_choice(self, flat: str) -> Outcome:
        """The answer alone, the other options deleted: “是”, “√是”."""
        found = LONE.fullmatch(flat)
        answers = [id_ for id_, _, label in self.options if found and found[1] == label]
        if answers and self.place.field.kind is Kind.CHOICE:
            return Outcome(ticked=((self.place, tuple(answers)),))
        return Outcome(fault="表样所印的选项已改动，无法辨认勾选了哪些")


def boxes(cell: Cell) -> Boxes:
    """The matcher of a cell with boxes, all of which belong to one place."""
    pieces = [piece for line in cell.lines for piece in line.pieces]
    at = [number for number, piece in enumerate(pieces) if isinstance(piece, Box)]
    head = "".join(piece.text for piece in pieces[: at[0]] if isinstance(piece, Printed))
    tail = "".join(piece.text for piece in pieces[at[-1] :] if isinstance(piece, Printed))
    labels = [(box.option, box.place.field.option(box.option).label) for box in cell.boxes]
    options = tuple((id_, label, plain(label)) for id_, label in labels)
    return Boxes(cell.boxes[0].place, options, plain(head), plain(tail))


def read_sign(raw: str, label: str, *, starts_line: bool) -> Sign:
    """The sign in ``raw``, which stands in front of ``label``."""
    shown = plain(raw).translate(BRACKETS)
    found = SIGN.fullmatch(shown) if len(shown) <= LONGEST_SIGN else None
    if found is None:
        raise Unclear(
            f"“{label}”前的“{shortened(shown)}”无法辨认" if shown else f"“{label}”前的方框不见了"
        )
    before, sign = found[1], found[2]
    ticked = re.search(MARK, sign) is not None
    if not ANY_SIGN.search(before):
        return Sign(ticked, before)
    if starts_line and not ticked and re.fullmatch(f"{MARK}+", before):
        return Sign(ticked=True)
    raise Unclear(f"“{label}”前的“{shortened(shown)}”无法辨认是哪一项的勾选")


def with_behind(sign: Sign, raw: str) -> Sign:
    """A tick typed at the end of an option's line is that option's."""
    behind = plain(raw).translate(BRACKETS)
    if re.fullmatch(f"{MARK}+", behind):
        return Sign(ticked=True, stray=sign.stray)
    if ANY_SIGN.search(behind):
        raise Unclear(f"“{shortened(behind)}”无法辨认是哪一项的勾选")
    return Sign(sign.ticked, sign.stray + raw.strip())
