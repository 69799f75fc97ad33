"""Parts 六 and 七: work that is ticked and work that is told.

The pairs of a text and the ticks beneath it are the same in parts 二, 四 and 五, and one rule
speaks of all of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from jiqun.core.case import Case
from jiqun.core.form import get_edition
from jiqun.core.form.beijing.schedules import RANKS
from jiqun.core.form.model import Field, Kind
from jiqun.core.quantity import total
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import wholly_placeholder
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import named, said
from jiqun.core.values import NONE


@rule(
    "R7-01",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example({"sharing": "无", "sharing_work": ("equipment", "workshops")}),
)
def ticks_without_text(case: Case) -> Iterator[Fault]:
    """勾选了已开展的工作，情况栏应写明做了什么。"""
    for work in kinds_of_work(case.facts.edition.id):
        ticked = count_ticks(case, work.ticks)
        if ticked and tells_nothing(case, work.text):
            yield Fault(
                (work.ticks.id, work.text.id),
                f"{called(case, work.ticks)}勾选了{ticked}项，“{work.text.called}”却没有内容，"
                "请补写开展情况，或取消勾选；确实如此的请说明。",
            )


@rule(
    "R7-02",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example({"quality": "推广先进质量管理方法，开展质量诊断。", "quality_work": None}),
)
def text_without_ticks(case: Case) -> Iterator[Fault]:
    """情况栏写了已开展的工作，应勾选相应的选项。"""
    for work in kinds_of_work(case.facts.edition.id):
        if tells_something(case, work.text) and not count_ticks(case, work.ticks):
            yield Fault(
                (work.ticks.id, work.text.id),
                f"{called(case, work.ticks)}一项未勾选，“{work.text.called}”却写了开展情况，"
                "请勾选相应的工作；所写工作不在选项之内的请说明。",
            )


@rule(
    "R7-03",
    Rank.HINT,
    cites=("填报说明1",),
    example=Example({"international": "无", "international_work": None, "overseas_branches": "3"}),
)
def counts_without_text(case: Case) -> Iterator[Fault]:
    """有相关项目、平台或机构的，情况栏一般不填“无”。"""
    for work in kinds_of_work(case.facts.edition.id):
        if tells_nothing(case, work.text) and not count_ticks(case, work.ticks):
            some = [f.id for f in work.counts if (case.figures.given(f.id).value or 0) > 0]
            if some:
                text = f"{called(case, work.text)}没有内容，却填有{said(case, *some)}"
                yield Fault((work.text.id, *some), f"{text}，请核对是否漏写。")


#: How many service platforms of each rank there are.
SERVICE_PLATFORMS = tuple(f"{rank.id}_service_platforms.count" for rank in RANKS)


@rule(
    "R7-04",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    fields=("services", *SERVICE_PLATFORMS),
    example=Example(
        {
            **{"services": None, "national_service_platforms.count": "1"},
            **{"provincial_service_platforms.count": "2", "other_service_platforms.count": "2"},
        }
    ),
)
def platforms_without_services(case: Case) -> Iterator[Fault]:
    """建设或引入了中小企业公共服务平台的，应勾选已提供的公共服务。"""
    platforms = count_platforms(case)
    if platforms and "services" not in case.facts:
        yield Fault(
            ("services", *SERVICE_PLATFORMS),
            f"{called_services(case)}一项未勾选，却填了中小企业公共服务平台{platforms}个，"
            "请勾选平台提供的服务；确实没有提供的请说明。",
        )


@rule(
    "R7-05",
    Rank.HINT,
    cites=("填报说明1",),
    fields=("services", *SERVICE_PLATFORMS),
    example=Example(
        {
            "services": ("training",),
            **dict.fromkeys(SERVICE_PLATFORMS, "无"),
            **{f"{rank.id}_service_platforms.names": "无" for rank in RANKS},
        }
    ),
)
def services_without_platforms(case: Case) -> Iterator[Fault]:
    """勾选了公共服务的，一般建设或引入了中小企业公共服务平台。"""
    if count_platforms(case) == 0 and "services" in case.facts:
        yield Fault(
            ("services", *SERVICE_PLATFORMS),
            f"{called_services(case)}勾选了服务，三类公共服务平台却都没有，请核对是否漏填平台。",
        )


def count_platforms(case: Case) -> int | None:
    """Of all ranks; None if one of them is not filled in."""
    number = total(case.figures.given(key) for key in SERVICE_PLATFORMS).value
    return None if number is None else int(number)


def called_services(case: Case) -> str:
    return called(case, case.facts.edition.fields["services"])


@dataclass(frozen=True, slots=True)
class Work:
    """A text, the boxes that follow it, and the counts after these."""

    text: Field
    ticks: Field
    counts: tuple[Field, ...]


@cache
def kinds_of_work(edition_id: str) -> tuple[Work, ...]:
    return tuple(work for part in get_edition(edition_id).parts for work in works_in(part.fields))


def works_in(fields: Sequence[Field]) -> Iterator[Work]:
    for at, (text, ticks) in enumerate(pairwise(fields)):
        if text.kind is Kind.NARRATIVE and ticks.kind is Kind.TICKS:
            after = takewhile(lambda f: f.kind is not Kind.NARRATIVE, fields[at + 2 :])
            yield Work(text, ticks, tuple(f for f in after if f.kind is Kind.COUNT))


def count_ticks(case: Case, ticks: Field) -> int:
    ticked = case.facts.get(ticks.id)
    return len(ticked) if isinstance(ticked, frozenset) else 0


#: “暂无。”, “目前尚未开展相关工作”: 无 in more words, and nothing after it.
NOTHING_TOLD = re.compile(
    r"(?:本?集群)?(?:目前|截至目前|近三年)?(?:暂无|尚无|没有|未开展|暂未开展|尚未开展|不涉及"
    r"|无(?=相关|此类|该类|该项|[。.]?\Z))[^，。；！]{0,20}[。.]?"
)


def tells_nothing(case: Case, text: Field) -> bool:
    """无, in whatever words; a blank text says not even that."""
    told = case.facts.get(text.id)
    return told is NONE or (isinstance(told, str) and NOTHING_TOLD.fullmatch(told) is not None)


def tells_something(case: Case, text: Field) -> bool:
    told = case.facts.get(text.id)
    meant = isinstance(told, str) and not wholly_placeholder(told)
    return meant and not tells_nothing(case, text)


def called(case: Case, field: Field) -> str:
    return named(case.facts.edition, [field.place()])
