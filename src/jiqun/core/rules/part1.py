"""Cover and part 一: who declares where and when, and what the standard does not admit."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from jiqun.core.case import Call, Case
from jiqun.core.districts import district_of, districts_in, split
from jiqun.core.form import COVER
from jiqun.core.industries import industry_on
from jiqun.core.language.names import differing, plain, share_person
from jiqun.core.reading import as_date, as_month, shortened
from jiqun.core.roster.book import RowExample
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import placeholder_in, wholly_placeholder
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import fault, named, shown

NOTE_6 = ("填报说明6",)

#: How much of a name a message quotes.
QUOTED = 40


# --- What is said twice, on the cover and in part 一 ---


def stated(case: Case, key: str) -> str:
    """What stands there, as it is compared; "" for a blank, “无” or a placeholder, which have
    rules of their own."""
    text = case.facts.get(key)
    if not isinstance(text, str) or wholly_placeholder(text) or placeholder_in(text):
        return ""
    return plain(text)


def on_both(case: Case, id: str) -> dict[str, str]:
    """What the cover and part 一 say, by key, as far as they say anything.

    Rules complain only of what both have wrong: where one is right they differ, and R1-01 says so.
    """
    return {key: text for key in (f"cover.{id}", id) if (text := stated(case, key))}


def twice(id: str, text: str) -> dict[str, str]:
    """The same on the cover and in part 一, as examples have it."""
    return {f"cover.{id}": text, id: text}


def quoted(case: Case, *keys: str) -> str:
    """What stands where, the same name once: “封面和第一部分的“集群名称”填了“……””."""
    same: dict[str, list[str]] = {}
    for key in keys:
        same.setdefault(stated(case, key), []).append(key)
    return "，".join(quoted_once(case, alike) for alike in same.values())


def quoted_once(case: Case, keys: list[str]) -> str:
    places = [case.facts.edition.places[key] for key in keys]
    called = f"{COVER}和第一部分的“{places[-1].field.called}”"
    where = called if len(places) > 1 else named(case.facts.edition, places)
    return f"{where}填了“{shortened(str(case.facts[keys[0]]), QUOTED)}”"


@rule(
    "R1-01",
    Rank.BLOCK,
    fields=("cover.cluster_name", "cover.authority", "cover.operator"),
    example=Example({"cover.operator": "北京示例测控服务中心", "operator": "北京示例产业服务中心"}),
)
def cover_agrees(case: Case) -> Iterator[Fault]:
    """封面与第一部分所填的集群名称、主管部门、运营管理机构应当一致。"""
    edition = case.facts.edition
    for cover in edition.cover_fields:
        id = cover.id.removeprefix("cover.")
        names = on_both(case, id)
        if len(set(names.values())) > 1:
            where = f"{cover.called}与第一部分“{edition.fields[id].called}”不一致"
            yield Fault(tuple(names), f"{where}：{difference(*names.values())}，请改成一致。")


def difference(cover: str, inside: str) -> str:
    more, less = (shortened(piece, QUOTED) for piece in differing(cover, inside))
    if not less:
        return f"封面多“{more}”"
    return f"封面是“{more}”，第一部分是“{less}”" if more else f"封面少“{less}”"


@rule(
    "R1-02",
    Rank.BLOCK,
    fields=("cover.contact",),
    example=Example(
        {
            "cover.contact": "示例联系人戊 010-69000009",
            "authority_contact": "示例联系人甲",
            "authority_phone": "010-69000001",
            "operator_contact": "示例联系人乙",
            "operator_phone": "010-69000002",
        }
    ),
)
def contact(case: Case) -> Iterator[Fault]:
    """封面的联系人应为第一部分所填两位联系人之一。"""
    on_cover = stated(case, "cover.contact")
    people = [f"{of}_{what}" for of in ("authority", "operator") for what in ("contact", "phone")]
    known = [stated(case, key) for key in people]
    if not on_cover or not all(known) or any(share_person(on_cover, one) for one in known):
        return
    text = (
        f"{quoted(case, 'cover.contact')}，与第一部分主管部门联系人“{shortened(known[0])}”、"
        f"运营管理机构联系人“{shortened(known[2])}”的姓名和电话都不同，请填其中一位。"
    )
    yield Fault(("cover.contact", *people), text)


# --- Where the cluster is ---


@rule("R1-03", Rank.BLOCK, fields=("cover.district",), example=Example({"cover.district": "密云"}))
def area_is_a_district(case: Case) -> Iterator[Fault]:
    """所属地区填写集群所在的区，如“北京市XX区”。"""
    area = stated(case, "cover.district")
    if area and not district_of(area):
        close = districts_in(area)
        wanted = f"“北京市{min(close)}”" if len(close) == 1 else "北京市某一个区的全称"
        text = f"{quoted(case, 'cover.district')}，应填{wanted}，请改正。"
        yield Fault(("cover.district",), text)


@rule(
    "R1-04",
    Rank.BLOCK,
    fields=("cover.cluster_name", "cluster_name"),
    example=Example(twice("cluster_name", "密云区测控装备产业集群")),
)
def cluster_name(case: Case) -> Iterator[Fault]:
    """集群名称写为“北京市XX区XX产业”。"""
    names = on_both(case, "cluster_name")
    if not all(flaw_of(name) for name in names.values()):
        return
    for name in dict.fromkeys(names.values()):
        keys = [key for key, same in names.items() if same == name]
        yield Fault(tuple(keys), f"{quoted(case, *keys)}，{flaw_of(name)}，请改正。")


def flaw_of(name: str) -> str:
    """What is wrong with the name of a cluster; "" if nothing is."""
    district, rest = split(name)
    industry = rest.removesuffix("集群").removesuffix("产业")
    if not district:
        return "应以“北京市”和区的全称开头"
    if not rest.endswith(("产业", "产业集群")):
        return "应以“产业集群”或“产业”结尾"
    return "" if industry else "没有写明是什么产业"


@rule(
    "R1-05",
    Rank.BLOCK,
    fields=("cover.cluster_name", "cluster_name", "cover.district"),
    example=Example(
        {
            "cover.district": "北京市密云区",
            **twice("cluster_name", "北京市怀柔区测控装备产业集群"),
        }
    ),
)
def cluster_in_district(case: Case) -> Iterator[Fault]:
    """集群名称中的区应与所属地区一致。"""
    home = district_of(stated(case, "cover.district"))
    named_districts = districts_of_names(case)
    if home and named_districts and home not in named_districts.values():
        keys = (*named_districts, "cover.district")
        yield Fault(keys, f"{quoted(case, *keys)}，不是同一个区，请核对后改成一致。")


def districts_of_names(case: Case) -> dict[str, str]:
    """The district that each name of the cluster begins with, by key."""
    begun = {key: split(name)[0] for key, name in on_both(case, "cluster_name").items()}
    return {key: district for key, district in begun.items() if district}


# --- When ---


@rule(
    "R1-10",
    Rank.BLOCK,
    cites=NOTE_6,
    fields=("cover.date",),
    example=Example({"cover.date": "2023年12月28日"}),
)
def filing_date(case: Case) -> Iterator[Fault]:
    """申报时间应在填报数据的年度结束之后、本批次申报期之内。"""
    days = days_meant(stated(case, "cover.date"))
    opens, closes = days_of_call(case.facts.edition.years.call, case.call)
    if days and (days[-1] < opens or days[0] > closes):
        when = f"{'本批次申报期' if case.call else ''}{in_words(opens)}至{in_words(closes)}"
        text = f"{quoted(case, 'cover.date')}，不在{when}之间，请核对。"
        yield Fault(("cover.date",), text)


def days_meant(text: str) -> tuple[date, ...]:
    """The day, or the first and the last day of a month; none if it is no date."""
    day, month = as_date(text), as_month(text)
    if day or not month:
        return (day,) if day else ()
    return month, month.replace(day=monthrange(month.year, month.month)[1])


def days_of_call(year: int, call: Call | None) -> tuple[date, date]:
    """When one may file: never before the year whose figures are asked for has ended."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (max(call.opens, first), call.closes) if call else (first, last)


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# --- What the standard does not admit ---


