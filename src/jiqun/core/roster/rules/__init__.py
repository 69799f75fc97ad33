"""Rules on the rows of the roster and of the other lists; importing this registers them all."""

from jiqun.core.roster.book import ROW_RULES as ROW_RULES
from jiqun.core.roster.book import RowFinding as RowFinding
from jiqun.core.roster.book import judge_rows as judge_rows
from jiqun.core.roster.rules import identity, lists, numbers, titles, together

MODULES = (identity, numbers, titles, lists, together)
