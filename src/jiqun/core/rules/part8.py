"""Part 八: the texts of the plan, and what it starts from; ``targets`` has where it leads to."""

from collections.abc import Iterator, Sequence
from functools import cache

from jiqun.core import targets
from jiqun.core.case import Case
from jiqun.core.figures import Figures
from jiqun.core.figures.doubt import YI, Doubt, amounts_at_fault, in_other_units
from jiqun.core.figures.part2 import WAN_PER_YI
from jiqun.core.figures.part8 import CO2_UNIT, UNKNOWN
from jiqun.core.figures.series import leaps_alone
from jiqun.core.form import DEFAULT_EDITION, get_edition
from jiqun.core.form.model import Kind, Place
from jiqun.core.language.planned_years import other_plans, other_year
from jiqun.core.quantity import Quantity
from jiqun.core.reading import print_value
from jiqun.core.rules.book import rule
from jiqun.core.rules.disagreement import blaming_the_input, disagreements, leaping_input
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import placeholder_in, wholly_placeholder
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.part5 import IN_KILOGRAMS, PER_OUTPUT, THOUSANDFOLD, meets
from jiqun.core.rules.wording import TRUE_OR_WRONG, at, fault, filled_in, shown
from jiqun.core.standard import limit_of
from jiqun.core.values import NONE

#: A section of fewer 字 tells nothing.
TOO_SHORT = 20

#: The bases that stand in another part too, and the fields where they do.
BASES_ELSEWHERE = (*(f"targets.{id}.base" for id in targets.PRINTED), *targets.PRINTED)


# --- The texts ---


@cache
def sections(edition_id: str) -> tuple[Place, ...]:
    """Every place for a text of its own in part 八."""
    (part,) = (part for part in get_edition(edition_id).parts if part.number == "八")
    fields = (field for field in part.fields if field.kind is Kind.NARRATIVE)
    return tuple(place for field in fields for place in field.places())


SECTIONS = tuple(dict.fromkeys(place.field.id for place in sections(DEFAULT_EDITION)))


@rule("R8-01", Rank.BLOCK, fields=SECTIONS, example=Example({"plan.tasks": "集" * 3001}))
def plan_limit(case: Case) -> Iterator[Fault]:
    """未来三年中小企业特色产业集群发展规划，3000字以内。"""
    (limit,) = (part.limit for part in case.facts.edition.parts if part.number == "八")
    texts = {place.key: text for place, text in section_texts(case)}
    words = sum(case.words[key] for key in texts)
    if limit and words > limit:
        yield Fault(
            tuple(texts),
            f"第八部分各段文字共{words}字（不含表格和表样原有文字），超过{limit}字，"
            f"请删减{words - limit}字。",
        )


def section_texts(case: Case) -> Iterator[tuple[Place, str]]:
    for place in sections(case.facts.edition.id):
        text = case.facts.get(place.key)
        if isinstance(text, str):
            yield place, text


@rule("R8-02", Rank.BLOCK, fields=SECTIONS, example=Example({"plan.problems": "无"}))
def section_of_nothing(case: Case) -> Iterator[Fault]:
    """发展规划各节和各年度阶段性目标均应写明内容，不能填“无”。"""
    for place in sections(case.facts.edition.id):
        if case.facts.get(place.key) is NONE:
            yield fault(case, place, "填了“无”，发展规划的每一节都应写明内容，请补上。")


@rule(
    "R8-03",
    Rank.EXPLAIN,
    fields=SECTIONS,
    example=Example({"plan.problems": "品牌影响力有限。"}),
)
def section_too_short(case: Case) -> Iterator[Fault]:
    """发展规划各节应写清情况、目标和措施，过于简略的应说明。"""
    for place, text in section_texts(case):
        words = case.words[place.key]
        if words < TOO_SHORT and not (wholly_placeholder(text) or placeholder_in(text)):
            yield fault(case, place, f"只有{words}字，过于简略，请补充；确无更多内容的请说明。")


@rule(
    "R8-04",
    Rank.EXPLAIN,
    fields=("plan.goals",),
    example=Example({"plan.goals.2025": "2024年，集群各项发展目标按计划推进，产业生态更加完善。"}),
)
def goals_of_another_year(case: Case) -> Iterator[Fault]:
    """阶段性目标分年度制定，各年度写本年度的目标。"""
    for place, text in section_texts(case):
        other = place.year and other_year(text, place.year, case.facts.edition.years)
        if other:
            advice = "请核对是否填错年度；无误的请说明"
            yield fault(case, place, f"写的是{other}年，没有提到{place.year}年，{advice}。")


