"""Names of bodies and people as they are compared: what they differ in, what they share."""

import re
import unicodedata
from itertools import product, takewhile

from jiqun.core.reading import INVISIBLE


def plain(name: str) -> str:
    """Without spaces; full-width letters, figures and brackets as half-width ones."""
    return "".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).split())


def differing(one: str, other: str) -> tuple[str, str]:
    """What two names differ in, without what both begin with and both end with."""
    start = begun_alike(one, other)
    one, other = one[start:], other[start:]
    end = begun_alike(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def begun_alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


#: Nobody's name and number are longer; what stands behind is not looked at.
LONGEST = 200

WORD = re.compile(r"[^\W\d_]{2,}")
#: Words that stand beside a name and say nothing of the person.
NO_NAMES = frozenset(
    [
        *(
            "联系人",
            "联系电话",
            "联系方式",
            "电话",
            "手机",
            "座机",
            "传真",
            "办公",
            "办公室",
            "示例",
        ),
        *("先生", "女士", "主任", "副主任", "处长", "副处长", "科长", "副科长", "局长", "副局长"),
        *("经理", "总经理", "副总经理", "董事长", "负责人"),
    ]
)
#: Fewer digits are an extension or an area code.
NUMBER = re.compile(r"\d[\d-]{5,}\d")


def share_person(one: str, other: str) -> bool:
    """Have two texts a name or a telephone number in common, one perhaps the shorter form?"""
    one, other = one[:LONGEST], other[:LONGEST]
    pairs = (*product(people_in(one), people_in(other)), *product(phones_in(one), phones_in(other)))
    return any(a in b or b in a for a, b in pairs)


def people_in(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text)) - NO_NAMES


def phones_in(text: str) -> frozenset[str]:
    return frozenset(number.replace("-", "") for number in NUMBER.findall(text))
