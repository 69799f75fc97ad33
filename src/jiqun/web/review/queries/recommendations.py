"""A district's candidates in a call, and what it has written to recommend them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jiqun.core.districts import districts
from jiqun.core.lifecycle import ENDS, State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_operator
from jiqun.web.declarations.models import Call, Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review.models import Motion, Outcome, Recommendation

RECOMMEND = "recommend"

#: A district may still recommend what is in these.
UNDECIDED = (State.DISTRICT_REVIEW, State.RETURNED_BY_DISTRICT)

#: Only what a district has recommended comes here; what is terminated may have been before.
BEYOND = tuple(
    state
    for state in State
    if state
    not in (
        State.DRAFT,
        State.FILED,
        *UNDECIDED,
        State.NOT_RECOMMENDED,
        State.TERMINATED,
    )
)

SIGNED = Q(state__in=BEYOND) | Q(recommendation__signed_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``place`` is where it stands among the candidates of its district, None if it has not been
    ranked; ``pending`` if it lies before whoever signs."""

    declaration: Declaration
    recommendation: Recommendation | None
    place: int | None
    pending: bool

    @property
    def signed(self) -> bool:
        """One that is terminated since counts as recommended still, but is sent on no more."""
        beyond = self.declaration.state in BEYOND
        return beyond or bool(self.recommendation and self.recommendation.signed_at)

    @property
    def stands(self) -> bool:
        return self.signed and self.declaration.state != State.TERMINATED

    @property
    def fixed(self) -> bool:
        """What is being signed, or has been, keeps what stands before it."""
        return self.signed or self.pending

    @property
    def ended(self) -> bool:
        return self.declaration.state in ENDS


def recommendation_of(declaration: Declaration) -> Recommendation | None:
    found = Recommendation.objects.filter(declaration=declaration)
    return found.select_related("submission", "sealed", "uploaded_by__unit", "signed_by").first()


def is_current(recommendation: Recommendation, standing: Submission | None) -> bool:
    """Does it speak of what was filed last?"""
    return standing is not None and recommendation.submission_id == standing.pk


def candidates_in(call: Call, district: str) -> tuple[Candidate, ...]:
    """Of one district, in their order; those not ranked at the end."""
    found = candidate_declarations(call).filter(unit__district=district)
    return in_order(list(found))


def all_recommended(call: Call) -> tuple[Candidate, ...]:
    """What all the districts have recommended, in the order of the districts and then in theirs."""
    by_district: dict[str, list[Declaration]] = {}
    for each in candidate_declarations(call):
        by_district.setdefault(each.unit.district, []).append(each)
    sought = [by_district[name] for name in districts() if name in by_district]
    return tuple(each for one in sought for each in in_order(one) if each.stands)


def candidate_declarations(call: Call) -> QuerySet[Declaration]:
    found = call.declarations.filter(Q(state__in=UNDECIDED) | SIGNED)
    return found.select_related("unit", "call", "recommendation").order_by("pk")


def in_order(declarations: Sequence[Declaration]) -> tuple[Candidate, ...]:
    """Places are counted anew, so that nobody's is left open by one that has dropped out."""
    pending = set(
        Motion.objects.filter(
            declaration__in=declarations, verb=RECOMMEND, outcome=Outcome.PENDING
        ).values_list("declaration_id", flat=True)
    )
    ranked = sorted((d for d in declarations if rank_of(d)), key=lambda d: (rank_of(d), d.pk))
    others = [d for d in declarations if not rank_of(d)]
    places = {declaration.pk: place for place, declaration in enumerate(ranked, start=1)}
    return tuple(
        Candidate(d, getattr(d, "recommendation", None), places.get(d.pk), d.pk in pending)
        for d in (*ranked, *others)
    )


def submissions_for(
    candidates: Sequence[Candidate],
) -> list[tuple[Candidate, Submission | None]]:
    """Each with what was recommended; with what it filed last, where nobody wrote that down."""
    filed = Submission.objects.filter(
        declaration__in=[each.declaration for each in candidates], withdrawn_at=None
    ).order_by("pk")
    last, by_number = {each.declaration_id: each for each in filed}, {e.pk: e for e in filed}
    return [
        (
            each,
            by_number.get((each.recommendation and each.recommendation.submission_id) or 0)
            or last.get(each.declaration.pk),
        )
        for each in candidates
    ]


def rank_of(declaration: Declaration) -> int | None:
    recommendation: Recommendation | None = getattr(declaration, "recommendation", None)
    return recommendation.rank if recommendation else None


def place_of(declaration: Declaration) -> int | None:
    candidates = candidates_in(declaration.call, declaration.unit.district)
    return next((c.place for c in candidates if c.declaration.pk == declaration.pk), None)


def seen_in(candidates: Sequence[Candidate]) -> str:
    """Tells whether candidates and their order are still those that a page has shown."""
    return " ".join(
        f"{each.declaration.pk}:{rank_of(each.declaration) or 0}" for each in candidates
    )


def count_recommended(declaration: Declaration) -> int:
    """How many others of its district have been recommended in the call."""
    others = declaration.call.declarations.exclude(pk=declaration.pk)
    return others.filter(SIGNED, unit__district=declaration.unit.district).count()


def of_recommendation(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """What is known of it where it matters, as ``situation_of`` asks."""
    if declaration.state != State.DISTRICT_REVIEW:
        return {}
    found = recommendation_of(declaration) or Recommendation(declaration=declaration)
    return {
        "opinion": found.opinion,
        "ranked": found.rank is not None,
        "recommended": count_recommended(declaration),
        "quota": declaration.call.quota,
        "why_beyond_quota": found.why_beyond_quota,
        "sealed": is_sealed(found, standing_submission(declaration)),
        "in_time": clock.now() <= declaration.call.recommend_by,
    }


def is_sealed(recommendation: Recommendation, standing: Submission | None) -> bool:
    """Nobody is asked to sign pages that nobody may look at yet."""
    sealed = recommendation.sealed
    clean = sealed is not None and sealed.state == Quarantine.CLEAN
    return clean and is_current(recommendation, standing)


def numbered(pk: int) -> QuerySet[Declaration]:
    """None where no database has such a number."""
    return Declaration.objects.filter(pk=pk)


def sealed_for(user: User, pk: int) -> QuerySet[Recommendation]:
    """Of one declaration, for those who may read it: its district always, its own people and the
    bureau once it is signed."""
    found = Recommendation.objects.filter(declaration__in=numbered(pk)).select_related(
        "declaration__call", "declaration__unit", "submission", "sealed", "signed_by__unit"
    )
    signed = found.filter(signed_at__isnull=False)
    if is_of_bureau(user):
        return signed
    if is_of_operator(user):
        return signed.filter(declaration__unit=user.unit)
    return found.filter(declaration__unit__district=user.unit.district)
