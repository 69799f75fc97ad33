"""Put the candidates of a district in their order (排序), all of them in one act."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.review import policy
from jiqun.web.review.actions.recommendations import lock_call
from jiqun.web.review.models import Recommendation
from jiqun.web.review.queries.recommendations import (
    Candidate,
    candidates_in,
    rank_of,
    seen_in,
)

MOVED_ON = "候选集群或者排序刚刚有变动，没有保存；请核对现在的排序后重排。"
NOTHING = "本区还没有候选集群，受理后再排序。"


@transaction.atomic
def rank_candidates(
    call: Call, *, by: User, typed: Mapping[int, str], seen: str
) -> tuple[Candidate, ...]:
    """The order of all the candidates of one's district, by declaration, as typed; ``seen`` is the
    one that the page had shown. Declarations are locked before the call, as everywhere."""
    if not policy.may_rank(by):
        raise PermissionDenied
    district = by.unit.district
    lock_all([each.declaration.pk for each in candidates_in(call, district)])
    lock_call(call.pk)
    candidates = candidates_in(call, district)
    if not candidates:
        raise Refused(NOTHING)
    if seen_in(candidates) != seen or {c.declaration.pk for c in candidates} != set(typed):
        raise Refused(MOVED_ON)
    ranks = read_ranks(candidates, typed)
    refuse_overtaken(candidates, ranks)
    if any(rank_of(each.declaration) != ranks[each.declaration.pk] for each in candidates):
        write_ranks(call, district, candidates, ranks, by)
    return candidates_in(call, district)


def lock_all(declarations: Sequence[int]) -> None:
    found = Declaration.objects.select_for_update(of=("self",)).order_by("pk")
    list(found.filter(pk__in=declarations).values_list("pk", flat=True))


def read_ranks(candidates: Sequence[Candidate], typed: Mapping[int, str]) -> dict[int, int]:
    """From 1 on, each number once."""
    ranks: dict[int, int] = {}
    by_rank: dict[int, Declaration] = {}
    for each in candidates:
        declaration, number = each.declaration, typed[each.declaration.pk].strip()
        rank = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
        if not 1 <= rank <= len(candidates):
            span = f"1至{len(candidates)}的整数" if len(candidates) > 1 else "1"
            raise Refused(f"“{declaration}”的序号应为{span}，没有保存，请改正。")
        if rank in by_rank:
            pair = f"“{by_rank[rank]}”和“{declaration}”"
            raise Refused(f"{pair}的序号都是{rank}，没有保存；每个序号只能用一次，请改正。")
        by_rank[rank], ranks[declaration.pk] = declaration, rank
    return ranks


def refuse_overtaken(candidates: Sequence[Candidate], ranks: Mapping[int, int]) -> None:
    """Nothing is put before what somebody is signing, or has signed, that did not stand there."""
    for fixed in (each for each in candidates if each.fixed and each.place):
        for other in candidates:
            was_before = other.place is not None and other.place < (fixed.place or 0)
            is_before = ranks[other.declaration.pk] < ranks[fixed.declaration.pk]
            if is_before and not was_before:
                what = "已经推荐" if fixed.signed else "正在等待审签"
                raise Refused(
                    f"“{fixed.declaration}”{what}，不能再把“{other.declaration}”排到它前面，"
                    "没有保存，请改正。"
                )


def write_ranks(
    call: Call,
    district: str,
    candidates: Sequence[Candidate],
    ranks: Mapping[int, int],
    by: User,
) -> None:
    for declaration, rank in ranks.items():
        Recommendation.objects.update_or_create(declaration_id=declaration, defaults={"rank": rank})
    order = sorted(candidates, key=lambda each: ranks[each.declaration.pk])
    said = "；".join(f"{n} {each.declaration}" for n, each in enumerate(order, start=1))
    data = {"district": district, "order": [each.declaration.pk for each in order]}
    record(call.chain, "rank_candidates", f"{district}候选集群排序：{said}。", by=by, data=data)
