"""Totals: what the rows of a roster come to for each figure of the form, and which rows make it.

``sums`` adds the firms up, ``lists`` counts the rows of the other lists, and ``rates`` puts one
total against another. Nothing is rounded, so that what is declared can be compared with them.
"""

from collections.abc import Mapping

from jiqun.core.form import Edition
from jiqun.core.roster.model import Roster
from jiqun.core.roster.totals.lists import list_totals, listed
from jiqun.core.roster.totals.rates import derived
from jiqun.core.roster.totals.sums import counts, once_each, sums
from jiqun.core.roster.totals.total import Total

__all__ = ["Total", "every_total_of", "in_form", "listed", "once_each", "totals_of"]


def totals_of(roster: Roster) -> Mapping[str, Total]:
    """Every figure of the form that the workbook gives, by key and in the order of the form."""
    return in_form(every_total_of(roster), roster.edition)


def in_form(totals: Mapping[str, Total], edition: Edition) -> Mapping[str, Total]:
    """Those that the form has a place for, in its order."""
    return {key: totals[key] for key in edition.places if key in totals}


def every_total_of(roster: Roster) -> Mapping[str, Total]:
    """By key, with what others are only computed from. Figures of which nothing is known are left
    out."""
    counted = (*counts(roster), *sums(roster)) if roster.firms.rows else ()
    primary = {total.key: total for total in counted if is_known(total)}
    lists = filter(is_known, list_totals(roster))
    # What the firms themselves give stands before the length of a list.
    return {t.key: t for t in (*lists, *derived(primary, roster.edition))} | primary


def is_known(total: Total) -> bool:
    """Of rows that all have a blank, nothing is known."""
    return bool(total.rows) or not total.lacking
