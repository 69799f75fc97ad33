"""七、治理和服务水平"""

from jiqun.core.form.beijing.fields import LIST, counted, narrative, ticks
from jiqun.core.form.rows import CountWithNames, Group, Narrative, Part, TickList

ALLIANCES = "集群内产业联盟组织情况\n（注：包括行业学会、协会等，需提供清单）"

SERVICES = (
    ("information", "信息服务"),
    ("startup_coaching", "创业辅导"),
    ("innovation_support", "创新支持"),
    ("training", "人员培训"),
    ("marketing", "市场营销"),
    ("financing", "投融资服务"),
    ("consulting", "管理咨询"),
)


def part7() -> Part:
    return Part(
        "七",
        "治理和服务水平",
        (
            counted("alliances", ALLIANCES, proofs=LIST, name="集群内产业联盟组织情况"),
            Narrative(narrative("governance", "集群发展环境情况\n（200字以内）")),
            TickList(
                ticks(
                    "governance_work",
                    "集群已开展的发展环境治理工作",
                    (
                        ("promotion_body", "建立了专业化发展促进机构、开展共商共建共享"),
                        ("policy_outreach", "建立中小企业政策宣贯与对接机制"),
                        ("rights_protection", "建立了中小企业合法权益保护机制"),
                        ("service_assessment", "建立了公共服务效果考核机制"),
                        ("work_safety", "建立安全生产源头管控和隐患排查机制"),
                        ("digital_governance", "运用了数字化手段提升治理能力"),
                    ),
                )
            ),
            platforms(),
            Group(
                "集群提供中小企业公共服务情况",
                (
                    TickList(
                        ticks("services", "集群已提供的中小企业公共服务", SERVICES),
                        heading="集群已提供的中小企业公共服务：",
                    ),
                ),
            ),
        ),
        pages=1,
    )


def platforms() -> Group:
    def platform(id: str, level: str) -> CountWithNames:
        label = f"建设或引入的{level}中小企业公共服务示范平台名称及数量"
        return counted(id, label)

    return Group(
        "集群中小企业公共服务平台建设情况\n（需提供清单及佐证材料）",
        (
            platform("national_service_platforms", "国家级"),
            platform("provincial_service_platforms", "省级"),
            platform("other_service_platforms", "其他"),
        ),
    )
