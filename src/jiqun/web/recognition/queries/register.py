"""What everybody may read: notices that are signed, and the register of the recognised."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from jiqun.core.districts import districts
from jiqun.web.recognition.models import Notice, RecognisedList, Recognition, Standing
from jiqun.web.review.models import Outcome

LONGEST_SEARCH = 100


def public_notices() -> QuerySet[Notice]:
    return Notice.objects.filter(outcome=Outcome.SIGNED).annotate(clusters=Count("entries"))


def public_lists() -> QuerySet[RecognisedList]:
    return RecognisedList.objects.filter(outcome=Outcome.SIGNED)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is no district, year or standing at all is not looked for."""

    words: str = ""
    district: str = ""
    year: int | None = None
    standing: str = ""


def search_in(asked: QueryDict) -> Search:
    district, year, standing = (asked.get(name, "") for name in ("district", "year", "standing"))
    return Search(
        words=asked.get("words", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        district=district if district in districts() else "",
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        standing=standing if standing in set(Standing) else "",
    )


def register(search: Search, today: date) -> QuerySet[Recognition]:
    """The latest year first, in each by number."""
    found = Recognition.objects.select_related("list").order_by("-from_day__year", "number")
    if search.words:
        names = Q(cluster_name__icontains=search.words) | Q(unit_name__icontains=search.words)
        found = found.filter(names | Q(number__icontains=search.words))
    if search.district:
        found = found.filter(district=search.district)
    if search.year:
        found = found.filter(from_day__year=search.year)
    if search.standing:
        found = found.filter(standing_as(search.standing, today))
    return found


def standing_as(standing: str, today: date) -> Q:
    """As ``Recognition.standing`` says it of one."""
    revoked = Q(revoked_on__isnull=False, revoked_on__lte=today)
    if standing == Standing.REVOKED:
        return revoked
    within = Q(to_day__gte=today)
    return ~revoked & (within if standing == Standing.VALID else ~within)


def years_in_register() -> list[int]:
    return sorted({day.year for day in Recognition.objects.dates("from_day", "year")}, reverse=True)
