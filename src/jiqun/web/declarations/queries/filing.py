"""Filing: what still stands in its way, and what was filed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.core.rank import Rank
from jiqun.documents.intake import Examined
from jiqun.web import clock
from jiqun.web.accounts.models import Admission, User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district, is_of_operator
from jiqun.web.declarations.models import Declaration, FairCopy, Quarantine, Submission
from jiqun.web.declarations.queries.calls import deadline_of
from jiqun.web.declarations.queries.corrections import unanswered
from jiqun.web.wording import moment


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that stands in the way; ``page`` is the name of the address where to mend it."""

    sentence: str
    page: str = ""


def hindrances(declaration: Declaration, examined: Examined) -> tuple[Hindrance, ...]:
    """Everything that stands in the way of filing what is in the draft, at once."""
    return (
        *of_time(declaration),
        *of_answers(declaration),
        *of_findings(examined),
        *of_files(declaration),
    )


def of_time(declaration: Declaration) -> Iterator[Hindrance]:
    now, deadline = clock.now(), deadline_of(declaration)
    if declaration.state not in WITH_OPERATOR:
        label = declaration.get_state_display()
        yield Hindrance(f"这份申报现为“{label}”，不能再次报送。")
    if declaration.unit.admission != Admission.ADMITTED:
        yield Hindrance("本单位尚未准入，请联系区级主管部门。")
    if now < declaration.call.opens:
        yield Hindrance(f"申报{moment(declaration.call.opens)}开始，请届时报送。")
    if now > deadline:
        yield Hindrance(f"报送已于{moment(deadline)}截止；需要延期的，请联系区级主管部门说明理由。")


def of_answers(declaration: Declaration) -> Iterator[Hindrance]:
    blank = len(unanswered(declaration))
    if blank:
        yield Hindrance(f"有{blank}条补正要求还没有答复，请逐条答复。", "corrections")


def of_findings(examined: Examined) -> Iterator[Hindrance]:
    report = examined.report
    blocks = len(report.blocking)
    unexplained = sum(not finding.reason for finding in report.of_rank(Rank.EXPLAIN))
    if blocks:
        yield Hindrance(f"有{blocks}处必须改正（含未填的栏目、未附的材料），请逐条处理。", "check")
    if unexplained:
        yield Hindrance(f"有{unexplained}处须说明而没有写理由，请逐条写明。", "check")


def of_files(declaration: Declaration) -> Iterator[Hindrance]:
    for kept, what, page in (
        (declaration.evidence.filter(removed_at=None), "份佐证材料", "evidence"),
        (declaration.rosters.filter(removed_at=None), "份企业名录", "roster"),
    ):
        states = [each.blob.state for each in kept.select_related("blob")]
        infected, waiting = (states.count(s) for s in (Quarantine.INFECTED, Quarantine.WAITING))
        if infected:
            yield Hindrance(f"有{infected}{what}发现病毒，请移除后换传干净的文件。", page)
        if waiting:
            yield Hindrance(f"有{waiting}{what}还在等待病毒扫描，请稍后再报送。", page)


def current_copy(declaration: Declaration) -> FairCopy | None:
    """The fair copy of the draft as it stands; None if there is none, or it is out of date."""
    copies = declaration.fair_copies.filter(version=declaration.version)
    return copies.select_related("pdf", "word", "made_by", "made_by__unit").first()


def submissions_visible_to(user: User) -> QuerySet[Submission]:
    """Its own; those of its district that stand, and for the bureau of all."""
    seen = Submission.objects.filter(withdrawn_at=None)
    if is_of_operator(user):
        seen = Submission.objects.filter(declaration__unit=user.unit)
    elif is_of_district(user):
        seen = seen.filter(declaration__unit__district=user.unit.district)
    elif not is_of_bureau(user):
        seen = seen.none()
    return seen.select_related("declaration__call", "declaration__unit", "pdf", "word", "sealed")


def standing_submission(declaration: Declaration) -> Submission | None:
    """The last one, unless it was withdrawn."""
    last = declaration.submissions.select_related("pdf", "word", "sealed").first()
    return last if last and last.withdrawn_at is None else None
