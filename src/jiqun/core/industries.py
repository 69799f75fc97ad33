"""Classes of GB/T 4754 that official lists flag: high energy use, high water use."""

from collections.abc import Mapping
from functools import cache

from jiqun.core.reference import rows


@cache
def flagged(*lists: str) -> Mapping[str, str]:
    """The codes on such lists, each with the first name it has there."""
    known: dict[str, str] = {}
    for row in rows("industry_flags"):
        if row["list"] in lists:
            for code in filter(None, row["gbt4754_codes"].split(";")):
                known.setdefault(code, row["name"])
    return known


def industry_on(lists: tuple[str, ...], code: str) -> str:
    """The industry on those lists that a class is, or is a part of; "" if it is on none."""
    on_list = (name for flag, name in flagged(*lists).items() if code.startswith(flag))
    return next(on_list, "")
