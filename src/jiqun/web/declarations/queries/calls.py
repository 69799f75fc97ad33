"""Calls, and until when something may be filed in them."""

from datetime import datetime

from django.db.models import QuerySet

from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.policy import is_of_bureau


def visible_to(user: User) -> QuerySet[Call]:
    """The bureau sees calls before they open; the others from then on."""
    calls = Call.objects.prefetch_related("terms")
    return calls if is_of_bureau(user) else calls.filter(opens__lte=clock.now())


def deadline_in(call: Call, district: str) -> datetime:
    """Until when the operators of a district may file: as it has set, or with its own deadline."""
    own = (terms.file_by for terms in call.terms.all() if terms.district == district)
    return next(own, call.recommend_by)


def deadline_of(declaration: Declaration) -> datetime:
    """With the last extension, if one was granted."""
    usual = deadline_in(declaration.call, declaration.unit.district)
    return max([usual, *(extension.until for extension in declaration.extensions.all())])


def is_open(declaration: Declaration) -> bool:
    """May it be filed just now, as far as time goes?"""
    return declaration.call.opens <= clock.now() <= deadline_of(declaration)
