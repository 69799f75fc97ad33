"""Part 三: R&D, staff, patents."""

from collections.abc import Iterator
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.figures.part2 import WAN_PER_YI
from jiqun.core.figures.series import leaps_alone
from jiqun.core.quantity import Quantity
from jiqun.core.rules.book import rule
from jiqun.core.rules.disagreement import (
    all_of,
    blaming_the_input,
    disagreeing,
    disagreements,
    disputed,
    doubted,
    inputs_of,
    leaping_input,
)
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import filled_in, in_unit, named, shown

ASK = "请核对两栏"


@rule(
    "R3-01",
    Rank.BLOCK,
    cites=("填报说明10",),
    fields=("rd_staff", "sme_staff"),
    supersedes=("R2-12",),
    example=Example({"rd_staff.2022": "5400", "sme_staff.2022": "5310"}),
)
def researchers_are_staff(case: Case) -> Iterator[Fault]:
    """中小企业研发人员是从业人员的一部分，研发人员数量不应多于从业人员数量。"""
    for year in case.facts.edition.years.past:
        researchers, staff = f"rd_staff.{year}", f"sme_staff.{year}"
        if more(case, researchers, staff) and not understaffed(case, year):
            yield compared(case, researchers, "多于", staff)


@rule(
    "R3-02",
    Rank.BLOCK,
    cites=("填报说明10",),
    fields=("sme_staff", "smes"),
    supersedes=("R2-12",),
    example=Example({"sme_staff.2022": "50", "smes.2022": "60"}),
)
def firms_have_staff(case: Case) -> Iterator[Fault]:
    """中小企业从业人员为所有中小企业期末人数之和，每家至少1人，不应少于中小企业数量。"""
    for year in case.facts.edition.years.past:
        if understaffed(case, year):
            yield compared(case, f"sme_staff.{year}", "少于", f"smes.{year}")


def understaffed(case: Case, year: int) -> bool:
    """Fewer people than firms: then nothing else can be measured against the people."""
    return more(case, f"smes.{year}", f"sme_staff.{year}")


def more(case: Case, one: str, other: str) -> bool:
    first, second = (case.figures.given(key).value for key in (one, other))
    return first is not None and second is not None and first > second


def compared(case: Case, one: str, relation: str, other: str) -> Fault:
    where = named(case.facts.edition, [case.facts.edition.places[other]])
    text = f"{filled_in(case, one)}，{relation}{where}的{shown(case, other)}，{ASK}。"
    return Fault((one, other), text)


#: 工信部联企业〔2011〕300号 takes a firm for an SME if it stays below a number of people or below a
#: revenue. 1000 people is industry's line, and the highest of nearly all; 300 that of software, of
#: business services and of what is not listed, which clusters of the tertiary sector consist of.
MOST_STAFF = 1000
MOST_STAFF_IN_SERVICES = 300


@rule(
    "R3-03",
    Rank.EXPLAIN,
    cites=("填报说明8", "填报说明10"),
    fields=("sme_staff", "smes", "sector"),
    supersedes=("R2-12",),
    example=Example(
        {"sme_staff.2022": "66000", "smes.2022": "60", "sector": "secondary"},
    ),
)
def staff_of_an_sme(case: Case) -> Iterator[Fault]:
    """中小企业平均从业人员一般达不到划型标准（工信部联企业〔2011〕300号）的从业人员上限。"""
    services = case.facts.get("sector") == "tertiary"
    most = MOST_STAFF_IN_SERVICES if services else MOST_STAFF
    averages = {
        year: average
        for year in case.facts.edition.years.past
        if (average := case.figures[f"staff_per_sme.{year}"].quantity).value is not None
        and average.value >= most
        and not leaps_alone(case.figures, f"smes.{year}")
    }
    if averages:
        firms = "、".join(shown(case, f"smes.{year}") for year in averages)
        yield Fault(
            inputs_of(averages.values()),
            f"{filled_in(case, *(f'sme_staff.{year}' for year in averages))}，按中小企业{firms}计算"
            f"平均每家{all_of(averages.values(), '人')}，达到划型标准的从业人员上限{most}人，"
            f"{ASK}；按营业收入或所属行业仍为中小企业的请说明。",
        )


