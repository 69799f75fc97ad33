"""Names of files that every system can save under."""

import re
from pathlib import PurePath, PurePosixPath

#: What no system allows in the name of a file.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_NAME = 60
LONGEST_SUFFIX = 10


def plain_name(text: str) -> str:
    """Without what no system allows, and not too long; "" if nothing is left."""
    return NOT_IN_NAMES.sub("", text)[:LONGEST_NAME].strip(". ")


def saved_name(name: str) -> str:
    """A file's name as it can be saved, ending as it did."""
    whole = NOT_IN_NAMES.sub("", name).strip(". ")
    suffix = PurePath(whole).suffix
    suffix = suffix if len(suffix) <= LONGEST_SUFFIX else ""
    return f"{plain_name(whole.removesuffix(suffix)) or '文件'}{suffix}"


def tidy_name(name: str, longest: int) -> str:
    """The name of a file as it is kept; what is too long is cut before the ending."""
    plain = NOT_IN_NAMES.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    ending = PurePosixPath(plain).suffix[:LONGEST_SUFFIX]
    return plain[: longest - len(ending)] + ending if len(plain) > longest else plain