@rule(
    "R8-05",
    Rank.EXPLAIN,
    fields=SECTIONS,
    example=Example({"plan.approach": "未来三年（2023—2025年），推动测控装备由单机向系统升级。"}),
)
def another_three_years(case: Case) -> Iterator[Fault]:
    """发展规划的“未来三年”，是申报当年起的三年。"""
    years = case.facts.edition.years
    for place, text in section_texts(case):
        for stretch in other_plans(text, years):
            plan = f"规划期{years.call}—{years.target}年"
            yield fault(case, place, f"中的“{stretch}”与{plan}不符，请核对；无误的请说明。")


# --- Baselines ---


def complained_of(of: Figures, keys: Sequence[str]) -> bool:
    """Does a rule of another part say that one of these figures is wrong?"""
    return any(disagrees(of, key) for key in keys) or not doubted_keys(of, keys).isdisjoint(keys)


def doubted_keys(of: Figures, keys: Sequence[str]) -> set[str]:
    """What is typed in another unit, or has its point in the wrong place."""
    doubts = list(in_other_units(of))
    if any(leaps_alone(of, key) for key in keys):
        doubts += (doubt for doubt, _ in amounts_at_fault(of))
    return {key for doubt in doubts for key in doubt.keys}


def disagrees(of: Figures, key: str) -> bool:
    """With what it is computed from, or with the CO₂ or the energy beside it?"""
    id, _, year = key.partition(".")
    ratio = of[f"co2_per_energy.{year}"].quantity if id in PER_OUTPUT else UNKNOWN
    return (key in of and not of.agrees(key)) or not (ratio.blank or meets(ratio))


def put_right(case: Case, key: str, instead: Quantity) -> bool:
    """Is it complained of, and would it not be if that stood there?"""
    place = case.facts.edition.places[key]
    supposed = Doubt(place.field, {place.year: instead}).dispelled(case.facts)
    return complained_of(case.figures, [key]) and not complained_of(supposed, [key])


@rule(
    "R8-06",
    Rank.BLOCK,
    fields=BASES_ELSEWHERE,
    supersedes=("R2-12",),
    example=Example({"rd_spend.2023": "3.55", "targets.rd_spend.base": "3.53"}),
)
def base_as_printed(case: Case) -> Iterator[Fault]:
    """研发经费、有效发明专利、工业互联网普及率、单位产值能耗的基准值应与前面各部分一致。"""
    for id in targets.PRINTED:
        keys = f"targets.{id}.base", targets.printed_base(case.facts.edition.years, id)
        base, elsewhere = map(case.figures.given, keys)
        if unlike(base, elsewhere) and not put_right(case, keys[1], base):
            yield two_values(case, *keys)


def unlike(one: Quantity, other: Quantity) -> bool:
    """Two that do not print alike; nothing is known of what is blank."""
    return None not in (one.rounded, other.rounded) and one.rounded != other.rounded


def two_values(case: Case, one: str, other: str) -> Fault:
    """In the unit of the first: what the form counts as 件 here are 个 there."""
    unit, value = case.facts.edition.places[one].field.unit, case.facts[other]
    there = shown(case, other) if value is NONE else f"{print_value(value)}{unit}"
    doubt = "，疑似把万元填进了亿元栏" if unit == YI and in_wan(case, one, other) else ""
    text = f"{filled_in(case, one)}，与{at(case, other)}{there}不一致{doubt}，请核对两栏。"
    return Fault((one, other), text)


def in_wan(case: Case, *keys: str) -> bool:
    """Is one of two amounts what the other is in 万元?"""
    one, other = map(case.figures.given, keys)
    return any(
        less.value and (more / WAN_PER_YI).rounded == less.rounded
        for less, more in ((one, other), (other, one))
    )


@rule(
    "R8-07",
    Rank.EXPLAIN,
    fields=("targets.output_growth.base",),
    example=Example(
        {"output.2021": "52.36", "output.2023": "69.48", "targets.output_growth.base": "19.15"}
    ),
)
def growth_as_computed(case: Case) -> Iterator[Fault]:
    """产值年均增速的基准值应与近三年产值（或主导产业产值、营业收入）的年均增速一致。"""
    if case.figures.agrees("leading_output_growth"):  # else an amount may be wrong: R2-06, R2-10
        yield from disagreements(case, "targets.output_growth.base", most=3)


@rule(
    "R8-08",
    Rank.EXPLAIN,
    fields=("targets.quality_smes.base",),
    example=Example(
        {
            "specialized_smes.2023": "21",
            "little_giants.2023": "4",
            "champions.2023": "无",
            "high_tech_firms.2023": "46",
            "innovative_smes.2023": "31",
            "targets.quality_smes.base": "30",
        }
    ),
)
def quality_smes_as_counted(case: Case) -> Iterator[Fault]:
    """优质中小企业数量的基准值应不少于第二部分任一类优质中小企业，不多于各类企业之和。"""
    yield from disagreements(case, "targets.quality_smes.base")


