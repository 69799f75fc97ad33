"""Names of sheets as Excel takes them."""

import re
from collections.abc import Iterable

from jiqun.documents.workbook.handed import SUMMARY, HandedSheet

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

#: Excel keeps this name for itself.
RESERVED = "history"


def tab_names(sheets: Iterable[HandedSheet]) -> list[str]:
    """One for each sheet, its own where Excel takes that; no two alike, in whatever case."""
    taken = {SUMMARY.lower(), RESERVED}
    names = []
    for sheet in sheets:
        name = unlike(taken, fitting(sheet.name))
        taken.add(name.lower())
        names.append(name)
    return names


def fitting(name: str) -> str:
    text = FORBIDDEN.sub(" ", name.encode("utf-8", "replace").decode()).strip(" '")
    return text[:LONGEST].rstrip(" '") or "Sheet"


def unlike(taken: set[str], name: str) -> str:
    """The name, with a number if it is taken."""
    tried, number = name, 2
    while tried.lower() in taken:
        end = f"({number})"
        tried, number = f"{name[: LONGEST - len(end)]}{end}", number + 1
    return tried
