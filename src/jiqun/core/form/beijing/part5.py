"""五、绿色化转型情况"""

from dataclasses import replace

from jiqun.core.form.beijing.fields import (
    EVIDENCE,
    HUNDRED,
    amount,
    counted,
    narrative,
    note,
    share,
    ticks,
    yes_no,
)
from jiqun.core.form.model import Field, Kind, Proof
from jiqun.core.form.rows import (
    Group,
    Narrative,
    OneOf,
    Part,
    Row,
    Single,
    TickList,
    YearsDown,
)
from jiqun.core.form.years import Years


def part5(years: Years) -> Part:
    return Part(
        "五", "绿色化转型情况", (*emissions(years), *reuse(), *work(), manufacturing()), pages=1
    )


def emissions(years: Years) -> tuple[Row, ...]:
    def intensity(id: str, label: str, unit: str) -> Field:
        field = amount(id, label, unit, years=years.past, cites=note(1))
        return replace(field, proofs=(Proof.FORMULA,))

    reduction = Field(  # negative where it rose, and never more than all of it
        id="energy_reduction",
        label="近三年集群单位产值能耗降低率（%）",
        kind=Kind.NUMBER,
        unit="%",
        high=HUNDRED,
        cites=note(9),
    )
    return (
        OneOf(
            yes_no(
                "carbon_monitoring",
                "是否建立集群碳排放监测机制",
                proofs=EVIDENCE,
                cites=note(1, 4, 6),
            ),
            inline=True,
            note="（如涉及，需提供佐证材料）",
        ),
        YearsDown(
            intensity(
                "co2_per_output",
                "近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）",
                "吨二氧化碳/万元",
            ),
            "（注：单位产值二氧化碳排放量需提供计算公式）",
        ),
        YearsDown(
            intensity(
                "energy_per_output", "近三年集群单位产值能耗（吨标准煤/万元）", "吨标准煤/万元"
            ),
            "（注：单位产值能耗需提供计算公式）",
        ),
        Single(reduction),
    )


def reuse() -> tuple[Row, ...]:
    return (
        Single(share("solid_waste_rate", "大宗工业固废综合利用率（%）", cites=note(6, 15))),
        OneOf(
            yes_no(
                "solid_waste_above_average",
                "是否高于行业平均水平",
                exempt="不适用",
                name="大宗工业固废综合利用率是否高于行业平均水平",
                cites=note(6, 15),
            ),
            inline=True,
        ),
        Single(share("water_reuse_rate", "工业用水重复利用率（%）", cites=note(6, 16))),
        OneOf(
            yes_no(
                "water_reuse_above_average",
                "是否高于行业平均水平",
                exempt="不适用",
                name="工业用水重复利用率是否高于行业平均水平",
                cites=note(6, 16),
            ),
            inline=True,
        ),
    )


def work() -> tuple[Row, ...]:
    return (
        Narrative(narrative("green", "集群绿色低碳相关工作情况\n（200字以内）")),
        TickList(
            ticks(
                "green_work",
                "集群已开展的绿色低碳相关工作",
                (
                    (
                        "energy_saving",
                        "开展了节能诊断，建立节能管控系统、余热余压回收设施等",
                    ),
                    ("carbon_accounting", "开展了碳排放和碳足迹监测与核算等"),
                    (
                        "recycling",
                        "建立了水资源梯级循环利用、工业废弃物分类分级利用设施等",
                    ),
                    ("clean_production", "开展了清洁生产评价等工作"),
                    ("green_solutions", "开展了绿色制造系统解决方案推广"),
                ),
            )
        ),
    )


def manufacturing() -> Group:
    return Group(
        "集群绿色制造体系建设水平\n（注：包括绿色工厂、绿色工业园区、绿色供应链管理企业、"
        "绿色设计产品等，需提供清单及佐证材料）",
        (
            counted("national_green", "国家级绿色制造体系建设情况"),
            counted("provincial_green", "省级绿色制造体系建设情况"),
            counted("other_green", "其他绿色制造体系建设情况"),
        ),
    )
