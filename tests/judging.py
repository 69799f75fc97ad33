"""What the rules of one part say of what is typed, for the tests of that part."""

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.reading import Raw
from jiqun.core.rules import RULES, Finding, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank, golden

Typed = Mapping[str, Raw | None]

CLEAN = golden("clean").facts


@dataclass(frozen=True)
class Part:
    """A part by the beginning of its rules' ids: “R2”. Nothing else is filled in than what is
    typed, unless it is typed over the clean declaration."""

    rules: str

    def findings(self, typed: Typed, *, over_clean: bool = False) -> list[Finding]:
        return self.findings_in(typed_over(CLEAN if over_clean else blank(), typed))

    def findings_in(self, facts: Facts) -> list[Finding]:
        return [f for f in check(Case(facts=facts)).findings if f.rule.startswith(self.rules)]

    def broken(self, typed: Typed) -> list[tuple[str, tuple[str, ...]]]:
        """Each rule that is broken, with all the keys it speaks of."""
        return [(finding.rule, finding.fields) for finding in self.findings(typed)]

    def first_keys(self, typed: Typed) -> list[tuple[str, str]]:
        """Each rule that is broken, with the first of its keys."""
        return [(finding.rule, finding.fields[0]) for finding in self.findings(typed)]

    def rules_broken(self, typed: Typed, *, over_clean: bool = False) -> list[str]:
        return [finding.rule for finding in self.findings(typed, over_clean=over_clean)]

    def rules_alone(self, typed: Typed) -> list[str]:
        """The same, quicker: without the rules of other parts, and what they supersede."""
        case = Case(facts=typed_over(blank(), typed))
        return [
            id for id, rule in RULES.items() if id.startswith(self.rules) and any(rule.check(case))
        ]


def years(id: str, *values: str | None) -> dict[str, str | None]:
    """The values of 2021, 2022 and 2023."""
    return {f"{id}.{year}": value for year, value in zip((2021, 2022, 2023), values, strict=True)}
