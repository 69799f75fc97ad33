"""一、基本情况"""

from jiqun.core.form.beijing.fields import amount, line, note, yes_no
from jiqun.core.form.model import Field, Kind, Option
from jiqun.core.form.rows import OneOf, Pair, Part, Single

SECTORS = (
    Option("primary", "第一产业"),
    Option("secondary", "第二产业"),
    Option("tertiary", "第三产业"),
)


def person(id: str, of: str) -> Pair:
    return Pair(
        line(f"{id}_contact", "联系人", name=f"{of}联系人"),
        Field(
            id=f"{id}_phone",
            label="联系方式",
            kind=Kind.PHONE,
            name=f"{of}联系方式",
            none_allowed=False,
        ),
    )


def part1() -> Part:
    return Part(
        "一",
        "基本情况",
        (
            Single(line("cluster_name", "集群名称：\n（北京市XX区XX产业）", name="集群名称")),
            Single(line("authority", "县级行政区划中小企业主管部门")),
            person("authority", "主管部门"),
            Single(line("operator", "集群运营管理机构", cites=note(3))),
            person("operator", "运营管理机构"),
            Single(amount("area", "集群占地面积（平方公里）", "平方公里", cites=note(6))),
            OneOf(
                Field(
                    id="sector",
                    label="主导产业所属产业类型",
                    kind=Kind.CHOICE,
                    options=SECTORS,
                )
            ),
            OneOf(
                yes_no(
                    "restricted_industry",
                    "集群主导产业是否属于国家规定的禁止、限制和淘汰类产业",
                )
            ),
            OneOf(
                yes_no(
                    "major_accident",
                    "近三年是否发生较大及以上安全、质量、环境污染等事故，"
                    "重大及以上网络安全事件和数据安全事件",
                )
            ),
            OneOf(
                yes_no(
                    "serious_violation",
                    "是否存在偷税漏税、违法违规、严重失信和其他重大问题的行为",
                )
            ),
            OneOf(
                yes_no(
                    "energy_benchmark",
                    "属于高耗能行业的集群，能效水平是否达到行业基准值",
                    exempt="非高耗能行业，不适用",
                )
            ),
            OneOf(
                yes_no(
                    "water_benchmark",
                    "属于高用水行业的集群，水效水平是否达到行业基准值",
                    exempt="非高用水行业，不适用",
                )
            ),
        ),
        pages=1,
    )
