"""What there is to work on beside reading: the checklist, the visit, the recommendation …

Each is a line on the page of a declaration, with how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from jiqun.core.lifecycle import Level, State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.declarations.models import Declaration, WaiverStage
from jiqun.web.declarations.policy import may_propose_waiver
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.declarations.queries.waivers import waivers_visible_to
from jiqun.web.review.policy import level_of
from jiqun.web.review.queries.checklist import checklist_of
from jiqun.web.review.queries.recommendations import is_current, recommendation_of
from jiqun.web.review.queries.visits import standing_of
from jiqun.web.review.visiting import told


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]


def waivers(user: User, declaration: Declaration) -> Work | None:
    """Where there are any, or one may be prepared."""
    if not (declaration.has_waivers or may_propose_waiver(user, declaration)):
        return None
    known = waivers_visible_to(user).filter(declaration=declaration)
    valid = sum(each.stage is WaiverStage.VALID for each in known)
    address = reverse("declaration_waivers", args=[declaration.pk])
    return Work("豁免", address, f"{len(known)}件，有效{valid}件" if known else "没有")


#: A district has a checklist from taking up on, the bureau once it has what was recommended.
NO_CHECKLIST = {
    Level.DISTRICT: (State.DRAFT, State.FILED),
    Level.BUREAU: (
        State.DRAFT,
        State.FILED,
        State.DISTRICT_REVIEW,
        State.RETURNED_BY_DISTRICT,
        State.NOT_RECOMMENDED,
        State.RECOMMENDED,
    ),
}


def checklist_line(user: User, declaration: Declaration) -> Work | None:
    level, submission = level_of(user), standing_submission(declaration)
    if submission is None or declaration.state in NO_CHECKLIST[level]:
        return None
    found = checklist_of(declaration, submission, level)
    address = reverse("checklist", args=[declaration.pk])
    return Work("审查清单", address, found.told, done=not found.unchecked)


def shared_firms(user: User, declaration: Declaration) -> Work:
    """How many there are only its own page says: that takes every roster of the call."""
    return Work("重复企业", reverse("duplicates", args=[declaration.pk]))


def beside_others(user: User, declaration: Declaration) -> Work:
    address = reverse("call_peers", args=[declaration.call_id])
    return Work("同类比较", f"{address}?beside={declaration.pk}")


def of_visit(user: User, declaration: Declaration) -> Work | None:
    """The district's own, from the time when it may begin; the bureau reads what is closed."""
    submission = standing_submission(declaration)
    if submission is None or declaration.state == State.FILED:
        return None
    standing = standing_of(declaration, submission)
    of_bureau = level_of(user) is Level.BUREAU
    if standing.closed is None and (of_bureau or declaration.state != State.DISTRICT_REVIEW):
        return None
    address = reverse("visit", args=[declaration.pk])
    sentence = "已办结" if of_bureau else told(standing).removesuffix("。")
    return Work("实地核查", address, sentence, done=standing.counts)


def recommendation_line(user: User, declaration: Declaration) -> Work | None:
    """The district writes it; the bureau knows of it once it is signed."""
    found = recommendation_of(declaration)
    if found and found.signed_at:
        address, submission = reverse("recommended", args=[declaration.pk]), found.submission
        refiled = submission and not is_current(found, standing_submission(declaration))
        told = "已审签，写的是补正以前的报送" if refiled else "已审签"
        return Work("推荐意见", address, told, done=True)
    if not is_of_district(user) or declaration.state != State.DISTRICT_REVIEW:
        return None
    told = "还没有写"
    if found and found.opinion:
        told = "已填写，已上传盖章件" if found.sealed else "已填写，待盖章上传"
    return Work("推荐意见", reverse("recommendation", args=[declaration.pk]), told)


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [
    checklist_line,
    of_visit,
    recommendation_line,
    waivers,
    beside_others,
    shared_firms,
]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
