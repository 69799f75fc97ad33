"""The districts of Beijing, and which of them a name speaks of.

北京经济技术开发区 is none of the sixteen: it counts as a part of the one it lies in.
"""

from collections.abc import Mapping
from functools import cache
from itertools import product

from jiqun.core.reference import rows

CITY = "北京市"

#: How the development zone is called, and what may stand before that.
ZONE = ("经济技术开发区", "经开区", "亦庄")
BEFORE_ZONE = ("北京", CITY, f"{CITY}北京")


@cache
def districts() -> tuple[str, ...]:
    return tuple(row["name"] for row in rows("beijing_districts") if row["level"] == "district")


@cache
def codes() -> Mapping[str, str]:
    return {row["name"]: row["code"] for row in rows("beijing_districts")}


def code_of(district: str) -> str:
    """The code of a district in GB/T 2260. KeyError if there is no such district."""
    if district not in districts():
        raise KeyError(district)
    return codes()[district]


@cache
def zone() -> str:
    """The district that the development zone lies in: its statistical code begins with that."""
    by_code = {row["code"]: row for row in rows("beijing_districts")}
    return by_code[by_code[""]["nbs_stat_code"][:6]]["name"]  # it has no code of its own


@cache
def beginnings() -> Mapping[str, str]:
    """Everything that the name of a cluster may begin with, and the district meant."""
    of_zone = ("".join(pair) for pair in product(BEFORE_ZONE, ZONE))
    return {
        **{f"{CITY}{district}": district for district in districts()},
        **dict.fromkeys(of_zone, zone()),
    }


def split(name: str) -> tuple[str, str]:
    """The district that a name begins with, and the rest of it; "" if it begins with none."""
    for beginning, district in beginnings().items():
        if name.startswith(beginning):
            return district, name.removeprefix(beginning)
    return "", name


def district_of(area: str) -> str:
    """The one district that an area (所属地区) is in, with or without the city before it; "" if it
    begins with none, or speaks of another as well."""
    district, rest = split(CITY + area.removeprefix(CITY).removeprefix("北京"))
    return district if districts_in(rest) <= {district} else ""


def districts_in(text: str) -> frozenset[str]:
    """The districts a name speaks of: in full, or else in short (密云), or else the zone's."""
    full = frozenset(district for district in districts() if district in text)
    short = frozenset(district for district in districts() if district.removesuffix("区") in text)
    of_zone = frozenset({zone()} if any(name in text for name in ZONE) else ())
    return full or short or of_zone
