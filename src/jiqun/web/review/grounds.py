"""What a decision against a declaration may rest on (依据), for whoever prepares it to choose from.

Chosen are keys; the words are worked out here, stand in the motion from then on, and are told to
the applicant as they were signed.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from jiqun.core.rank import Rank
from jiqun.core.standard import Outcome, Requirement, judge
from jiqun.documents.refused import Refused
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.waivers import unwaived
from jiqun.web.review.judged import called, filed_case, found, limit_said

#: The decisions that name what they rest on.
GROUNDED = ("decline", "fail")

OTHER = "other"
NONE_CHOSEN = "请选择作出决定的依据；不在所列之内的，请选“其他情形”并在理由中写明。"
CHANGED = "所选的依据刚刚有变化，没有送审签，请重新选择。"


@dataclass(frozen=True, slots=True)
class Ground:
    """``words`` are what the applicant reads."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Some that belong together."""

    title: str
    grounds: tuple[Ground, ...]


#: Grounds of one kind, with what they are called together.
Source: TypeAlias = Callable[[Declaration, Submission], Offered]


def requirements_missed(declaration: Declaration, submission: Submission) -> Offered:
    """What has been verified and is not met for certain; nothing else may cost anybody anything."""
    requirements = judge(filed_case(submission))
    missed = (r for r in requirements if r.outcome is Outcome.FAIL and r.verified)
    return Offered(
        "未达到的认定标准",
        tuple(
            Ground(
                f"standard.{r.level}.{r.id}",
                f"{called(r)}{limit_said(r)}：{found(r)}{softened(r)}",
            )
            for r in missed
        ),
    )


def softened(requirement: Requirement) -> str:
    """What the text itself softens is not held against anybody without saying so."""
    return f"（{requirement.note.removesuffix('。')}）" if requirement.soft else ""


def findings_at_filing(declaration: Declaration, submission: Submission) -> Offered:
    """But for hints, which only inform, and for what the bureau has waived (豁免)."""
    left = unwaived(declaration, submission)
    grave = (
        (number, finding)
        for number, finding in enumerate(submission.findings, start=1)
        if finding["rank"] != Rank.HINT and finding in left
    )
    return Offered(
        "报送时的校验结果",
        tuple(
            Ground(f"finding.{number}", f"{finding['rule']}　{finding['message']}")
            for number, finding in grave
        ),
    )


def anything_else(declaration: Declaration, submission: Submission) -> Offered:
    return Offered("其他", (Ground(OTHER, "其他情形，见理由"),))


#: In the order in which they are offered; the checklist adds the lines answered with a no.
SOURCES: list[Source] = [requirements_missed, findings_at_filing, anything_else]


def offered(declaration: Declaration, submission: Submission) -> tuple[Offered, ...]:
    found = (source(declaration, submission) for source in SOURCES)
    return tuple(each for each in found if each.grounds)


def chosen(every: Collection[Offered], keys: Collection[str]) -> list[dict[str, Any]]:
    """Those of the keys, as they stand in a motion. Raises ``Refused``."""
    known = {ground.key: ground for each in every for ground in each.grounds}
    if not keys:
        raise Refused(NONE_CHOSEN)
    if not known.keys() >= set(keys):
        raise Refused(CHANGED)
    return [{"key": key, "words": g.words} for key, g in known.items() if key in keys]


def words_in(payload: dict[str, Any]) -> Iterator[str]:
    """Of the grounds that stand in a motion."""
    for ground in payload.get("grounds", ()):
        yield ground["words"]
