"""Part 二: output, firms and their titles, foreign money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiqun.core.case import Case
from jiqun.core.figures.doubt import swapped
from jiqun.core.figures.growth import cannot_grow
from jiqun.core.figures.part2 import YEARLY_GROWTH
from jiqun.core.figures.series import certainly_more, district_moves, filled_years
from jiqun.core.quantity import Quantity
from jiqun.core.rules.book import rule
from jiqun.core.rules.disagreement import disagreements
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.texts import contradicted
from jiqun.core.rules.wording import (
    TRUE_OR_WRONG,
    at,
    by_year,
    filled_in,
    in_unit,
    keys_of,
    listed,
    said,
    shown,
)
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
#: More giants than firms they come from, in one year, is a slip of the pen.
YEARS_SWAPPED = 2


def over(case: Case, id: str, most: str) -> list[int]:
    """The years in which one count is larger than another."""
    of, years = case.figures, case.facts.edition.years.past
    return [y for y in years if certainly_more(of.given(id, y), of.given(most, y))]


def more_than(case: Case, id: str, most: str, years: Sequence[int]) -> list[Fault]:
    """One fault for all the years in which there are more of one than of the other."""
    if not years:
        return []
    text = f"{outnumbering(case, id, most, years)}，请核对两栏。"
    return [Fault(keys_of(years, id, most), text)]


def outnumbering(case: Case, id: str, most: str, years: Sequence[int]) -> str:
    called = case.facts.edition.fields[most].called.removeprefix("其中：")
    there = f"多于同年{called}{listed(case, *keys_of(years, most))}"
    return f"{filled_in(case, *keys_of(years, id))}，{there}"


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
    cites=("填报说明8",),
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
    cites=("填报说明8",),
    fields=("listed_smes", "pre_listing_smes", "smes"),
    supersedes=("R2-12",),
    example=Example({"listed_smes.2022": "31", "pre_listing_smes.2022": "30", "smes.2022": "60"}),
)
def listing_among_smes(case: Case) -> Iterator[Fault]:
    """上市和上市辅导期是同一企业先后的两个阶段，两项之和不多于中小企业数量。"""
    years = [year for year in case.facts.edition.years.past if too_many_listed(case, year)]
    if years:
        both = "、".join(in_unit(listing(case, year), "家") for year in years)
        yield Fault(
            keys_of(years, "listed_smes", "pre_listing_smes", "smes"),
            f"{at(case, *keys_of(years, 'listed_smes'))}和上市辅导期中小企业数量共{both}，"
            f"多于同年集群中小企业数量{listed(case, *keys_of(years, 'smes'))}，请核对三栏。",
        )


def listing(case: Case, year: int) -> Quantity:
    return case.figures.given("listed_smes", year) + case.figures.given("pre_listing_smes", year)


def too_many_listed(case: Case, year: int) -> bool:
    smes = case.figures.given("smes", year)
    counts = (case.figures.given(id, year) for id in ("listed_smes", "pre_listing_smes"))
    alone = any(certainly_more(count, smes) for count in counts)  # R2-02 has said so
    return certainly_more(listing(case, year), smes) and not alone


@rule(
    "R2-04",
    Rank.HINT,
    cites=("填报说明1",),
    fields=("little_giants", "specialized_smes"),
    example=Example(
        {
            **dict.fromkeys(keys_of((2021, 2022, 2023), "little_giants"), "13"),
            "specialized_smes.2021": "12",
            "plan.overview": "集群位于密云区中部，聚焦测控装备，优质市场主体逐级成长。",
            "targets.added.leading.1.base": "13家",
        }
    ),
)
def giants_are_specialized(case: Case) -> Iterator[Fault]:
    """“小巨人”企业一般从专精特新中小企业中产生，数量一般不多于专精特新中小企业。"""
    impossible = over(case, "little_giants", "smes")  # R2-02 has said so
    years = [y for y in over(case, "little_giants", "specialized_smes") if y not in impossible]
    yield from more_than(case, "little_giants", "specialized_smes", years)


@rule(
    "R2-19",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    fields=("little_giants", "specialized_smes"),
    supersedes=("R2-04", "RT-01"),
    example=Example(
        {
            **{"little_giants.2021": "12", "little_giants.2022": "17", "little_giants.2023": "21"},
            **dict.fromkeys(keys_of((2021, 2022, 2023), "specialized_smes"), "4"),
        }
    ),
)
def giants_swapped_with_specialized(case: Case) -> Iterator[Fault]:
    """省级专精特新中小企业和国家级专精特新“小巨人”企业的数量，应各填各栏。"""
    rows = "little_giants", "specialized_smes"
    years = over(case, *rows)
    doubtful = over(case, *reversed(rows)) or over(case, rows[0], "smes")
    if len(years) >= YEARS_SWAPPED and not doubtful:
        texts = texts_confirming(case, keys_of(years, *rows), keys_of(years, *reversed(rows)))
        told = f"（{'、'.join(at(case, key) for key in texts)}所写也正好相反）" if texts else ""
        yield Fault(
            (*keys_of(years, *rows), *texts),
            f"{outnumbering(case, *rows, years)}，疑似与其填反{told}，请核对两栏；"
            "省级数量不含“小巨人”企业的请说明。",
        )


def texts_confirming(case: Case, keys: Sequence[str], swapped: Sequence[str]) -> list[str]:
    """The texts that what stands there contradicts, and would not if it stood the other way."""
    facts = case.facts.overlay({k: case.facts[s] for k, s in zip(keys, swapped, strict=True)})
    now, then = (texts_against(c, keys) for c in (case, replace(case, facts=facts)))
    return [text for text in now if text not in then]


def texts_against(case: Case, keys: Sequence[str]) -> list[str]:
    told = (fault.keys for fault in contradicted(case))
    return list(dict.fromkeys(text for text, *figures in told if set(figures) <= set(keys)))


@rule(
    "R2-05",
    Rank.EXPLAIN,
    cites=("填报说明1",),
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
                keys_of(involved, id),
                f"{at(case, *keys_of(falls, id))}比上年减少（{by_year(case, id, involved)}），"
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
    exchanged = list(swapped(case.figures))
    yield from (years_swapped(case, growth, years) for growth, years in exchanged)
    told = {f"{growth}.{year}" for growth, years in exchanged for year in years}
    for growth, amount in YEARLY_GROWTH.items():
        for year in case.facts.edition.years.past:
            # Who has none this year has no growth to speak of either: 无 is as true as －100%.
            gone = not case.figures.given(amount, year).value
            key = f"{growth}.{year}"
            if key not in told and not (gone and case.facts.get(key) is NONE):
                yield from disagreements(case, key)


def years_swapped(case: Case, growth: str, years: Sequence[int]) -> Fault:
    figures = [case.figures[f"{growth}.{year}"] for year in years]
    wanted = "、".join(in_unit(figure.quantity, "%") for figure in figures)
    keys = (key for figure in figures for key in (figure.key, *figure.inputs))
    return Fault(
        tuple(dict.fromkeys(keys)),
        f"{filled_in(case, *keys_of(years, growth))}，按填报的数据计算应为{wanted}；"
        "疑似两年填反，请核对。",
    )


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
        years = [year for year in case.facts.edition.years.past if grows(case, growth, year)]
        if years:
            keys = [
                k for y in years for k in (f"{growth}.{y}", f"{amount}.{y}", f"{amount}.{y - 1}")
            ]
            before = said(case, *(f"{amount}.{year - 1}" for year in years))
            yield Fault(
                tuple(dict.fromkeys(keys)),
                f"{filled_in(case, *keys_of(years, growth))}，但{before}，"
                "没有可比的基数，应填“无”，请核对。",
            )


def grows(case: Case, growth: str, year: int) -> bool:
    """Is there growth where there was nothing the year before?"""
    amount = YEARLY_GROWTH[growth]
    keys = (f"{growth}.{year}", f"{amount}.{year}", f"{amount}.{year - 1}")
    return cannot_grow(*map(case.figures.given, keys)) and case.facts[keys[0]] is not NONE


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
            keys_of(moved, "output_district_share", "output"),
            f"{at(case, *keys_of(moved, 'output_district_share'))}推得的全区产值为{implied}，"
            "相邻年份相差超过1.3倍，请核对占比和总产值；属实的请说明原因。",
        )


@rule(
    "R2-15",
    Rank.EXPLAIN,
    fields=("output_district_share",),
    example=Example(
        {
            **dict.fromkeys(keys_of((2021, 2022, 2023), "output_district_share"), "100"),
            "plan.achievements": "产业规模稳步扩大，创新活力持续激发，开放合作稳步拓展。",
        }
    ),
)
def whole_district(case: Case) -> Iterator[Fault]:
    """集群总产值占所在县级行政区划产值比例，一般低于100%。"""
    field = case.facts.edition.fields["output_district_share"]
    series = filled_years(case.figures, field)
    if series and all(share.value == field.high for share in series.values()):
        keys = keys_of(tuple(series), field.id)
        text = f"{at(case, *keys)}为100%，即全区产值都来自本集群，{TRUE_OR_WRONG}"
        yield Fault(keys, text)


@rule(
    "R2-16",
    Rank.EXPLAIN,
    cites=("填报说明8",),
    fields=("sme_output_share", "smes", "firms"),
    example=Example({"sme_output_share.2022": "77.82", "smes.2022": "63", "firms.2022": "63"}),
)
def all_are_smes(case: Case) -> Iterator[Fault]:
    """集群企业全部是中小企业的，中小企业产值占集群总产值比例应为100%。"""
    years = [year for year in case.facts.edition.years.past if short_of_all(case, year)]
    if years:
        firms = "、".join(shown(case, f"firms.{year}") for year in years)
        yield Fault(
            keys_of(years, "sme_output_share", "smes", "firms"),
            f"{filled_in(case, *keys_of(years, 'sme_output_share'))}，而{firms}企业全部是中小企业，"
            f"占比应为100%，{TRUE_OR_WRONG}",
        )


def short_of_all(case: Case, year: int) -> bool:
    """Less than all of the output from firms that are all SMEs?"""
    ids = ("sme_output_share", "smes", "firms")
    share, smes, firms = (case.figures.given(id, year).value for id in ids)
    return share is not None and share < 100 and bool(firms) and smes == firms
