"""Part 二: output, firms and their titles, foreign money."""

from collections.abc import Iterator, Sequence

from jiqun.core.case import Case
from jiqun.core.figures.doubt import Doubt, amounts_at_fault, in_dollars, in_other_units
from jiqun.core.figures.growth import cannot_grow
from jiqun.core.figures.part2 import YEARLY_GROWTH
from jiqun.core.figures.series import (
    certainly_more,
    district_moves,
    filled_years,
    out_of_line,
    stands_still,
    yearly,
)
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import disagreements, in_unit, named, said, shown
from jiqun.core.values import NONE

#: Whom a title is given to: two of them to large firms as well.
POPULATIONS = {
    "specialized_smes": "smes",
    "little_giants": "smes",
    "champions": "firms",
    "high_tech_firms": "firms",
    "innovative_smes": "smes",
    "listed_smes": "smes",
    "pre_listing_smes": "smes",
}
#: Titles are kept; but 上市辅导期 ends with being listed.
LASTING = ("specialized_smes", "little_giants", "champions", "high_tech_firms", "innovative_smes")
TRUE_OR_WRONG = "请核对；属实的请说明原因。"


def at(case: Case, id: str, years: Sequence[int]) -> str:
    """Where a yearly field stands: “第二部分“集群企业数量”（2021年、2023年）”."""
    field = case.facts.edition.fields[id]
    return named(case.facts.edition, [field.place(year=year) for year in years])


def filled_in(case: Case, id: str, years: Sequence[int]) -> str:
    """Where, and what stands there: “第二部分“集群企业数量”（2021年、2023年）填了64家、67家”."""
    return f"{at(case, id, years)}填了{listed(case, id, years)}"


def listed(case: Case, id: str, years: Sequence[int]) -> str:
    return "、".join(shown(case, f"{id}.{year}") for year in years)


def by_year(case: Case, id: str, years: Sequence[int]) -> str:
    """The same with the years: “2021年64家、2023年67家”."""
    return "、".join(f"{year}年{shown(case, f'{id}.{year}')}" for year in years)


