"""A grant that somebody is reading by."""

from datetime import timedelta

from django.utils.timezone import localdate

from jiqun.web import clock, mail
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.grants.actions import open_granted, prepare_grant, sign_grant
from jiqun.web.grants.models import Grant
from tests.web.world import bureau_checker, bureau_maker


def prepared(reader: User, *declarations: Declaration, by: User, **known: object) -> Grant:
    today = localdate(clock.now())
    said = {
        "evidence": False,
        "purpose": "核对统计数据",
        "basis": "",
        "starts": today,
        "ends": today + timedelta(days=30),
        **known,
    }
    return prepare_grant(
        by=by,
        department=reader.unit,
        call=declarations[0].call,
        declarations=[each.pk for each in declarations],
        **said,  # type: ignore[arg-type]
    )


def a_grant(
    reader: User, *declarations: Declaration, by: User | None = None, **known: object
) -> Grant:
    """Signed, and every one of them opened."""
    grant = prepared(reader, *declarations, by=by or bureau_maker(), **known)
    with mail.no_mail():
        sign_grant(grant.pk, by=bureau_checker(), site="")
    for each in declarations:
        open_granted(grant.pk, each.pk, by=reader)
    grant.refresh_from_db()
    return grant
