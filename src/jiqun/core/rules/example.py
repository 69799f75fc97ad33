"""Example: the least that breaks a rule. The rule book prints it, and the tests run it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.reading import Raw
from jiqun.core.roster.book import RowExample
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import typed_over as rows_typed_over

NO_ROWS = RowExample()


@dataclass(frozen=True, slots=True)
class Example:
    """``typed`` is what stands in the fields (None blanks one); ``earlier`` what stood in them in
    an earlier filing; ``known`` what else the case holds, by the names of its fields. ``roster`` is
    what stands in the roster.

    By itself it must break its rule; laid over a clean declaration, that rule alone.
    """

    typed: Mapping[str, Raw | None] = field(default_factory=dict)
    earlier: Mapping[str, Raw | None] | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    roster: RowExample = NO_ROWS

    def case(self, base: Facts, roster: Roster | None = None) -> Case:
        """Laid over facts and, if it speaks of one, over a roster."""
        case = Case(facts=typed_over(base, self.typed), **self.known)
        if self.earlier is not None:
            case = replace(case, earlier=(typed_over(base, self.earlier),))
        if not self.roster.rows:
            return case
        return replace(case, roster=self.roster_over(roster or Roster.empty(base.edition)))

    def roster_over(self, roster: Roster) -> Roster:
        nothing, shown = Roster.empty(roster.edition), self.roster
        return replace(
            rows_typed_over(roster, shown.rows),
            district=shown.district,
            beside={OTHER: rows_typed_over(nothing, shown.beside)} if shown.beside else {},
            earlier={LAST: rows_typed_over(nothing, shown.before)} if shown.before else {},
        )


OTHER, LAST = "另一个示例集群", "上一年的示例名录"


def typed_over(base: Facts, typed: Mapping[str, Raw | None]) -> Facts:
    """Facts with some entries typed anew. ValueError for what cannot be read."""
    facts, problems = parse_facts(base.edition.id, typed)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return base.overlay({**dict.fromkeys(typed), **facts})
