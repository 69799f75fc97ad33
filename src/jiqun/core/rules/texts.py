"""Texts: numbers in the narratives that contradict the figures."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from jiqun.core.case import Case
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Kind, Place
from jiqun.core.interval import Interval
from jiqun.core.language.claims import Amount, Claim, claims_in
from jiqun.core.language.lexicon import PARTLY, SUMS, lexicon, lexicon_of_goals
from jiqun.core.language.phrases import DIGIT, UNITS
from jiqun.core.quantity import Quantity, total
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import in_unit, named, shown
from jiqun.core.targets import added, course, unit_of

# --- Texts and the figures they are about ---

#: Texts about the time the figures are of: those of parts 二 to 七, and these of part 八. The
#: others are about the future, and speak of a figure only where they name its year.
PRESENT_PARTS = frozenset("二三四五六七")
PRESENT = ("plan.overview", "plan.achievements", "plan.problems")


@rule(
    "RT-01",
    Rank.HINT,
    cites=("填报说明1",),
    example=Example({"smes.2023": "64", "digital": "集群内有中小企业46家。"}),
)
def contradicted(case: Case) -> Iterator[Fault]:
    """文字简洁，数据准确、详实：文字中的数据应与各栏所填数据一致。"""
    edition_id = case.facts.edition.id
    for place, text in (*case.texts, *added_figures(case)):
        complained = set()
        for claim, figures in claims_on_figures(edition_id, place.key, text):
            if not agrees(case, claim, figures) and figures not in complained:
                complained.add(figures)
                keys = (figure.key for figure in figures)
                yield Fault((place.key, *keys), contradiction(case, place, claim, figures))


def added_figures(case: Case) -> Iterator[tuple[Place, str]]:
    """What is measured and its base value, in one: “中小企业上云比例81.25%”."""
    facts = case.facts
    for label, base, _ in added(facts.edition.id):
        what, value = facts.get(label), facts.get(base)
        if isinstance(what, str) and isinstance(value, str):
            yield facts.edition.places[base], f"{what}{value}"


@lru_cache(maxsize=1024)  # a declaration is checked after every change, and few change its texts
def claims_on_figures(
    edition_id: str, key: str, text: str
) -> tuple[tuple[Claim, tuple[Place, ...]], ...]:
    """What a text claims, each with the figures whose sum that is about."""
    edition = get_edition(edition_id)
    place = edition.places[key]
    if not may_tell_figures(edition, place, text):
        return ()
    claims = claims_in(text, lexicon(edition_id))
    about = ((claim, figures_of(edition, place, claim)) for claim in claims)
    return tuple((claim, figures) for claim, figures in about if figures)


def may_tell_figures(edition: Edition, text: Place, words: str) -> bool:
    about_now = telling(edition.id).get(text.key)
    if about_now is None or not DIGIT.search(words):
        return False
    years = (edition.years.prior, *edition.years.past)
    return about_now or any(str(year) in words for year in years)


@cache
def telling(edition_id: str) -> Mapping[str, bool]:
    """The keys of the texts in which there may be figures (narratives, and all of part 八), and
    whether they are about the time the figures are of."""
    edition = get_edition(edition_id)
    return {
        key: is_about_now(edition, place)
        for key, place in edition.places.items()
        if place.field.kind is Kind.NARRATIVE or edition.part_of[place.field.id] == "八"
    }


def is_about_now(edition: Edition, text: Place) -> bool:
    id = text.field.id
    if id.startswith("targets."):
        return id.endswith(".base")
    return id in PRESENT or edition.part_of[id] in PRESENT_PARTS


def figures_of(edition: Edition, text: Place, claim: Claim) -> tuple[Place, ...]:
    """The figures whose sum a claim is about; none if the form has none such, or the year is in
    doubt."""
    base = edition.years.base
    year = claim.year or base
    dated = claim.sure and claim.year
    if not dated and not (telling(edition.id)[text.key] and year == base):
        return ()
    if claim.topic in SUMS:
        return () if claim.year and claim.topic == "standards" else summed(edition, claim, year)
    if year == base and claim.topic in edition.places:
        return (edition.places[claim.topic],)
    topic = {"valid_patents": "patents_held"}.get(claim.topic, claim.topic)
    place = edition.places.get(f"{topic}.{year}")
    return (place,) if place else ()


def summed(edition: Edition, claim: Claim, year: int) -> tuple[Place, ...]:
    if year != edition.years.base:
        return ()
    if claim.topic == "standards":
        return standards(edition.id)
    levels = ("national", "provincial", "other")[: 2 if claim.topic == "platforms" else 3]
    return tuple(edition.places[f"{level}_{claim.topic}.count"] for level in levels)


@cache
def standards(edition_id: str) -> tuple[Place, ...]:
    places = get_edition(edition_id).places
    return tuple(place for key, place in places.items() if key.startswith("standards."))


def agrees(case: Case, claim: Claim, figures: tuple[Place, ...]) -> bool:
    """Does it say what is filled in there, or what should be? Nothing contradicts a blank."""
    filled = sum_of(case, figures)
    if filled.blank or fits(claim.amount, filled, figures[0].field.unit):
        return True
    if claim.topic in NAMING_SOME:
        return filled.value is not None and claim.amount.number <= filled.value
    if claim.topic == "standards":
        return any(fits_year(case, claim, figures, year) for year in case.facts.edition.years.past)
    return len(figures) == 1 and is_what_should_be(case, claim, figures[0])


#: Of these a text may name some as well as all.
NAMING_SOME = frozenset(f"{thing}.count" for thing in PARTLY)


def sum_of(case: Case, figures: tuple[Place, ...]) -> Quantity:
    if len(figures) == 1:
        return case.figures.given(figures[0].key)
    return total(case.figures.given(figure.key) for figure in figures)


def fits(amount: Amount, filled: Quantity, unit: str) -> bool:
    if filled.value is None or filled.interval is None:
        return False
    return amount.fits(filled.value, filled.interval, unit)


def fits_year(case: Case, claim: Claim, figures: tuple[Place, ...], year: int) -> bool:
    of_year = tuple(figure for figure in figures if f".{year}." in figure.key)
    return fits(claim.amount, sum_of(case, of_year), figures[0].field.unit)


def is_what_should_be(case: Case, claim: Claim, figure: Place) -> bool:
    """The figure is wrong then, and a rule of its own says so."""
    if figure.key not in case.figures or case.figures.agrees(figure.key):
        return False
    unit = figure.field.unit
    values = (reading.quantity.rounded for reading in case.figures[figure.key].known)
    return any(claim.amount.fits(v, Interval.printed(v), unit) for v in values if v is not None)


def contradiction(case: Case, text: Place, claim: Claim, figures: tuple[Place, ...]) -> str:
    edition, figure = case.facts.edition, figures[0]
    if len(figures) == 1:
        where = f"{named(edition, figures)}所填的{shown(case, figure.key)}"
        advised = advice(case, claim, figure)
    else:
        where = f"第{edition.part_of[figure.field.id]}部分{ADDED_UP[claim.topic]}合计的"
        where += in_unit(sum_of(case, figures), figure.field.unit)
        advised = "请核对"
    return f"{told(edition, text, claim)}，与{where}不一致，{advised}。"


#: What figures that a text gives the sum of are called together.
ADDED_UP = {
    "platforms": "国家级、省级创新平台数量",
    "service_platforms": "国家级、省级和其他公共服务平台数量",
    "standards": "近三年主持、参与制修订标准数量",
}


def told(edition: Edition, text: Place, claim: Claim) -> str:
    return f"{named(edition, [text])}写的“{excerpt(claim.said)}”"


def advice(case: Case, claim: Claim, figure: Place) -> str:
    """What to look at: the unit or the year, if that alone would make it right."""
    if claim.amount.number == case.figures.given(figure.key).value:
        return "请核对单位"
    for other in figure.field.places():
        if fits(claim.amount, case.figures.given(other.key), other.field.unit):
            return f"而与{other.year}年的一致，请核对年份"
    return "请核对两处"


#: How much of a sentence a message quotes.
QUOTED = 30


def excerpt(said: str) -> str:
    """The end of it, where the figure stands."""
    return said if len(said) <= QUOTED else f"…{said[-QUOTED:]}"


# --- Goals on the way ---


@rule(
    "RT-02",
    Rank.HINT,
    cites=("填报说明1",),
    example=Example(
        {
            "targets.valid_patents.target": "370",
            "targets.valid_patents.2026": "370",
            "plan.goals.2026": "有效发明专利达到307件，优质企业梯队更加完善，产业生态"
            "和公共服务体系更加健全，集群影响力明显提升。",
        }
    ),
)
def goals_differ(case: Case) -> Iterator[Fault]:
    """阶段性目标中的数据应与发展目标表的目标值一致，并处于基准值与目标值之间。"""
    edition = case.facts.edition
    for place in edition.fields["plan.goals"].places():
        text = case.facts.get(place.key)
        for claim in claims_in(text, lexicon_of_goals()) if isinstance(text, str) else ():
            year = claim.year or place.year
            if year in edition.years.plan and (claim.sure or not claim.year):
                for key, wrong in misses(case, claim, year):
                    yield Fault((place.key, key), f"{told(edition, place, claim)}，{wrong}。")


#: Where a goal on the way begins and ends.
ENDS = ("base", "target")


def misses(case: Case, claim: Claim, year: int) -> Iterator[tuple[str, str]]:
    """The key of the goal that a text misses, and how."""
    facts, key = case.facts, goal_key(case, claim.topic, year)
    base, target = (f"targets.{claim.topic}.{end}" for end in ENDS)
    unit = facts.edition.places[base].field.unit or unit_of(facts, claim.topic)
    if unit not in UNITS:
        return
    filled = case.figures.given(key)
    if not filled.blank:
        if not fits(claim.amount, filled, unit):
            where = named(facts.edition, [facts.edition.places[key]])
            wanted = words_of(case, claim.topic, key).removeprefix(f"{year}年")
            yield key, f"与{where}所填的{wanted}不一致，请核对两处"
    elif claim.topic != "output_growth" and not lies_between(case, claim, unit):
        ends = "与".join(words_of(case, claim.topic, end) for end in (base, target))
        yield target, f"不在发展目标表的{ends}之间，请核对"


def goal_key(case: Case, id: str, year: int) -> str:
    """The stage goal of the last year stands in for a target that is blank."""
    target = f"targets.{id}.target"
    is_last = year == case.facts.edition.years.target
    return f"targets.{id}.{year}" if not is_last or case.figures.given(target).blank else target


def words_of(case: Case, id: str, key: str) -> str:
    """“2026年370件”"""
    return next(goal.said for goal in course(case.figures, id) if goal.key == key)


def lies_between(case: Case, claim: Claim, unit: str) -> bool:
    ends = [case.figures.given(f"targets.{claim.topic}.{end}").interval for end in ENDS]
    known = [end for end in ends if end]
    if len(known) < len(ends):
        return True
    span = Interval(min(end.low for end in known), max(end.high for end in known))
    return claim.amount.lies_in(span, unit)
