"""Names of files that every system can save under."""

import re
from pathlib import PurePosixPath

#: What no system allows in the name of a file, or what shows it otherwise than it is.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_NAME = 60
LONGEST_SUFFIX = 10


def plain_file_name(text: str) -> str:
    """Without what no system allows, and not too long; "" if nothing is left."""
    return NOT_IN_NAMES.sub("", text)[:LONGEST_NAME].strip(". ")


def tidy_name(name: str, longest: int) -> str:
    """The name of a file as it is kept; what is too long is cut before the ending."""
    plain = NOT_IN_NAMES.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    ending = PurePosixPath(plain).suffix[:LONGEST_SUFFIX]
    return plain[: longest - len(ending)] + ending if len(plain) > longest else plain


def saved_name(name: str) -> str:
    """The name of a file as it is saved among others, whatever it was called."""
    return tidy_name(name, LONGEST_NAME + LONGEST_SUFFIX) or "文件"
