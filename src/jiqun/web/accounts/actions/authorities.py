"""Set up the units of the districts and of the bureau, each with its first person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.districts import districts
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.invitations import resend_invitation, send_invitation
from jiqun.web.accounts.actions.taken import unless_taken
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.audit.actions import record

BUREAU = "北京市经济和信息化局"


@transaction.atomic
def set_up_district(
    *, by: User, district: str, unit_name: str, name: str, email: str, site: str
) -> Unit:
    """The unit of a district, and its first person, who signs for it, invited."""
    if not policy.may_set_up_district(by):
        raise PermissionDenied
    if district not in districts():
        raise Refused(f"没有“{district}”这个区，请另选。")
    unit = Unit(
        kind=UnitKind.DISTRICT,
        name=unit_name,
        district=district,
        admission=Admission.ADMITTED,
        created=clock.now(),
    )
    with unless_taken(f"{district}的单位已经设立，请在“各区”里查看。"):
        unit.save()
    invitation, _ = send_invitation(unit, name, email, Role.CHECKER, by=by, site=site)
    sentence = f"设立{district}的单位“{unit.name}”，邀请{name}（{invitation.email}）任审签。"
    record(unit.chain, "set_up_district", sentence, by=by)
    return unit


@transaction.atomic
def set_up_department(*, by: User, unit_name: str, name: str, email: str, site: str) -> Unit:
    """Another department, and its first reader invited. It sees nothing until it is granted."""
    if not policy.may_set_up_department(by):
        raise PermissionDenied
    if Unit.objects.filter(kind=UnitKind.DEPARTMENT, name=unit_name).exists():
        raise Refused(f"“{unit_name}”已经设立，请在“查阅授权”里查看。")
    unit = Unit.objects.create(
        kind=UnitKind.DEPARTMENT,
        name=unit_name,
        admission=Admission.ADMITTED,
        created=clock.now(),
    )
    invitation, _ = send_invitation(unit, name, email, Role.READER, by=by, site=site)
    sentence = f"设立查阅部门“{unit.name}”，邀请{name}（{invitation.email}）任查阅人。"
    record(unit.chain, "set_up_department", sentence, by=by)
    return unit


@transaction.atomic
def set_up_bureau(*, name: str, email: str, site: str) -> str:
    """The bureau, on the command line; its first person is invited, or invited once more. Returns
    the link."""
    unit, _ = Unit.objects.get_or_create(
        kind=UnitKind.BUREAU,
        defaults={"name": BUREAU, "admission": Admission.ADMITTED, "created": clock.now()},
    )
    if unit.people.filter(is_active=True).exists():
        raise Refused(f"{unit.name}已有账号，其他人请由审签人员在“本单位人员”里邀请。")
    waiting = unit.invitations.filter(accepted=None, email=email.strip().lower()).first()
    if waiting:
        return resend_invitation(waiting, by=None, site=site)
    _, link = send_invitation(unit, name, email, Role.CHECKER, by=None, site=site)
    record(unit.chain, "set_up_bureau", f"设立{unit.name}，邀请{name}任审签。", by=None)
    return link
