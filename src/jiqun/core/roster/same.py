"""The same firm or thing, however it is written."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from jiqun.core.reading import FULL_WIDTH
from jiqun.core.roster.listing import Listing, Row

IDLE = re.compile(r"[\W_]+")
NOT_IN_NUMBERS = re.compile(r"[^\w.]+|_")
DIGIT = re.compile(r"\d")
#: The point before the check digit of a patent, which many leave out.
PATENT_CHECK = re.compile(r"(?<=^\d{12})\.(?=[\dx]$)|(?<=^\d{8})\.(?=[\dx]$)")
#: Two ways to write one form of company.
LIMITED = "有限责任公司", "有限公司"


@lru_cache(maxsize=1 << 14)  # a list of patents names few firms, each many times
def plain_firm(name: str) -> str:
    """A name without marks, spaces and widths, so that 示例（北京）有限责任公司 and
    示例(北京)有限公司 are the same."""
    return IDLE.sub("", name.translate(FULL_WIDTH).casefold()).replace(*LIMITED)


def plain_number(number: str) -> str:
    """The same for numbers of standards and patents: of GB/T 1.1 and GB/T 11 the point says which,
    a patent begins with ZL or not, and what has no digit (保密) is no number."""
    text = NOT_IN_NUMBERS.sub("", number.translate(FULL_WIDTH).casefold()).removeprefix("zl")
    if not DIGIT.search(text):
        return ""
    return PATENT_CHECK.sub("", text)


def repeated(
    listing: Listing, key: str, plain: Callable[[str], str] = str
) -> Iterator[tuple[Row, int]]:
    """Each row with the same text under a key as an earlier one, and the number of that."""
    first: dict[str, int] = {}
    for row in listing.rows if listing.has(key) else ():
        text = plain(row.text_at(key))
        if text and first.setdefault(text, row.number) != row.number:
            yield row, first[text]
