"""Where a declaration stands."""

from enum import StrEnum


class State(StrEnum):
    """The states as far as filing goes."""

    DRAFT = "draft"
    FILED = "filed"
    TAKEN_UP = "taken_up"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.DRAFT: "草稿",
    State.FILED: "已报送",
    State.TAKEN_UP: "区初审",
    State.RETURNED: "退回补正",
}
