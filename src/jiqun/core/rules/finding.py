"""Fault, Finding, Report: what checking gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.core.rank import Rank as Rank


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: the keys at fault, and one Chinese sentence."""

    keys: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule it breaks; ``reason`` is what the applicant has written about it."""

    rule: str
    rank: Rank
    part: str
    fields: tuple[str, ...]
    message: str
    cites: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one case, in the order of the form, by one version of the rule book."""

    edition: str
    rulebook: str
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> bool:
        return any(finding.rank is Rank.BLOCK for finding in self.findings)

    def of_rank(self, rank: Rank) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.rank is rank]
