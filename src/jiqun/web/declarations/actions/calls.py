"""Open calls, set their terms, and start declaring in them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.form import EDITIONS
from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau
from jiqun.web.audit.actions import record
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.models import Call, Declaration, Extension, Terms
from jiqun.web.declarations.queries.calls import deadline_in, deadline_of, filed_in
from jiqun.web.wording import moment, printable


def refuse_all(sentences: list[str]) -> None:
    """Everything that stands in the way, at once."""
    if sentences:
        raise Refused("".join(sentences))


@transaction.atomic
def open_call(
    *, by: User, edition_id: str, title: str, opens: datetime, recommend_by: datetime, quota: int
) -> Call:
    if not policy.may_open_call(by):
        raise PermissionDenied
    title = printable(title)
    refuse_all(
        [
            *([] if edition_id in EDITIONS else [f"没有“{edition_id}”这个表样版次，请另选。"]),
            *([] if title else ["请填写申报批次的名称。"]),
            *([] if opens < recommend_by else ["区级推荐截止时间应晚于开始时间，请改正。"]),
            *([] if quota > 0 else ["各区推荐名额至少为1，请改正。"]),
        ]
    )
    call = Call.objects.create(
        edition_id=edition_id,
        title=title,
        opens=opens,
        recommend_by=recommend_by,
        quota=quota,
        created_by=by,
        created=clock.now(),
    )
    until = f"{moment(opens)}开始，区级推荐截止{moment(recommend_by)}"
    record(call.chain, "open_call", f"发布申报批次“{call}”，{until}，每区{quota}个名额。", by=by)
    return call


FILED_ALREADY = "已有单位报送，截止时间不能再提前，只能推后。"
GONE = "延期应晚于此刻，请改正。"
NOTHING_TO_EXTEND = "这份申报已经报送，不需要延期。"


def too_late(call: Call) -> str:
    return f"不能晚于区级推荐截止时间{moment(call.recommend_by)}，请改正。"


def too_early(call: Call) -> str:
    return f"应晚于现在，也晚于申报批次的开始时间{moment(call.opens)}，请改正。"


def may_stand(call: Call, district: str, file_by: datetime) -> bool:
    """Once somebody has filed, the same time is for all: it only moves on."""
    return file_by >= deadline_in(call, district) or not filed_in(call, district).exists()


@transaction.atomic
def set_terms(*, by: User, call: Call, file_by: datetime) -> Terms:
    """The district's own deadline for its operators, at most the bureau's for the district."""
    if not policy.may_set_terms(by):
        raise PermissionDenied
    district = by.unit.district
    refuse_all(
        [
            *([] if file_by <= call.recommend_by else [too_late(call)]),
            *([] if file_by > max(call.opens, clock.now()) else [too_early(call)]),
            *([] if may_stand(call, district, file_by) else [FILED_ALREADY]),
        ]
    )
    terms, _ = Terms.objects.update_or_create(
        call=call, district=district, defaults={"file_by": file_by}
    )
    sentence = f"{district}报送截止时间定为{moment(file_by)}。"
    record(call.chain, "set_terms", sentence, by=by, data={"district": district})
    return terms


@transaction.atomic
def extend_deadline(
    *, by: User, declaration: Declaration, until: datetime, reason: str
) -> Extension:
    declaration = locked(declaration.pk)
    if not policy.may_extend(by, declaration):
        raise PermissionDenied
    usual, reason = deadline_of(declaration), printable(reason)
    refuse_all(
        [
            *([] if reason else ["请写明延期的理由。"]),
            *([] if until > usual else [f"延期应晚于现在的截止时间{moment(usual)}，请改正。"]),
            *([] if until > clock.now() or until <= usual else [GONE]),
            *(
                []
                if until <= declaration.call.recommend_by or is_of_bureau(by)
                else [too_late(declaration.call)]
            ),
            *([] if declaration.state in WITH_OPERATOR else [NOTHING_TO_EXTEND]),
        ]
    )
    extension = Extension.objects.create(
        declaration=declaration, until=until, reason=reason, by=by, at=clock.now()
    )
    declaration.file_by = until
    declaration.save(update_fields=["file_by"])
    sentence = f"报送截止时间延至{moment(until)}，理由：{extension.reason}"
    record(declaration.chain, "extend_deadline", sentence, by=by)
    return extension


@transaction.atomic
def start_declaration(*, by: User, call: Call) -> Declaration:
    """The unit's declaration in a call; the one there is, if somebody has started it before."""
    if not policy.may_declare(by):
        raise PermissionDenied
    if call.opens > clock.now():
        raise Refused(f"“{call}”{moment(call.opens)}开始，请届时再来填报。")
    declaration, created = Declaration.objects.get_or_create(
        call=call, unit=by.unit, defaults={"created": clock.now()}
    )
    if created:
        record(declaration.chain, "start_declaration", f"开始填报“{call}”。", by=by)
    return declaration
