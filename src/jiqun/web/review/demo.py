"""What the officers of the demonstration have done so far."""

from django.utils.timezone import localdate

from jiqun.core.lifecycle import State
from jiqun.web import clock, mail
from jiqun.web.accounts.demo import BUREAU_MAKER, DISTRICT_CHECKER, DISTRICT_MAKER
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.corrections import Asked, return_declaration
from jiqun.web.declarations.demo import TO_BE_RETURNED, in_days
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.holidays import announced, enter_year
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.models import CalendarYear

CORRECT_BY = 10
ASKED = (
    Asked("exports.2022", "与海关统计不一致，请核对后更正或说明。"),
    Asked("national_platforms.names", "请按批复文件写平台全称。"),
    Asked("evidence.national_platforms.list", "清单没有加盖公章，请重新上传。"),
)


def create_reviews() -> None:
    """One declaration is returned; where that has been done, nothing is done again."""
    maker, checker = (User.objects.get(email=who) for who in (DISTRICT_MAKER, DISTRICT_CHECKER))
    filed = Declaration.objects.filter(
        unit__people__email=TO_BE_RETURNED, state=State.FILED, corrections=None
    )
    keeper, year = User.objects.get(email=BUREAU_MAKER), localdate(clock.now()).year
    if announced(year) and not CalendarYear.objects.filter(year=year).exists():
        enter_year(year, by=keeper)
    with mail.no_mail():
        for declaration in filed:
            take_up(declaration.pk, by=maker)
            return_declaration(
                declaration.pk,
                by=checker,
                prepared_by=maker,
                asked=ASKED,
                due=in_days(CORRECT_BY, 17),
                words="其余内容已核，无须改动。",
            )
