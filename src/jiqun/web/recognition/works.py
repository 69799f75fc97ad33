"""The line on the page of a declaration that leads to its notice, or to the register."""

from django.urls import reverse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models import NoticeEntry, Recognition
from jiqun.web.recognition.policy import may_see_recognition
from jiqun.web.review.models import Outcome
from jiqun.web.review.works import Work
from jiqun.web.wording import from_to


def line_to_paper(user: User, declaration: Declaration) -> Work | None:
    if declaration.state == State.PROPOSED and may_see_recognition(user):
        return Work("公示", reverse("recognition"), "待公示")
    return public_paper(declaration)


def public_paper(declaration: Declaration) -> Work | None:
    """Where everybody may read of it."""
    if declaration.state == State.RECOGNISED:
        return to_register(declaration)
    if declaration.state in (State.NOTICE, State.OBJECTED, State.CANCELLED):
        return to_notice(declaration)
    return None


def to_register(declaration: Declaration) -> Work | None:
    found = Recognition.objects.filter(declaration=declaration).first()
    if found is None:
        return None
    return Work("认定", reverse("recognised_cluster", args=[found.pk]), found.number, done=True)


def to_notice(declaration: Declaration) -> Work | None:
    signed = NoticeEntry.objects.filter(declaration=declaration, notice__outcome=Outcome.SIGNED)
    entry = signed.select_related("notice").last()
    if entry is None:
        return None
    notice = entry.notice
    told = from_to(notice.opens, notice.closes)
    return Work("公示", reverse("notice", args=[notice.pk]), told)