#: Without it the text of the clean declaration would speak of another area.
OVERVIEW = {"plan.overview": "集群位于密云区中部，聚焦测控装备，优质市场主体逐级成长。"}


@rule("R1-11", Rank.BLOCK, fields=("area",), example=Example({"area": "0", **OVERVIEW}))
def area_is_something(case: Case) -> Iterator[Fault]:
    """集群占地面积应大于0。"""
    if case.figures.given("area").value == 0:
        place = case.facts.edition.places["area"]
        yield fault(case, place, f"填了{shown(case, 'area')}，应大于0，请按实际占地填写。")


#: 平方公里, “一般不超过”.
LARGEST_AREA = 100


@rule("R1-12", Rank.EXPLAIN, fields=("area",), example=Example({"area": "100.01", **OVERVIEW}))
def area_is_small(case: Case) -> Iterator[Fault]:
    """集群占地面积一般不超过100平方公里。"""
    area = case.figures.given("area").rounded
    if area is not None and area > LARGEST_AREA:
        place = case.facts.edition.places["area"]
        text = f"认定标准一般不超过{LARGEST_AREA}平方公里，请核对单位；确实如此的请说明。"
        yield fault(case, place, f"填了{shown(case, 'area')}，{text}")


VETOES = ("restricted_industry", "major_accident", "serious_violation")


