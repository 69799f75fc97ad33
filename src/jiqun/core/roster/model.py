"""Roster (企业名录): the firms behind the figures, and the other schedules beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from jiqun.core.form import Edition
from jiqun.core.roster.listing import Listing
from jiqun.core.roster.population import Member, population_in
from jiqun.core.values import Value


@dataclass(frozen=True, kw_only=True, eq=False)
class Roster:
    """What a workbook has: lists by the id of their schedule, and facts of the worksheet.

    Known of it besides, where it is known: the ``district`` of the cluster (“密云区”); by name the
    rosters of other clusters in the same call, ``beside``; and of the same cluster in ``earlier``
    calls.
    """

    edition: Edition
    listings: Mapping[str, Listing]
    worksheet: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    district: str = ""
    beside: Mapping[str, "Roster"] = field(default_factory=lambda: MappingProxyType({}))
    earlier: Mapping[str, "Roster"] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def empty(cls, edition: Edition) -> "Roster":
        return cls(edition=edition, listings={})

    @cached_property
    def firms(self) -> Listing:
        """The firms, none if the workbook has no such sheet."""
        return self.listing(FIRMS)

    @cached_property
    def population(self) -> Mapping[int, tuple[Member, ...]]:
        """The firms that belong to the cluster at the end of each year of the form."""
        return {year: population_in(self.firms, year) for year in self.edition.years.past}

    def listing(self, id: str) -> Listing:
        found = self.listings.get(id)
        return found or Listing(schedule=self.edition.schedule(id), keys=(), rows=())


#: The schedule of the firms themselves; the others are lists of what firms have.
FIRMS = "firms"
