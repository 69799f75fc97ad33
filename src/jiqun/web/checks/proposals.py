"""Proposed targets (建议目标值): shown beside what is filled in, and taken only where ticked."""

from collections.abc import Collection
from dataclasses import dataclass

from jiqun.core.facts import Change, Facts
from jiqun.core.reading import print_value
from jiqun.core.targets import Proposal, indicators, propose_targets


@dataclass(frozen=True, slots=True)
class Proposed:
    """One value. ``current`` is what is filled in; ``settled`` if that is the same."""

    key: str
    called: str
    value: str
    current: str
    settled: bool


@dataclass(frozen=True, slots=True)
class ProposedRow:
    label: str
    unit: str
    why: str
    cells: tuple[Proposed | None, ...]


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """``part`` is the part of the form that the targets stand in."""

    part: str
    heads: tuple[str, ...]
    rows: tuple[ProposedRow, ...]


def lay_out_proposals(facts: Facts) -> ProposedTable | None:
    """A row for each indicator, a column for each stage and the target; None if nothing can be
    proposed."""
    found = {proposal.key: proposal for proposal in propose_targets(facts)}
    years = facts.edition.years
    ends = [str(year) for year in years.plan] + ["target"]
    rows, part = [], ""
    for id, target in indicators(facts.edition).items():
        row = [found.get(f"targets.{id}.{end}") for end in ends]
        known = [proposal for proposal in row if proposal]
        if known:
            part = facts.edition.part_of[target.base.id]
            cells = tuple(proposed(proposal, facts) if proposal else None for proposal in row)
            rows.append(ProposedRow(target.label, target.base.unit, known[-1].why, cells))
    heads = (*(f"{year}年阶段目标" for year in years.plan), years.target_head)
    return ProposedTable(part, heads, tuple(rows)) if rows else None


def proposed(proposal: Proposal, facts: Facts) -> Proposed:
    place, filled = facts.edition.places[proposal.key], facts.get(proposal.key)
    return Proposed(
        proposal.key,
        place.called,
        print_value(proposal.value),
        "空白" if filled is None else print_value(filled),
        filled == proposal.value,
    )


def adopt(facts: Facts, keys: Collection[str]) -> tuple[Facts, tuple[Change, ...]]:
    """The facts with the chosen proposals in them, and what that changes. Only what is proposed
    can be chosen: the values never come from the browser."""
    chosen = {p.key: p.value for p in propose_targets(facts) if p.key in keys}
    adopted = facts.overlay(chosen)
    return adopted, facts.diff(adopted)