@rule(
    "R3-04",
    Rank.BLOCK,
    cites=("填报说明11",),
    fields=("rd_intensity", "rd_spend"),
    supersedes=("R2-11", "R2-12"),
    example=Example(
        {"rd_intensity.2021": "4.74", "rd_spend.2021": "2.48", "sme_revenue.2021": "39.85"}
    ),
)
def intensity_of_revenue(case: Case) -> Iterator[Fault]:
    """研发投入强度是指研发费用总额/营业收入总额*100%。"""
    wrong = [key for key in intensities(case) if disputed(case, key)]
    leaping = [key for key in wrong if leaping_input(case, key)]
    yield from (blaming_the_input(case, key) for key in leaping)
    plain = [key for key in wrong if key not in leaping]
    if plain:
        yield disagreeing(case, plain)


def intensities(case: Case) -> list[str]:
    return [f"rd_intensity.{year}" for year in case.facts.edition.years.past]


@rule(
    "R3-05",
    Rank.BLOCK,
    cites=("填报说明11",),
    fields=("rd_intensity", "rd_spend"),
    example=Example({"rd_intensity.2021": "无", "rd_spend.2021": "2.48", "sme_revenue.2021": None}),
)
def intensity_without_spending(case: Case) -> Iterator[Fault]:
    """有研发经费才有研发投入强度，两栏应同时有数或同时为“无”。"""
    for year in case.facts.edition.years.past:
        intensity, spend = f"rd_intensity.{year}", f"rd_spend.{year}"
        if only_one(case, intensity, spend) and not case.figures[intensity].known:
            text = f"{filled_in(case, intensity)}，研发经费填了{shown(case, spend)}，相互矛盾"
            yield Fault((intensity, spend), f"{text}，{ASK}。")


def only_one(case: Case, one: str, other: str) -> bool:
    """Is one of them nothing at all, and the other surely something? 0.00 may be 0.004."""
    first, second = (case.figures.given(key).interval for key in (one, other))
    if first is None or second is None:
        return False
    return first.high == 0 < second.low or second.high == 0 < first.low


#: 产值 and 营业收入 of the same firms differ by stock, services and trade, hardly by this much.
FAR = 3


@rule(
    "R3-06",
    Rank.EXPLAIN,
    cites=("填报说明11",),
    fields=("rd_intensity", "rd_spend", "output", "sme_output_share"),
    supersedes=("R2-12",),
    example=Example(
        {
            "rd_intensity.2021": "0.62",
            "rd_spend.2021": "2.48",
            "output.2021": "52.36",
            "sme_output_share.2021": "77.20",
            "sme_revenue.2021": None,
        }
    ),
)
def implied_revenue(case: Case) -> Iterator[Fault]:
    """由研发经费和研发投入强度推得的中小企业营业收入，与中小企业产值不应相差悬殊。"""
    far = [year for year in case.facts.edition.years.past if implies_too_much(case, year)]
    if far:
        intensities = [f"rd_intensity.{year}" for year in far]
        revenues = [case.figures[f"implied_sme_revenue.{year}"].quantity for year in far]
        outputs = [case.figures[f"sme_output.{year}"].quantity for year in far]
        spending = (f"rd_spend.{year}" for year in far)
        yield Fault(
            (*intensities, *spending, *inputs_of(outputs)),
            f"{filled_in(case, *intensities)}，由此推得中小企业营业收入{all_of(revenues, '亿元')}，"
            f"与中小企业产值{all_of(outputs, '亿元')}相差{FAR}倍以上，"
            "请核对研发经费和研发投入强度；确实如此的请说明。",
        )


def implies_too_much(case: Case, year: int) -> bool:
    """Revenue far from the output, and nothing else that says so better: R3-04, R3-08, R3-13; R2-11
    or R2-12 where it is an input that is doubted."""
    intensity = f"rd_intensity.{year}"
    if case.figures[intensity].known or odd_per_head(case, year) or over_revenue(case, intensity):
        return False
    output = case.figures[f"sme_output.{year}"].quantity
    revenue = case.figures[f"implied_sme_revenue.{year}"].quantity
    inputs = (f"rd_spend.{year}", *output.keys)
    far = outside(revenue / output, Decimal(1) / FAR, Decimal(FAR))
    leaping = any(leaps_alone(case.figures, key) for key in inputs)
    return far and not leaping and not doubted(case, (intensity, *inputs))


