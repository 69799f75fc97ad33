"""The form, written down once. Everything else walks it.

``get_edition("beijing-2024")`` gives the form as printed; later editions are the same
definition with the years moved, until a new form is published.
"""

from functools import cache

from jiqun.core.form.beijing.form import write_form
from jiqun.core.form.edition import COVER, ROSTER, WORKSHEET, Edition

EDITIONS = ("beijing-2024", "beijing-2025", "beijing-2026", "beijing-2027")
DEFAULT_EDITION = EDITIONS[0]

__all__ = [
    "COVER",
    "DEFAULT_EDITION",
    "EDITIONS",
    "ROSTER",
    "WORKSHEET",
    "Edition",
    "get_edition",
]


@cache
def get_edition(edition_id: str) -> Edition:
    """The edition of that id. Raises KeyError for one that is not in ``EDITIONS``."""
    if edition_id not in EDITIONS:
        raise KeyError(edition_id)
    return write_form(int(edition_id.rpartition("-")[2]))
