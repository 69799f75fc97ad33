"""Pages of a file as people name them: “第1-3页，5” is “1-3,5”."""

import re
import unicodedata

from jiqun.core.reading import shortened
from jiqun.documents.refused import Refused

#: What stands between two of them, and between the first and the last of several.
APART = re.compile(r"[,、;；。.\s]+")
UP_TO = re.compile(r" ?[-‐-―~～至到]+ ?")
#: What stands around each: “第1页第3页” are two pages, and “1.3” are.
AROUND = re.compile(r"[第页]|(?<![A-Za-z])[pP]{1,2}\.?(?= ?\d)")

HIGHEST = 9999
LONGEST = 100

EXAMPLE = "请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"


def read_pages(text: str, count: int | None) -> str:
    """The pages in one way of writing, in order, none twice; "" is all of them. ``count`` is how
    many there are, if that is known. Raises ``Refused``."""
    bare = " ".join(AROUND.sub(" ", unicodedata.normalize("NFKC", text)).split())
    chosen: set[int] = set()
    for piece in filter(None, APART.split(UP_TO.sub("-", bare))):
        chosen |= read_piece(piece, text, count or HIGHEST)
    written = ",".join(spans(sorted(chosen)))
    if len(written) > LONGEST:
        raise Refused(f"页码“{shortened(text)}”过长，请合并或改为不填。")
    return written


def read_piece(piece: str, text: str, last: int) -> set[int]:
    ends = piece.split("-")
    if len(ends) > 2 or not all(re.fullmatch(r"[0-9]{1,6}", end) for end in ends):
        raise Refused(f"页码“{shortened(text)}”无法识别，{EXAMPLE}")
    first, final = int(ends[0]), int(ends[-1])
    if first > final:
        raise Refused(f"页码“{shortened(text)}”前大后小，{EXAMPLE}")
    if first < 1 or final > last:
        raise Refused(f"页码“{shortened(text)}”超出范围，应在1至{last}之间，请改正。")
    return set(range(first, final + 1))


def spans(pages: list[int]) -> list[str]:
    found: list[list[int]] = []
    for page in pages:
        if found and found[-1][1] == page - 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return [str(first) if first == last else f"{first}-{last}" for first, last in found]
