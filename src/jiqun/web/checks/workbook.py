"""The workbook beside a form: told apart from it, read, and carried by the page."""

import base64
import binascii
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict

from jiqun.core.form import Edition
from jiqun.core.roster.model import Roster
from jiqun.documents.kinds import OLE, ZIP
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed
from jiqun.documents.workbook.reading.read import read_workbook

#: What workbooks end in, read or refused; forms end otherwise.
SUFFIXES = (".xlsx", ".xls", ".csv", ".xlsm", ".xlsb", ".ods", ".et")

#: Names of streams that only old workbooks have, as the directory of the file writes them.
OLD_WORKBOOK = "Workbook".encode("utf-16-le")

TOO_MANY_CELLS = (
    "这份名录太长，网页检查不完；请删去与申报无关的行后再试，或用命令行 jiqun roster check 检查。"
)
INCOMPLETE = "网页送回的企业名录不完整，请返回首页，重新选择文件。"


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was handed in, as it came and as it was read."""

    data: bytes
    handed: Handed

    @property
    def name(self) -> str:
        return self.handed.name

    @property
    def travels(self) -> bool:
        """Whether it goes along with every press of a button; too much would be a burden."""
        return len(self.data) <= settings.CARRIED_WORKBOOK_LIMIT

    @property
    def carried(self) -> str:
        """For the page to send back."""
        return base64.b64encode(self.data).decode("ascii") if self.travels else ""


def is_workbook(data: bytes, name: str) -> bool:
    """By content where that tells, else by name."""
    if data.startswith(ZIP):
        if b"word/document" in data:
            return False
        if b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200]:
            return True
    if data.startswith(OLE) and OLD_WORKBOOK in data:
        return True
    return name.lower().endswith(SUFFIXES)


def open_workbook(data: bytes, name: str, edition: Edition) -> Workbook:
    """Raises ``Refused``."""
    handed = read_workbook(data, name, edition)
    if cells_in(handed.roster) > settings.WORKBOOK_CELLS_LIMIT:
        raise Refused(TOO_MANY_CELLS)
    return Workbook(data, handed)


def cells_in(roster: Roster) -> int:
    return sum(len(listing.rows) * len(listing.keys) for listing in roster.listings.values())


def take_workbook_back(post: QueryDict, edition: Edition, longest_name: int) -> Workbook | None:
    """What the page carried of it. Raises ``Refused``."""
    carried = post.get("workbook", "")
    if not carried:
        return None
    try:
        data = base64.b64decode(carried, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(INCOMPLETE) from None
    return open_workbook(data, post.get("workbook_name", "")[:longest_name], edition)
