"""Proposed targets: beside what is filled in, and taken only where ticked."""

from decimal import Decimal

from jiqun.core.facts import Change
from jiqun.core.targets import propose_targets
from jiqun.core.values import Value
from jiqun.web.checks.proposals import Proposed, ProposedRow, adopt, lay_out_proposals
from tests.declarations import blank

FACTS = blank().overlay(
    {
        "targets.rd_spend.base": Decimal("2.50"),
        "targets.rd_spend.2024": Decimal("2.75"),
        "targets.rd_spend.target": Decimal("2.60"),
    }
)


def test_each_stands_beside_what_is_filled_in() -> None:
    table = lay_out_proposals(FACTS)
    assert table
    assert table.part == "八"
    assert table.heads == ("2024年阶段目标", "2025年阶段目标", "2026年阶段目标", "2026年目标值")
    why = {proposal.key: proposal.why for proposal in propose_targets(FACTS)}
    name = "研发经费投入"
    assert table.rows == (
        ProposedRow(
            name,
            "亿元",
            why["targets.rd_spend.target"],
            (
                proposed("2024", f"{name}阶段性目标值（2024年）", "2.75", "2.75", settled=True),
                proposed("2025", f"{name}阶段性目标值（2025年）", "3.03", "空白"),
                proposed("2026", f"{name}阶段性目标值（2026年）", "3.33", "空白"),
                proposed("target", f"{name}2026年目标值", "3.33", "2.60"),
            ),
        ),
    )


def proposed(end: str, called: str, value: str, current: str, *, settled: bool = False) -> Proposed:
    return Proposed(f"targets.rd_spend.{end}", called, value, current, settled)


def test_without_a_base_there_is_nothing_to_propose() -> None:
    assert lay_out_proposals(blank()) is None


def test_only_the_ticked_ones_are_taken() -> None:
    facts, changes = adopt(FACTS, ["targets.rd_spend.target", "targets.rd_spend.2024"])
    key, old, new = "targets.rd_spend.target", Decimal("2.60"), Decimal("3.33")
    assert changes == (Change(key, old, new),)
    assert facts == FACTS.overlay({key: new})


def test_what_is_not_proposed_cannot_be_taken() -> None:
    assert adopt(FACTS, ["output.2023", "targets.patents.target", "<b>"]) == (FACTS, ())
    assert adopt(FACTS, []) == (FACTS, ())


def test_values_are_of_the_kind_of_their_field() -> None:
    counts: dict[str, Value] = {"targets.valid_patents.base": 204}
    facts, _ = adopt(blank().overlay(counts), ["targets.valid_patents.target"])
    assert facts["targets.valid_patents.target"] == 311
    assert isinstance(facts["targets.valid_patents.target"], int)
