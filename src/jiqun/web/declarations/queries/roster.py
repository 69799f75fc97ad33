"""The roster of a declaration: which one counts, those before it, and what stands in it."""

from dataclasses import replace
from functools import lru_cache

from django.db.models import QuerySet

from jiqun.core.form import get_edition
from jiqun.core.roster.model import Roster
from jiqun.core.values import Value
from jiqun.documents.workbook.handed import Handed
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration, Quarantine, RosterFile
from jiqun.web.declarations.models.evidence import evidence_storage, place_of
from jiqun.web.declarations.queries.declarations import visible_to as visible_declarations

#: So many rosters a process keeps as they were read: one of 500 firms takes some 4 MB with all
#: that follows from it, and a tenth of a second to read again.
KEPT = 32


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


def handed_of(file: RosterFile, edition_id: str) -> Handed:
    return read_once(file.blob.sha256, file.name, edition_id)


def roster_of(declaration: Declaration, district: Value | None) -> Roster | None:
    """The roster that counts, of a cluster in that district; what is infected counts nothing."""
    file = current_roster(declaration)
    if file is None or file.blob.state == Quarantine.INFECTED:
        return None
    where = district if isinstance(district, str) else ""
    return placed_once(file.blob.sha256, file.name, declaration.call.edition_id, where)


@lru_cache(KEPT)
def read_once(sha256: str, name: str, edition_id: str) -> Handed:
    """What stands in a workbook. A text file has its list named by the name of the file."""
    return read_workbook(content(sha256), name, get_edition(edition_id))


@lru_cache(KEPT)
def placed_once(sha256: str, name: str, edition_id: str, district: str) -> Roster:
    """The very same one to every case, so that its rows are judged and added up once."""
    return replace(read_once(sha256, name, edition_id).roster, district=district)
