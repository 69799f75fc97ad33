"""Fault, Finding, Report: what checking gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jiqun.core.rank import Rank as Rank


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: the keys at fault, and one Chinese sentence."""

    keys: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Waived:
    """That a finding does not stand in the way (豁免): which waiver says so, whose, until when and
    why."""

    number: int
    by: str
    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule it breaks; ``reason`` is what the applicant has written about it,
    ``waiver`` what the bureau has. It stays a finding of its rank all the same."""

    rule: str
    rank: Rank
    part: str
    fields: tuple[str, ...]
    message: str
    cites: tuple[str, ...]
    reason: str = ""
    waiver: Waived | None = None

    @property
    def blocks(self) -> bool:
        return self.rank is Rank.BLOCK and self.waiver is None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one case, in the order of the form, by one version of the rule book."""

    edition: str
    rulebook: str
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> bool:
        return bool(self.blocking)

    @property
    def blocking(self) -> Sequence[Finding]:
        """What must be mended: what is waived need not."""
        return [finding for finding in self.findings if finding.blocks]

    def of_rank(self, rank: Rank) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.rank is rank]
