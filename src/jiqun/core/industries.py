"""Classes of GB/T 4754-2017: what a firm's code says, and which official lists flag it for high
use of energy or water."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jiqun.core.language.names import plain
from jiqun.core.reading import DASHES, shortened
from jiqun.core.reference import rows


class Sector(StrEnum):
    """三次产业, by the ids that the form's own choice has."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"

    @property
    def label(self) -> str:
        return SECTOR_LABELS[self]


SECTOR_LABELS = dict(zip(Sector, ("第一产业", "第二产业", "第三产业"), strict=True))
SECTORS = dict(zip("123", Sector, strict=True))


@dataclass(frozen=True, slots=True)
class Industry:
    """A class (小类), which is what a firm has: four digits, and the letter of its section."""

    code: str
    name: str
    section: str
    sector: Sector

    @property
    def heads(self) -> tuple[str, str, str, str]:
        """Itself, and the group, the division and the section that it is in."""
        return self.code, self.code[:3], self.code[:2], self.section


LEVELS = {"1": "门类", "2": "大类", "3": "中类", "4": "小类"}
CLASS_LEVEL = "4"
DIGITS = 4


@cache
def entries() -> Mapping[str, Mapping[str, str]]:
    """Every code of the standard, of whatever level, to its row."""
    return {row["code"]: row for row in rows("gbt4754")}


@cache
def classes() -> Mapping[str, Industry]:
    sectors = {row["gbt4754_code"]: SECTORS[row["sector"]] for row in rows("three_sectors")}
    found = {}
    for code, row in entries().items():
        if row["level"] == CLASS_LEVEL:
            section = entries()[code[:2]]["parent"]
            sector = sectors.get(code[:2]) or sectors[section]  # some divisions are exceptions
            found[code] = Industry(code, row["name"], section, sector)
    return found


def class_named(typed: str) -> Industry | None:
    """The class that is meant by “3463”, “C3463” or either with its name behind it."""
    found = classes().get(typed)
    if found:
        return found
    section, code, name = taken_apart(typed)
    found = classes().get(code)
    return found if found and not contradiction(found, section, name) else None


TYPED = re.compile(r"([A-Z]?)-?([0-9]*)-?(.*)", re.DOTALL)


def taken_apart(typed: str) -> tuple[str, str, str]:
    """The letter, the digits and the name in what was typed, each perhaps ""."""
    found = TYPED.fullmatch(as_compared(typed))
    assert found  # every part of it may be empty
    return found[1], found[2], found[3]


def contradiction(found: Industry, section: str, name: str) -> str:
    """What stands beside the code of a class and does not belong to it."""
    if section not in ("", found.section):
        return f"{found.code}“{found.name}”属于门类{found.section}，不是{section}，请核对"
    if name not in ("", as_compared(found.name)):
        return f"{found.code}是“{found.name}”，不是“{shortened(name)}”，请核对"
    return ""


def as_compared(text: str) -> str:
    return plain(text).upper().translate(DASHES)


def wrong_class(typed: str) -> str:
    """Why no class is meant, and which might be; "" if one is."""
    if class_named(typed):
        return ""
    section, code, name = taken_apart(typed)
    if code in classes():
        return contradiction(classes()[code], section, name)
    if not code:
        return no_digits(section, name)
    if len(code) > DIGITS:
        return f"小类代码是4位数字，这里是{len(code)}位，请核对"
    return too_short(code) if len(code) < DIGITS else unknown(code)


def no_digits(section: str, name: str) -> str:
    if section in entries() and not name:
        return f"{section}是门类“{entries()[section]['name']}”，请填4位小类代码"
    for industry in classes().values():
        if as_compared(industry.name) == section + name:
            return f"请填代码，“{industry.name}”是{industry.code}"
    shown = f"“{shortened(section + name)}”不是行业代码，" if section + name else ""
    return f"{shown}请按GB/T 4754-2017填4位小类代码"


def too_short(code: str) -> str:
    """A level above the classes, or a class whose first zero a spreadsheet dropped: not guessed."""
    row, meant = entries().get(code), classes().get(f"0{code}")
    level = f"{code}是{LEVELS[row['level']]}“{row['name']}”" if row else f"没有{code}这一代码"
    dropped = f"；若是Excel丢了开头的0，应为{called(meant)}" if meant else ""
    return f"{level}{dropped}，请填4位小类代码"


def unknown(code: str) -> str:
    close = "、".join(map(called, nearest(code)))
    return f"没有{code}这一小类，" + (f"相近的有{close}，" if close else "") + "请核对"


#: More would not help anybody choose.
MOST_NEAR = 3


def nearest(code: str) -> list[Industry]:
    """The classes nearest by number in the same group, or else in the same division."""
    near = list(beginning(code[:3])) or list(beginning(code[:2]))
    near.sort(key=lambda industry: abs(int(industry.code) - int(code)))
    return near[:MOST_NEAR]


def beginning(head: str) -> Iterator[Industry]:
    return (industry for code, industry in classes().items() if code.startswith(head))


def called(industry: Industry) -> str:
    return f"{industry.code}“{industry.name}”"


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
