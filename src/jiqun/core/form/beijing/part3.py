"""三、创新能力情况"""

from jiqun.core.form.beijing.fields import (
    LIST,
    LIST_AND_EVIDENCE,
    amount,
    count,
    counted,
    growth,
    note,
)
from jiqun.core.form.model import Field
from jiqun.core.form.rows import (
    ByYear,
    Group,
    Part,
    Row,
    Single,
    StandardsGrid,
    YearsHeader,
)
from jiqun.core.form.years import Years

LEVELS = (
    ("international", "国际"),
    ("national", "国家"),
    ("industry", "行业"),
    ("group", "团体"),
)

STANDARDS = "近三年集群中小企业主持（起草单位排名前三位）或参与制修订标准数量情况（需提供清单）"
VALID_PATENTS = (
    "集群内中小企业有效发明专利拥有量（包括发明专利、国防专利、 植物新品种、国家级农作物品种、"
    "国家新药、国家一级中药保护品种、集成电路布图设计专有权等）"
)


def part3(years: Years) -> Part:
    return Part(
        "三", "创新能力情况", (*figures(years), standards(years), platforms(), *patents()), pages=1
    )


def figures(years: Years) -> tuple[Row, ...]:
    past = years.past
    return (
        YearsHeader("年度", past),
        ByYear(
            amount(  # no share: a firm that sells nothing yet may spend more than it earns
                "rd_intensity",
                "集群中小企业研发投入强度（%）",
                "%",
                years=past,
                cites=note(5, 8, 11),
            )
        ),
        ByYear(
            amount(
                "rd_spend",
                "集群中小企业研发经费总额（亿元）",
                "亿元",
                years=past,
                cites=note(5, 8, 11),
            )
        ),
        ByYear(count("sme_staff", "集群中小企业从业人员数量", "人", years=past, cites=note(8, 10))),
        ByYear(count("rd_staff", "集群中小企业研发人员数量", "人", years=past, cites=note(8, 10))),
        ByYear(count("ip_granted", "集群中小企业知识产权授权量", "件", years=past, cites=note(8))),
    )


def standards(years: Years) -> StandardsGrid:
    def counted_standards(level: str, label: str, role: str, head: str) -> Field:
        return count(
            f"standards.{level}.{role}",
            head,
            "项",
            years=years.past,
            key=f"standards.{{year}}.{level}.{role}",
            name=f"{label}标准{head}",
            proofs=LIST,
            cites=note(1, 8),
        )

    return StandardsGrid(
        STANDARDS,
        years.past,
        tuple(
            (
                label,
                counted_standards(level, label, "lead", "主持数量"),
                counted_standards(level, label, "part", "参与数量"),
            )
            for level, label in LEVELS
        ),
    )


def platforms() -> Group:
    return Group(
        "创新平台建设情况\n（需提供清单及佐证材料）",
        (
            counted("national_platforms", "国家制造业创新中心或国家级创新平台名称及数量"),
            counted("provincial_platforms", "省级制造业创新中心或省级创新平台名称及数量"),
            counted("other_platforms", "其他平台名称及数量"),
        ),
    )


def patents() -> tuple[Row, ...]:
    return (
        Single(count("pct_applications", "集群中小企业PCT国际专利申请量", "件", cites=note(6, 8))),
        Single(
            growth("patent_growth", "近三年集群中小企业有效发明专利年均增速（%）", cites=note(8, 9))
        ),
        Single(
            amount(
                "patents_per_10k",
                "集群中小企业从业人员每万人有效发明专利拥有量",
                "件",
                cites=note(6, 8, 10),
            )
        ),
        Single(
            count(
                "valid_patents",
                VALID_PATENTS,
                "个",
                name="集群内中小企业有效发明专利拥有量",
                proofs=LIST_AND_EVIDENCE,
                cites=note(1, 6, 8),
            ),
            after="个",
            note="（需提供清单及佐证材料）",
        ),
    )
