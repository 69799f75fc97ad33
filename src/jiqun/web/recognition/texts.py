"""The official wording: what is proposed to whoever prepares a paper, and what always stands in
it. What follows from the dates is never typed, so that no paper contradicts itself."""

from datetime import date

from jiqun.web.declarations.models import Call
from jiqun.web.recognition.models import Notice
from jiqun.web.wording import from_to

BUREAU = "北京市经济和信息化局"
ADDRESSED = "各区中小企业主管部门，各有关单位"

HOW_TO_OBJECT = (
    f"对公示的集群有异议的，请在公示期内实名向{BUREAU}书面提出，写明事实和理由，并附证据材料。"
    "单位提出的应加盖公章，个人提出的应签署真实姓名，并留下有效的联系方式。"
)


def notice_title(call: Call) -> str:
    return f"关于{call.edition.years.call}年度拟认定北京市中小企业特色产业集群名单的公示"


def notice_words(call: Call) -> str:
    return (
        "根据中小企业特色产业集群发展管理有关规定，经集群运营管理机构申报、"
        "区级中小企业主管部门初审推荐、我局组织评审，拟认定下列集群为"
        f"{call.edition.years.call}年度北京市中小企业特色产业集群，现予公示。"
    )


def period(notice: Notice) -> str:
    return f"公示期为{notice.days}个工作日，自{from_to(notice.opens, notice.closes)}。"


def list_title(call: Call) -> str:
    return f"关于公布{call.edition.years.call}年度北京市中小企业特色产业集群名单的通知"


def list_words(call: Call) -> str:
    return (
        "根据中小企业特色产业集群发展管理有关规定，经集群运营管理机构申报、"
        "区级中小企业主管部门初审推荐、我局组织评审和公示，现将"
        f"{call.edition.years.call}年度北京市中小企业特色产业集群名单予以公布。\n"
        "请各区中小企业主管部门加强指导和服务，协助做好日常监测。"
        "我局对认定的集群进行监督和评价，实行动态管理。"
    )


def term(year: int) -> str:
    """Three years as the calendar has them, that of the recognition as the first."""
    return f"本次认定的集群，有效期三年，为{year}年至{year + 2}年。"


def last_day_of_term(recognised: date) -> date:
    return date(recognised.year + 2, 12, 31)


def register_number(year: int, serial: int) -> str:
    """The format is our own: no rule of the city gives one."""
    return f"京集群〔{year}〕{serial:03}号"
