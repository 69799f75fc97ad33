"""The roster of a declaration: which one counts, those before it, and what stands in it."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from jiqun.core.form import get_edition
from jiqun.core.roster.model import Roster
from jiqun.core.values import Value
from jiqun.documents.workbook.handed import Handed
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.web.accounts.models import User
from jiqun.web.checks.workbook import cells_in
from jiqun.web.declarations.models import Declaration, Quarantine, RosterFile, Submission
from jiqun.web.declarations.models.evidence import evidence_storage, place_of
from jiqun.web.declarations.queries.declarations import visible_to as visible_declarations
from jiqun.web.kept import Kept


def visible_to(user: User) -> QuerySet[RosterFile]:
    """Of the declarations somebody sees; what is removed, to its own unit only."""
    files = RosterFile.objects.select_related("blob", "declaration__call", "declaration__unit")
    seen = files.filter(declaration__in=visible_declarations(user).values("pk"))
    own = seen.filter(declaration__unit=user.unit)
    return own | seen.filter(removed_at=None)


def current_roster(declaration: Declaration) -> RosterFile | None:
    files = declaration.rosters.filter(removed_at=None)
    return files.select_related("blob", "uploaded_by", "uploaded_by__unit").first()


def earlier_rosters(declaration: Declaration) -> QuerySet[RosterFile]:
    """Those that were replaced or removed, the last first."""
    files = declaration.rosters.exclude(removed_at=None)
    people = ("uploaded_by", "uploaded_by__unit", "removed_by", "removed_by__unit")
    return files.select_related("blob", *people).order_by("-pk")


def content_of(file: RosterFile) -> bytes:
    return content(file.blob.sha256)


def content(sha256: str) -> bytes:
    with evidence_storage().open(place_of(sha256)) as file:
        data: bytes = file.read()
        return data


@dataclass(frozen=True, slots=True)
class Asked:
    """Which workbook, and how it is read: a text file has its list named by its own ``name``."""

    sha256: str
    name: str
    edition_id: str
    district: str


def handed_of(file: RosterFile, edition_id: str, district: Value | None) -> Handed:
    """What stands in a workbook, of a cluster in that district. Everybody is given the very same,
    so that its rows are judged and added up once."""
    where = district if isinstance(district, str) else ""
    return READ.get(Asked(file.blob.sha256, file.name, edition_id, where))


def roster_in(file: RosterFile | None, edition_id: str, district: Value | None) -> Roster | None:
    """The firms in the file that counts; what is infected counts nothing."""
    if file is None or file.blob.state == Quarantine.INFECTED:
        return None
    return handed_of(file, edition_id, district).roster


def filed_roster(submission: Submission) -> Roster | None:
    """The firms as they were filed, whatever has been handed in since."""
    blob, where = submission.roster, submission.facts.get("cover.district", "")
    if blob is None or blob.state == Quarantine.INFECTED:
        return None
    asked = Asked(blob.sha256, submission.roster_name, submission.edition_id, where)
    return READ.get(asked).roster


def read(asked: Asked) -> Handed:
    handed = read_workbook(content(asked.sha256), asked.name, get_edition(asked.edition_id))
    return replace(handed, roster=replace(handed.roster, district=asked.district))


#: A roster of 500 firms has 50,000 cells, takes 4 MB with all that follows from it, and a tenth of
#: a second to read again.
MOST_CELLS_KEPT = 2_000_000

READ = Kept(read, lambda handed: cells_in(handed.roster), MOST_CELLS_KEPT)
