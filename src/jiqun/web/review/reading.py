"""What was filed, cell by cell, with everything that a reviewer holds against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jiqun.core.evidence import all_demands
from jiqun.core.facts import parse_facts
from jiqun.core.figures import Figures
from jiqun.core.form import Edition, get_edition
from jiqun.core.roster.gaps import whole
from jiqun.core.rules.wording import in_unit
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.pages.shown import in_words
from jiqun.web.declarations.queries.declarations import earlier_of
from jiqun.web.declarations.queries.draft import Typed
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review.models import Remark


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that was filed for a claim; ``file`` is its number where it is still in the list."""

    name: str
    where: str
    file: int | None


@dataclass(slots=True)
class Cell:
    """One cell as it was filed: what stood there before it was returned and in an earlier call, and
    what is computed where that is something else."""

    value: str
    before: str = ""
    earlier: str = ""
    computed: str = ""
    firms: bool = False
    findings: list[Mapping[str, Any]] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission as a reviewer reads it."""

    submission: Submission
    edition: Edition
    cells: Mapping[str, Cell]
    remarks: Sequence[Remark]

    def count(self, part: str) -> "Counts":
        keys = [
            k for k, p in self.edition.places.items() if self.edition.part_of[p.field.id] == part
        ]
        cells = [self.cells[key] for key in keys if key in self.cells]
        return Counts(
            findings=sum(finding["part"] == part for finding in self.submission.findings),
            remarks=sum(len(cell.remarks) for cell in cells),
            changed=sum(bool(cell.before) for cell in cells),
        )


@dataclass(frozen=True, slots=True)
class Counts:
    findings: int
    remarks: int
    changed: int


def read(declaration: Declaration, submission: Submission, reader: User) -> Reading:
    edition = get_edition(submission.edition_id)
    cells = {key: Cell(bare(edition, key, submission.facts.get(key))) for key in edition.places}
    put_before(cells, edition, submission)
    put_earlier(cells, edition, declaration)
    put_computed(cells, edition, submission)
    for finding in submission.findings:
        for key in finding["fields"]:
            if key in cells:
                cells[key].findings.append(finding)
    put_proofs(cells, edition, declaration, submission)
    remarks = list(remarks_on(declaration, reader))
    for remark in remarks:
        if remark.key in cells:
            cells[remark.key].remarks.append(remark)
    return Reading(submission, edition, cells, remarks)


def bare(edition: Edition, key: str, typed: Typed) -> str:
    """In words, the unit of a figure standing beside its cell already."""
    return in_words(edition, key, typed).removesuffix(edition.places[key].field.unit or "")


def remarks_on(declaration: Declaration, reader: User) -> Iterable[Remark]:
    """Those of the reader's own authority."""
    mine = declaration.remarks.filter(unit=reader.unit, removed_at=None)
    return mine.select_related("by", "submission")


def put_before(cells: Mapping[str, Cell], edition: Edition, submission: Submission) -> None:
    """What has changed since it was returned."""
    correction = getattr(submission, "correction", None)
    if correction is None:
        return
    then = correction.submission.facts
    for key in cells:
        if then.get(key) != submission.facts.get(key):
            cells[key].before = bare(edition, key, then.get(key))


def put_earlier(cells: Mapping[str, Cell], edition: Edition, declaration: Declaration) -> None:
    """What the same unit filed for the same year in the call before."""
    before = earlier_of(declaration)
    filed = standing_submission(before) if before else None
    for key, cell in cells.items():
        if filed and key in filed.facts:
            cell.earlier = bare(edition, key, filed.facts[key])


def put_computed(cells: Mapping[str, Cell], edition: Edition, submission: Submission) -> None:
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    figures = Figures(facts)
    for figure in figures.known():
        if figure.key in edition.printed and not figure.fits(figures.given(figure.key)):
            cells[figure.key].computed = in_unit(figure.quantity, figure.unit)
    if submission.roster_id:
        for key in whole(edition.id):
            cells[key].firms = True


def put_proofs(
    cells: Mapping[str, Cell], edition: Edition, declaration: Declaration, submission: Submission
) -> None:
    files = dict(declaration.evidence.values_list("blob__sha256", "pk"))
    known = all_demands(edition)
    for entry in submission.evidence:
        for demand, pages in entry.get("bindings", {}).items():
            where = f"第{pages}页" if pages else "全文"
            proof = Proof(f"{entry['number']}　{entry['name']}", where, files.get(entry["sha256"]))
            if demand in known:
                cells[known[demand].places[0].key].proofs.append(proof)