def outside(quantity: Quantity, low: Decimal, high: Decimal) -> bool:
    """Is it certainly not between the two? Not said of what is blank."""
    span = quantity.interval
    return span is not None and (span.high < low or span.low > high)


@rule(
    "R3-07",
    Rank.HINT,
    cites=("填报说明11",),
    fields=("rd_intensity", "rd_spend"),
    example=Example(
        {
            **dict.fromkeys(("sme_revenue.2021", "sme_revenue.2022", "sme_revenue.2023")),
            **{"rd_intensity.2021": "6.22", "rd_spend.2021": "2.48", "revenue.2021": "39.85"},
            **{"rd_intensity.2022": "6.42", "rd_spend.2022": "2.97", "revenue.2022": "46.28"},
            **{"rd_intensity.2023": "6.60", "rd_spend.2023": "3.55", "revenue.2023": "53.76"},
        }
    ),
)
def intensity_of_output(case: Case) -> Iterator[Fault]:
    """研发投入强度的分母是中小企业营业收入，不是产值，也不是集群全部营业收入。"""
    keys = intensities(case)
    years = case.facts.edition.years.past
    if any(case.figures[key].known for key in keys) or any(says_little(case, y) for y in years):
        return
    # One year may look so by chance; three hardly do.
    slips = {case.figures.slip_of(key, case.figures.given(key)) for key in keys}
    if len(slips) == 1 and "" not in slips:
        where = named(case.facts.edition, [case.facts.edition.places[key] for key in keys])
        text = f"{where}都{slips.pop()}，请核对分母；本来就按中小企业营业收入计算的不必改。"
        yield Fault(tuple(keys), text)


#: A ratio that may be off by more than a twentieth fits many a denominator.
VAGUE = Decimal("0.1")


def says_little(case: Case, year: int) -> bool:
    """Are the figures so small that anything fits, or all firms SMEs, so that nothing differs?"""
    ids = ("rd_intensity", "rd_spend", "output", "revenue")
    share = case.figures.given("sme_output_share", year).value
    return share == 100 or any(vague(case.figures.given(id, year)) for id in ids)


def vague(quantity: Quantity) -> bool:
    span, value = quantity.interval, quantity.value
    return span is not None and value is not None and span.high - span.low > value * VAGUE


#: 万元 a year for one researcher. Published clusters spend 5 to 15 万元 on each of all their people
#: (76 in 广东 5.6, 青浦 14.2), of whom a tenth to a half do research, so 15 to 60 万元; the band is
#: five times as wide on either side. 万元 typed for 亿元 is off by ten thousand.
PER_HEAD = (Decimal(3), Decimal(300))


@rule(
    "R3-08",
    Rank.EXPLAIN,
    cites=("填报说明11",),
    fields=("rd_spend", "rd_staff"),
    supersedes=("R2-11", "R2-12"),
    example=Example({"rd_spend.2022": "2.97", "rd_staff.2022": "60"}),
)
def spending_per_head(case: Case) -> Iterator[Fault]:
    """研发经费与研发人员应相称，研发经费单位为亿元。"""
    low, high = PER_HEAD
    for year in case.facts.edition.years.past:
        if not odd_per_head(case, year) or blamed(case, year):
            continue
        each = case.figures[f"rd_per_head.{year}"].quantity
        wrong_unit = not outside(each / WAN_PER_YI, *PER_HEAD)
        yield Fault(
            each.keys,
            f"{filled_in(case, f'rd_spend.{year}')}，按研发人员{shown(case, f'rd_staff.{year}')}"
            f"计算人均{in_unit(each, '万元')}，不在通常的{low}至{high}万元之间"
            f"{'，疑似把万元数填进了亿元栏' if wrong_unit else ''}，{ASK}；确实如此的请说明。",
        )


def odd_per_head(case: Case, year: int) -> bool:
    each = case.figures[f"rd_per_head.{year}"].quantity
    alone = only_one(case, f"rd_spend.{year}", f"rd_staff.{year}")  # R3-09 says that
    return outside(each, *PER_HEAD) and not alone


