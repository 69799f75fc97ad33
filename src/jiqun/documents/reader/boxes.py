"""Match a cell of options: which boxes are ticked, however the tick was made."""

import re
from dataclasses import dataclass

from jiqun.core.form.model import Kind, Place
from jiqun.documents.paper.sheet import Box, Cell, Printed
from jiqun.documents.reader.outcome import Outcome
from jiqun.documents.reader.plain import cut_out, located, plain
from jiqun.documents.reader.symbols import EMPTY_BOXES, FULL_BOXES, LOST_FONT, TICKS

BOX = f"[{''.join(EMPTY_BOXES)}]"
MARK = f"[{''.join(FULL_BOXES | TICKS)}]"

#: A tick over, behind or before its box; the first group is what stands before it.
SIGN = re.compile(rf"(.*?)({BOX}?{MARK}+|{BOX})", re.DOTALL)
ANY_SIGN = re.compile(f"{BOX}|{MARK}")
BRACKETS = str.maketrans("", "", "()[]")


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
        text = text.translate(LOST_FONT)
        flat, places = located(text)
        gaps = self.gaps(text, flat, places)
        if gaps is None:
            return self.lone_choice(flat)
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

    def gaps(self, text: str, flat: str, places: list[int]) -> list[str] | None:
        """What stands before, between and after the labels; None if one is not there."""
        start = len(self.head) if flat.startswith(self.head) else 0
        end = len(flat) - len(self.tail) if flat.endswith(self.tail) else len(flat)
        gaps: list[str] = []
        for _, _, label in self.options:
            at = flat.find(label, start, end)
            if at < 0:
                return None
            gaps.append(between(text, places, start, at))
            start = at + len(label)
        return [*gaps, between(text, places, start, end)]

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
        if self.place.field.kind is Kind.CHOICE:
            sign = SIGN.match(flat)
            rest = flat[sign.end() :] if sign and not sign[1] else flat
            empty = rest != flat and not re.search(MARK, flat[: len(flat) - len(rest)])
            for id_, _, label in self.options:
                if rest == label and not empty:
                    return Outcome(ticked=((self.place, (id_,)),))
        if not flat:
            return Outcome(fault="表样所印的选项已被删除")
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


def between(text: str, places: list[int], start: int, end: int) -> str:
    """The raw text of a stretch, with the line breaks at its edges, which tell whose it is."""
    first = places[start - 1] + 1 if start else 0
    last = places[end] if end < len(places) else len(text)
    return text[first:last] if start < end else cut_out(text, places, start, end)


def read_sign(raw: str, label: str, *, starts_line: bool) -> Sign:
    """The sign in ``raw``, which stands in front of ``label``."""
    found = SIGN.fullmatch(plain(raw).translate(BRACKETS))
    if found is None:
        what = f"“{plain(raw)}”" if plain(raw) else ""
        raise Unclear(f"“{label}”前的方框{what or '不见了'}{'无法辨认' if what else ''}")
    before, sign = found[1], found[2]
    ticked = re.search(MARK, sign) is not None
    if not ANY_SIGN.search(before):
        return Sign(ticked, before)
    if starts_line and not ticked and re.fullmatch(f"{MARK}+", before):
        return Sign(ticked=True)
    raise Unclear(f"“{label}”前的“{plain(raw)}”无法辨认是哪一项的勾选")


def with_behind(sign: Sign, raw: str) -> Sign:
    """A tick typed at the end of an option's line is that option's."""
    behind = plain(raw).translate(BRACKETS)
    if behind and re.fullmatch(f"{MARK}+", behind):
        return Sign(ticked=True, stray=sign.stray)
    return Sign(sign.ticked, sign.stray + raw.strip())
