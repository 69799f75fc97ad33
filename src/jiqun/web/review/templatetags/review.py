"""What the templates of the review need and Django's lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template

from jiqun.core.calendar import unknown_in_words
from jiqun.core.lifecycle import TERMS, State
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.blocks import Ask, anchor_of
from jiqun.web.review.models import Remark, Result
from jiqun.web.review.queries.clocks import clocks_of
from jiqun.web.review.reading import Cell, Proof
from jiqun.web.wording import near

register = template.Library()
register.filter("near", near)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row of the form, with what is held against any of them; keys, remarks and
    firms each with the cell they belong to."""

    called: str
    anchor: str
    keys: Sequence[tuple[str, str]]
    findings: Sequence[Mapping[str, Any]]
    proofs: Sequence[Proof]
    remarks: Sequence[tuple[str, Remark]]
    firms: Sequence[tuple[str, str]]

    @property
    def noted(self) -> bool:
        return bool(self.findings or self.proofs or self.remarks or self.firms)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, and until when; ``unknown`` says what that does not know of."""

    owner: str
    until: date | None
    unknown: str


@register.simple_tag
def turn_of(declaration: Declaration) -> Turn | None:
    """None once it has come to its end."""
    term = TERMS.get(State(declaration.state))
    if term is None:
        return None
    clock = clocks_of([declaration]).get(declaration.pk) if term.days else None
    if clock is None:
        return Turn(term.owner.label, None, "")
    return Turn(term.owner.label, clock.last_day, unknown_in_words(clock.unknown))


@register.simple_tag
def cells_of(cells: Mapping[str, Cell], asks: Sequence[Ask | None]) -> Row:
    row = [(ask.key, label_of(ask), cells[ask.key]) for ask in asks if ask]
    first = next((ask for ask in asks if ask), None)
    return Row(
        called=first.place.field.called if first else "",
        anchor=anchor_of(first.key) if first else "",
        keys=[(key, label) for key, label, _ in row],
        findings=list(once(finding for _, _, cell in row for finding in cell.findings)),
        proofs=[proof for _, _, cell in row for proof in cell.proofs],
        remarks=[
            (label if len(row) > 1 else "", each) for _, label, c in row for each in c.remarks
        ],
        firms=[(key, label) for key, label, cell in row if cell.firms],
    )


@register.filter
def result_label(word: str) -> str:
    """What a result of a visit is called; "" for none."""
    return Result.of(word).label if word else ""


def label_of(ask: Ask) -> str:
    return f"{ask.place.year}年" if ask.place.year else ask.place.called


def once(findings: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A finding that speaks of several cells of a row is told once."""
    seen: set[int] = set()
    for finding in findings:
        if id(finding) not in seen:
            seen.add(id(finding))
            yield finding
