"""The nine schedules (清单) the form demands, and their columns."""

from collections.abc import Iterator

from jiqun.core.form.beijing.examples import examples, exemplified
from jiqun.core.form.beijing.fields import LIST, LIST_AND_EVIDENCE, note
from jiqun.core.form.beijing.othernames import also_called
from jiqun.core.form.beijing.part3 import LEVELS
from jiqun.core.form.beijing.worksheet import WASTES
from jiqun.core.form.model import Option
from jiqun.core.form.schedule import Column, ColumnKind, Schedule
from jiqun.core.form.years import Years

NAME = Column(id="name", label="名称", required=True)
FIRM = Column(id="firm", label="企业名称")
USCC = Column(id="uscc", label="统一社会信用代码", kind=ColumnKind.CODE)
GRANTED = Column(id="granted", label="认定（批准）时间", kind=ColumnKind.DATE)
GRANTED_BY = Column(id="granted_by", label="认定（批准）单位")

RANKS = (
    Option("national", "国家级"),
    Option("provincial", "省级"),
    Option("other", "其他"),
)


def ranked(*field_ids: str) -> tuple[str, ...]:
    return tuple(f"{field_id}.count" for field_id in field_ids)


def rank(label: str = "级别") -> Column:
    return Column(id="rank", label=label, kind=ColumnKind.CHOICE, options=RANKS, required=True)


#: Figures of the form that the firms of the roster add up to.
FIRM_FIGURES = (
    "output",
    "sme_output_share",
    "leading_output_share",
    "firms",
    "smes",
    "specialized_smes",
    "little_giants",
    "champions",
    "high_tech_firms",
    "innovative_smes",
    "listed_smes",
    "pre_listing_smes",
    "fdi",
    "exports",
    "rd_spend",
    "sme_staff",
    "rd_staff",
    "ip_granted",
    "pct_applications",
    "valid_patents",
    "cloud_smes",
    "iiot_smes",
    "rd_tools_rate",
    "software_purchase",
    "co2_per_output",
    "energy_per_output",
    "solid_waste_rate",
    "water_reuse_rate",
)

TITLES = (
    ("specialized", "省级专精特新中小企业"),
    ("little_giant", "国家级专精特新“小巨人”企业"),
    ("champion", "国家级制造业单项冠军企业"),
    ("high_tech", "国家级高新技术企业"),
    ("innovative", "创新型中小企业"),
    ("listed", "上市企业"),
    ("pre_listing", "上市辅导期企业"),
)


def schedules(years: Years) -> tuple[Schedule, ...]:
    rows = examples(years)
    lists = (firms(years), *others(years))
    return tuple(also_called(exemplified(own, rows[own.id])) for own in lists)


def firms(years: Years) -> Schedule:
    return Schedule(
        id="firms",
        title="企业名录",
        columns=(*identity(), *yearly(years), *titles(), *digital(years), *resources()),
        supports=FIRM_FIGURES,
        cites=note(1, 8),
    )


def identity() -> Iterator[Column]:
    yield Column(id="name", label="企业名称", required=True)
    yield Column(id="uscc", label="统一社会信用代码", kind=ColumnKind.CODE, required=True)
    yield Column(id="district", label="所在区")
    yield Column(id="industry", label="国民经济行业小类代码", kind=ColumnKind.CODE, cites=note(8))
    yield Column(id="product", label="主要产品", cites=note(7))
    yield Column(id="leading", label="是否属于主导产业", kind=ColumnKind.YES_NO)
    yield Column(id="inside", label="是否在集群范围内", kind=ColumnKind.YES_NO)
    yield Column(id="since", label="进入集群年份", kind=ColumnKind.YEAR)
    yield Column(id="until", label="退出集群年份", kind=ColumnKind.YEAR)