@rule(
    "R8-09",
    Rank.EXPLAIN,
    fields=("targets.co2.base", "co2_per_output"),
    supersedes=("R2-12",),
    example=Example(
        {"co2_per_output.2023": "0.14", "targets.co2.base": "0.15", CO2_UNIT: "intensity"}
    ),
)
def co2_as_before(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量的基准值应与第五部分的单位产值二氧化碳排放量一致，填排放总量的按产值折算。"""
    key, before = "targets.co2.base", f"co2_per_output.{case.facts.edition.years.base}"
    if case.figures.agrees(key) or input_at_fault(case, key, before):
        return
    base, computed = case.figures.given(key), case.figures[key].quantity
    if thousandfold(computed, base):
        yield in_kilograms(case, before, key)
    elif thousandfold(base, computed):
        yield in_kilograms(case, key, before)
    elif leaping_input(case, key):
        yield blaming_the_input(case, key)
    else:
        yield from disagreements(case, key)


def input_at_fault(case: Case, key: str, before: str) -> bool:
    """Do other parts say so: of the output, or of the CO₂ that the base would put right?"""
    figure = case.figures[key]
    instead = case.figures.given(key) / figure.quantity * case.figures.given(before)
    others = [input for input in figure.inputs if input != before]
    return complained_of(case.figures, others) or put_right(case, before, instead)


def thousandfold(more: Quantity, less: Quantity) -> bool:
    times = more / less
    return times.interval is not None and times.interval.meets(THOUSANDFOLD)


def in_kilograms(case: Case, key: str, other: str) -> Fault:
    amounts = "，".join(with_unit_of_co2(case, each) for each in (key, other))
    return Fault((key, other), f"{amounts}{IN_KILOGRAMS}，{TRUE_OR_WRONG}")


def with_unit_of_co2(case: Case, key: str) -> str:
    """The unit of the base is for the applicant to say."""
    unit = "" if case.facts.edition.places[key].field.unit else targets.unit_of(case.facts, "co2")
    return f"{filled_in(case, key)}{unit}"


@rule(
    "R8-10",
    Rank.EXPLAIN,
    fields=("targets.output_growth.base",),
    supersedes=("R8-07",),
    example=Example({"targets.output_growth.base": "10.00"}),
)
def growth_base_to_standard(case: Case) -> Iterator[Fault]:
    """基准值须符合中小企业特色产业集群认定标准：产值年均增速高于10%。"""
    key, least = "targets.output_growth.base", limit_of("growth", case.facts.edition.years.call)
    value = case.figures.given(key).value
    if value is not None and value <= least:
        text = f"{filled_in(case, key)}，认定标准要求高于{least}%，请核对；属实的请说明。"
        yield Fault(with_inputs(case, key), text)


def with_inputs(case: Case, key: str) -> tuple[str, ...]:
    """All that would be at fault if it were not what it should be computed as."""
    figure = case.figures[key]
    return (key, *(figure.inputs if figure.known else ()))


@rule(
    "R8-11",
    Rank.EXPLAIN,
    fields=("targets.quality_smes.base",),
    supersedes=("R8-08",),
    example=Example(
        {
            **dict.fromkeys((f"little_giants.{year}" for year in (2021, 2022, 2023)), "无"),
            **dict.fromkeys((f"high_tech_firms.{year}" for year in (2021, 2022, 2023)), "4"),
            "champions.2023": "无",
            "targets.quality_smes.base": "5",
            "targets.added.leading.1.base": "无",
            "plan.overview": "集群聚焦工业过程测量仪表、智能传感器与变送器和无损检测装备。",
        }
    ),
)
def titles_base_to_standard(case: Case) -> Iterator[Fault]:
    """基准值须符合中小企业特色产业集群认定标准：有单项冠军或小巨人，或专精特新、创新型和国家级
    高新技术企业共10家以上。"""
    key, years = "targets.quality_smes.base", case.facts.edition.years
    high_tech, few = f"high_tech_firms.{years.base}", limit_of("titles.all", years.call)
    counted = (case.figures.given(key) + case.figures.given(high_tech)).value
    top = case.figures[f"top_titles.{years.base}"].quantity.value
    if counted is not None and counted < few and top is not None and not top:
        yield Fault(
            with_inputs(case, key),
            f"{filled_in(case, key)}，连同国家级高新技术企业{shown(case, high_tech)}不足{few}家，"
            "又没有单项冠军和小巨人，不符合认定标准，请核对；属实的请说明。",
        )
