"""Counts, the names beside them, and the schedules behind them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations

from jiqun.core.case import Case
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Field
from jiqun.core.form.rows import CountWithNames, Group
from jiqun.core.reading import shortened
from jiqun.core.roster.book import RowExample
from jiqun.core.roster.same import plain_firm
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import wholly_placeholder
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import named, shown
from jiqun.core.values import NONE


@rule(
    "RS-01",
    Rank.BLOCK,
    cites=("填报说明1",),
    supersedes=("RS-02",),
    example=Example(
        {"other_green.count": "3", "other_green.names": ("示例节水型企业", "示例无废工厂")}
    ),
)
def count_of_names(case: Case) -> Iterator[Fault]:
    """平台、项目、组织的数量与所列名称的个数一致。"""
    for row in named_counts(case):
        count = case.figures.given(row.count.id).value
        names = names_in(case, row)
        if count is None or names is None:
            continue
        listed = disagreement(names, int(count))
        if listed:
            text = f"{called(case, row.count)}填了{shown(case, row.count.id)}，名称{listed}"
            yield Fault((row.count.id, row.names.id), f"{text}，请核对，使两者一致。")


def disagreement(names: Sequence[str], count: int) -> str:
    """What the names come to, if that cannot be the count; "" if it can."""
    if not names:
        return "填了“无”" if count else ""
    if count == len(names) and not any(map(NOTING.search, names)):
        return ""
    stated = [int(found[1]) for name in names for found in TOTAL.finditer(name)]
    others = sum(int(found[1]) for name in names for found in OTHERS.finditer(name))
    listed = [item for item in map(without_note, names) if item]
    if count == len(listed) or count in stated:
        return ""
    if stated:
        return f"写明共{stated[-1]}个"
    if not others and any(map(defers, names)):
        return ""
    number = number_nearest(listed, count - others)
    noted = f"，另写明其余{others}个" if others else ""
    return "" if number + others == count else f"列了{number}个{noted}"


def number_nearest(names: Sequence[str], count: int) -> int:
    """How many names there are, read as kindly as can be: several may stand on one line."""
    lines = len(names)
    if count <= lines:
        return lines
    parts = PARTS_OF_ONE_LINE if lines == 1 else PARTS
    return min(count, sum(at_most(name, parts) for name in names))


def named_counts(case: Case) -> Iterator[CountWithNames]:
    for levels in levels_of_lists(case.facts.edition.id):
        yield from levels


@cache
def levels_of_lists(edition_id: str) -> tuple[tuple[CountWithNames, ...], ...]:
    """The counts with names, those together that stand together: 国家级, 省级, 其他."""
    rows = [row for part in get_edition(edition_id).parts for row in part.rows]
    together = [row.rows if isinstance(row, Group) else (row,) for row in rows]
    levels = [tuple(r for r in rows if isinstance(r, CountWithNames)) for rows in together]
    return tuple(filter(None, levels))


def names_in(case: Case, row: CountWithNames) -> tuple[str, ...] | None:
    """The names beside a count, none of them for “无”. None where they are blank or not yet names
    (待补充): of that other rules complain, if there is anything to complain of."""
    names = case.facts.get(row.names.id)
    if names is NONE:
        return ()
    return one_by_one(names) if isinstance(names, tuple) else None


#: “1.”, “（2）”, “3、” or “④” before a name, “5G” and “2.0” being none.
NUMBERING = r"(?:[①-⑳]|[（(]?(?<![A-Za-z\d.])\d{1,3}[）).．、](?!\d))"
NUMBERED = re.compile(rf"\s*{NUMBERING}")
NEXT_NUMBER = re.compile(rf"\s(?={NUMBERING})|(?=[①-⑳])")
#: “（依托单位：某公司）” on a line of its own.
REMARK = re.compile(r"[（(](?!\d{1,3}[）)])\w")


@lru_cache(maxsize=64)  # several rules look at the lists of a declaration
def one_by_one(lines: tuple[str, ...]) -> tuple[str, ...] | None:
    """The lines by what they list: “1.甲 2.乙” are two, and a remark belongs to what it is on. None
    if there are placeholders among them."""
    if any(map(wholly_placeholder, lines)):
        return None
    lists: list[list[str]] = []
    for line in lines:
        if lists and REMARK.match(line) and not is_note(line):
            lists[-1].append(line)
        elif NUMBERED.match(line):
            lists += [[name] for name in NEXT_NUMBER.split(line) if name.strip()]
        else:
            lists.append([line])
    return tuple(map("".join, lists))


#: “详见清单”, “其余项目见附件3《试点示范项目清单》”, “（名单附后）”: no name.
ELSEWHERE = re.compile(
    r"(?=(?P<before>(?:其余|其他|其它|等|具体|全部|详细|国家级|省级|市级|创新|公共|服务|试点|示范"
    r"|绿色|制造|产业|联盟|平台|项目|组织|名称|名单|清单|情况|[，、：（(])*))(?P=before)"
    r"(?:(?:详见|参见|请见|见|另附|后附|附)[^，。]{0,20}?"
    r"(?:清单|名单|附件|附页|附表|附录|明细|目录|材料)[^，。]{0,20}|附后|另附|后附)[）)。]*"
)


#: The same after names: “平台甲、平台乙，详见清单”. An 附件 may be the proof of one of them.
DEFERS = re.compile(
    r"(?:详见|参见|请见|另附|后附|(?<![^\W\d_])见)[^，。]{0,20}?(?:清单|名单|明细|目录)"
    r"|(?:清单|名单)(?:附后|另附|后附)"
)
#: “等16个（详见清单）”, “共16个省级平台”; “等3个领域” are not what is counted.
LEVEL = r"(?:国家级|省级|市级|区级|其他|创新|公共|服务|示范|试点|绿色|产业)"
KIND = r"(?:平台|项目|组织|联盟|协会|中心|机构|工厂|企业)"
TOTAL = re.compile(
    r"(?:等|共|合计|总计)[计有]?\s?(\d{1,4})\s?[个家项]"
    rf"(?=$|[^\w]|{LEVEL}{{0,5}}{KIND}(?:$|[^\w]|[详见附])|[详见附])"
)
#: “其余14个详见清单”
OTHERS = re.compile(r"(?:其余|其他|其它|另有)[的有]?\s?(\d{1,4})\s?[个家项]")


def says_elsewhere(name: str) -> bool:
    return ("见" in name or "附" in name) and ELSEWHERE.fullmatch(name) is not None


def defers(name: str) -> bool:
    return says_elsewhere(name) or DEFERS.search(name) is not None


def without_note(name: str) -> str:
    """A line without “其余14个详见清单”: nothing is left where that is all it says."""
    if is_note(name):
        return ""
    found = OTHERS.search(name)
    return name[: found.start()] if found else name


#: What a note has to contain: looking for this is quick, the patterns are not.
NOTING = re.compile(r"[\d见附]")


def is_note(line: str) -> bool:
    """Does it say nothing but how many there are, or where?"""
    if not NOTING.search(line):
        return False
    start = line.lstrip("（( ")
    found = TOTAL.match(start) or OTHERS.match(start)
    return found is not None or says_elsewhere(line)


#: What may part names on one line; “和” more often stands within a name.
PARTS = re.compile(rf"[、，,；;]|{NUMBERING}")
PARTS_OF_ONE_LINE = re.compile(rf"{PARTS.pattern}|[和与及]")


def at_most(name: str, parts: re.Pattern[str]) -> int:
    """How many names one line may hold: “平台甲、平台乙” is two, or one with a mark in it."""
    return max(1, sum(1 for piece in parts.split(name) if piece.strip("（）() ")))


def called(case: Case, field: Field) -> str:
    return named(case.facts.edition, [field.place()])


@rule(
    "RS-02",
    Rank.BLOCK,
    cites=("填报说明1",),
    example=Example(
        {"overseas_branches": "3"},
        roster=RowExample(
            {"branches": tuple({"name": f"示例海外{n}", "country": "德国"} for n in range(4))}
        ),
    ),
)
def count_of_rows(case: Case) -> Iterator[Fault]:
    """要求提供清单的，数量与所附清单的行数一致。"""
    places = case.facts.edition.places
    for key, total in case.listed.items():
        if key in places and not total.may_be(case.figures.given(key)):
            where, field = named(case.facts.edition, [places[key]]), places[key].field
            lacking = f"（另有{len(total.lacking)}行没有填全，未计入）" if total.lacking else ""
            listed = f"{schedule_behind(case.facts.edition, field)}列了{total.value}{field.unit}"
            text = f"{where}填了{shown(case, key)}，{listed}{lacking}"
            yield Fault((key,), f"{text}，请核对，使两者一致。")


def schedule_behind(edition: Edition, field: Field) -> str:
    """“《有效发明专利清单》”; the roster, which supports many figures, stands before the others."""
    titles = [schedule.title for schedule in edition.schedules if field.id in schedule.supports]
    return f"《{titles[-1]}》" if titles else "所附清单"


@rule(
    "RS-03",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example(
        {"other_green.count": "2", "other_green.names": ("示例无废工厂", "示例“无废”工厂")}
    ),
)
def names_twice(case: Case) -> Iterator[Fault]:
    """同一平台、项目、组织在一份名单中只列一次。"""
    for row in named_counts(case):
        twice = [
            same[0] for same in by_plain_name(names_in(case, row) or ()).values() if len(same) > 1
        ]
        if twice:
            text = f"{called(case, row.names)}重复列了{quoted(twice)}"
            yield Fault((row.names.id,), f"{text}，请核对；确为不同项的请说明。")


@rule(
    "RS-04",
    Rank.HINT,
    cites=("填报说明1",),
    example=Example(
        {
            **{"provincial_green.count": "1", "provincial_green.names": ("示例绿色工厂",)},
            **{"other_green.count": "1", "other_green.names": ("示例绿色工厂",)},
        }
    ),
)
def names_on_two_levels(case: Case) -> Iterator[Fault]:
    """国家级、省级和其他名单一般不重复列同一平台或项目。"""
    for levels in levels_of_lists(case.facts.edition.id):
        lists = [(row.names, by_plain_name(names_in(case, row) or ())) for row in levels]
        for (higher, above), (lower, below) in combinations(lists, 2):
            both = [same[0] for plain, same in below.items() if plain in above]
            if both:
                where = f"{called(case, higher)}和“{lower.called}”"
                text = f"{where}都列了{quoted(both)}，请核对是否重复计数。"
                yield Fault((higher.id, lower.id), text)


@lru_cache(maxsize=64)  # two rules look at the lists of a declaration, and seldom do they change
def by_plain_name(names: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Names by what is left of them without numbers, marks, spaces and widths, 有限责任公司 being
    the same as 有限公司."""
    by_plain: dict[str, list[str]] = {}
    for name in names:
        numbered = NUMBERED.match(name)
        plain = plain_firm(name[numbered.end() :] if numbered else name)
        if plain and not is_note(name):
            by_plain.setdefault(plain, []).append(name)
    return by_plain


#: How many names a message quotes.
QUOTED = 3


def quoted(names: Sequence[str]) -> str:
    first = "、".join(f"“{shortened(name)}”" for name in names[:QUOTED])
    return first if len(names) <= QUOTED else f"{first}等{len(names)}项"