def yearly(years: Years) -> Iterator[Column]:
    def by_year(
        id: str, label: str, kind: ColumnKind, unit: str, cites: tuple[str, ...] = ()
    ) -> Column:
        return Column(id=id, label=label, kind=kind, unit=unit, years=years.past, cites=cites)

    number, whole = ColumnKind.NUMBER, ColumnKind.COUNT
    yield by_year("output", "产值", number, "万元", note(5))
    yield by_year("revenue", "营业收入", number, "万元", note(5, 8))
    yield by_year("assets", "资产总额", number, "万元", note(5, 8))
    yield by_year("staff", "从业人员期末数", whole, "人", note(8, 10))
    yield by_year("staff_on_post", "其中：在岗职工", whole, "人", note(10))
    yield by_year("staff_dispatched", "其中：劳务派遣人员", whole, "人", note(10))
    yield by_year("staff_other", "其中：其他从业人员", whole, "人", note(10))
    yield by_year("rd_spend", "研发费用", number, "万元", note(5, 11))
    yield by_year("rd_staff", "研发人员", whole, "人")
    yield by_year("ip_granted", "知识产权授权量", whole, "件")
    yield by_year("valid_patents", "年末有效发明专利", whole, "件")
    yield by_year("fdi", "外商直接投资额", number, "万元", note(5))
    yield by_year("exports", "主导产品出口额", number, "万元", note(5, 7))
    yield by_year("software_purchase", "工业软件采购金额", number, "万元", note(14))
    yield by_year("energy", "综合能源消费量", number, "吨标准煤")
    yield by_year("co2", "二氧化碳排放量", number, "吨")


def titles() -> Iterator[Column]:
    yield Column(id="pct", label="PCT国际专利申请量", kind=ColumnKind.COUNT, unit="件")
    for id, label in TITLES:
        yield Column(id=f"{id}_since", label=f"{label}取得年份", kind=ColumnKind.YEAR)
        until = f"{label}有效期至"
        yield Column(id=f"{id}_until", label=until, kind=ColumnKind.DATE, ends=True)


def digital(years: Years) -> Iterator[Column]:
    yes_no = ColumnKind.YES_NO
    yield Column(id="cloud", label="是否上云", kind=yes_no, cites=note(12))
    yield Column(id="iiot", label="是否接入工业互联网平台", kind=yes_no, cites=note(13))
    yield Column(id="rd_tools", label="是否应用数字化研发工具", kind=yes_no)
    yield Column(
        id="software",
        label="是否应用工业软件",
        kind=yes_no,
        years=years.past,
        cites=note(14),
    )


def resources() -> Iterator[Column]:
    def amount(id: str, label: str, unit: str, cites: tuple[str, ...]) -> Column:
        return Column(id=id, label=label, kind=ColumnKind.NUMBER, unit=unit, cites=cites)

    yield amount("water_total", "工业总用水量", "立方米", note(16))
    yield amount("water_reused", "重复用水量", "立方米", note(16))
    for waste, name in WASTES:
        yield amount(f"waste_{waste}_produced", f"{name}产生量", "吨", note(15))
        yield amount(f"waste_{waste}_used", f"{name}综合利用量", "吨", note(15))


def others(years: Years) -> tuple[Schedule, ...]:
    return (
        standards(years),
        named_list("platforms", "创新平台清单", "platforms"),
        patents(),
        named_list("pilots", "试点示范项目清单", "pilots"),
        green(),
        branches(),
        alliances(),
        service_platforms(),
    )


def named_list(id: str, title: str, counted: str) -> Schedule:
    """Names by rank, behind the three counts “national_…”, “provincial_…” and “other_…”."""
    return Schedule(
        id=id,
        title=title,
        columns=(NAME, rank(), FIRM, GRANTED, GRANTED_BY),
        supports=ranked(*(f"{option.id}_{counted}" for option in RANKS)),
        counts=f"{{rank}}_{counted}.count",
        proofs=LIST_AND_EVIDENCE,
        cites=note(1, 4),
    )


