"""The worksheet (测算底稿): what the form does not print but its arithmetic needs.

All of it is optional. Given, it sharpens checks; absent, those checks stay silent.
"""

from collections.abc import Iterator
from dataclasses import replace

from jiqun.core.form.beijing.fields import ZERO, amount, count, note, share
from jiqun.core.form.model import Field, Kind, Option
from jiqun.core.form.rows import Part, TargetTable
from jiqun.core.form.years import Years

#: Energy carriers: ids of the coal-equivalent table (GB/T 2589-2020), name, and the unit in which
#: a cluster adds them up.
CARRIERS = (
    ("raw_coal", "原煤", "吨"),
    ("washed_coal", "洗精煤", "吨"),
    ("coke", "焦炭", "吨"),
    ("crude_oil", "原油", "吨"),
    ("fuel_oil", "燃料油", "吨"),
    ("gasoline", "汽油", "吨"),
    ("kerosene", "煤油", "吨"),
    ("diesel", "柴油", "吨"),
    ("lpg", "液化石油气", "吨"),
    ("lng", "液化天然气", "吨"),
    ("natural_gas", "天然气", "万立方米"),
    ("heat", "热力", "吉焦"),
    ("electricity", "电力", "万千瓦时"),
)

#: The seven kinds of 填报说明 15.
WASTES = (
    ("coal_gangue", "煤矸石"),
    ("fly_ash", "粉煤灰"),
    ("tailings", "尾矿"),
    ("gypsum", "工业副产石膏"),
    ("slag", "冶炼渣"),
    ("construction", "建筑垃圾"),
    ("straw", "农作物秸秆"),
)

#: How many leading products can be listed.
PRODUCTS = 10


def worksheet(years: Years, parts: tuple[Part, ...]) -> tuple[Field, ...]:
    """Every optional field; the stage goals come from the target table of part 八."""
    fields = (
        *money(years),
        *prior_year(years),
        *innovation(years),
        *energy(years),
        *water_and_waste(),
        *products(),
        *stage_goals(parts),
    )
    return tuple(replace(field, required=False) for field in fields)


def money(years: Years) -> Iterator[Field]:
    past = years.past
    yield amount("revenue", "集群营业收入（亿元）", "亿元", years=past, cites=note(5))
    yield amount(
        "sme_revenue", "集群中小企业营业收入（亿元）", "亿元", years=past, cites=note(5, 11)
    )
    with_prior = (years.prior, *past)
    cites = note(5)
    yield amount("fdi_usd", "集群外商直接投资额（万美元）", "万美元", years=with_prior, cites=cites)
    yield amount(
        "exports_usd", "主导产品出口贸易额（万美元）", "万美元", years=with_prior, cites=cites
    )
    rate = Field(id="usd_rate", label="人民币对美元年平均汇率", kind=Kind.NUMBER, unit="元/美元")
    yield replace(rate, years=with_prior, low=ZERO, cites=cites)


def prior_year(years: Years) -> Iterator[Field]:
    """The year before the first one printed, for growth over three intervals."""

    def prior(field: Field) -> Field:
        return replace(
            field,
            id=f"{field.id}.prior",
            key=f"{field.id}.{{year}}",
            years=(years.prior,),
        )

    yield prior(amount("output", "集群总产值（亿元）", "亿元", cites=note(5, 9)))
    yield prior(share("sme_output_share", "集群内中小企业产值占集群总产值比例（%）"))
    yield prior(share("leading_output_share", "集群主导产业产值占集群总产值比例（%）"))
    yield prior(amount("fdi", "集群外商直接投资额（万元）", "万元", cites=note(5)))
    yield prior(amount("exports", "集群主导产品出口贸易额（万元）", "万元", cites=note(5, 7)))
    yield prior(amount("rd_spend", "集群中小企业研发经费总额（亿元）", "亿元", cites=note(11)))
    yield prior(amount("co2_per_output", "集群单位产值二氧化碳排放量", "吨二氧化碳/万元"))
    yield prior(amount("energy_per_output", "集群单位产值能耗", "吨标准煤/万元"))


def innovation(years: Years) -> Iterator[Field]:
    yield count(
        "patents_held",
        "集群中小企业年末有效发明专利拥有量",
        "件",
        years=(years.prior, *years.past),
        cites=note(9),
    )
    yield count("software_users", "应用工业软件的企业数量", years=years.past, cites=note(14))
    yield count("software_asked", "计入工业软件应用率的企业总数", years=years.past, cites=note(14))


def energy(years: Years) -> Iterator[Field]:
    for carrier, name, unit in CARRIERS:
        field = amount(f"energy.{carrier}", f"{name}消费量（{unit}）", unit, years=years.past)
        yield replace(field, key=f"energy.{{year}}.{carrier}")


def water_and_waste() -> Iterator[Field]:
    yield amount("water_total", "工业总用水量（万立方米）", "万立方米", cites=note(16))
    yield amount("water_reused", "工业重复用水量（万立方米）", "万立方米", cites=note(16))
    for waste, name in WASTES:
        cites = note(15)
        yield amount(f"waste.{waste}.produced", f"{name}产生量（万吨）", "万吨", cites=cites)
        yield amount(f"waste.{waste}.used", f"{name}综合利用量（万吨）", "万吨", cites=cites)


def products() -> Iterator[Field]:
    """填报说明 7: leading products from high to low by revenue share or by importance."""
    cites = note(7)
    yield Field(
        id="leading_products.order",
        label="主导产品排列依据",
        kind=Kind.CHOICE,
        options=(Option("revenue", "产品收入占比"), Option("importance", "重要程度")),
        cites=cites,
    )
    yield Field(
        id="leading_products.name",
        key="leading_products.{n}.name",
        label="主导产品名称",
        kind=Kind.LINE,
        lines=PRODUCTS,
        cites=cites,
    )
    yield replace(
        share("leading_products.share", "主导产品收入占比（%）", cites=cites),
        key="leading_products.{n}.share",
        lines=PRODUCTS,
    )


def stage_goals(parts: tuple[Part, ...]) -> Iterator[Field]:
    for part in parts:
        for row in part.rows:
            if isinstance(row, TargetTable):
                yield from row.stages
