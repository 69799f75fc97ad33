"""The cover: title, six fill-in lines, issuer."""

from jiqun.core.form.beijing.fields import line, note
from jiqun.core.form.model import Field, Kind
from jiqun.core.form.rows import CoverLine

ATTACHMENT = "附件1"
TITLE = "北京市中小企业特色产业集群申报表"
ISSUER = "北京市经济和信息化局 制"

LINES = (
    CoverLine(
        line("cover.cluster_name", "集群名称：", name="封面“集群名称”"), hint="（北京市XX区XX产业）"
    ),
    CoverLine(line("cover.district", "所属地区：", name="封面“所属地区”"), example="北京市XX区"),
    CoverLine(
        line(
            "cover.authority",
            "县级行政区划中小企业主管部门（盖章）：",
            name="封面“县级行政区划中小企业主管部门”",
        )
    ),
    CoverLine(
        line(
            "cover.operator",
            "集群运营管理机构：",
            name="封面“集群运营管理机构”",
            cites=note(3),
        )
    ),
    CoverLine(
        Field(
            id="cover.date",
            label="申报时间：",
            kind=Kind.DATE,
            name="封面“申报时间”",
            none_allowed=False,
        )
    ),
    CoverLine(
        Field(
            id="cover.contact",
            label="联系人及联系电话：",
            kind=Kind.CONTACT,
            name="封面“联系人及联系电话”",
            none_allowed=False,
        )
    ),
)
