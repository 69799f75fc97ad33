"""History: what earlier filings of the same cluster said."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jiqun.core.case import Case
from jiqun.core.figures import Figures
from jiqun.core.form import DEFAULT_EDITION, get_edition
from jiqun.core.form.model import FIGURES, Kind, Place
from jiqun.core.interval import EXACT, Interval
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import fault, named, shown
from jiqun.core.text import count_words
from jiqun.core.values import Value

#: A figure may be revised by so much without a word.
TOLERANCE = Decimal("0.01")

#: Shorter texts are alike by chance.
SHORTEST = 50

#: Texts of which more per cent are alike were copied.
COPIED = 90

NARRATIVES = tuple(
    field.id
    for field in get_edition(DEFAULT_EDITION).printed_fields
    if field.kind is Kind.NARRATIVE
    and field.required  # not what the district writes by hand
    and not field.years  # a goal that still stands is no copy
)


@rule(
    "RH-01",
    Rank.EXPLAIN,
    example=Example(
        {"output.2022": "60.15"}, earlier={"output.2022": "52.36", **dict.fromkeys(NARRATIVES)}
    ),
)
def figure_changed(case: Case) -> Iterator[Fault]:
    """同一年度的数据应与以往申报时所填一致，相差超过1%的应说明原因。"""
    changes: dict[tuple[str, int], list[tuple[Place, Figures]]] = {}
    filings = [Figures(facts) for facts in reversed(case.earlier)]
    for place, _ in case.filled if filings else ():
        past = last_to_give(place, filings)
        if past and differs(case.figures, past, place.key):
            changes.setdefault((place.field.id, past.years.call), []).append((place, past))
    for (_, call), changed in changes.items():
        places = [place for place, _ in changed]
        how = "、".join(
            f"{place.year}年由{shown(Case(facts=past.facts), place.key)}"
            f"改为{shown(case, place.key)}"
            for place, past in changed
        )
        text = f"{named(case.facts.edition, places)}与{call}年申报时所填相差超过1%：{how}"
        keys = tuple(place.key for place in places)
        yield Fault(keys, f"{text}，请核对；确有调整的请说明原因。")


def last_to_give(place: Place, filings: list[Figures]) -> Figures | None:
    """The last earlier filing that has that figure for that year, which was over by then."""
    if place.field.kind not in FIGURES or not place.year:
        return None
    for past in filings:
        if place.key in past.facts and place.year <= past.years.base:
            return past
    return None


def differs(now: Figures, past: Figures, key: str) -> bool:
    """By more than one per cent, whatever the true figures behind the printed ones are."""
    new, old = now.given(key).interval, past.given(key).interval
    return new is not None and old is not None and not widened(old).meets(new)


def widened(span: Interval) -> Interval:
    low, high = (EXACT.multiply(EXACT.abs(end), TOLERANCE) for end in (span.low, span.high))
    return Interval(EXACT.subtract(span.low, low), EXACT.add(span.high, high))


SAMPLE = (
    "集群围绕主导产业开展强链补链，组织上下游企业联合攻关，推动整机与零部件企业建立长期配套关系，"
    "定期评估供应链风险。"
)


@rule("RH-02", Rank.HINT, example=Example({"chain": SAMPLE}, earlier={"chain": SAMPLE}))
def text_copied(case: Case) -> Iterator[Fault]:
    """各栏文字应反映集群的新情况，不宜与上次申报时雷同。"""
    for past in case.earlier[-1:]:
        for id in NARRATIVES:
            share = share_copied(case.facts.get(id), past.get(id))
            if share > COPIED:
                call = past.edition.years.call
                text = f"与{call}年申报时的文字有{int(share)}%相同，请按近年的新情况改写。"
                yield fault(case, case.facts.edition.places[id], text)


def share_copied(new: Value | None, old: Value | None) -> float:
    """How many per cent of two texts are alike; none of what is no text, or a short one."""
    if not isinstance(new, str) or not isinstance(old, str) or count_words(new) < SHORTEST:
        return 0
    return likeness("".join(new.split()), "".join(old.split()))


def likeness(one: str, other: str) -> float:
    """How many per cent of their pairs of neighbouring characters two texts share, wherever they
    stand. Takes no longer for hostile texts than for others of their length."""
    most = 200 * min(len(one), len(other)) / (len(one) + len(other))
    if most <= COPIED:
        return most
    pairs, others = Counter(pairwise(one)), Counter(pairwise(other))
    return 200 * (pairs & others).total() / (pairs.total() + others.total())
