"""四、数字化升级情况"""

from jiqun.core.form.beijing.fields import (
    amount,
    count,
    counted,
    narrative,
    note,
    share,
    ticks,
    yes_no,
)
from jiqun.core.form.rows import (
    Group,
    InnerNarrative,
    Narrative,
    OneOf,
    Part,
    Row,
    Single,
    TickList,
    YearsAcross,
)
from jiqun.core.form.years import Years


def part4(years: Years) -> Part:
    return Part("四", "数字化升级情况", (*figures(years), *work(), new_models()), pages=1)


def figures(years: Years) -> tuple[Row, ...]:
    return (
        Single(count("cloud_smes", "集群上云中小企业数量", cites=note(6, 8, 12))),
        Single(share("cloud_rate", "集群中小企业上云比例（%）", cites=note(6, 8, 12))),
        Single(count("iiot_smes", "集群接入工业互联网平台的中小企业数量", cites=note(6, 8, 13))),
        Single(
            share("iiot_rate", "集群中小企业工业互联网平台应用普及率（%）", cites=note(6, 8, 13))
        ),
        Single(
            share("rd_tools_rate", "集群中小企业数字化研发工具应用普及率（%）", cites=note(6, 8))
        ),
        OneOf(
            yes_no("software_rising", "工业软件应用率稳步提升", cites=note(14)),
            inline=True,
        ),
        YearsAcross(
            amount(
                "software_purchase",
                "工业软件采购金额（万元）",
                "万元",
                years=years.past,
                cites=note(5, 14),
            )
        ),
    )


def work() -> tuple[Row, ...]:
    return (
        Narrative(narrative("digital", "数字化服务总体情况\n（200字以内）")),
        TickList(
            ticks(
                "digital_work",
                "集群已开展的数字化服务工作",
                (
                    ("solution_providers", "引入了数字化系统解决方案服务商"),
                    ("common_solutions", "开展了数字化共性解决方案开发和诊断等服务"),
                    ("integration_management", "开展了两化融合管理体系推广工作"),
                    (
                        "maturity_assessment",
                        "开展了智能制造能力成熟度评估或数据管理能力成熟度评估等推广工作",
                    ),
                ),
            )
        ),
    )


def new_models() -> Group:
    return Group(
        "数字化新模式新业态推广情况",
        (
            InnerNarrative(
                narrative(
                    "new_models",
                    "智能制造、工业互联网以及其它新模式新业态试点示范建设或应用情况（200字以内）",
                )
            ),
            TickList(
                ticks(
                    "new_models_work",
                    "集群已开展的数字化新模式新业态推广工作",
                    (
                        (
                            "national_pilots",
                            "建有国家智能制造、工业互联网以及其它国家新模式新业态试点示范项目",
                        ),
                        # The provincial option really repeats 其它国家.
                        (
                            "provincial_pilots",
                            "建有省级智能制造、工业互联网以及其它国家新模式新业态试点示范项目",
                        ),
                        (
                            "innovative_use",
                            "开展了智能制造、工业互联网等新模式新业态创新应用推广",
                        ),
                    ),
                ),
                heading="集群已开展的数字化新模式新业态推广工作：",
            ),
            counted("national_pilots", "国家级试点示范项目名称及数量"),
            counted("provincial_pilots", "省级试点示范项目名称及数量"),
            counted("other_pilots", "其他试点示范项目名称及数量"),
        ),
    )
