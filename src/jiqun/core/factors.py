"""Where the factors in a figure come from: the form wants its formula with factors, basis and data
year (附计算公式)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jiqun.core.figures import Figure
from jiqun.core.figures.energy import AREAS, coefficients
from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.core.reference import rows

#: The tables' own mark for what nobody has seen in the original.
CONFIRMED = "CONFIRMED"


@dataclass(frozen=True, slots=True)
class Factor:
    """A number in a formula that no applicant filled in."""

    name: str
    value: str
    unit: str
    basis: str


def factors(figure: Figure) -> tuple[Factor, ...]:
    """The factors in every reading of a figure that gives a number."""
    leaves = (leaf for r in figure.known for leaf, _ in r.quantity.leaves() if not leaf.key)
    used = {leaf.name: leaf.shown for leaf in leaves if leaf.name in provenance()}
    return tuple(Factor(name, shown, *provenance()[name]) for name, shown in used.items())


@cache
def provenance() -> Mapping[str, tuple[str, str]]:
    """The name of a factor to its unit and its basis."""
    return dict((*coal(), *carbon(), *grid(), *rates()))


def coal() -> Iterator[tuple[str, tuple[str, str]]]:
    table = coefficients("coal_equivalent")
    for carrier, name, unit in CARRIERS:
        yield f"{name}折标准煤系数", (f"吨标准煤/{unit}", basis_of_range(table[carrier]))
    (row,) = coefficients("coal_equivalent_generated").values()
    yield "电力折标准煤系数（等价值）", ("吨标准煤/万千瓦时", basis_of_range(row))


def basis_of_range(row: Mapping[str, str]) -> str:
    span = f"{row['value']}—{row['value_max']}{row['value_unit']}" if row["value_max"] else ""
    return basis(row, row["basis"], span)


def carbon() -> Iterator[tuple[str, tuple[str, str]]]:
    table = coefficients("co2_fuel", "co2_heat")
    for carrier, name, unit in CARRIERS:
        if carrier in table:
            row = table[carrier]
            lhv, carbon, oxidation = row["lhv_or_gj"], row["carbon_tc_per_gj"], row["oxidation"]
            made = f"即{lhv}×{carbon}×{oxidation}×44/12" if lhv else ""
            unit = f"吨二氧化碳/{unit}"
            yield f"{name}二氧化碳排放因子", (unit, basis(row, row["basis"], made))


def grid() -> Iterator[tuple[str, tuple[str, str]]]:
    """Electricity: each factor's name says its size in the unit it is published in."""
    published = [
        (
            row["value"],
            basis(row, f"{row['document']}，{AREAS[row['area']]}{row['data_year']}年数据"),
        )
        for row in rows("grid_emission_factors")
        if row["area"] in AREAS and row["variant"] == "平均"
    ]
    fixed = [
        (row["value"], basis(row, row["basis"])) for row in coefficients("co2_electricity").values()
    ]
    for value, source in (*published, *fixed):
        yield f"电力二氧化碳排放因子（{value}吨/兆瓦时）", ("吨二氧化碳/万千瓦时", source)


def rates() -> Iterator[tuple[str, tuple[str, str]]]:
    for row in rows("fx_annual_average"):
        yield f"{row['year']}年人民币对美元年平均汇率", ("元/美元", basis(row, row["series"]))


def basis(row: Mapping[str, str], source: str, detail: str = "") -> str:
    unseen = "" if row["status"] == CONFIRMED else "待核实"
    return "，".join(filter(None, (source, detail, unseen)))
