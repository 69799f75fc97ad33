"""Units that people put in a head or behind a number, and how one becomes another, exactly."""

import unicodedata
from decimal import Decimal

#: What can be turned into one another: each unit as so many of the first.
SCALES = (
    {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "百万元": "1000000",
        "千万元": "10000000",
        "亿元": "100000000",
    },
    {"吨": "1", "千克": "0.001", "千吨": "1000", "万吨": "10000", "亿吨": "100000000"},
    {"吨标准煤": "1", "千克标准煤": "0.001", "万吨标准煤": "10000"},
    {"立方米": "1", "万立方米": "10000", "亿立方米": "100000000"},
    {"人": "1", "万人": "10000"},
    {"件": "1", "万件": "10000"},
    {"家": "1"},
    {"美元": "1", "万美元": "10000", "亿美元": "100000000"},
    {"欧元": "1", "万欧元": "10000"},
    {"港元": "1", "万港元": "10000"},
    {"%": "1"},
)
FACTORS = {
    unit: (scale, Decimal(size))
    for scale, units in enumerate(SCALES)
    for unit, size in units.items()
}

#: Other ways to write them.
SAME = {
    "块": "元",
    "人民币元": "元",
    "人民币万元": "万元",
    "万元人民币": "万元",
    "亿元人民币": "亿元",
    "公斤": "千克",
    "kg": "千克",
    "t": "吨",
    "吨二氧化碳": "吨",
    "吨co2": "吨",
    "tco2": "吨",
    "tco2e": "吨",
    "万吨二氧化碳": "万吨",
    "万吨co2": "万吨",
    "万tco2": "万吨",
    "吨标煤": "吨标准煤",
    "tce": "吨标准煤",
    "万吨标煤": "万吨标准煤",
    "万tce": "万吨标准煤",
    "千克标煤": "千克标准煤",
    "kgce": "千克标准煤",
    "m3": "立方米",
    "方": "立方米",
    "万m3": "万立方米",
    "万方": "万立方米",
    "名": "人",
    "个": "家",
    "户": "家",
    "项": "件",
    "个百分点": "%",
    "百分比": "%",
}

#: Said without the unit: “3万” where 万元 is asked for, “1.2亿”.
BARE = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000)}


def unit_named(text: str) -> str | None:
    """The unit as this module writes it; None if it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    found = SAME.get(plain, plain)
    return found if found in FACTORS else None


def factor(given: str, wanted: str) -> Decimal | None:
    """How many ``wanted`` one ``given`` is: 10000 for 亿元 in 万元. None if one can't become the
    other."""
    from_unit, to_unit = unit_named(given), unit_named(wanted)
    if to_unit is None:
        return None
    scale, size = FACTORS[to_unit]
    if given in BARE:
        return BARE[given] / size
    if from_unit is None or FACTORS[from_unit][0] != scale:
        return None
    return FACTORS[from_unit][1] / size