def keys_of(ids: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{id}.{year}" for id in ids for year in years)


def over(case: Case, id: str, most: str) -> list[int]:
    """The years in which one count is larger than another."""
    of, years = case.figures, case.facts.edition.years.past
    return [y for y in years if certainly_more(of.given(id, y), of.given(most, y))]


def more_than(case: Case, id: str, most: str, years: Sequence[int]) -> list[Fault]:
    """One fault for all the years in which there are more of one than of the other."""
    if not years:
        return []
    called = case.facts.edition.fields[most].called.removeprefix("其中：")
    text = f"，多于同年{called}{listed(case, most, years)}，请核对两栏。"
    return [Fault(keys_of((id, most), years), f"{filled_in(case, id, years)}{text}")]


@rule(
    "R2-01",
    Rank.BLOCK,
    fields=("smes", "firms"),
    supersedes=("R2-12",),
    example=Example({"smes.2022": "64", "firms.2022": "63"}),
)
def smes_among_firms(case: Case) -> Iterator[Fault]:
    """中小企业是集群企业的一部分，数量不多于集群企业数量。"""
    yield from more_than(case, "smes", "firms", over(case, "smes", "firms"))


@rule(
    "R2-02",
    Rank.BLOCK,
    fields=(*POPULATIONS, "smes", "firms"),
    supersedes=("R2-12",),
    example=Example({"innovative_smes.2022": "61", "smes.2022": "60"}),
)
def titles_among_firms(case: Case) -> Iterator[Fault]:
    """有称号的企业是集群企业的一部分：各类称号的数量不多于中小企业数量，高新技术企业和单项冠军
    不多于集群企业数量。"""
    for id, population in POPULATIONS.items():
        yield from more_than(case, id, population, over(case, id, population))


@rule(
    "R2-03",
    Rank.BLOCK,
    fields=("listed_smes", "pre_listing_smes", "smes"),
    supersedes=("R2-12",),
    example=Example({"listed_smes.2022": "31", "pre_listing_smes.2022": "30", "smes.2022": "60"}),
)
def listing_among_smes(case: Case) -> Iterator[Fault]:
    """上市和上市辅导期是同一企业先后的两个阶段，两项之和不多于中小企业数量。"""
    ids = ("listed_smes", "pre_listing_smes", "smes")
    for year in case.facts.edition.years.past:
        listed, preparing, smes = (case.figures.given(id, year) for id in ids)
        both = listed + preparing
        alone = (certainly_more(count, smes) for count in (listed, preparing))
        if certainly_more(both, smes) and not any(alone):  # R2-02 has said so
            yield Fault(
                keys_of(ids, (year,)),
                f"{at(case, ids[0], [year])}和上市辅导期中小企业数量共{in_unit(both, '家')}，"
                f"多于同年集群中小企业数量{shown(case, ids[2] + f'.{year}')}，请核对三栏。",
            )


@rule(
    "R2-04",
    Rank.HINT,
    fields=("little_giants", "specialized_smes"),
    example=Example(
        {
            **dict.fromkeys(keys_of(("little_giants",), (2021, 2022, 2023)), "13"),
            "specialized_smes.2021": "12",
            "plan.overview": "集群位于密云区中部，聚焦测控装备，优质市场主体逐级成长。",
        }
    ),
)
def giants_are_specialized(case: Case) -> Iterator[Fault]:
    """“小巨人”企业一般从专精特新中小企业中产生，数量一般不多于专精特新中小企业。"""
    impossible = over(case, "little_giants", "smes")  # R2-02 has said so
    years = [y for y in over(case, "little_giants", "specialized_smes") if y not in impossible]
    yield from more_than(case, "little_giants", "specialized_smes", years)


@rule(
    "R2-05",
    Rank.EXPLAIN,
    fields=LASTING,
    supersedes=("R2-12",),
    example=Example({"high_tech_firms.2022": "47", "high_tech_firms.2023": "46"}),
)
def titles_are_kept(case: Case) -> Iterator[Fault]:
    """称号数量一般逐年增加；比上年减少的，应说明是否有企业迁出、称号到期未通过复核等。"""
    _, *years = case.facts.edition.years.past
    for id in LASTING:
        falls = [year for year in years if fell(case, id, year)]
        if falls:
            involved = sorted({y for year in falls for y in (year - 1, year)})
            yield Fault(
                keys_of((id,), involved),
                f"{at(case, id, falls)}比上年减少（{by_year(case, id, involved)}），"
                "请核对；属实的请说明原因，如企业迁出、称号到期。",
            )


def fell(case: Case, id: str, year: int) -> bool:
    """Fewer than the year before; what exceeds its population is no measure of anything."""
    sound = not {year - 1, year} & set(over(case, id, POPULATIONS[id]))
    return sound and certainly_more(case.figures.given(id, year - 1), case.figures.given(id, year))


@rule(
    "R2-06",
    Rank.BLOCK,
    cites=("填报说明9",),
    fields=("leading_output_growth", "output", "leading_output_share"),
    supersedes=("R2-12",),
    example=Example(
        {
            "output.2021": "52.36",
            "output.2023": "69.48",
            "leading_output_share.2021": "82.60",
            "leading_output_share.2023": "84.06",
            "leading_output_growth": "16.31",
        }
    ),
)
def leading_growth(case: Case) -> Iterator[Fault]:
    """近三年集群主导产业产值年均增速应与各年产值和主导产业占比算得的几何平均数一致。"""
    yield from disagreements(case, "leading_output_growth")


@rule(
    "R2-07",
    Rank.BLOCK,
    cites=("填报说明5",),
    fields=(*YEARLY_GROWTH, *YEARLY_GROWTH.values()),
    supersedes=("R2-12",),
    example=Example({"fdi.2021": "4387.02", "fdi.2022": "4943.68", "fdi_growth.2022": "11.26"}),
)
def trade_growth(case: Case) -> Iterator[Fault]:
    """外商直接投资额、出口贸易额的增长率应与当年和上年的金额一致：当年÷上年－1。"""
    for growth, amount in YEARLY_GROWTH.items():
        for year in case.facts.edition.years.past:
            # Who has none this year has no growth to speak of either: 无 is as true as －100%.
            gone = not case.figures.given(amount, year).value
            if not (gone and case.facts.get(f"{growth}.{year}") is NONE):
                yield from disagreements(case, f"{growth}.{year}")


@rule(
    "R2-08",
    Rank.BLOCK,
    cites=("填报说明2", "填报说明5"),
    fields=(*YEARLY_GROWTH, *YEARLY_GROWTH.values()),
    example=Example({"fdi.2020": "无", "fdi.2021": "4387.02", "fdi_growth.2021": "2.58"}),
)
def growth_from_nothing(case: Case) -> Iterator[Fault]:
    """上年没有外商直接投资或出口的，没有可比的基数，增长率应填“无”。"""
    for growth, amount in YEARLY_GROWTH.items():
        for year in case.facts.edition.years.past:
            keys = (f"{growth}.{year}", f"{amount}.{year}", f"{amount}.{year - 1}")
            if cannot_grow(*map(case.figures.given, keys)) and case.facts[keys[0]] is not NONE:
                yield Fault(
                    keys,
                    f"{filled_in(case, growth, [year])}，但{said(case, keys[2])}，"
                    "没有可比的基数，应填“无”，请核对。",
                )


@rule(
    "R2-09",
    Rank.EXPLAIN,
    cites=("填报说明5",),
    fields=("fdi", "exports", "fdi_usd", "exports_usd", "usd_rate"),
    supersedes=("R2-11", "R2-12"),
    example=Example({"fdi.2022": "4943.68", "fdi_usd.2022": "753.00"}),
)
def converted_from_dollars(case: Case) -> Iterator[Fault]:
    """外商直接投资额、产品出口贸易额按照国民经济和社会发展统计公报中该年度的汇率进行换算。"""
    for doubt in in_dollars(case.figures):
        id, years = doubt.field.id, tuple(doubt.instead)
        yield Fault(
            doubt.keys,
            f"{filled_in(case, id, years)}，而{computed(doubt)}，请核对；采用其他汇率的请说明。",
        )


def computed(doubt: Doubt) -> str:
    amounts = "、".join(in_unit(amount, doubt.field.unit) for amount in doubt.instead.values())
    return f"{doubt.source}为{amounts}"


def taken_for(doubt: Doubt) -> str:
    return f"疑似把{doubt.unit}填进了{doubt.field.unit}栏"


@rule(
    "R2-10",
    Rank.BLOCK,
    cites=("填报说明5",),
    fields=("output", "leading_output_growth", *YEARLY_GROWTH, *YEARLY_GROWTH.values()),
    supersedes=("R2-06", "R2-07", "R2-09", "R2-11", "R2-12"),
    example=Example({"fdi.2021": "4387.02", "fdi.2022": "0.49", "fdi_growth.2022": "12.69"}),
)
def amount_belies_growth(case: Case) -> Iterator[Fault]:
    """金额应与填报的增长率一致；换算单位、按美元折算或由前后两年推算后才一致的，应改正金额。"""
    for doubt, figures in amounts_at_fault(case.figures):
        id, years = doubt.field.id, tuple(doubt.instead)
        keys = (*doubt.keys, *(key for figure in figures for key in (figure.key, *figure.inputs)))
        why = f"{taken_for(doubt)}，换算后" if doubt.unit else f"{computed(doubt)}，"
        yield Fault(
            tuple(dict.fromkeys(keys)),
            f"{filled_in(case, id, years)}，"
            f"与填报的{said(case, *(figure.key for figure in figures))}不符；"
            f"{why}与之相符，请核对改正。",
        )


@rule(
    "R2-11",
    Rank.EXPLAIN,
    cites=("填报说明5",),
    supersedes=("R2-12",),
    example=Example({"software_purchase.2021": "0.13", "software_purchase.2022": "1534.20"}),
)
def unit(case: Case) -> Iterator[Fault]:
    """金额按栏目注明的单位（亿元、万元）填写。"""
    for doubt in in_other_units(case.figures):
        id, years = doubt.field.id, tuple(doubt.instead)
        others = [year for year in filled_years(case.figures, doubt.field) if year not in years]
        apart = f"，与{by_year(case, id, others)}相差约一万倍" if others else ""
        yield Fault(
            doubt.keys,
            f"{filled_in(case, id, years)}{apart}，{taken_for(doubt)}，{TRUE_OR_WRONG}",
        )


@rule(
    "R2-12",
    Rank.EXPLAIN,
    example=Example({"ip_granted.2022": "31", "ip_granted.2023": "357"}),
)
def leaps(case: Case) -> Iterator[Fault]:
    """数据超过上年3倍，或不足上年三分之一的，应说明原因。"""
    for field in yearly(case.facts.edition):
        series = filled_years(case.figures, field)
        years = out_of_line(field, series)
        if years:
            yield Fault(
                keys_of((field.id,), years),
                f"{at(case, field.id, years)}与相邻年份相差超过3倍"
                f"（{by_year(case, field.id, tuple(series))}），{TRUE_OR_WRONG}",
            )


@rule(
    "R2-13",
    Rank.EXPLAIN,
    example=Example(dict.fromkeys(keys_of(("ip_granted",), (2021, 2022, 2023)), "357")),
)
def standstill(case: Case) -> Iterator[Fault]:
    """三年数据应为各年实际数，完全相同的应说明原因。"""
    for field in yearly(case.facts.edition):
        if stands_still(field, filled_years(case.figures, field)):
            first = f"{field.id}.{field.years[0]}"
            yield Fault(
                keys_of((field.id,), field.years),
                f"{at(case, field.id, field.years)}都填了{shown(case, first)}，{TRUE_OR_WRONG}",
            )


@rule(
    "R2-14",
    Rank.EXPLAIN,
    fields=("output_district_share", "output"),
    supersedes=("R2-12",),
    example=Example(
        {
            "output.2021": "52.36",
            "output_district_share.2021": "20.35",
            "output.2022": "60.15",
            "output_district_share.2022": "32.80",
        }
    ),
)
def district_output_moves(case: Case) -> Iterator[Fault]:
    """由集群总产值和占比推得的全区产值，各年之间不应大起大落。"""
    moved = district_moves(case.figures)
    if moved:
        implied = "、".join(
            f"{year}年{in_unit(case.figures[f'district_output.{year}'].quantity, '亿元')}"
            for year in moved
        )
        yield Fault(
            keys_of(("output_district_share", "output"), moved),
            f"{at(case, 'output_district_share', moved)}推得的全区产值为{implied}，"
            "相邻年份相差超过1.3倍，请核对占比和总产值；属实的请说明原因。",
        )


@rule(
    "R2-15",
    Rank.EXPLAIN,
    fields=("output_district_share",),
    example=Example(
        {
            **dict.fromkeys(keys_of(("output_district_share",), (2021, 2022, 2023)), "100"),
            "plan.achievements": "产业规模稳步扩大，创新活力持续激发，开放合作稳步拓展。",
        }
    ),
)
def whole_district(case: Case) -> Iterator[Fault]:
    """集群总产值占所在县级行政区划产值比例，一般低于100%。"""
    field = case.facts.edition.fields["output_district_share"]
    series = filled_years(case.figures, field)
    if series and all(share.value == field.high for share in series.values()):
        yield Fault(
            keys_of((field.id,), tuple(series)),
            f"{at(case, field.id, tuple(series))}为100%，即全区产值都来自本集群，{TRUE_OR_WRONG}",
        )


@rule(
    "R2-16",
    Rank.EXPLAIN,
    cites=("填报说明8",),
    fields=("sme_output_share", "smes", "firms"),
    example=Example({"sme_output_share.2022": "77.82", "smes.2022": "63", "firms.2022": "63"}),
)
def all_are_smes(case: Case) -> Iterator[Fault]:
    """集群企业全部是中小企业的，中小企业产值占集群总产值比例应为100%。"""
    ids = ("sme_output_share", "smes", "firms")
    for year in case.facts.edition.years.past:
        share, smes, firms = (case.figures.given(id, year).value for id in ids)
        if share is not None and share < 100 and firms and smes == firms:
            yield Fault(
                keys_of(ids, (year,)),
                f"{filled_in(case, ids[0], [year])}，而{firms}家企业全部是中小企业，"
                f"占比应为100%，{TRUE_OR_WRONG}",
            )
