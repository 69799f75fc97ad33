"""A declaration that blocks though it is true, and what becomes of a waiver for it."""

from datetime import datetime, timedelta

from jiqun.core.rules import Finding
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.waivers import ask_for_waiver, prepare_waiver, sign_waiver
from jiqun.web.declarations.models import Declaration, Waiver
from jiqun.web.declarations.queries.case import blocking_in, examined
from tests.web.filings import ready_to_file
from tests.web.moments import DURING
from tests.web.world import bureau_checker, bureau_maker

#: A cluster whose name says another district than the cover does.
RULE, DISTRICT = "R1-05", "cover.district"
ELSEWHERE = "北京经济技术开发区"
UNTIL = DURING + timedelta(days=20)
WORDS = "集群跨密云区和经开区，名称已经批准。"
WHY = "情况属实，见批复（示例）。"


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.select_related("call", "unit").get(pk=declaration.pk)


def moved(declaration: Declaration, by: User, district: str) -> Declaration:
    base = fresh(declaration).version
    save_changes(declaration.pk, by=by, base=base, typed={DISTRICT: district})
    return fresh(declaration)


def a_waiver(declaration: Declaration, by: User) -> Waiver:
    """Asked for without the work of finding anything."""
    Declaration.objects.filter(pk=declaration.pk).update(has_waivers=True)
    finding = {"fields": [DISTRICT], "message": "不是同一个区。", "digest": "0" * 64}
    return Waiver.objects.create(
        declaration=declaration,
        rule=RULE,
        findings=[finding],
        keys=[DISTRICT],
        figures=[["所属地区", ELSEWHERE]],
        asked=WORDS,
        asked_by=by,
        asked_at=clock.now(),
    )


def blocked(by: User) -> Declaration:
    """It has everything that filing asks for, but for one finding that is true."""
    return moved(ready_to_file(by), by, ELSEWHERE)


def finding_in(declaration: Declaration) -> Finding:
    (found,) = (f for f in examined(fresh(declaration)).report.findings if f.rule == RULE)
    return found


def digest_in(declaration: Declaration) -> str:
    (found,) = (d for d, f in blocking_in(fresh(declaration)) if f.rule == RULE)
    return found


def asked(declaration: Declaration, by: User, words: str = WORDS) -> Waiver:
    digests = [digest_in(declaration)]
    return ask_for_waiver(declaration.pk, by=by, rule=RULE, digests=digests, words=words)


def prepared(waiver: Waiver, by: User | None = None, until: datetime = UNTIL) -> Waiver:
    return prepare_waiver(waiver.pk, by=by or bureau_maker(), why=WHY, until=until)


def signed(waiver: Waiver, by: User | None = None) -> Waiver:
    return sign_waiver(waiver.pk, by=by or bureau_checker(), read=waiver.preparation)


def granted(declaration: Declaration, by: User, until: datetime = UNTIL) -> Waiver:
    return signed(prepared(asked(declaration, by), until=until))
