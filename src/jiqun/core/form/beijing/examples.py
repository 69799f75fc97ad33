"""How each list may be filled in: three invented firms, and what they have.

Their codes end in the right check character, but belong to nobody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jiqun.core.form.beijing.worksheet import WASTES
from jiqun.core.form.schedule import Column, Schedule
from jiqun.core.form.years import Years

FIRMS = (
    "（示例）北京甲传感技术有限公司",
    "（示例）北京乙自动化股份有限公司",
    "（示例）北京丙机械加工厂",
)
CODES = ("91110118MAXX00015Q", "91110118MAXX00023K", "91110118MAXX00031E")

#: By column the entry of each firm: a small one, a large one, and one that came a year later.
IDENTITY = {
    "name": FIRMS,
    "uscc": CODES,
    "district": ("密云区", "密云区", "密云区"),
    "industry": ("4014", "4011", "3489"),
    "product": ("位移传感器", "工业过程控制系统", "传感器壳体"),
    "leading": ("是", "是", "否"),
    "inside": ("是", "是", "是"),
}

#: By column the entries of each firm for the past years, in order.
YEARLY = {
    "output": ("15200.00 16890.50 18960.20", "268000.00 275400.00 281650.00", "- 860.00 1180.00"),
    "revenue": ("14860.35 16420.80 18640.15", "262300.50 270180.00 276920.40", "- 820.40 1105.60"),
    "assets": ("21000.00 22860.40 24950.75", "410000.00 436500.00 458200.00", "- 640.00 790.00"),
    "staff": ("196 205 218", "1820 1846 1860", "- 22 26"),
    "staff_on_post": ("188 196 208", "1700 1724 1736", "- 20 24"),
    "staff_dispatched": ("6 7 8", "90 92 94", "- 无 无"),
    "staff_other": ("2 2 2", "30 30 30", "- 2 2"),
    "rd_spend": ("1180.50 1342.60 1560.80", "13200.00 14150.60 15080.00", "- 46.50 58.40"),
    "rd_staff": ("48 52 57", "320 335 348", "- 3 4"),
    "ip_granted": ("6 8 11", "42 47 55", "- 1 3"),
    "valid_patents": ("14 17 22", "180 205 236", "- 无 1"),
    "fdi": ("无 无 无", "1200.00 无 650.00", "- 无 无"),
    "exports": ("820.00 910.50 1034.00", "23400.00 25180.00 26900.00", "- 无 无"),
    "software_purchase": ("46.80 52.00 60.50", "820.00 860.00 905.00", "- 6.50 8.00"),
    "energy": ("312.40 305.80 298.60", "5840.00 5720.00 5610.00", "- 12.60 13.10"),
    "co2": ("1420.50 1388.20 1340.90", "24800.00 24100.00 23560.00", "- 68.20 70.50"),
    "software": ("是 是 是", "是 是 是", "- 是 是"),
}

CURRENT = {
    "pct": ("2", "9", "无"),
    "cloud": ("是", "是", "是"),
    "iiot": ("是", "是", "否"),
    "rd_tools": ("是", "是", "否"),
    "water_total": ("6200.00", "84000.00", "320.00"),
    "water_reused": ("5400.00", "76500.00", "无"),
    **{f"waste_{waste}_{end}": ("无",) * 3 for waste, _ in WASTES for end in ("produced", "used")},
    "waste_slag_produced": ("无", "42.50", "无"),
    "waste_slag_used": ("无", "40.00", "无"),
}

BLANK = "-"


def examples(years: Years) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Rows by the id of their list: what stands under each key, blanks left out."""
    return {
        "firms": tuple(dict(firm(place, years)) for place in range(len(FIRMS))),
        **{id: (row,) for id, row in others(years).items()},
    }


def firm(place: int, years: Years) -> Iterator[tuple[str, str]]:
    for id, entries in (IDENTITY | CURRENT).items():
        yield id, entries[place]
    for id, spread in YEARLY.items():
        for year, entry in zip(years.past, spread[place].split(), strict=True):
            if entry != BLANK:
                yield f"{id}.{year}", entry
    yield from standing(years)[place].items()


def standing(years: Years) -> tuple[Mapping[str, str], ...]:
    """Of each firm, since when it is in the cluster, and its titles."""

    def title(id: str, since: int, until: int) -> dict[str, str]:
        return {f"{id}_since": f"{since}", f"{id}_until": f"{until}-12-31"}

    first, middle, base = years.past
    return (
        {
            "since": "2015",
            **title("specialized", first, first + 3),
            **title("little_giant", middle, middle + 3),
            **title("high_tech", middle, middle + 3),
            "pre_listing_since": f"{base}",
        },
        {
            "since": "2008",
            **title("champion", middle, middle + 3),
            **title("high_tech", first, first + 3),
            "listed_since": "2012",
        },
        {"since": f"{middle}", **title("innovative", base, base + 3)},
    )


def others(years: Years) -> Mapping[str, Mapping[str, str]]:
    """One row for each of the other lists."""
    return {**achievements(years), **bodies(years)}


def achievements(years: Years) -> Mapping[str, Mapping[str, str]]:
    small, large, _ = FIRMS
    return {
        "standards": {
            "name": "（示例）位移传感器通用规范",
            "number": f"GB/T 99999-{years.base}",
            "level": "国家",
            "role": "主持（起草单位排名前三位）",
            "year": f"{years.base}",
            "firm": small,
        },
        "platforms": {
            "name": "（示例）位移传感北京市工程研究中心",
            "rank": "省级",
            "firm": small,
            "granted": f"{years.past[1]}-11-30",
            "granted_by": "北京市发展和改革委员会",
        },
        "patents": {
            "name": "（示例）一种位移传感器标定装置",
            "number": "ZL202010000001.1",
            "kind": "发明专利",
            "firm": small,
            "uscc": CODES[0],
            "granted": f"{years.past[1]}-06-21",
        },
        "pilots": {
            "name": "（示例）智能制造示范工厂",
            "rank": "国家级",
            "firm": large,
            "granted": f"{years.past[1]}-12-15",
            "granted_by": "工业和信息化部",
        },
        "green": {
            "name": "（示例）绿色工厂",
            "rank": "国家级",
            "kind": "绿色工厂",
            "firm": large,
            "granted": f"{years.past[0]}-10-20",
        },
    }


def bodies(years: Years) -> Mapping[str, Mapping[str, str]]:
    large = FIRMS[1]
    return {
        "branches": {
            "name": "（示例）乙自动化（德国）有限公司",
            "firm": large,
            "country": "德国",
            "founded": "2016-05-09",
            "business": "销售与售后服务",
        },
        "alliances": {
            "name": "（示例）传感技术创新联盟",
            "kind": "联盟",
            "founded": "2018-09-12",
            "members": "56",
        },
        "service_platforms": {
            "name": "（示例）测控产业公共服务平台",
            "rank": "省级",
            "unit": large,
            "origin": "建设",
            "granted": f"{years.past[1]}-08-30",
        },
    }


def exemplified(schedule: Schedule, rows: Iterable[Mapping[str, str]]) -> Schedule:
    """The same list, each column with what might stand in it."""
    rows = tuple(rows)
    columns = (replace(column, example=entries(column, rows)) for column in schedule.columns)
    return replace(schedule, columns=tuple(columns))


def entries(column: Column, rows: tuple[Mapping[str, str], ...]) -> tuple[str, ...]:
    """What the first row that has anything there has in the column."""
    keys = tuple(head.key for head in column.heads())
    found = next((row for row in rows if all(key in row for key in keys)), None)
    return tuple(found[key] for key in keys) if found else ()