def branches() -> Schedule:
    return Schedule(
        id="branches",
        title="境外分支机构清单",
        columns=(
            NAME,
            FIRM,
            Column(id="country", label="国家（地区）", required=True),
            Column(id="founded", label="设立时间", kind=ColumnKind.DATE),
            Column(id="business", label="主要业务"),
        ),
        supports=("overseas_branches",),
        counts="overseas_branches",
        proofs=LIST_AND_EVIDENCE,
        cites=note(1, 4),
    )


def alliances() -> Schedule:
    return Schedule(
        id="alliances",
        title="产业联盟组织清单",
        columns=(
            NAME,
            Column(id="kind", label="类型（联盟、学会、协会等）"),
            Column(id="founded", label="成立时间", kind=ColumnKind.DATE),
            Column(id="members", label="成员数量", kind=ColumnKind.COUNT, unit="家"),
        ),
        supports=ranked("alliances"),
        counts="alliances.count",
        cites=note(1),
    )


def service_platforms() -> Schedule:
    origins = (Option("built", "建设"), Option("introduced", "引入"))
    origin = Column(id="origin", label="建设或引入", kind=ColumnKind.CHOICE, options=origins)
    return Schedule(
        id="service_platforms",
        title="中小企业公共服务平台清单",
        columns=(NAME, rank(), Column(id="unit", label="运营单位"), origin, GRANTED),
        supports=ranked(*(f"{option.id}_service_platforms" for option in RANKS)),
        counts="{rank}_service_platforms.count",
        proofs=LIST_AND_EVIDENCE,
        cites=note(1, 4),
    )


def standards(years: Years) -> Schedule:
    roles = (Option("lead", "主持（起草单位排名前三位）"), Option("part", "参与"))
    levels = tuple(Option(id, label) for id, label in LEVELS)
    choice = ColumnKind.CHOICE
    return Schedule(
        id="standards",
        title="主持或参与制修订标准清单",
        columns=(
            Column(id="name", label="标准名称", required=True),
            Column(id="number", label="标准编号", kind=ColumnKind.CODE),
            Column(id="level", label="类别", kind=choice, options=levels, required=True),
            Column(id="role", label="主持或参与", kind=choice, options=roles, required=True),
            Column(id="year", label="发布年份", kind=ColumnKind.YEAR, required=True),
            FIRM,
        ),
        supports=tuple(f"standards.{level}.{role.id}" for level, _ in LEVELS for role in roles),
        counts="standards.{year}.{level}.{role}",
        proofs=LIST,
        cites=note(1),
    )


def patents() -> Schedule:
    kinds = (
        Option("invention", "发明专利"),
        Option("defence", "国防专利"),
        Option("plant", "植物新品种"),
        Option("crop", "国家级农作物品种"),
        Option("drug", "国家新药"),
        Option("traditional", "国家一级中药保护品种"),
        Option("layout", "集成电路布图设计专有权"),
        Option("other", "其他"),
    )
    return Schedule(
        id="patents",
        title="有效发明专利清单",
        columns=(
            NAME,
            Column(id="number", label="专利号（证书号）", kind=ColumnKind.CODE, required=True),
            Column(id="kind", label="类型", kind=ColumnKind.CHOICE, options=kinds),
            FIRM,
            USCC,
            Column(id="granted", label="授权日期", kind=ColumnKind.DATE),
        ),
        supports=("valid_patents",),
        counts="valid_patents",
        proofs=LIST_AND_EVIDENCE,
        cites=note(1, 4),
    )


def green() -> Schedule:
    kinds = (
        Option("factory", "绿色工厂"),
        Option("park", "绿色工业园区"),
        Option("supply_chain", "绿色供应链管理企业"),
        Option("product", "绿色设计产品"),
        Option("other", "其他"),
    )
    return Schedule(
        id="green",
        title="绿色制造体系清单",
        columns=(
            NAME,
            rank(),
            Column(id="kind", label="类型", kind=ColumnKind.CHOICE, options=kinds),
            FIRM,
            GRANTED,
        ),
        supports=ranked("national_green", "provincial_green", "other_green"),
        counts="{rank}_green.count",
        proofs=LIST_AND_EVIDENCE,
        cites=note(1, 4),
    )
