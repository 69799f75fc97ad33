"""Declarations printed from true values: what a cluster would fill in that never makes a slip.

True values are drawn with more decimals than the form prints, everything the form derives is
computed from them exactly, and only then is each figure rounded, half up, as people round. The
arithmetic here is its own (fractions and integer roots), so that it can judge the product's.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from jiqun.core.facts import Facts
from jiqun.core.reference import rows
from jiqun.core.rules.example import typed_over
from jiqun.core.targets import propose_targets
from tests.declarations import golden

PRIOR, *PAST = YEARS = (2020, 2021, 2022, 2023)
BASE = PAST[-1]
HUNDRED = Fraction(100)

Typed = dict[str, str]


def printed(value: Fraction | Decimal | int) -> str:
    """With two decimals, half up."""
    with localcontext() as context:
        context.prec = 80
        exact = (
            Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
        )
        return f"{Decimal(exact).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def root(value: Fraction, degree: int) -> Decimal:
    """To sixty digits."""
    with localcontext() as context:
        context.prec = 80
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact ** (Decimal(1) / degree) if degree > 1 else exact


def amounts(low: str, high: str) -> SearchStrategy[Fraction]:
    return st.decimals(low, high, places=5).map(Fraction)


def shares(low: str = "1", high: str = "99") -> SearchStrategy[Fraction]:
    return amounts(low, high)


@st.composite
def series(draw: DrawFn, low: str, high: str) -> dict[int, Fraction]:
    """A true value for each year; from one year to the next it falls by a third or doubles at
    most."""
    values = {PRIOR: draw(amounts(low, high))}
    for year in PAST:
        values[year] = values[year - 1] * draw(amounts("0.7", "2.0"))
    return values


def mean_growth(values: Mapping[int, Fraction], first: int) -> Decimal:
    with localcontext() as context:
        context.prec = 80
        return (root(values[BASE] / values[first], BASE - first) - 1) * 100


@st.composite
def output_and_firms(draw: DrawFn) -> tuple[Typed, dict[int, Fraction]]:
    output = draw(series("5", "300"))
    typed = {f"output.{year}": printed(value) for year, value in output.items()}
    leading = {}
    for year in YEARS:
        share = draw(shares("30", "99"))
        leading[year] = output[year] * share / 100
        typed[f"leading_output_share.{year}"] = printed(share)
        typed[f"sme_output_share.{year}"] = printed(draw(shares("30", "99")))
    first = draw(st.sampled_from([PAST[0], PRIOR]))
    typed["leading_output_growth"] = printed(mean_growth(leading, first))
    for year in PAST:
        typed |= draw(firms_of(year))
    return typed, output


@st.composite
def firms_of(draw: DrawFn, year: int) -> Typed:
    smes = draw(st.integers(40, 500))
    firms = smes + draw(st.integers(0, 30))
    populations = {
        "specialized_smes": smes,
        "innovative_smes": smes,
        "high_tech_firms": firms,
        "champions": firms,
    }
    counts = {id: draw(st.integers(0, most)) for id, most in populations.items()}
    counts["little_giants"] = draw(st.integers(0, counts["specialized_smes"]))
    counts["listed_smes"] = draw(st.integers(0, smes))
    counts["pre_listing_smes"] = draw(st.integers(0, smes - counts["listed_smes"]))
    return {f"{id}.{year}": str(n) for id, n in {"firms": firms, "smes": smes, **counts}.items()}


@cache
def rates() -> Mapping[int, Fraction]:
    return {int(row["year"]): Fraction(row["cny_per_unit"]) for row in rows("fx_annual_average")}


@st.composite
def trade(draw: DrawFn) -> Typed:
    typed = {}
    for id in ("fdi", "exports"):
        dollars = draw(series("300", "20000"))
        yuan = {year: value * rates()[year] for year, value in dollars.items()}
        for year in YEARS:
            typed[f"{id}_usd.{year}"] = printed(dollars[year])
            typed[f"{id}.{year}"] = printed(yuan[year])
        for year in PAST:
            typed[f"{id}_growth.{year}"] = printed((yuan[year] / yuan[year - 1] - 1) * 100)
    return typed


@st.composite
def innovation(draw: DrawFn, smes: Mapping[int, int]) -> Typed:
    revenue, patents = (
        draw(series("5", "300")),
        draw(st.lists(st.integers(1, 5000), min_size=4, max_size=4)),
    )
    typed = {f"sme_revenue.{year}": printed(revenue[year]) for year in PAST}
    staff = {}
    for year in YEARS:
        intensity = draw(amounts("0.5", "60"))
        spend = revenue[year] * intensity / 100
        typed[f"rd_spend.{year}"] = printed(spend)
        if year in PAST:
            typed[f"rd_intensity.{year}"] = printed(intensity)
            staff[year] = draw(st.integers(smes[year], smes[year] * 500))
            typed[f"sme_staff.{year}"] = str(staff[year])
            typed[f"rd_staff.{year}"] = str(draw(st.integers(1, staff[year])))
    held = {year: Fraction(count) for year, count in zip(YEARS, patents, strict=True)}
    typed |= {f"patents_held.{year}": str(count) for year, count in held.items()}
    typed["valid_patents"] = str(held[BASE])
    typed["patents_per_10k"] = printed(held[BASE] / staff[BASE] * 10_000)
    typed["patent_growth"] = printed(mean_growth(held, draw(st.sampled_from([PAST[0], PRIOR]))))
    return typed


@st.composite
def digital(draw: DrawFn, smes: int, firms: Mapping[int, int]) -> Typed:
    typed = {}
    for id in ("cloud", "iiot"):
        count = draw(st.integers(1, smes))
        typed[f"{id}_smes"] = str(count)
        typed[f"{id}_rate"] = printed(Fraction(count, smes) * 100)
    typed["rd_tools_rate"] = printed(Fraction(draw(st.integers(1, smes)), smes) * 100)
    users = sorted(draw(st.lists(st.fractions(0, 1), min_size=3, max_size=3)))
    for year, rate in zip(PAST, users, strict=True):
        typed[f"software_asked.{year}"] = str(firms[year])
        typed[f"software_users.{year}"] = str(int(rate * firms[year]))
    return typed | {"software_rising": "yes"}


@cache
def coefficients(kind: str) -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in rows("energy_coefficients") if row["kind"] == kind}


@st.composite
def energy(draw: DrawFn, output: Mapping[int, Fraction]) -> Typed:
    """Diesel, gas and electricity, burnt so that the intensity falls; gas of any quality that the
    standard knows."""
    coal, fuel = coefficients("coal_equivalent"), coefficients("co2_fuel")
    gas = draw(amounts(coal["natural_gas"]["value"], coal["natural_gas"]["value_max"]))
    per_mwh = Fraction(coefficients("co2_electricity")["electricity_bj_db11"]["value"])
    typed, intensity, start = {}, {}, draw(amounts("1", "40"))
    for year in PAST:
        start *= draw(amounts("0.8", "1.0"))
        scale = start * output[year]
        burnt = {"diesel": scale, "natural_gas": scale * 2, "electricity": scale * 20}
        typed |= {f"energy.{year}.{carrier}": printed(used) for carrier, used in burnt.items()}
        tce = (
            burnt["diesel"] * Fraction(coal["diesel"]["value"])
            + burnt["natural_gas"] * gas * 10
            + burnt["electricity"] * Fraction(coal["electricity"]["value"]) * 10
        )
        co2 = (
            burnt["diesel"] * Fraction(fuel["diesel"]["value"])
            + burnt["natural_gas"] * Fraction(fuel["natural_gas"]["value"])
            + burnt["electricity"] * per_mwh * 10
        )
        wan = output[year] * 10_000
        intensity[year] = tce / wan
        typed[f"energy_per_output.{year}"] = printed(tce / wan)
        typed[f"co2_per_output.{year}"] = printed(co2 / wan)
    cut = intensity[BASE] / intensity[PAST[0]]
    with localcontext() as context:
        context.prec = 80
        typed["energy_reduction"] = printed((1 - root(cut, draw(st.sampled_from([1, 2])))) * 100)
    return typed


@st.composite
def waste_and_water(draw: DrawFn) -> Typed:
    typed, made, used = {}, Fraction(0), Fraction(0)
    for kind in ("slag", "construction"):
        produced = draw(amounts("1", "900"))
        reused = produced * draw(shares("1", "100")) / 100
        typed[f"waste.{kind}.produced"], typed[f"waste.{kind}.used"] = map(
            printed, (produced, reused)
        )
        made, used = made + produced, used + reused
    typed["solid_waste_rate"] = printed(used / made * 100)
    total = draw(amounts("1", "900"))
    reused = total * draw(shares("1", "99")) / 100
    typed["water_total"], typed["water_reused"] = printed(total), printed(reused)
    typed["water_reuse_rate"] = printed(reused / total * 100)
    return typed


@st.composite
def true_declarations(draw: DrawFn) -> Facts:
    """The clean declaration with every figure of parts 二 to 五 and 八 drawn anew, consistently."""
    typed, output = draw(output_and_firms())
    smes = {year: int(typed[f"smes.{year}"]) for year in PAST}
    firms = {year: int(typed[f"firms.{year}"]) for year in PAST}
    typed |= draw(trade()) | draw(innovation(smes)) | draw(digital(smes[BASE], firms))
    typed |= draw(energy(output)) | draw(waste_and_water())
    return with_targets(typed_over(golden("clean").facts, typed))


def with_targets(facts: Facts) -> Facts:
    """Baselines as the other parts have them, targets as the target helper proposes them."""
    of = facts.edition.years.base
    bases = {
        "targets.rd_spend.base": facts[f"rd_spend.{of}"],
        "targets.valid_patents.base": facts["valid_patents"],
        "targets.iiot_rate.base": facts["iiot_rate"],
        "targets.energy_per_output.base": facts[f"energy_per_output.{of}"],
        "targets.co2.base": facts[f"co2_per_output.{of}"],
    }
    based = facts.overlay(bases)
    return based.overlay({proposal.key: proposal.value for proposal in propose_targets(based)})
