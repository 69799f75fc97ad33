"""Write down what one finds while reading what was filed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.corrections import may_name
from jiqun.core.reading import shortened
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review import policy
from jiqun.web.review.models import Remark
from jiqun.web.wording import printable

LONGEST = 2000


@transaction.atomic
def add_remark(declaration_id: int, *, by: User, key: str, words: str) -> Remark:
    declaration = locked(declaration_id)
    submission = standing_submission(declaration)
    if submission is None or not policy.may_remark(by, declaration):
        raise PermissionDenied
    words = printable(words)
    if not may_name(declaration.edition, key):
        raise Refused(f"表样中没有“{shortened(key)}”这一项，请刷新页面后重试。")
    if not words:
        raise Refused("意见是空白的，没有保存，请填写。")
    if len(words) > LONGEST:
        raise Refused(f"意见超过{LONGEST}字，没有保存，请删减。")
    remark = Remark.objects.create(
        declaration=declaration,
        submission=submission,
        unit=by.unit,
        key=key,
        words=words,
        by=by,
        at=clock.now(),
    )
    sentence = f"对“{called(declaration.edition, key)}”提出意见。"
    record(declaration.chain, "remark", sentence, by=by, data={"remark": remark.pk, "key": key})
    return remark


@transaction.atomic
def remove_remark(remark_id: int, *, by: User) -> Remark:
    """Taken back by whoever wrote it; it stays for whoever looks back."""
    remark = Remark.objects.get(pk=remark_id)
    declaration = locked(remark.declaration_id)
    if remark.by_id != by.pk or not policy.may_remark(by, declaration):
        raise PermissionDenied
    remark.refresh_from_db()
    if remark.removed_at is None:
        remark.removed_at = clock.now()
        remark.save(update_fields=["removed_at"])
        sentence = f"撤回对“{called(declaration.edition, remark.key)}”的意见。"
        record(declaration.chain, "remove_remark", sentence, by=by, data={"remark": remark.pk})
    return remark
