"""The years a form speaks of, all derived from the year of the call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Years:
    """``Years(2024)``: figures for 2021 to 2023, plan for 2024 to 2026."""

    call: int

    @property
    def base(self) -> int:
        return self.call - 1

    @property
    def past(self) -> tuple[int, int, int]:
        return (self.call - 3, self.call - 2, self.call - 1)

    @property
    def prior(self) -> int:
        """The year before the first the form asks for; only the worksheet knows it."""
        return self.call - 4

    @property
    def plan(self) -> tuple[int, int, int]:
        return (self.call, self.call + 1, self.call + 2)

    @property
    def target(self) -> int:
        return self.call + 2

    @property
    def base_head(self) -> str:
        return f"{self.base}年基准值"

    @property
    def target_head(self) -> str:
        return f"{self.target}年目标值"
