"""What a filing is called: the number on its receipt, and the short code printed on its paper."""

import hashlib
import unicodedata
from string import hexdigits

from jiqun.core.districts import code_of

#: Crockford's: no letter in it is taken for a digit, or for another one read aloud.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5
LENGTH = 8
#: Of the code that tells the content, in digits of sixteen.
CONTENT_LENGTH = 12

#: What people write for the digits they see.
MISREAD = str.maketrans("OIL", "011")


def receipt_number(year: int, district: str, serial: int) -> str:
    """The call's year, the district's code and a serial number: “2024-110118-0001”."""
    return f"{year}-{code_of(district)}-{serial:04}"


def short_code(digest: str, number: str) -> str:
    """Ties paper to what was filed: “7K3D-9QXZ”, from the digest of the facts and the number of
    the declaration, so that two clusters with the same facts do not share it."""
    content = hashlib.sha256(f"{digest} {number}".encode()).digest()
    rest = int.from_bytes(content) >> (8 * len(content) - BITS * LENGTH)
    shifts = range(BITS * (LENGTH - 1), -1, -BITS)
    return grouped("".join(DIGITS[rest >> shift & len(DIGITS) - 1] for shift in shifts))


def grouped(code: str) -> str:
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read_code(typed: str) -> str:
    """A short code as it is printed, however it was typed: full width, in small letters, with O
    for 0, with or without the hyphen. "" if it is none."""
    code = digits_of(typed)
    return grouped(code) if len(code) == LENGTH and set(code) <= set(DIGITS) else ""


def looks_like_content_code(typed: str) -> bool:
    """Is it the other code at the foot of the page (内容码, ``documents.paper.footer``), twelve
    hexadecimal digits in three groups? Whoever types that looked at the wrong end of the line."""
    code = digits_of(typed)
    return len(code) == CONTENT_LENGTH and set(code) <= set(hexdigits.upper())


def digits_of(typed: str) -> str:
    letters = unicodedata.normalize("NFKC", typed).upper().translate(MISREAD)
    return "".join(letter for letter in letters if letter.isalnum())
