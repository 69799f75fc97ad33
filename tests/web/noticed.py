"""Declarations that are proposed, shown to the public, recognised."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from jiqun.core.lifecycle import Situation, State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.recognition.actions.lists import prepare_list, sign_list
from jiqun.web.recognition.actions.notices import prepare_notice, sign_notice
from jiqun.web.recognition.models import Notice, RecognisedList, Recognition
from jiqun.web.recognition.texts import last_day_of_term
from jiqun.web.review.models import Outcome
from jiqun.web.review.queries.clocks import working_calendar
from tests.web.filings import a_submission
from tests.web.world import a_declaration, bureau_checker, bureau_maker, chief, operator

CLUSTER = "北京市{district}示例{what}产业集群"


def proposed(call: Call, district: str = "密云区", what: str = "测控") -> Declaration:
    """As the bureau has it once it was appraised; its chief has a name, a telephone and a mailbox,
    and so has its unit."""
    unit = operator(district, contact="示例联系人", phone="010-55500000")
    by = chief(unit)
    User.objects.filter(pk=by.pk).update(phone="13800000000")
    declaration = a_declaration(unit, call)
    submission = a_submission(declaration, by)
    name = CLUSTER.format(district=district, what=what)
    Submission.objects.filter(pk=submission.pk).update(facts={"cluster_name": name})
    Declaration.objects.filter(pk=declaration.pk).update(state=State.PROPOSED, cluster_name=name)
    return Declaration.objects.get(pk=declaration.pk)


def a_prepared_notice(
    declarations: Iterable[Declaration],
    *,
    by: User | None = None,
    opens: date | None = None,
) -> Notice:
    """From today on, or the next working day."""
    found = list(declarations)
    today = localdate(clock.now())
    return prepare_notice(
        found[0].call,
        [each.pk for each in found],
        by=by or bureau_maker(),
        title="示例公示",
        words="拟认定下列集群，现予公示。",
        days=5,
        opens=opens or next(working_calendar().working_days_from(today)),
    )


def a_notice(
    declarations: Iterable[Declaration],
    *,
    by: User | None = None,
    signed_by: User | None = None,
    opens: date | None = None,
) -> Notice:
    """Signed."""
    notice = a_prepared_notice(declarations, by=by, opens=opens)
    return sign_notice(notice.pk, by=signed_by or bureau_checker())


def a_prepared_list(
    declarations: Iterable[Declaration], *, by: User | None = None
) -> RecognisedList:
    found = list(declarations)
    return prepare_list(
        found[0].call,
        [each.pk for each in found],
        by=by or bureau_maker(),
        title="示例名单",
        words="现将名单予以公布。",
        document="示例文号〔2024〕1号",
    )


def a_list(declarations: Iterable[Declaration]) -> RecognisedList:
    """Signed."""
    return sign_list(a_prepared_list(declarations).pk, by=bureau_checker())


def entered(declaration: Declaration, maker: User, checker: User) -> Recognition:
    """In the register, without the way that leads there."""
    today = localdate(clock.now())
    Declaration.objects.filter(pk=declaration.pk).update(state=State.RECOGNISED)
    made = RecognisedList.objects.create(
        call=declaration.call,
        title="示例名单",
        words="现将名单予以公布。",
        prepared_by=maker,
        prepared_at=clock.now(),
        outcome=Outcome.SIGNED,
        decided_by=checker,
        decided_at=clock.now(),
    )
    return Recognition.objects.create(
        number=f"京集群〔{today.year}〕9{declaration.pk}号",
        declaration=declaration,
        list=made,
        cluster_name=declaration.cluster_name,
        unit_name=declaration.unit.name,
        district=declaration.unit.district,
        from_day=today,
        to_day=last_day_of_term(today),
    )


def examine(declaration: Declaration) -> None:
    """An objection has come."""
    declaration.refresh_from_db()
    advance(
        declaration,
        "examine",
        by=bureau_maker(),
        sentence="核查异议。",
        now=Situation(objections=1),
    )


def resume(declaration: Declaration) -> None:
    """It was unfounded."""
    declaration.refresh_from_db()
    advance(
        declaration,
        "resume",
        by=bureau_checker(),
        prepared_by=bureau_maker(),
        sentence="恢复公示。",
        now=Situation(reason="异议不成立。"),
    )
