"""What a transition needs: the sentences that say what of it is lacking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known where something is to be done; what does not matter to it stays as it is.

    ``points`` are the corrections asked for, ``unchecked`` the lines of the checklist that nobody
    has answered, ``failing`` those answered with a no; ``recommended`` counts those of the district
    so far, of which ``quota`` are foreseen; ``objections`` are those not decided on. A visit that
    was ``visited_in_vain`` is whole, and has found that it does not hold.
    """

    hindrances: tuple[str, ...] = ()
    reason: str = ""
    points: int = 0
    due_ahead: bool = True
    unchecked: int = 0
    failing: int = 0
    visited: bool = False
    visited_in_vain: bool = False
    opinion: str = ""
    ranked: bool = False
    recommended: int = 0
    quota: int = 3
    why_beyond_quota: str = ""
    in_time: bool = True
    sealed: bool = False
    notice_ended: bool = False
    objections: int = 0
    upheld: int = 0


#: What something needs: the sentences that say what of it is lacking.
Need: TypeAlias = Callable[[Situation], Iterator[str]]


def fileable(now: Situation) -> Iterator[str]:
    """报送条件全部具备"""
    yield from now.hindrances


def reasoned(now: Situation) -> Iterator[str]:
    """写明理由"""
    if not now.reason.strip():
        yield "请写明理由。"


def pointed(now: Situation) -> Iterator[str]:
    """至少一条补正要求，补正期限在以后"""
    if not now.points:
        yield "请至少写一条补正要求。"
    if not now.due_ahead:
        yield "补正期限应晚于现在，请改正。"


def checked(now: Situation) -> Iterator[str]:
    """审查清单逐项填写"""
    if now.unchecked:
        yield f"审查清单还有{now.unchecked}项没有填写，请逐项填写。"


def passing(now: Situation) -> Iterator[str]:
    """审查清单没有不符合的项目"""
    if now.failing:
        yield f"审查清单有{now.failing}项不符合，请退回补正、豁免或改为不通过。"


def visited(now: Situation) -> Iterator[str]:
    """实地核查记录完整，结论不是不符合"""
    if now.visited_in_vain:
        yield "实地核查结论为不符合，不能推荐；请退回补正或不予推荐。"
    elif not now.visited:
        yield "还没有完整的实地核查记录，请先核查并填写结论。"


def opined(now: Situation) -> Iterator[str]:
    """推荐意见"""
    if not now.opinion.strip():
        yield "推荐意见还没有写，请填写。"


def ranked(now: Situation) -> Iterator[str]:
    """在本区候选集群中的排序"""
    if not now.ranked:
        yield "还没有排序，请先在本区候选集群中排序。"


def within_quota(now: Situation) -> Iterator[str]:
    """在推荐名额以内，或写明超额的理由"""
    if now.recommended >= now.quota and not now.why_beyond_quota.strip():
        yield (
            f"本区已推荐{now.recommended}个，原则上不超过{now.quota}个；"
            "确需超出的，请写明超额推荐的理由。"
        )


def in_time(now: Situation) -> Iterator[str]:
    """区级推荐截止时间以前"""
    if not now.in_time:
        yield "区级推荐截止时间已过，不能再推荐。"


def sealed(now: Situation) -> Iterator[str]:
    """盖章的封面和推荐意见页"""
    if not now.sealed:
        yield "还没有上传盖章的封面和推荐意见页，请上传。"


def notice_ended(now: Situation) -> Iterator[str]:
    """公示期结束"""
    if not now.notice_ended:
        yield "公示期还没有结束，届时再办。"


def no_objections(now: Situation) -> Iterator[str]:
    """异议全部办结"""
    if now.objections:
        yield f"还有{now.objections}件异议没有办结，请先办结。"


def objected(now: Situation) -> Iterator[str]:
    """收到异议"""
    if not now.objections:
        yield "没有收到异议，无须核查。"


def upheld(now: Situation) -> Iterator[str]:
    """异议查实"""
    if not now.upheld:
        yield "没有查实的异议，不能据此取消。"


def none_upheld(now: Situation) -> Iterator[str]:
    """异议均不成立"""
    if now.upheld:
        yield f"有{now.upheld}件异议查实，应当取消，不能恢复公示。"
