"""Invite people, and join on an invitation."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from jiqun.documents.refused import Refused
from jiqun.web import clock, mail
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.taken import TAKEN_EMAIL, checked_email, unless_taken
from jiqun.web.accounts.models import Invitation, Unit, User
from jiqun.web.audit.actions import record
from jiqun.web.wording import moment

LIFE = timedelta(days=7)
INVITED = "已经邀请过这个邮箱，可在本页重新发送邀请，或先撤回。"


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(*, by: User, unit: Unit, name: str, email: str, role: str, site: str) -> Invitation:
    if not policy.may_look_after(by, unit):
        raise PermissionDenied
    invitation, _ = send_invitation(unit, name, email, role, by=by, site=site)
    whom = f"{invitation.name}（{invitation.email}）任{invitation.get_role_display()}"
    record(unit.chain, "invite", f"邀请{whom}。", by=by)
    return invitation


def send_invitation(
    unit: Unit, name: str, email: str, role: str, *, by: User | None, site: str
) -> tuple[Invitation, str]:
    """The invitation and its link; a part of acts that leave their own event."""
    if role not in unit.roles:
        raise Refused("本单位没有这个角色，请另选。")
    now, secret = clock.now(), secrets.token_urlsafe(32)
    invitation = Invitation(
        unit=unit,
        name=name,
        email=checked_email(email),
        role=role,
        invited_by=by,
        created=now,
        expires=now + LIFE,
        secret_digest=digest_of(secret),
    )
    with unless_taken(INVITED):
        invitation.save()
    return invitation, mail_link(invitation, secret, site)


def mail_link(invitation: Invitation, secret: str, site: str) -> str:
    link = f"{site}{reverse('accept_invitation', args=[secret])}"
    mail.post(
        "accounts/mail/invited",
        to=[invitation.email],
        invitation=invitation,
        expires=moment(invitation.expires),
        link=link,
    )
    return link


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User | None, site: str) -> str:
    """With another secret and from now on: the link sent before opens nothing any more."""
    if by is not None and not policy.may_look_after(by, invitation.unit):
        raise PermissionDenied
    locked = still_open(invitation)
    secret = secrets.token_urlsafe(32)
    locked.secret_digest, locked.expires = digest_of(secret), clock.now() + LIFE
    locked.save(update_fields=["secret_digest", "expires"])
    link = mail_link(locked, secret, site)
    sentence = f"重新发送给{locked.name}（{locked.email}）的邀请。"
    record(locked.unit.chain, "resend_invitation", sentence, by=by)
    return link


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> None:
    if not policy.may_look_after(by, invitation.unit):
        raise PermissionDenied
    locked = still_open(invitation)
    sentence = f"撤回给{locked.name}（{locked.email}）的邀请。"
    record(locked.unit.chain, "revoke_invitation", sentence, by=by)
    locked.delete()


def still_open(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().filter(pk=invitation.pk, accepted=None).first()
    if found is None:
        raise Refused("这个邀请已经接受或撤回，不必再处理。")
    return found


@transaction.atomic
def accept_invitation(secret: str, *, name: str, password: str) -> User:
    invitation = invitation_for(secret, Invitation.objects.select_for_update(of=("self",)))
    user = User(
        unit=invitation.unit,
        name=name,
        email=checked_email(invitation.email),
        role=invitation.role,
        created=clock.now(),
    )
    user.set_password(password)
    with unless_taken(TAKEN_EMAIL):
        user.save()
    invitation.accepted = clock.now()
    invitation.save(update_fields=["accepted"])
    sentence = f"{user.name}（{user.email}）接受邀请，任{user.get_role_display()}。"
    record(user.unit.chain, "accept_invitation", sentence, by=user)
    return user


def invitation_for(secret: str, among: QuerySet[Invitation] | None = None) -> Invitation:
    """What a link from a mail stands for; ``Refused`` where nobody can join on it any more."""
    every = Invitation.objects.all() if among is None else among
    found = every.select_related("unit", "invited_by")
    invitation = found.filter(secret_digest=digest_of(secret)).first()
    if invitation is None:
        raise Refused(
            "邀请链接无效：可能没有复制完整，也可能已撤回或重新发送过，请用最新邮件里的链接。"
        )
    if invitation.accepted is not None:
        raise Refused("这个邀请已经用过，请直接登录；忘记密码可用邮件重设。")
    if invitation.expires <= clock.now():
        raise Refused(f"邀请已于{moment(invitation.expires)}过期，请联系邀请人重新发送。")
    return invitation
