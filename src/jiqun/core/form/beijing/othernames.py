"""Other names that people give the columns of the lists, where they mean exactly the same.

What merely sounds alike is not here: 主营业务收入 and 销售收入 are not 营业收入, 组织机构代码 is
not 统一社会信用代码.
"""

from collections.abc import Mapping
from dataclasses import replace

from jiqun.core.form.schedule import Column, Schedule

IDENTITY = {
    "name": "企业全称 单位名称 公司名称 名称 企业名 单位全称 企业（单位）名称 注册名称",
    "uscc": "信用代码 统一信用代码 社会信用代码 统一社会信用代码证 统一社会信用码 社会统一信用代码",
    "district": "所属区 所在区县 所属区县 行政区 区 注册所在区",
    "industry": "行业代码 国民经济行业代码 国民经济行业分类代码 行业小类代码 行业分类代码 小类代码 "
    "所属行业代码 国民经济行业小类",
    "product": "主导产品 主营产品 主要产品名称 产品名称 主导产品名称",
    "leading": "是否主导产业 是否属主导产业 是否为主导产业 是否主导产业企业 是否属于主导产业企业",
    "inside": "是否在集群内 是否在范围内 是否位于集群内 是否位于集群范围内 是否属于集群",
    "since": "进入年份 入驻年份 迁入年份 进入集群时间 入驻集群年份 入驻时间 进入时间 入群年份",
    "until": "退出年份 迁出年份 退出集群时间 退出时间 迁出时间 离开集群年份",
}

YEARLY = {
    "output": "工业总产值 总产值 企业产值 年产值 工业产值 企业总产值",
    "revenue": "营收 营业总收入 年营业收入 企业营业收入 全年营业收入",
    "assets": "资产总计 总资产 年末资产总额 期末资产总额 资产合计 年末资产总计",
    "staff": "从业人数 从业人员 从业人员数 从业人员数量 职工人数 职工总数 员工人数 员工总数 "
    "员工数量 年末从业人员 年末从业人员数 年末从业人数 期末从业人员 期末从业人员数 从业人员年末数 "
    "从业人员年末人数 从业人员期末人数 年末职工人数 企业人数",
    "staff_on_post": "在岗职工人数 在岗职工数",
    "staff_dispatched": "劳务派遣 劳务派遣人数 劳务派遣人员数 派遣人员",
    "staff_other": "其他从业人员数 其他从业人数",
    "rd_spend": "研发经费 研发投入 研发支出 研发经费支出 研发经费投入 研究开发费用 研发费用总额 "
    "研究与试验发展经费 R&D经费",
    "rd_staff": "研发人员数 研发人员数量 研发人数 研究开发人员 R&D人员",
    "ip_granted": "知识产权授权数 知识产权授权数量 授权知识产权数 授权知识产权数量",
    "valid_patents": "有效发明专利 有效发明专利数 有效发明专利数量 有效发明专利拥有量 "
    "发明专利拥有量 年末有效发明专利数 年末有效发明专利拥有量 年末有效发明专利数量",
    "fdi": "外商直接投资 外商直接投资金额 实际利用外资",
    "exports": "主导产品出口贸易额 主导产品出口 主导产品出口金额",
    "software_purchase": "工业软件采购额 工业软件采购费用 工业软件采购 采购工业软件金额",
    "energy": "能耗 综合能耗 能源消费量 综合能源消费 能源消费总量 综合能源消耗量 能源消耗量",
    "co2": "二氧化碳排放 碳排放量 碳排放 CO2排放量 二氧化碳排放总量",
}

OTHERS = {
    "pct": "PCT申请量 PCT专利申请量 PCT申请数 PCT专利申请数 PCT国际专利申请数 PCT国际专利申请数量",
    "cloud": "上云 企业是否上云 是否上云企业 是否为上云企业",
    "iiot": "是否接入工业互联网 接入工业互联网平台 是否接入平台",
    "rd_tools": "是否应用数字化研发设计工具 是否使用数字化研发工具 是否使用数字化研发设计工具",
    "software": "是否使用工业软件 应用工业软件 使用工业软件",
    "water_total": "总用水量 用水总量 工业用水总量 工业用水量",
    "water_reused": "工业重复用水量 重复用水 重复利用水量 水重复利用量",
}

