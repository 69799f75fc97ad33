"""What an operator is told of the grants that open its own filing."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from jiqun.web import clock
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.openings import Opening
from jiqun.web.grants.models import Grant, Standing


def openings_of(declaration: Declaration) -> Iterator[Opening]:
    """Those that were signed, also once they are over or revoked; nobody's reasons, no other
    declaration of the same grant, and who has read is the bureau's affair."""
    signed = declaration.grants.filter(standing__in=(Standing.SIGNED, Standing.REVOKED))
    today = localdate(clock.now())
    for grant in signed.select_related("department"):
        yield Opening(
            department=grant.department.name,
            what="申报表、佐证材料" if grant.evidence else "申报表",
            purpose=grant.purpose,
            starts=grant.starts,
            ends=grant.ends,
            stands=words_for(grant, today),
        )


def words_for(grant: Grant, today: date) -> str:
    """How it stands, also as time goes by."""
    if grant.standing == Standing.SIGNED and grant.ends < today:
        return "已到期"
    return grant.get_standing_display()
