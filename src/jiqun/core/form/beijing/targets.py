"""The target table of part 八: fixed indicators, qualitative rows, and rows the applicant adds."""

from dataclasses import replace

from jiqun.core.form.beijing.fields import HUNDRED, ZERO, note
from jiqun.core.form.model import Field, Kind, Option
from jiqun.core.form.rows import AddedTargets, Direction, Target, TargetTable
from jiqun.core.form.years import Years

#: How many indicators an applicant may add to one direction.
ADDED = 8

#: The form prints 二氧化碳排放量 without a unit: a total, or (as part 五 and the national plan it
#: comes from have it) an intensity. The applicant says which.
CO2_UNITS = (
    Option("t", "吨"),
    Option("10kt", "万吨"),
    Option("intensity", "吨二氧化碳/万元"),
)


def target_table(years: Years) -> TargetTable:
    """方向 | 指标 | 基准值 | 目标值"""
    return TargetTable(
        ("方向", "指标", years.base_head, years.target_head),
        (
            Direction("主导产业", (*leading(years), added("leading", "主导产业", years))),
            Direction("创新", (*innovation(years), added("innovation", "创新", years))),
            Direction("数字化", (digital(years), added("digital", "数字化", years))),
            Direction("绿色化", (*green(years), added("green", "绿色化", years))),
            Direction("开放合作", (described("openness", "开放合作", years),)),
            Direction("治理和服务", (described("governance", "治理和服务", years),)),
            Direction("其它", (added("other", "其它", years),)),
        ),
    )


def leading(years: Years) -> tuple[Target, Target]:
    growth = Field(
        id="output_growth", label="近三年集群产值年均增速", kind=Kind.NUMBER, unit="%", low=-HUNDRED
    )
    firms = Field(id="quality_smes", label="优质中小企业数量", kind=Kind.COUNT, unit="家", low=ZERO)
    return indicator(replace(growth, cites=note(9)), years), indicator(firms, years)


def innovation(years: Years) -> tuple[Target, Target]:
    spend = Field(id="rd_spend", label="研发经费投入", kind=Kind.NUMBER, unit="亿元", low=ZERO)
    patents = Field(
        id="valid_patents", label="有效发明专利数量", kind=Kind.COUNT, unit="件", low=ZERO
    )
    return indicator(spend, years), indicator(patents, years)


def digital(years: Years) -> Target:
    rate = Field(id="iiot_rate", label="工业互联网普及率", kind=Kind.NUMBER, unit="%", low=ZERO)
    return indicator(replace(rate, high=HUNDRED), years)


def green(years: Years) -> tuple[Target, Target]:
    co2 = Field(id="co2", label="二氧化碳排放量", kind=Kind.NUMBER, low=ZERO)
    unit = Field(
        id="targets.co2.unit",
        label="二氧化碳排放量",
        name="二氧化碳排放量计量单位",
        kind=Kind.CHOICE,
        options=CO2_UNITS,
        required=False,
        cites=note(17),
    )
    energy = Field(
        id="energy_per_output",
        label="单位工业产值能耗",
        kind=Kind.NUMBER,
        unit="吨标准煤/万元",
        low=ZERO,
    )
    return replace(indicator(co2, years), unit=unit), indicator(energy, years)


def indicator(like: Field, years: Years) -> Target:
    """A fixed indicator: base and target printed, a stage goal per year on the worksheet."""

    def field(suffix: str, head: str) -> Field:
        return replace(
            like,
            id=f"targets.{like.id}.{suffix}",
            label=head,
            name=f"{like.label}{head}",
            cites=(*like.cites, *note(17)),
        )

    stage = replace(
        field("stage", "阶段性目标值"),
        key=f"targets.{like.id}.{{year}}",
        years=years.plan,
        required=False,
    )
    return Target(
        like.label, field("base", years.base_head), field("target", years.target_head), stage
    )


def described(id: str, direction: str, years: Years) -> Target:
    """定性描述: words instead of figures."""

    def field(suffix: str, head: str) -> Field:
        return Field(
            id=f"targets.{id}.{suffix}",
            label=head,
            name=f"{direction}定性描述{head}",
            kind=Kind.LINE,
            cites=note(17),
        )

    return Target("定性描述", field("base", years.base_head), field("target", years.target_head))


def added(id: str, direction: str, years: Years) -> AddedTargets:
    """“......”: indicators the applicant adds, as text since only they know the unit."""

    def field(suffix: str, label: str) -> Field:
        return Field(
            id=f"targets.added.{id}.{suffix}",
            key=f"targets.added.{id}.{{n}}.{suffix}",
            label=label,
            name=f"{direction}增加指标{label}",
            kind=Kind.LINE,
            lines=ADDED,
            required=False,
            cites=note(17),
        )

    return AddedTargets(
        field("label", "指标"), field("base", years.base_head), field("target", years.target_head)
    )
