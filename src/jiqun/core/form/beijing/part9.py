"""九、真实性声明及推荐意见: signed and sealed by hand, so nothing here must be typed."""

from jiqun.core.form.beijing.fields import note
from jiqun.core.form.model import Field, Kind
from jiqun.core.form.rows import Part, Signed

PROMISE = (
    "本单位承诺此次申报中小企业特色产业集群的申请材料(包括附件资料)真实、合法。如有不实之处，"
    "本单位愿意负相应责任，并承担由此产生的一切后果。"
)


def by_hand(id: str, label: str, name: str, kind: Kind = Kind.LINE) -> Field:
    return Field(id=id, label=label, name=name, kind=kind, required=False, cites=note(1))


def part9() -> Part:
    return Part(
        "九",
        "真实性声明及推荐意见",
        (
            Signed(
                "真实性声明",
                PROMISE,
                None,
                (
                    (
                        "单位负责人（签字）：",
                        by_hand("statement.signatory", "单位负责人（签字）：", "声明“单位负责人”"),
                    ),
                    (
                        "集群运营管理机构（公章）：",
                        by_hand(
                            "statement.operator",
                            "集群运营管理机构（公章）：",
                            "声明“集群运营管理机构”",
                        ),
                    ),
                    ("", by_hand("statement.date", "年 月 日", "声明日期", Kind.DATE)),
                ),
            ),
            Signed(
                "区级中小企业主管部门推荐意见",
                "",
                by_hand(
                    "recommendation.opinion",
                    "区级中小企业主管部门推荐意见",
                    "区级中小企业主管部门推荐意见",
                    Kind.NARRATIVE,
                ),
                (
                    (
                        "推荐单位（公章）：",
                        by_hand("recommendation.unit", "推荐单位（公章）：", "推荐单位"),
                    ),
                    ("", by_hand("recommendation.date", "年 月 日", "推荐日期", Kind.DATE)),
                ),
            ),
        ),
    )
