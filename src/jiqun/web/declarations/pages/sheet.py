"""A part's page: its blocks with what is filled in, and beside them what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jiqun.core.figures import Figure, Figures
from jiqun.core.form import COVER, WORKSHEET, Edition, get_edition
from jiqun.core.rules import Finding, Rank
from jiqun.core.rules.wording import in_unit
from jiqun.documents.intake import Examined
from jiqun.web.checks.layout import part_numbered
from jiqun.web.declarations.pages.blocks import (
    Block,
    anchor_of,
    lay_out_cover,
    lay_out_part,
    lay_out_worksheet,
)
from jiqun.web.declarations.queries.case import wrong_now

#: How a part is called in an address, and in the form.
SLUGS = {
    "cover": COVER,
    **{str(n): number for n, number in enumerate("一二三四五六七八九", start=1)},
    "worksheet": WORKSHEET,
}
#: From the gravest on.
GRAVEST = tuple(Rank)

SLUG_OF = {number: slug for slug, number in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure as it comes out of what is filled in; it ``differs`` where the form asks for it and
    has something else."""

    label: str
    value: str
    formula: str
    differs: bool


def limit_of(edition: Edition, number: str) -> int | None:
    """The 字 allowed for all texts of a part together."""
    part = part_numbered(edition, number)
    return part.limit if part else None


@cache
def blocks(edition_id: str, number: str) -> tuple[Block, ...]:
    edition = get_edition(edition_id)
    if number == COVER:
        return lay_out_cover(edition)
    if number == WORKSHEET:
        return lay_out_worksheet(edition)
    part = part_numbered(edition, number)
    assert part is not None  # nothing else has a page
    return lay_out_part(part, edition)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A finding, and where the first cell is that it speaks of."""

    finding: Finding
    slug: str = ""
    anchor: str = ""


def wrong_on(edition: Edition, number: str, examined: Examined) -> tuple[Wrong, ...]:
    """What is wrong so far with anything that stands in the part."""
    return tuple(
        placed(finding, edition)
        for finding in wrong_now(examined.report.findings)
        if finding.part == number
        or any(edition.part_of[edition.places[key].field.id] == number for key in finding.fields)
    )


def placed(finding: Finding, edition: Edition) -> Wrong:
    if not finding.fields:
        return Wrong(finding)
    place = edition.places[finding.fields[0]]
    return Wrong(finding, SLUG_OF[edition.part_of[place.field.id]], anchor_of(place.key))


def marks(findings: Sequence[Finding]) -> Mapping[str, Rank]:
    """How grave the gravest finding on each cell is."""
    found: dict[str, Rank] = {}
    for finding in sorted(findings, key=lambda f: GRAVEST.index(f.rank), reverse=True):
        for key in finding.fields:
            found[key] = finding.rank
    return found


def computed_in(figures: Figures, number: str) -> Iterator[Computed]:
    """The figures of a part that can be computed so far."""
    for figure in figures.known(number):
        yield Computed(
            figure.label,
            in_unit(figure.quantity, figure.unit),
            figure.quantity.sum,
            differs=declared_otherwise(figure, figures),
        )


def declared_otherwise(figure: Figure, figures: Figures) -> bool:
    if figure.key not in figures.facts.edition.printed:
        return False
    declared = figures.given(figure.key)
    return not declared.blank and not figure.fits(declared)
