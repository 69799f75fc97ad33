"""Firms of each size, and what some firms come to."""

from collections.abc import Mapping

from jiqun.core.roster.totals import Total, totals_of
from tests.rosters import Cells, typed

SMALL: Cells = {"industry": "4011", "staff.2023": "100", "revenue.2023": "2000"}
LARGE: Cells = {"industry": "4011", "staff.2023": "1000", "revenue.2023": "40000"}
#: Of an industry that no rule sizes, so that nobody knows whether it is an SME.
UNSIZED: Cells = {"industry": "8331", "staff.2023": "50", "revenue.2023": "10"}


def totals(*firms: Cells) -> Mapping[str, Total]:
    """Of firms that have been in the cluster for long, unless they say otherwise."""
    return totals_of(typed(*({"since": "2015", **firm} for firm in firms)))


def values(found: Mapping[str, Total], *ids: str) -> dict[str, str]:
    """The totals of some figures, each year of them, as text."""
    return {
        key: f"{total.value.normalize():f}"
        for key, total in found.items()
        if key.partition(".")[0] in ids
    }
