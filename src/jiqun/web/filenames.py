"""Names of files that any system takes."""

import re
from pathlib import PurePosixPath

#: What no system allows in the name of a file, or what shows it otherwise than it is.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def tidy_name(name: str, longest: int) -> str:
    """The name of a file as it is kept; what is too long is cut before the ending."""
    plain = NOT_IN_NAMES.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    ending = PurePosixPath(plain).suffix[:10]
    return plain[: longest - len(ending)] + ending if len(plain) > longest else plain
