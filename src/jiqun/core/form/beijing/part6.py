"""六、开放合作情况"""

from jiqun.core.form.beijing.fields import LIST_AND_EVIDENCE, count, narrative, note, ticks
from jiqun.core.form.rows import Narrative, Part, Single, TickList


def part6() -> Part:
    return Part(
        "六",
        "开放合作情况",
        (
            Narrative(narrative("international", "集群国际合作交流总体情况\n（200字以内）")),
            TickList(
                ticks(
                    "international_work",
                    "集群已开展的国际合作交流活动",
                    (
                        ("mechanisms", "建立或参与主导产业国际合作机制"),
                        ("foreign_parks", "与境外产业园区形成较为稳定的合作关系"),
                        (
                            "imported_expertise",
                            "引进了国际领先技术、先进管理经验或高端人才团队等",
                        ),
                        ("fairs", "参加中国国际中小企业博览会等展会类活动"),
                        ("conferences", "承办主导产业国际研讨会或技术交流会"),
                    ),
                )
            ),
            Single(
                count(
                    "overseas_branches",
                    "集群或集群内企业在境外设立分支机构数量",
                    "个",
                    proofs=LIST_AND_EVIDENCE,
                    cites=note(1, 6),
                ),
                after="个",
                note="（需提供清单及相关佐证材料）",
            ),
        ),
        pages=1,
    )