@rule(
    "R1-13",
    Rank.BLOCK,
    fields=VETOES,
    example=Example({"serious_violation": "yes"}),
)
def veto(case: Case) -> Iterator[Fault]:
    """主导产业属于禁止、限制和淘汰类产业，近三年发生较大及以上事故、重大及以上网络和数据安全
    事件，或有违法违规、严重失信等行为的集群，不予认定。"""
    for id in VETOES:
        if case.facts.get(id) == "yes":
            text = "选了“是”，按认定标准不能申报，请核对；误选的请改选“否”。"
            yield fault(case, case.facts.edition.places[id], text)


#: The question on a benchmark, and the lists of industries that must answer it.
BENCHMARKS = {
    "energy_benchmark": ("high_energy_six",),
    "water_benchmark": ("high_water_2013", "high_water_2022"),
}


@rule(
    "R1-14",
    Rank.BLOCK,
    fields=tuple(BENCHMARKS),
    example=Example({"energy_benchmark": "no"}),
)
def below_benchmark(case: Case) -> Iterator[Fault]:
    """高耗能、高用水行业的集群，能效、水效水平应达到行业基准值。"""
    for id in BENCHMARKS:
        if case.facts.get(id) == "no":
            place = case.facts.edition.places[id]
            exempt = place.field.option("exempt").label
            text = f"选了“否”，达到行业基准值才能申报，请核对；不属于这类行业的选“{exempt}”。"
            yield fault(case, place, text)


@rule(
    "R1-15",
    Rank.EXPLAIN,
    fields=tuple(BENCHMARKS),
    example=Example(
        {"energy_benchmark": "exempt"}, roster=RowExample({"firms": ({"industry": "3011"},)})
    ),
)
def exempt_from_benchmark(case: Case) -> Iterator[Fault]:
    """企业名录中有高耗能、高用水行业企业的，应说明为何不适用能效、水效基准值。"""
    for id, lists in BENCHMARKS.items():
        found = dict.fromkeys(industry_on(lists, code) for code in case.industries)
        industries = "、".join(filter(None, found))
        if industries and case.facts.get(id) == "exempt":
            place = case.facts.edition.places[id]
            text = (
                f"选了“{place.field.option('exempt').label}”，企业名录中却有{industries}企业，"
                "请核对；集群整体不属于这类行业的请说明。"
            )
            yield fault(case, place, text)