def blamed(case: Case, year: int) -> bool:
    """Has R3-01 or R3-04 sent people to the researchers or the spending?"""
    crowded = more(case, f"rd_staff.{year}", f"sme_staff.{year}")
    return crowded or disputed(case, f"rd_intensity.{year}")


@rule(
    "R3-09",
    Rank.EXPLAIN,
    cites=("填报说明11",),
    fields=("rd_spend", "rd_staff"),
    example=Example({"rd_spend.2022": "2.97", "rd_staff.2022": "无"}),
)
def spending_without_researchers(case: Case) -> Iterator[Fault]:
    """有研发经费一般就有研发人员，有研发人员一般就有研发经费。"""
    for year in case.facts.edition.years.past:
        spend, staff = f"rd_spend.{year}", f"rd_staff.{year}"
        if only_one(case, spend, staff) and not only_one(case, spend, f"rd_intensity.{year}"):
            text = f"{filled_in(case, spend)}，研发人员填了{shown(case, staff)}，{ASK}"
            yield Fault((spend, staff), f"{text}；确实如此的请说明。")


@rule(
    "R3-10",
    Rank.BLOCK,
    cites=("填报说明10",),
    fields=("patents_per_10k", "valid_patents", "sme_staff"),
    supersedes=("R2-12",),
    example=Example({"patents_per_10k": "41.98", "valid_patents": "236", "sme_staff.2023": "5622"}),
)
def patents_per_ten_thousand(case: Case) -> Iterator[Fault]:
    """每万人有效发明专利拥有量为有效发明专利拥有量除以中小企业从业人员数量乘以10000。"""
    key = "patents_per_10k"
    if understaffed(case, case.facts.edition.years.base):
        return
    if disputed(case, key) and leaping_input(case, key):
        yield blaming_the_input(case, key)
    else:
        yield from disagreements(case, key)


@rule(
    "R3-11",
    Rank.BLOCK,
    cites=("填报说明9",),
    fields=("patent_growth", "patents_held"),
    example=Example(
        {
            "patent_growth": "19.60",
            "patents_held.2020": None,
            "patents_held.2021": "151",
            "patents_held.2023": "236",
        }
    ),
)
def patent_growth(case: Case) -> Iterator[Fault]:
    """有效发明专利年均增速取几何平均数，非算数平均数。"""
    yield from disagreements(case, "patent_growth")


@rule(
    "R3-12",
    Rank.EXPLAIN,
    cites=("填报说明6",),
    fields=("valid_patents", "patents_held"),
    example=Example(
        {
            **dict.fromkeys(("patents_held.2020", "patents_held.2021", "patents_held.2022")),
            **{"valid_patents": "236", "patents_held.2023": "230"},
        }
    ),
)
def patents_at_year_end(case: Case) -> Iterator[Fault]:
    """表中有效发明专利拥有量与测算底稿同一年末的数量一般一致，前者另含国防专利等类型。"""
    form, worksheet = "valid_patents", f"patents_held.{case.facts.edition.years.base}"
    blamed = any(disputed(case, key) for key in ("patents_per_10k", "patent_growth"))
    if not blamed and not case.figures.given(form).meets(case.figures.given(worksheet)):
        where = named(case.facts.edition, [case.facts.edition.places[worksheet]])
        yield Fault(
            (form, worksheet),
            f"{filled_in(case, form)}，与{where}的{shown(case, worksheet)}不同，{ASK}；"
            "因含国防专利、植物新品种等其他类型而不同的请说明。",
        )


@rule(
    "R3-13",
    Rank.EXPLAIN,
    cites=("填报说明11",),
    fields=("rd_intensity",),
    supersedes=("R2-12",),
    example=Example({"rd_intensity.2022": "168.26", "sme_revenue.2022": None}),
)
def intensity_over_revenue(case: Case) -> Iterator[Fault]:
    """研发投入强度一般不超过100%，研发费用多于营业收入的应说明。"""
    over = [key for key in intensities(case) if over_revenue(case, key) and not disputed(case, key)]
    if over:
        text = f"{filled_in(case, *over)}，即研发费用多于营业收入，请核对"
        yield Fault(tuple(over), f"{text}；尚未形成销售等情况属实的请说明。")


def over_revenue(case: Case, intensity: str) -> bool:
    value = case.figures.given(intensity).value
    return value is not None and value > 100
