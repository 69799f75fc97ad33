"""Rank: how much weight a finding has."""

from enum import StrEnum


class Rank(StrEnum):
    BLOCK = "block"
    EXPLAIN = "explain"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {Rank.BLOCK: "阻断", Rank.EXPLAIN: "须说明", Rank.HINT: "提示"}[self]
