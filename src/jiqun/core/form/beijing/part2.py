"""二、主导产业情况"""

from jiqun.core.form.beijing.fields import amount, count, growth, narrative, note, share, ticks
from jiqun.core.form.rows import ByYear, Narrative, Part, Row, Single, TickList, YearsHeader
from jiqun.core.form.years import Years

CHAIN_WORK = (
    ("chain_map", "绘制产业链图谱，开展产业链培育"),
    (
        "open_challenges",
        "形成产业链技术难点清单或创新项目库，建立“揭榜挂帅”、“赛马”或众创众包等激励机制",
    ),
    (
        "joint_research",
        "联合集群上下游企业，组建创新联合体，开展产业链联合攻关",
    ),
    (
        "academia",
        "引入高等院校、科研院所，开展产业链关键环节产学研协同创新",
    ),
    ("supply_coordination", "建有产业链上下游产供销一体化协同协作机制"),
    ("chain_leaders", "与产业链“链主”企业建立稳定合作配套关系"),
    (
        "other_clusters",
        "与先进制造业集群、国家新型工业化产业示范基地建立稳定合作配套关系",
    ),
    ("supply_risk", "开展供应链风险评估工作，建立供应链风险防范机制"),
)

SHARING_WORK = (
    ("equipment", "开展通用生产设备共享"),
    ("services", "开展物流、仓储、设计等服务资源共享"),
    ("people", "开展人力资源共享"),
    ("purchasing", "开展同类设备和产品的集中采销"),
    ("workshops", "建立共享车间、共享工厂"),
)

QUALITY_WORK = (
    ("quality_methods", "开展了先进质量管理模式推广"),
    ("quality_diagnosis", "开展了质量诊断服务"),
    ("brand_management", "建立了品牌运营、品牌管理标准宣贯等机制"),
    (
        "collective_marks",
        "获得了集体商标、地理标志产品批准认证或证明商标通过注册",
    ),
)


def part2(years: Years) -> Part:
    return Part(
        "二", "主导产业情况", (*output(years), *firms(years), *trade(years), *work()), pages=1
    )


def output(years: Years) -> tuple[Row, ...]:
    past = years.past
    return (
        YearsHeader("年度", past),
        ByYear(amount("output", "集群总产值（亿元）", "亿元", years=past, cites=note(5))),
        ByYear(
            share("output_district_share", "集群总产值占所在县级行政区划产值比例（%）", years=past)
        ),
        ByYear(
            share(
                "sme_output_share",
                "集群内中小企业产值占集群总产值比例（%）",
                years=past,
                cites=note(8),
            )
        ),
        ByYear(share("leading_output_share", "集群主导产业产值占集群总产值比例（%）", years=past)),
        Single(
            growth("leading_output_growth", "近三年集群主导产业产值年均增速（%）", cites=note(9))
        ),
    )


def firms(years: Years) -> tuple[Row, ...]:
    past, cites = years.past, note(6, 8)
    return (
        ByYear(count("firms", "集群企业数量", years=past)),
        ByYear(count("smes", "其中：集群中小企业数量", years=past, cites=note(8))),
        ByYear(
            count(
                "specialized_smes",
                "主导产业相关的省级专精特新中小企业数量",
                years=past,
                cites=cites,
            )
        ),
        ByYear(
            count(
                "little_giants",
                "主导产业相关的国家级专精特新“小巨人”企业数量",
                years=past,
                cites=cites,
            )
        ),
        ByYear(count("champions", "主导产业相关的国家级制造业单项冠军企业数量", years=past)),
        ByYear(count("high_tech_firms", "主导产业相关的国家级高新技术企业数量", years=past)),
        ByYear(
            count("innovative_smes", "主导产业相关的创新型中小企业数量", years=past, cites=cites)
        ),
        ByYear(count("listed_smes", "主导产业相关的上市中小企业数量", years=past, cites=cites)),
        ByYear(
            count(
                "pre_listing_smes", "主导产业相关的上市辅导期中小企业数量", years=past, cites=cites
            )
        ),
    )


def trade(years: Years) -> tuple[Row, ...]:
    past = years.past
    return (
        ByYear(amount("fdi", "集群外商直接投资额（万元）", "万元", years=past, cites=note(5))),
        ByYear(growth("fdi_growth", "集群外商直接投资额增长率（%）", years=past, cites=note(5))),
        ByYear(
            amount(
                "exports", "集群主导产品出口贸易额（万元）", "万元", years=past, cites=note(5, 7)
            )
        ),
        ByYear(
            growth(
                "exports_growth", "集群主导产品出口贸易额增长率（%）", years=past, cites=note(5, 7)
            )
        ),
    )


def work() -> tuple[Row, ...]:
    return (
        Narrative(narrative("chain", "集群产业链强链补链情况（200字以内）")),
        TickList(ticks("chain_work", "集群已开展的产业链强链补链工作", CHAIN_WORK)),
        Narrative(narrative("sharing", "集群内产业链资源协同协作情况（200字以内）")),
        TickList(ticks("sharing_work", "集群已开展的产业链资源协同协作工作", SHARING_WORK)),
        Narrative(narrative("quality", "集群质量品牌建设情况\n（200字以内）")),
        TickList(ticks("quality_work", "集群已开展的质量品牌建设工作", QUALITY_WORK)),
    )
