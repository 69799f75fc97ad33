"""Example: the least that breaks a rule. The rule book prints it, and the tests run it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.reading import Raw


@dataclass(frozen=True, slots=True)
class Example:
    """``typed`` is what stands in the fields (None blanks one); ``earlier`` what stood in them in
    an earlier filing; ``known`` what else the case holds, by the names of its fields.

    By itself it must break its rule; laid over a clean declaration, that rule alone.
    """

    typed: Mapping[str, Raw | None] = field(default_factory=dict)
    earlier: Mapping[str, Raw | None] | None = None
    known: Mapping[str, Any] = field(default_factory=dict)

    def case(self, base: Facts) -> Case:
        case = Case(facts=typed_over(base, self.typed), **self.known)
        if self.earlier is None:
            return case
        return replace(case, earlier=(typed_over(base, self.earlier),))


def typed_over(base: Facts, typed: Mapping[str, Raw | None]) -> Facts:
    """Facts with some entries typed anew. ValueError for what cannot be read."""
    facts, problems = parse_facts(base.edition.id, typed)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return base.overlay({**dict.fromkeys(typed), **facts})
