"""The two pages that a district seals: the cover, and part 九 with its opinion (推荐意见) in it.

They are those of the filed form, and so is the code of their content: what the district writes
stands beside the facts and is none of them.
"""

from collections.abc import Sequence
from functools import cache

from jiqun.core.facts import Facts
from jiqun.core.text import count_words
from jiqun.core.values import Value
from jiqun.documents.paper.compose import SEAL_TABLE, compose
from jiqun.documents.paper.fill import ANNEX_TABLE, Filled, fill_blocks
from jiqun.documents.paper.fit import MARK_ENDS
from jiqun.documents.paper.sheet import Block, Paragraph, Table
from jiqun.documents.paper.typeset import SetTable
from jiqun.documents.pdf import find_unshown

#: How many pages there are.
PAGES = 2

#: 字, as Word counts them: what the box of part 九 holds in a type that is well read.
LONGEST_OPINION = 400

OPINION, UNIT, DAY = (f"recommendation.{line}" for line in ("opinion", "unit", "date"))
SIGNATURES, SIGNED_ON = ("statement.signatory", "statement.operator"), "statement.date"


@cache
def sealed_blocks(edition_id: str) -> Sequence[Block]:
    """Of the whole form: up to the first page break, and part 九 with its heading."""
    blocks = compose(edition_id).blocks
    end = next(at for at, block in enumerate(blocks) if starts_page(block))
    part = next(at for at, block in enumerate(blocks) if is_seal_table(block))
    return (*blocks[:end], *blocks[part - 1 : part + 1])


def starts_page(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.new_page


def is_seal_table(block: Block) -> bool:
    return isinstance(block, Table) and block.name == SEAL_TABLE


def fill_sealed_pages(
    facts: Facts, *, opinion: str, unit: str, signed: str = "", signed_on: str = ""
) -> Filled:
    """The pages as filed, with the opinion of ``unit``, whose date is for the pen. The operator has
    signed and sealed a paper of its own already: ``signed`` and ``signed_on`` say so on the lines
    that are blank for that reason."""
    told = {**dict.fromkeys(SIGNATURES, signed), SIGNED_ON: signed_on}
    beside: dict[str, Value | None] = {
        **{key: facts.get(key) or words or None for key, words in told.items()},
        OPINION: "\n".join(paragraphs_of(opinion)),
        UNIT: unit or None,
        DAY: None,
    }
    digest = facts.printed.digest
    return fill_blocks(sealed_blocks(facts.edition.id), facts.overlay(beside), digest)


def paragraphs_of(opinion: str) -> list[str]:
    return [line.strip() for line in opinion.splitlines() if line.strip()]


def wrong_with_opinion(facts: Facts, opinion: str) -> str:
    """Why it can't be printed in its box; "" if it can."""
    length = count_words(opinion)
    if length > LONGEST_OPINION:
        return f"推荐意见有{length}字，超过{LONGEST_OPINION}字，没有保存，请删减。"
    if opinion.endswith(MARK_ENDS):
        return "推荐意见不能以“见附页”“详见清单”结尾：这一页没有附页，请改写。"
    blank = Facts(facts.edition, {OPINION: opinion})
    unshown = find_unshown(blank).get(OPINION)
    if unshown:
        return f"推荐意见中的“{unshown}”印不出来，没有保存，请换用常用字。"
    tried = fill_sealed_pages(blank, opinion=opinion, unit="")
    if any(isinstance(block, SetTable) and block.name == ANNEX_TABLE for block in tried.blocks):
        return "推荐意见分段太多，第九部分的推荐意见栏排不下，没有保存，请合并段落或删减。"
    return ""
