"""The five shapes a fact can take, and 无, which is none of blank and zero.

Blank is absence: a blank field simply has no entry in the facts.
"""

from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias


class Stated(Enum):
    """What an applicant may state instead of a value."""

    NONE = "无"

    def __repr__(self) -> str:
        return "NONE"


#: The form's own “无” (填报说明 2): stated, and different from blank and from 0.
NONE: Final = Stated.NONE

#: Decimal and int are figures (a count that is not whole stays Decimal, so that a rule can say
#: so), str is text and also the id of one chosen option, frozenset the ids of ticked options,
#: tuple a list of names in the order given.
Value: TypeAlias = Decimal | int | str | frozenset[str] | tuple[str, ...] | Stated
