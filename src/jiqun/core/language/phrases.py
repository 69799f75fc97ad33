"""Phrases: how texts put a figure into words, as patterns, and the words that matter around it.

Every repetition is limited and gives nothing back, so that no text makes a pattern blow up.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

# --- A number and its unit ---

YUAN, PIECE = "元", "个"
COUNTERS = "家户个件项人名"
#: Units a text may use, each with the unit it is counted in and how many of those it is.
UNITS: Mapping[str, tuple[str, Decimal]] = {
    **dict.fromkeys(("亿元", "亿"), (YUAN, Decimal(10**8))),
    "万元": (YUAN, Decimal(10**4)),
    "元": (YUAN, Decimal(1)),
    **{counter: (PIECE, Decimal(1)) for counter in COUNTERS},
    **{f"万{counter}": (PIECE, Decimal(10**4)) for counter in COUNTERS},
    "%": ("%", Decimal(1)),
    **dict.fromkeys(("平方公里", "平方千米"), ("平方公里", Decimal(1))),
    **dict.fromkeys(
        ("吨标准煤/万元", "吨标煤/万元", "吨二氧化碳/万元", "吨/万元"), ("吨/万元", Decimal(1))
    ),
}

NEAR = frozenset(("约", "约为", "大约", "近", "接近", "将近", "左右", "上下"))
OVER = frozenset(("超", "超过", "逾", "突破", "高于", "大于", "不少于", "不低于", "以上"))
UNDER = frozenset(("不足", "不到", "低于", "少于", "不超过", "以内", "以下"))
ODD = frozenset("余多")

BLANK = r"[ \u3000\u00a0]"
NUMBER = r"(?<!\d)(?:\d{1,3}(?:,\d{3}){1,4}(?!,?\d)|\d{1,15}+)(?:\.\d{1,10}+)?"
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
HEDGE = "|".join(sorted(NEAR | OVER | UNDER, key=len, reverse=True))


def amount_pattern(n: str, unit_wanted: str = "") -> str:
    """A number with its unit and its hedges; the names of its groups end in ``n``."""
    return (
        rf"(?P<before{n}>{HEDGE})?{BLANK}?(?P<number{n}>{NUMBER})(?P<odd{n}>[余多])?{BLANK}?"
        rf"(?P<unit{n}>{UNIT}){unit_wanted}(?P<after{n}>{HEDGE})?"
    )


#: An input method in full-width mode makes these; character for character, they stay in place.
WIDE = re.compile("[０-９．％]")
NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
DIGIT = re.compile(r"\d")

# --- A clause that gives a figure ---

STOPS = "，,。！？!?；;：:\n（）()"
JOINTS = "、和及与"
#: What a clause may begin behind; behind a closing bracket the name goes on.
STARTS = f"{STOPS}{JOINTS}".replace("）", "").replace(")", "")
CLAUSE_END = re.compile(f"[{STOPS}]")
#: Most clauses have no figure, and that is soon seen; “中小企业数：46家” has one.
TO_DIGIT = rf"[^{STOPS.replace('：', '').replace(':', '')}\d]*\d"

#: A cluster of which a figure is told: “上海示例集群总产值为211亿元”.
CLUSTER_HAS = re.compile(rf"集群(?:[^{STOPS}\d]{{0,16}}+\d|[，,])")

YEAR = rf"20\d\d{BLANK}?年"
YEAR_END = r"(?:全年|度|年?[底末]|12月(?:底|末|31日))?"
IN_YEAR = rf"(?:截至|截止到?|到|至|在)?{BLANK}?{YEAR}{YEAR_END}"
YEARS = re.compile(rf"(20\d\d){BLANK}?年")

POSSESSING = r"(?:[共现已拥还建设]?有(?!效)|(?:集聚|汇聚|聚集)了?)"
OWNED = re.compile(POSSESSING)
#: What may stand between the beginning of a clause and the name.
HEAD = (
    rf"(?:{IN_YEAR}|其中|近三年|[本全]?集群(?:内|的|中(?!小))?|{POSSESSING}|[共已]|实现|完成"
    rf"|主导产业相关的|全年|各类|[一二三四五六七八九]是|\d{{1,2}}[.、](?!\d)|{BLANK}){{0,8}}"
)
#: What may stand between the name and its number.
LINK = (
    r"(?:数量|拥有量|总数|总量|总额|规模|数|共计?|合计|总计|已?高?达到?了?|为|是|有|仅|占|已"
    rf"|保持在|稳定在|[：:]|{BLANK}){{0,6}}"
)
#: How a figure came to be what it is.
MOVED = r"(?:[增升降]|增加|增长|提高|提升|上升|下降|降低|减少|发展|扩大|壮大|攀升|跃升)[到至]"


def dated_pattern(n: str) -> str:
    return rf"(?:(?P<year{n}>{IN_YEAR})的?)?{kept(f'link{n}', LINK)}"


def kept(name: str, pattern: str) -> str:
    """A group that gives nothing back once it has matched. Python 3.11.2, which Debian has, does
    not go back to where a possessive repetition of a group ended."""
    return rf"(?=(?P<{name}>{pattern}))(?P={name})"


def claim_pattern(names: Iterable[str]) -> str:
    """A whole clause, or one of several things counted up: a head, a name and its number, or the
    other way round, and nothing else."""
    name = any_of(names)
    was = rf"[由从]{dated_pattern('_was')}{amount_pattern('_was', '?')}[，,]?"
    return (
        rf"[{STARTS}](?![{STOPS}{JOINTS}])(?={TO_DIGIT}){kept('head', HEAD)}(?:"
        rf"(?P<name>{name}){kept('how', LINK)}(?:{was})?(?P<moved>{MOVED})?{dated_pattern('')}"
        rf"{amount_pattern('')}(?:[（(](?P<year_after>{IN_YEAR})[）)])?"
        rf"|{amount_pattern('_of')}(?P<name_of>{name})"
        rf")(?=[{STOPS}{JOINTS}以]|\Z)"
    )


def counted_pattern(names: Iterable[str]) -> str:
    """The last of several things counted up, whatever it is: “46家”, “46家高新技术企业”."""
    return rf"{amount_pattern('')}(?:{any_of(names)})?\Z"


def any_of(words: Iterable[str]) -> str:
    """One of many words, each tried only where its first character stands."""
    by_first = groupby(sorted(words), key=itemgetter(0))
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in same)})"
        for first, same in by_first
    )


# --- What stands around ---


class Sign(StrEnum):
    """What decides what the claims behind it are worth."""

    SPAN = "several years"
    NOW = "a time that is not the figures'"
    PLAN = "the future"
    DEED = "what was done, gained or averaged; a total may still follow"
    PART = "a part of something"
    SOME = "some firms, not all"
    OTHERS = "somebody else, in this sentence"
    FIRM = "one firm, in this paragraph"
    CLUSTER = "the cluster"


WORDS: Mapping[Sign, str] = {
    Sign.SPAN: "近三年 近年来 三年来 三年间 两年来 期间 十三五 十四五 十五五",
    Sign.NOW: "目前 当前 今年 去年 明年 上年 前年 季度 上半年 下半年",
    Sign.PLAN: "力争 争取 预计 预期 未来 今后 下一步 届时 三年内 五年内 确保 目标 规划到 "
    "计划到 行动计划 规划》 规划（ 计划》 计划（ 方案》 方案（ 按照规划 按规划 按计划 "
    "将达 将实现 将超 将突破 将增 将提高 将建 将培育",
    Sign.DEED: "新增 净增 新认定 新获 新培育 累计 每年 平均 户均 人均 引进 引育 招引 培育 认定 "
    "获评 支持 奖励 扶持 组织 开展 推动 带动 覆盖 帮助 助力 通过 入选 评定 兑现 给予 补助",
    Sign.PART: "其中 企业中 家中",
    Sign.SOME: "家 全部企业 所有企业 各类企业 各企业 大型企业 专精特新 小巨人 高新技术 单项冠军",
    Sign.OTHERS: "全市 全区 全国 全省 全县 全行业 全球 我国 我市 我区 本市 本区 园区 "
    "产业园 工业园 科技园 创新园 孵化器 加速器 核心区 总人口 居民 基地 开发区 "
    "示范区 街道 协会 联盟 会员 实验室 研究院 研究所 大学 高校 院所 联合体 中心 工厂 车间 龙头 "
    "骨干 链主 规上 规模以上 部分企业 重点企业 对标 样本 参加 参与 培训 诊断 走访 惠及 参展 入库 "
    "服务企业 服务中小 贷款 授信 该项目 项目建 项目投 项目达",
    Sign.FIRM: "公司 该企业 某企业",
    Sign.CLUSTER: "集群",
}
SIGNS = {word: sign for sign, words in WORDS.items() for word in words.split()}

#: Behind these a sign says nothing: 较上年, 占全区, 上市公司.
COMPARED = frozenset("较比同与")
IDLE_BEHIND = {Sign.NOW: COMPARED, Sign.OTHERS: frozenset("占居在列"), Sign.FIRM: frozenset("市")}

DISTRICT = r"(?!占)(?:北京市)?[\u4e00-\u9fff]{1,3}区(?![内域块别间])"
RANGE = rf"{BLANK}?年?{BLANK}?[—–~～至到、和-]{{1,2}}{BLANK}?{YEAR}"
YEAR_SIGN = (
    rf"20\d\d(?:(?P<range>{RANGE})|{BLANK}?年{YEAR_END}"
    rf"(?:(?P<since>以来|起)|(?P<part>\d|[一二三四上前第])|(?P<alone>(?=[，,])))?)"
)
#: Every alternative begins with a plain character, which is what makes the search quick.
CONTEXT = re.compile(
    "|".join(
        (
            *(f"{re.escape(stop)}{DISTRICT}" for stop in STOPS),
            *map(re.escape, "。！？!?\n；;（）()"),
            YEAR_SIGN,
            r"家(?<=\d家)(?:中(?!小))?",  # “12家”, not “国家”
            any_of(SIGNS.keys() - {"家", "家中"}),
        )
    )
)
