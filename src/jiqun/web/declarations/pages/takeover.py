"""What a package offers for a draft besides its facts: a roster, and files of evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.core.evidence import all_demands
from jiqun.core.form import Edition
from jiqun.core.reading import UNPRINTABLE
from jiqun.documents.attachments.pages import read_pages
from jiqun.documents.filenames import tidy_name
from jiqun.documents.package import Description, File, Package
from jiqun.documents.refused import Refused
from jiqun.web.declarations.actions.evidence import LONGEST_NAME, UNNAMED, checked_note
from jiqun.web.declarations.models import Declaration, EvidenceFile, Origin, Source
from jiqun.web.declarations.pages.prefill import Difference, Group, Offer, lay_out_offer
from jiqun.web.declarations.queries.corrections import opened_in
from jiqun.web.declarations.queries.draft import Draft
from jiqun.web.declarations.queries.evidence import files_of, proves
from jiqun.web.declarations.queries.roster import current_roster

#: How files are ticked, among the keys of the form.
ROSTER, EVIDENCE = "roster:", "evidence:"

NOT_THERE = "没有"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of evidence as a draft would have it. ``homeless`` says how many claims it proves in
    the package that the form does not have."""

    file: File
    name: str
    origin: str
    note: str
    proves: Mapping[str, str]
    homeless: int = 0


def offer_of(package: Package, title: str) -> Offer:
    return Offer(Source.WORD, title, package.facts, package.reasons, typed_only=package.unread)


def roster_name(package: Package) -> str:
    return named(package.roster) if package.roster else ""


def named(file: File) -> str:
    return tidy_name(UNPRINTABLE.sub("", file.name), LONGEST_NAME) or UNNAMED


def pieces_of(package: Package, edition: Edition) -> tuple[Piece, ...]:
    """Each content once: as it is described, or else as the facts name it. Raises ``Refused``."""
    found: dict[str, Piece] = {}
    for file in package.files:
        piece = piece_of(package, file, edition)
        before = found.get(file.sha256)
        if before:
            piece = replace(before, proves={**piece.proves, **before.proves})
        found[file.sha256] = piece
    return tuple(found.values())


def piece_of(package: Package, file: File, edition: Edition) -> Piece:
    said = package.described.get(file.sha256) or Description(proves=named_for(package, file))
    known, name = all_demands(edition), named(file)
    try:
        return Piece(
            file=file,
            name=name,
            origin=said.origin if said.origin in set(Origin) else "",
            note=checked_note(said.note),
            proves={d: read_pages(pages, None) for d, pages in said.proves.items() if d in known},
            homeless=sum(demand not in known for demand in said.proves),
        )
    except Refused as why:
        raise Refused(f"佐证材料“{name}”：{why}") from None


def named_for(package: Package, file: File) -> Mapping[str, str]:
    """What it proves by its name alone: with all of its pages."""
    return {d: "" for d, names in (package.evidence or {}).items() if file.name in names}


# --- Beside what there is -------------------------------------------------------------------


def lay_out_package(
    declaration: Declaration, draft: Draft, package: Package, offer: Offer, pieces: Sequence[Piece]
) -> tuple[Group, ...]:
    """Everything that differs; files after the facts."""
    edition = declaration.edition
    same_form = offer.is_same_form(edition)
    groups = (
        *lay_out_offer(draft, edition, offer, opened_in(declaration)),
        Group("企业名录", tuple(roster_difference(declaration, package, same_form))),
        Group("佐证材料", tuple(evidence_differences(declaration, pieces, same_form))),
    )
    return tuple(group for group in groups if group.rows)


def roster_difference(
    declaration: Declaration, package: Package, same_form: bool
) -> Iterator[Difference]:
    if package.roster is None:
        return
    now = current_roster(declaration)
    if now is None or now.blob.sha256 != package.roster.sha256:
        yield Difference(
            key=f"{ROSTER}{package.roster.sha256}",
            called="企业名录",
            now=now.name if now else NOT_THERE,
            offered=roster_name(package),
            ticked=now is None and same_form,
        )


def evidence_differences(
    declaration: Declaration, pieces: Sequence[Piece], same_form: bool
) -> Iterator[Difference]:
    there = {file.blob.sha256: file for file in files_of(declaration)}
    for piece in pieces:
        file = there.get(piece.file.sha256)
        now = as_piece(file, piece.file) if file else None
        after = merged(now, piece) if now else piece
        if now != after:
            yield Difference(
                key=f"{EVIDENCE}{piece.file.sha256}",
                called=piece.name,
                now=in_words(declaration.edition, now) if now else NOT_THERE,
                offered=in_words(declaration.edition, after),
                ticked=same_form and (now is None or only_adds(now, after)),
            )


def as_piece(file: EvidenceFile, content: File) -> Piece:
    bound = {binding.demand: binding.pages for binding in file.bindings.all()}
    return Piece(content, file.name, file.origin, file.note, bound)


def merged(now: Piece, piece: Piece) -> Piece:
    """As the package has it, with all that is said only here."""
    return replace(
        now,
        name=piece.name,
        origin=piece.origin or now.origin,
        note=piece.note or now.note,
        proves={**now.proves, **piece.proves},
    )


def only_adds(now: Piece, after: Piece) -> bool:
    kept = {demand: after.proves[demand] for demand in now.proves}
    said = (now.name, now.origin or after.origin, now.note or after.note, now.proves)
    return said == (after.name, after.origin, after.note, kept)


def in_words(edition: Edition, piece: Piece) -> str:
    """One thing a line: what it is called and what it is, then everything it proves."""
    every = all_demands(edition)
    origin = Origin.of(piece.origin).label if piece.origin else ""
    told = [proves(edition, every[d], p) for d, p in piece.proves.items() if d in every]
    return "\n".join(filter(None, [piece.name, origin, piece.note, *told]))