#: Titles of firms, to which “取得年份” and “有效期至” belong.
TITLES = {
    "specialized": "省级专精特新中小企业 专精特新中小企业 省级专精特新企业 专精特新企业 专精特新 "
    "市级专精特新中小企业 北京市专精特新中小企业",
    "little_giant": "国家级专精特新“小巨人”企业 专精特新小巨人企业 小巨人企业 专精特新小巨人 "
    "小巨人 国家级专精特新小巨人企业 国家级小巨人企业 国家级专精特新小巨人 “小巨人”企业",
    "champion": "国家级制造业单项冠军企业 制造业单项冠军企业 制造业单项冠军 单项冠军企业 单项冠军",
    "high_tech": "国家级高新技术企业 高新技术企业 国家高新技术企业 高新企业",
    "innovative": "创新型中小企业",
    "listed": "上市企业 上市",
    "pre_listing": "上市辅导期企业 上市辅导期 上市辅导企业",
}
SINCE = "取得年份 认定年份 获得年份 取得时间 认定时间 获评年份 年份 时间"
UNTIL = "有效期至 有效期 有效期截止 到期时间 到期日期 有效期截止日期 有效期限"

FIRM = "企业全称 单位名称 公司名称 所属企业 所属单位 依托单位 依托企业 申报单位 申报企业 企业"
RANK = "等级 认定级别 认定等级 层级 级别等级"
GRANTED = "认定时间 批准时间 认定日期 批准日期 批复时间 获批时间 认定批准时间 授牌时间"
NAMED = {
    "name": "平台名称 项目名称 创新平台名称 试点示范项目名称 示范名称 服务平台名称 "
    "公共服务平台名称",
    "firm": FIRM,
    "rank": RANK,
    "granted": GRANTED,
    "granted_by": "认定单位 批准单位 认定部门 批准部门 认定机构 批复单位 授予单位",
}

OF_LISTS: Mapping[str, Mapping[str, str]] = {
    "platforms": NAMED,
    "pilots": NAMED,
    "standards": {
        "name": "标准名 名称",
        "number": "标准号 编号",
        "level": "标准类别 标准类型 级别 标准级别",
        "role": "参与方式 主持/参与 参与情况 主持参与",
        "year": "年份 发布年度 发布时间 发布日期 年度",
        "firm": f"{FIRM} 起草单位",
    },
    "patents": {
        "name": "专利名称 发明名称 发明专利名称 知识产权名称",
        "number": "专利号 证书号 专利编号 授权号 专利（证书）号",
        "kind": "类别 专利类型 专利类别",
        "firm": f"{FIRM} 专利权人 权利人",
        "uscc": IDENTITY["uscc"],
        "granted": "授权时间 授权公告日 授权公告日期 授权日",
    },
    "green": {
        "name": "绿色制造名称 单位（产品）名称 工厂名称",
        "rank": RANK,
        "kind": "类别 绿色制造类型",
        "firm": FIRM,
        "granted": GRANTED,
    },
    "branches": {
        "name": "机构名称 分支机构名称 境外分支机构名称 境外机构名称",
        "firm": f"{FIRM} 设立企业 母公司",
        "country": "国家 国别 所在国家 所在国家（地区） 国家/地区 国家或地区",
        "founded": "成立时间 设立日期 注册时间 成立日期",
        "business": "主营业务 业务 经营业务",
    },
    "alliances": {
        "name": "联盟名称 组织名称 产业联盟名称 联盟（组织）名称",
        "kind": "类型 类别 组织类型",
        "founded": "设立时间 成立日期",
        "members": "成员数 会员数量 成员单位数量 成员单位数 会员数",
    },
    "service_platforms": {
        "name": NAMED["name"],
        "rank": RANK,
        "unit": "运营机构 平台运营单位 运营主体 依托单位",
        "origin": "建设/引入 建设方式 来源 建设引入",
        "granted": GRANTED,
    },
}


def names_of_titles() -> dict[str, str]:
    """“小巨人认定年份”, “高企有效期”: every name of a title before every name of its time."""
    return {
        f"{title}_{id}": " ".join(
            f"{name}{time}" for name in names.split() for time in times.split()
        )
        for title, names in TITLES.items()
        for id, times in (("since", SINCE), ("until", UNTIL))
    }


OTHER_NAMES = {"firms": IDENTITY | YEARLY | OTHERS | names_of_titles(), **OF_LISTS}


def also_called(schedule: Schedule) -> Schedule:
    """The list with every name of its columns. KeyError for names of a column it lacks."""
    names = OTHER_NAMES[schedule.id]
    strange = names.keys() - {column.id for column in schedule.columns}
    if strange:
        raise KeyError(f"{schedule.id} has no column {sorted(strange)}")
    return replace(
        schedule, columns=tuple(with_names(column, names) for column in schedule.columns)
    )


def with_names(column: Column, names: Mapping[str, str]) -> Column:
    every = names.get(column.id, "").split()
    return replace(column, also=tuple(name for name in every if name != column.label))
