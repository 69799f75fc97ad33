"""Show to the public what is proposed (公示)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from jiqun.core.calendar import DAY, Calendar
from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition import policy
from jiqun.web.recognition.actions.papers import (
    chosen,
    decide,
    drop_paper,
    lock_all,
    move_on,
    refuse_stopped,
    refuse_wording,
    send_paper_back,
    tell_prepared,
    to_be_signed,
)
from jiqun.web.recognition.models import Notice, NoticeEntry
from jiqun.web.recognition.queries.printed import filed_names, lines_of
from jiqun.web.recognition.texts import period
from jiqun.web.review.models import Outcome
from jiqun.web.review.queries.clocks import working_calendar
from jiqun.web.wording import from_to, in_full

MOST_DAYS, FARTHEST = 60, 366
NO_WORKING_DAY = "公示应从工作日开始，{day}不是工作日，请另选日期。"
OVER = "公示开始日期{day}已过，请另选今天或以后的工作日。"
OVER_ALREADY = "公示开始日期{day}已过，不能签发，请退回经办另定日期。"
MOVED = "工作日历有变动，公示期{days}个工作日不再是{period}，不能签发，请退回经办重新拟定。"


@transaction.atomic
def prepare_notice(
    call: Call,
    declarations: Sequence[int],
    *,
    by: User,
    title: str,
    words: str,
    days: int,
    opens: date,
    site: str = "",
) -> Notice:
    """Those of the call that are proposed; what is printed of them is frozen here, so that what is
    signed is what was read."""
    if not policy.may_prepare(by):
        raise PermissionDenied
    found = chosen(declarations, call.pk)
    refuse_stopped(found, "publish", State.PROPOSED)
    refuse_laid_before(found)
    title, words = refuse_wording(title, words)
    calendar = working_calendar()
    refuse_period(calendar, days, opens)
    notice = Notice.objects.create(
        call=call,
        title=title,
        words=words,
        days=days,
        opens=opens,
        closes=last_day(calendar, days, opens),
        prepared_by=by,
        prepared_at=clock.now(),
    )
    NoticeEntry.objects.bulk_create(
        NoticeEntry(notice=notice, order=order, **line.printed)
        for order, line in enumerate(lines_of(found, filed_names(found)), start=1)
    )
    sentence = f"拟公示{len(found)}个集群，送审签。{period(notice)}"
    record(notice.chain, "prepare", sentence, by=by, data={"declarations": [d.pk for d in found]})
    tell_prepared(notice, site)
    return notice


def refuse_laid_before(declarations: Sequence[Declaration]) -> None:
    pending = NoticeEntry.objects.filter(notice__outcome=Outcome.PENDING)
    entry = pending.filter(declaration__in=declarations).first()
    if entry:
        raise Refused(f"{entry.cluster_name}：已在另一份等待审签的公示里，请先办结。")


def refuse_period(calendar: Calendar, days: int, opens: date) -> None:
    today = localdate(clock.now())
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"公示期应为1至{MOST_DAYS}个工作日，请改正。")
    if opens < today:
        raise Refused(OVER.format(day=in_full(opens)))
    if (opens - today).days > FARTHEST:
        raise Refused("公示开始日期应在一年以内，请改正。")
    if not calendar.is_working_day(opens):
        raise Refused(NO_WORKING_DAY.format(day=in_full(opens)))


def last_day(calendar: Calendar, days: int, opens: date) -> date:
    """The day on which it opens is the first of them: it is announced as from one day to another,
    as the ministry counted in 2022 (12月29日至1月5日 for five)."""
    return calendar.last_day(opens - DAY, days)


@transaction.atomic
def sign_notice(pk: int, *, by: User, site: str = "") -> Notice:
    """From now on everybody may read it. All of its clusters go on, or none."""
    notice = to_be_signed(Notice, pk, by)
    refuse_gone(notice)
    declarations = lock_all(notice.entries.values_list("declaration_id", flat=True))
    refuse_stopped(declarations, "publish", State.PROPOSED)
    decide(notice, Outcome.SIGNED, by)
    record(notice.chain, "sign", f"签发公示。{period(notice)}", by=by)
    for declaration in declarations:
        move_on(
            declaration, "publish", notice, by=by, sentence=f"公示。{period(notice)}", site=site
        )
    return notice


def refuse_gone(notice: Notice) -> None:
    """What it says of its days must still be true."""
    if notice.opens < localdate(clock.now()):
        raise Refused(OVER_ALREADY.format(day=in_full(notice.opens)))
    calendar = working_calendar()
    still = calendar.is_working_day(notice.opens)
    if not still or last_day(calendar, notice.days, notice.opens) != notice.closes:
        shown = from_to(notice.opens, notice.closes)
        raise Refused(MOVED.format(days=notice.days, period=shown))


def send_back_notice(pk: int, *, by: User, answer: str, site: str = "") -> Notice:
    return send_paper_back(Notice, pk, by=by, answer=answer, site=site)


def drop_notice(pk: int, *, by: User) -> Notice:
    return drop_paper(Notice, pk, by=by)
