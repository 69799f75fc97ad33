"""What is asked of every declaration; the figures of the standard have a module of their own."""

from collections.abc import Iterator
from typing import Any

from jiqun.core.case import Case
from jiqun.core.checklist.line import (
    WHOLE,
    Filed,
    Line,
    Recommendation,
    Source,
    Told,
    digest_of,
    values_at,
)
from jiqun.core.form import COVER
from jiqun.core.form.model import Place
from jiqun.core.reading import print_value
from jiqun.core.values import NONE

#: What is signed and sealed, with the recommendation beneath.
STATEMENT = "九"
NOTES_ON_OPERATOR = ("填报说明3",)


def formal(case: Case, id: str, question: str, part: str, *about: str, **more: Any) -> Line:
    """A line about some cells, told as they were filled in."""
    places = [case.facts.edition.places[key] for key in about]
    return Line(
        id=id,
        question=question,
        part=part,
        source=Source.FORMAL,
        about=about,
        told=tuple(Told(filled(case, place)) for place in places),
        digest=digest_of(id, values_at(case, about)),
        **more,
    )


def filled(case: Case, place: Place) -> str:
    """What stands in a cell, with what it is called: “集群名称：北京市密云区……”."""
    value, field = case.facts.get(place.key), place.field
    if value is None:
        shown = "空白"
    elif value is NONE or not field.options:
        shown = f"{print_value(value)}{'' if value is NONE else field.unit}"
    else:
        chosen = value if isinstance(value, frozenset) else {value}
        shown = "；".join(option.label for option in field.options if option.id in chosen)
    return f"{field.called}：{shown}"


#: What the cover and part 一 both say; the first cell of the pairs is where the line leads to.
ON_BOTH = ("cluster_name", "authority", "operator")


def formal_lines(filed: Filed) -> Iterator[Line]:
    case, paper = filed.case, filed.paper
    yield Line(
        id="formal.sealed",
        question="盖章件与报送稿一致，签字、盖章齐全。",
        part=WHOLE,
        source=Source.FORMAL,
        told=(Told(paper.words),),
        digest=digest_of("formal.sealed", paper.sha256),
    )
    both = [key for id in ON_BOTH for key in (f"cover.{id}", id)]
    yield formal(
        case,
        "formal.cover",
        "封面的集群名称、所属地区、主管部门、运营管理机构与第一部分一致。",
        COVER,
        *both,
        "cover.district",
    )
    yield formal(
        case,
        "formal.operator",
        "集群运营管理机构是法人主体，不是基础建设单位。",
        "一",
        "operator",
        cites=NOTES_ON_OPERATOR,
    )
    yield formal(case, "formal.sector", "主导产业所属产业类型与实际相符。", "一", "sector")


def recommendation_lines(recommendation: Recommendation | None) -> Iterator[Line]:
    """What only the bureau looks at."""
    opinion = recommendation.opinion if recommendation else ""
    before = recommendation.before if recommendation else ""
    refiled = (Told(f"写的是补正以前的报送（{before}），之后重新报送过"),) if before else ()
    yield Line(
        id="formal.opinion",
        question="区级主管部门的推荐意见已写明，并已签字、盖章。",
        part=STATEMENT,
        source=Source.FORMAL,
        told=(Told(f"推荐意见：{opinion}" if opinion else "平台上没有推荐意见的文字"), *refiled),
        digest=digest_of("formal.opinion", [opinion, before] if before else opinion),
        doubtful=bool(before) or not opinion,
    )
    place, quota = (recommendation.place, recommendation.quota) if recommendation else (0, 0)
    within = 0 < place <= quota
    where = f"本区在本批次推荐的第{place}个，名额{quota}个" if place else "不知道是本区推荐的第几个"
    beyond = "，超出名额，应有超额推荐的理由" if place and not within else ""
    yield Line(
        id="formal.quota",
        question="在推荐名额以内，或者超额的理由充分。",
        part=STATEMENT,
        source=Source.FORMAL,
        told=(Told(f"{where}{beyond}"),),
        digest=digest_of("formal.quota", [place, quota]),
        doubtful=not within,
    )
