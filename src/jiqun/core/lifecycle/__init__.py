"""Where a declaration stands, and everything that can happen to it: one table.

A transition is done by one actor; where the table says so another has prepared it before, and the
two are never the same person (经办、审签). What it needs is judged on a ``Situation``, and whatever
is lacking is said at once.
"""

from jiqun.core.lifecycle.needs import Situation
from jiqun.core.lifecycle.states import ENDS, RETURNED, WITH_OPERATOR, Actor, Level, State
from jiqun.core.lifecycle.table import (
    TERMS,
    TRANSITIONS,
    Term,
    Transition,
    intended,
    leaving,
    may_sign,
    transition,
    unmet,
)

__all__ = [
    "ENDS",
    "RETURNED",
    "TERMS",
    "TRANSITIONS",
    "WITH_OPERATOR",
    "Actor",
    "Level",
    "Situation",
    "State",
    "Term",
    "Transition",
    "intended",
    "leaving",
    "may_sign",
    "transition",
    "unmet",
]
