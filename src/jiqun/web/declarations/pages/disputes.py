"""What somebody else has changed meanwhile, told to the one who wanted to change it too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiqun.core.form import Edition
from jiqun.web.declarations.actions.draft import Conflict
from jiqun.web.declarations.pages.shown import called, in_words


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict in words."""

    called: str
    yours: str
    theirs: str
    by: str


def in_dispute(edition: Edition, conflicts: Iterable[Conflict]) -> Iterator[Dispute]:
    for conflict in conflicts:
        yield Dispute(
            called(edition, conflict.key),
            in_words(edition, conflict.key, conflict.yours),
            in_words(edition, conflict.key, conflict.theirs),
            conflict.by,
        )
