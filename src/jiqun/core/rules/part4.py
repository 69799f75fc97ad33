"""Part 四: firms in the cloud and on platforms, industrial software, pilots."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP
from itertools import pairwise

from jiqun.core.case import Case
from jiqun.core.figures.series import certainly_more
from jiqun.core.quantity import Quantity, constant
from jiqun.core.rules.book import rule
from jiqun.core.rules.disagreement import disagreements
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.part2 import more_than, over
from jiqun.core.rules.wording import TRUE_OR_WRONG, by_year, fault, in_unit, shown

#: Shares of SMEs, and the SMEs they count.
RATES = {"cloud_rate": "cloud_smes", "iiot_rate": "iiot_smes"}
PILOTS = ("national_pilots", "provincial_pilots")
#: Texts that contradict no count, for the examples.
NO_FIGURES = {
    "digital": "引入服务商驻点服务。",
    "plan.achievements": "主导产业优势不断增强，创新活力持续激发，数字化升级步伐加快。",
}


def too_many(case: Case, count: str) -> bool:
    """More SMEs that do something than there are in all?"""
    smes = case.figures.given("smes", case.facts.edition.years.base)
    return certainly_more(case.figures.given(count), smes)


@rule(
    "R4-01",
    Rank.BLOCK,
    cites=("填报说明6", "填报说明12", "填报说明13"),
    fields=(*RATES.values(), "smes"),
    example=Example({"cloud_smes": "65", "smes.2023": "64", **NO_FIGURES}),
)
def among_smes(case: Case) -> Iterator[Fault]:
    """上云、接入工业互联网平台的中小企业是中小企业的一部分，不多于集群中小企业数量。"""
    places, base = case.facts.edition.places, case.facts.edition.years.base
    for count in RATES.values():
        if too_many(case, count):
            smes = f"smes.{base}"
            text = f"多于{base}年集群中小企业数量{shown(case, smes)}，请核对两栏。"
            found = fault(case, places[count], f"填了{shown(case, count)}，{text}")
            yield Fault((*found.keys, smes), found.message)


@rule(
    "R4-02",
    Rank.BLOCK,
    cites=("填报说明12", "填报说明13"),
    fields=(*RATES, *RATES.values(), "smes"),
    example=Example({"cloud_smes": "52", "smes.2023": "64", "cloud_rate": "81.52", **NO_FIGURES}),
)
def rates(case: Case) -> Iterator[Fault]:
    """上云比例、工业互联网平台应用普及率应与企业数量一致：企业数量÷中小企业数量×100%。"""
    yield from disagreements(case, *(r for r, count in RATES.items() if not too_many(case, count)))


@rule(
    "R4-03",
    Rank.EXPLAIN,
    fields=("rd_tools_rate", "smes"),
    example=Example({"rd_tools_rate": "77.00", "smes.2023": "64"}),
)
def share_of_whole_firms(case: Case) -> Iterator[Fault]:
    """普及率是企业数量之比，应有整数家中小企业与之对应。"""
    key, smes = "rd_tools_rate", case.figures.given("smes", case.facts.edition.years.base)
    firms = case.figures.given(key).percent * smes
    if firms.value is None or firms.interval is None or not smes.value:
        return
    if firms.interval.low.to_integral_value(ROUND_CEILING) > firms.interval.high:
        nearest = firms.value.to_integral_value(ROUND_HALF_UP)
        share = in_unit((constant(nearest) / smes).in_percent, "%")
        text = (
            f"填了{shown(case, key)}，{smes.value}家中小企业中没有整数家与之对应"
            f"（{nearest}家为{share}），请核对；按其他范围统计的请说明。"
        )
        yield fault(case, case.facts.edition.places[key], text)


def software_rates(case: Case) -> Mapping[int, Quantity]:
    """The rate of each year the worksheet tells; more users than firms are no rate."""
    figures = {y: case.figures[f"software_rate.{y}"] for y in case.facts.edition.years.past}
    wrong = over(case, "software_users", "software_asked")
    return {y: f.quantity for y, f in figures.items() if f.known and y not in wrong}


def rate_inputs(case: Case) -> tuple[str, ...]:
    years = software_rates(case)
    return tuple(key for y in years for key in case.figures[f"software_rate.{y}"].inputs)


def rates_by_year(case: Case) -> str:
    return "、".join(f"{y}年{in_unit(rate, '%')}" for y, rate in software_rates(case).items())


@rule(
    "R4-04",
    Rank.EXPLAIN,
    cites=("填报说明14",),
    fields=("software_rising", "software_users", "software_asked"),
    example=Example(
        {
            "software_rising": "yes",
            "software_users.2021": "34",
            "software_asked.2021": "59",
            "software_users.2022": "32",
            "software_asked.2022": "63",
        }
    ),
)
def rate_does_not_fall(case: Case) -> Iterator[Fault]:
    """工业软件应用率稳步提升的，各年应用率不应下降。"""
    known = software_rates(case).values()
    if case.facts.get("software_rising") == "yes" and any(
        certainly_more(before, now) for before, now in pairwise(known)
    ):
        text = f"选了“是”，但测算底稿中的应用率有下降（{rates_by_year(case)}），{TRUE_OR_WRONG}"
        found = fault(case, case.facts.edition.places["software_rising"], text)
        yield Fault((*found.keys, *rate_inputs(case)), found.message)


@rule(
    "R4-05",
    Rank.EXPLAIN,
    cites=("填报说明14",),
    fields=("software_rising", "software_purchase"),
    supersedes=("R2-12",),
    example=Example(
        {
            "software_rising": "yes",
            "software_purchase.2021": "2286.50",
            "software_purchase.2022": "2034.20",
            "software_purchase.2023": "1872.80",
            **{f"software_users.{year}": None for year in (2021, 2022, 2023)},
        }
    ),
)
def purchases_do_not_fall(case: Case) -> Iterator[Fault]:
    """工业软件应用率稳步提升的，采购金额一般不会逐年减少；减少的，应以各年应用率说明。"""
    years = case.facts.edition.years.past
    bought = [case.figures.given("software_purchase", year) for year in years]
    falling = all(certainly_more(before, now) for before, now in pairwise(bought))
    told = len(software_rates(case)) > 1
    if case.facts.get("software_rising") == "yes" and falling and not told:
        amounts = by_year(case, "software_purchase", years)
        text = (
            f"选了“是”，但工业软件采购金额逐年减少（{amounts}），"
            "请核对；应用率确有提升的，请说明各年应用率。"
        )
        found = fault(case, case.facts.edition.places["software_rising"], text)
        purchases = (f"software_purchase.{year}" for year in years)
        yield Fault((*found.keys, *purchases), found.message)


@rule(
    "R4-06",
    Rank.HINT,
    cites=("填报说明14",),
    fields=("software_rising", "software_users", "software_asked"),
    example=Example(
        {
            "software_rising": "no",
            "software_users.2021": "34",
            "software_asked.2021": "59",
            "software_users.2022": "42",
            "software_asked.2022": "63",
            "software_users.2023": "50",
            "software_asked.2023": "67",
        }
    ),
)
def rising_rate_is_claimed(case: Case) -> Iterator[Fault]:
    """测算底稿中的工业软件应用率逐年提升的，可选“是”。"""
    known = tuple(software_rates(case).values())
    rising = all(certainly_more(now, before) for before, now in pairwise(known))
    if case.facts.get("software_rising") == "no" and rising and len(known) == 3:
        text = f"选了“否”，但测算底稿中的应用率逐年提升（{rates_by_year(case)}），请核对。"
        found = fault(case, case.facts.edition.places["software_rising"], text)
        yield Fault((*found.keys, *rate_inputs(case)), found.message)


@rule(
    "R4-07",
    Rank.BLOCK,
    cites=("填报说明14",),
    fields=("software_users", "software_asked"),
    example=Example({"software_users.2022": "64", "software_asked.2022": "63"}),
)
def users_among_asked(case: Case) -> Iterator[Fault]:
    """应用工业软件的企业是计入企业的一部分，不多于计入工业软件应用率的企业总数。"""
    for year in over(case, "software_users", "software_asked"):
        yield from more_than(case, "software_users", "software_asked", [year])


@rule(
    "R4-08",
    Rank.EXPLAIN,
    cites=("填报说明14",),
    fields=("software_asked", "firms"),
    example=Example({"software_asked.2022": "64", "firms.2022": "63"}),
)
def asked_among_firms(case: Case) -> Iterator[Fault]:
    """工业软件应用率按集群内企业计算，计入的企业总数一般不多于集群企业数量。"""
    for year in over(case, "software_asked", "firms"):
        yield from more_than(case, "software_asked", "firms", [year])


@rule(
    "R4-09",
    Rank.BLOCK,
    fields=("new_models_work", *(f"{pilots}.count" for pilots in PILOTS)),
    example=Example(
        {
            "new_models_work": PILOTS,
            "national_pilots.count": "无",
            "national_pilots.names": "无",
        }
    ),
)
def ticked_pilots_exist(case: Case) -> Iterator[Fault]:
    """勾选建有国家级、省级试点示范项目的，应有相应级别的项目。"""
    for pilots in PILOTS:
        if ticked(case, pilots) and case.figures.given(f"{pilots}.count").value == 0:
            yield of_pilots(case, pilots, "勾选了", "请核对勾选和数量。")


@rule(
    "R4-10",
    Rank.EXPLAIN,
    fields=("new_models_work", *(f"{pilots}.count" for pilots in PILOTS)),
    example=Example({"new_models_work": ("national_pilots",), "provincial_pilots.count": "3"}),
)
def pilots_are_ticked(case: Case) -> Iterator[Fault]:
    """有国家级、省级试点示范项目的，应勾选相应的工作。"""
    for pilots in PILOTS:
        if not ticked(case, pilots) and case.figures.given(f"{pilots}.count").value:
            yield of_pilots(case, pilots, "没有勾选", "请补充勾选；不应勾选的请说明原因。")


def ticked(case: Case, pilots: str) -> bool:
    work = case.facts.get("new_models_work")
    return isinstance(work, frozenset) and pilots in work


def of_pilots(case: Case, pilots: str, done: str, advice: str) -> Fault:
    places = case.facts.edition.places
    work, count = places["new_models_work"], places[f"{pilots}.count"]
    option = work.field.option(pilots).label
    amount = f"“{count.called}”填了{shown(case, count.key)}"
    found = fault(case, work, f"{done}“{option}”，而{amount}，{advice}")
    return Fault((work.key, count.key), found.message)
