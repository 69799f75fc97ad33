"""Part 八: the plan, and what its targets must come to."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from jiqun.core import targets
from jiqun.core.case import Case
from jiqun.core.figures.part8 import CO2_UNIT
from jiqun.core.form.model import Kind, Place
from jiqun.core.planned_years import other_plan, other_year
from jiqun.core.quantity import Quantity
from jiqun.core.reading import CENT
from jiqun.core.rules.book import Check, rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import WHOLLY_PLACEHOLDER, is_unread, placeholder_in
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import disagreements, fault, named, shown
from jiqun.core.standard import lines_of
from jiqun.core.values import NONE

#: A section of fewer 字 tells nothing.
TOO_SHORT = 20


def target_rule(id: str, rank: Rank, indicator: str, **ends: str) -> Callable[[Check], Check]:
    """A rule on base and target of an indicator; ``ends`` break it, without goals in between."""
    stages = dict.fromkeys(f"targets.{indicator}.{year}" for year in (2024, 2025, 2026))
    typed = {f"targets.{indicator}.{end}": value for end, value in ends.items()}
    return rule(id, rank, fields=tuple(typed), example=Example({**stages, **typed}))


# --- The texts ---


@rule("R8-01", Rank.BLOCK, example=Example({"plan.tasks": "集" * 3001}))
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
    return ((place, text) for place, text in case.texts if is_section(case, place))


def is_section(case: Case, place: Place) -> bool:
    part = case.facts.edition.part_of[place.field.id]
    return part == "八" and place.field.kind is Kind.NARRATIVE


@rule("R8-02", Rank.BLOCK, example=Example({"plan.problems": "无"}))
def section_of_nothing(case: Case) -> Iterator[Fault]:
    """发展规划各节和各年度阶段性目标均应写明内容，不能填“无”。"""
    for place, value in case.filled:
        if value is NONE and is_section(case, place):
            yield fault(case, place, "填了“无”，发展规划的每一节都应写明内容，请补上。")


@rule("R8-03", Rank.EXPLAIN, example=Example({"plan.problems": "品牌影响力有限。"}))
def section_too_short(case: Case) -> Iterator[Fault]:
    """发展规划各节应写清情况、目标和措施，过于简略的应说明。"""
    for place, text in section_texts(case):
        words = case.words[place.key]
        if words < TOO_SHORT and not (WHOLLY_PLACEHOLDER.fullmatch(text) or placeholder_in(text)):
            yield fault(case, place, f"只有{words}字，过于简略，请补充；确无更多内容的请说明。")


@rule(
    "R8-04",
    Rank.EXPLAIN,
    example=Example({"plan.goals.2025": "2024年，优质中小企业达到65家，研发经费达到4.46亿元。"}),
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
    example=Example({"plan.approach": "未来三年（2023—2025年），推动测控装备由单机向系统升级。"}),
)
def another_three_years(case: Case) -> Iterator[Fault]:
    """发展规划的“未来三年”，是申报当年起的三年。"""
    years = case.facts.edition.years
    for place, text in section_texts(case):
        for stretch in other_plan(text, years):
            plan = f"规划期{years.call}—{years.target}年"
            yield fault(case, place, f"中的“{stretch}”与{plan}不符，请核对；无误的请说明。")


# --- Baselines ---


@rule(
    "R8-06",
    Rank.BLOCK,
    example=Example({"rd_spend.2023": "3.55", "targets.rd_spend.base": "3.53"}),
)
def base_as_printed(case: Case) -> Iterator[Fault]:
    """研发经费、有效发明专利、工业互联网普及率、单位产值能耗的基准值应与前面各部分一致。"""
    for id in targets.PRINTED:
        keys = f"targets.{id}.base", targets.printed_base(case.facts.edition.years, id)
        base, elsewhere = (case.figures.given(key).rounded for key in keys)
        if None not in (base, elsewhere) and base != elsewhere:
            yield two_values(case, *keys)


def two_values(case: Case, one: str, other: str) -> Fault:
    text = f"{filled_in(case, one)}，与{at(case, other)}{shown(case, other)}不一致，请核对两栏。"
    return Fault((one, other), text)


def at(case: Case, key: str) -> str:
    return named(case.facts.edition, [case.facts.edition.places[key]])


def filled_in(case: Case, key: str) -> str:
    """“第八部分“研发经费投入2023年基准值”填了3.35亿元”."""
    return f"{at(case, key)}填了{shown(case, key)}"


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
    yield from disagreements(case, "targets.output_growth.base")


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
    fields=("targets.co2.base",),
    example=Example(
        {"co2_per_output.2023": "0.14", "targets.co2.base": "0.15", CO2_UNIT: "intensity"}
    ),
)
def co2_as_before(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量的基准值应与第五部分的单位产值二氧化碳排放量一致，填排放总量的按产值折算。"""
    yield from disagreements(case, "targets.co2.base")


@rule(
    "R8-10",
    Rank.EXPLAIN,
    fields=("targets.output_growth.base",),
    supersedes=("R8-07",),
    example=Example({"targets.output_growth.base": "10.00"}),
)
def growth_base_to_standard(case: Case) -> Iterator[Fault]:
    """基准值须符合中小企业特色产业集群认定标准：产值年均增速高于10%。"""
    key, least = "targets.output_growth.base", limit(case, "growth")
    value = case.figures.given(key).value
    if value is not None and value <= least:
        text = f"{filled_in(case, key)}，认定标准要求高于{least}%，请核对；属实的请说明。"
        yield Fault(with_inputs(case, key), text)


def with_inputs(case: Case, key: str) -> tuple[str, ...]:
    """All that would be at fault if it were not what it should be computed as."""
    figure = case.figures[key]
    return (key, *(figure.inputs if figure.known else ()))


def limit(case: Case, id: str) -> Decimal:
    """The national threshold in the year of the call."""
    call = case.facts.edition.years.call
    return next(line.limit for line in lines_of(call) if (line.id, line.level) == (id, "national"))


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
            "plan.overview": "集群聚焦工业过程测量仪表、智能传感器与变送器和无损检测装备。",
        }
    ),
)
def titles_base_to_standard(case: Case) -> Iterator[Fault]:
    """基准值须符合中小企业特色产业集群认定标准：有单项冠军或小巨人，或专精特新、创新型和国家级
    高新技术企业共10家以上。"""
    key, year = "targets.quality_smes.base", case.facts.edition.years.base
    high_tech, few = f"high_tech_firms.{year}", limit(case, "titles.all")
    counted = (case.figures.given(key) + case.figures.given(high_tech)).value
    top = case.figures[f"top_titles.{year}"].quantity.value
    if counted is not None and counted < few and top is not None and not top:
        yield Fault(
            with_inputs(case, key),
            f"{filled_in(case, key)}，连同国家级高新技术企业{shown(case, high_tech)}不足{few}家，"
            "又没有单项冠军和小巨人，不符合认定标准，请核对；属实的请说明。",
        )


# --- Targets ---


@target_rule("R8-12", Rank.BLOCK, "output_growth", target="9.99")
def target_a(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：a. 近三年产值年均增速不低于10%。"""
    floor = targets.OUTPUT_GROWTH
    yield from below(case, "output_growth", floor, f"低于{floor}%，请调整目标值")


def below(case: Case, id: str, floor: Decimal, advice: str) -> Iterable[Fault]:
    key = f"targets.{id}.target"
    value = case.figures.given(key).value
    if value is not None and value < floor:
        yield Fault((key,), f"{filled_in(case, key)}，{advice}。")


@target_rule("R8-13", Rank.BLOCK, "quality_smes", base="52", target="52")
def target_b(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：b. 优质中小企业数量逐年增加。"""
    goals = targets.course(case.figures, "quality_smes")
    if any(later.value <= goal.value for goal, later in pairwise(goals)):
        yield off_course(case, "quality_smes", "没有逐年增加", "请调整目标")


def off_course(case: Case, id: str, how: str, advice: str) -> Fault:
    goals = targets.course(case.figures, id)
    where, values = targets.called(case.facts, id), "、".join(goal.said for goal in goals)
    return Fault(tuple(goal.key for goal in goals), f"{where}{how}：{values}，{advice}。")


@target_rule("R8-14", Rank.BLOCK, "rd_spend", base="3.55", target="4.71")
def target_c(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：c. 研发经费年均增速不低于10%。"""
    yield from too_slow(case, "rd_spend", "rd_target_growth", targets.RD_GROWTH)


@target_rule("R8-15", Rank.BLOCK, "valid_patents", base="236", target="358")
def target_d(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：d. 有效发明专利数年均增长不低于15%。"""
    yield from too_slow(case, "valid_patents", "patents_target_growth", targets.PATENT_GROWTH)


def too_slow(case: Case, id: str, figure: str, floor: Decimal) -> Iterable[Fault]:
    """Only if nothing that prints so could do."""
    growth = case.figures[figure].quantity
    if surely_below(growth, floor):
        assert growth.rounded is not None
        rate = min(growth.rounded, floor - CENT)  # 14.998 must not read 15.00
        least = targets.least(case.figures, id)
        text = f"年均增速{rate:f}%，低于{floor}%，目标值至少应为{least}，请调整目标值"
        yield about_both(case, id, text)


def surely_below(quantity: Quantity, floor: Decimal) -> bool:
    return quantity.interval is not None and quantity.interval.high < floor


def about_both(case: Case, id: str, text: str) -> Fault:
    base, last = targets.ends(case.figures, id)
    where = targets.called(case.facts, id)
    return Fault((last.key, base.key), f"{where}由{base.said}到{last.said}，{text}。")


@target_rule("R8-16", Rank.EXPLAIN, "iiot_rate", target="40.49")
def target_e(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：e. 工业互联网普及率达到45%左右。"""
    wanted = targets.IIOT_RATE
    advice = f"距{wanted}%左右较远，请调整目标值；确有困难的请说明"
    yield from below(case, "iiot_rate", wanted * targets.ABOUT, advice)


@target_rule("R8-17", Rank.EXPLAIN, "co2", base="0.14", target="0.13")
def target_f(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：f. 二氧化碳排放量降低达到18%左右。"""
    yield from too_little(case, "co2", "co2_target_cut", targets.CO2_CUT)


@target_rule("R8-18", Rank.EXPLAIN, "energy_per_output", base="0.04", target="0.05")
def target_g(case: Case) -> Iterator[Fault]:
    """目标值须符合以下要求：g. 集群单位工业产值能耗下降达到13.5%左右。"""
    yield from too_little(case, "energy_per_output", "energy_target_cut", targets.ENERGY_CUT)


def too_little(case: Case, id: str, figure: str, wanted: Decimal) -> Iterable[Fault]:
    """Judged as it is filled in; other readings are told."""
    key, cut = f"targets.{id}.target", case.figures[figure]
    advice = f"距{wanted}%左右较远，请调整目标值；确有困难的请说明"
    if case.facts.get(key) is NONE:
        yield Fault((key,), f"{filled_in(case, key)}，{advice}。")
    elif surely_below(cut.quantity, wanted * targets.ABOUT):
        ways = "，".join(f"{way.name}三年{fallen(way.quantity)}" for way in cut.known)
        yield about_both(case, id, f"{ways}，{advice}")


def fallen(cut: Quantity) -> str:
    assert cut.rounded is not None
    return f"降低{cut.rounded:f}%" if cut.rounded >= 0 else f"升高{-cut.rounded:f}%"


@rule(
    "R8-19",
    Rank.BLOCK,
    example=Example({"targets.rd_spend.2026": "4.95", "targets.rd_spend.target": "5.00"}),
)
def last_goal_is_the_target(case: Case) -> Iterator[Fault]:
    """阶段性目标分年度制定，最后一年的目标即三年总体目标的目标值。"""
    for id in targets.indicators(case.facts.edition):
        keys = f"targets.{id}.target", f"targets.{id}.{case.facts.edition.years.target}"
        target, goal = (case.figures.given(key).rounded for key in keys)
        if None not in (target, goal) and target != goal:
            yield two_values(case, *keys)


@rule(
    "R8-20",
    Rank.EXPLAIN,
    example=Example({"targets.rd_spend.2024": "4.50", "targets.rd_spend.2025": "4.40"}),
)
def goals_go_one_way(case: Case) -> Iterator[Fault]:
    """阶段性目标应逐年推进，不应有反复。"""
    for id in targets.indicators(case.facts.edition):
        goals = targets.course(case.figures, id)
        direction = targets.direction_of(goals, id)
        if id == "quality_smes" or not targets.turns(goals, direction):
            continue
        if id == "iiot_rate" or not targets.turns(targets.ends(case.figures, id), direction):
            how = "回升" if direction is targets.Direction.FALLING else "回落"
            yield off_course(case, id, f"的目标有{how}", "请核对；确有原因的请说明")


@rule("R8-21", Rank.EXPLAIN, example=Example({"targets.openness.target": "无"}))
def no_goal_described(case: Case) -> Iterator[Fault]:
    """开放合作、治理和服务的目标以文字定性描述。"""
    for line in targets.described(case.facts.edition):
        if case.facts.get(line.target.id) is NONE:
            text = f"{filled_in(case, line.target.id)}，请写明目标；确无目标的请说明。"
            yield Fault((line.target.id,), text)


@rule("R8-22", Rank.BLOCK, example=Example({"targets.added.other.8.label": "获市级以上奖项"}))
def added_row_incomplete(case: Case) -> Iterator[Fault]:
    """增加的考核指标，应写明指标、基准值和目标值。"""
    for keys in targets.added(case.facts.edition.id):
        missing = [key for key in keys if key not in case.facts and not is_unread(case, key)]
        if missing and any(key in case.facts for key in keys):
            where = "、".join(at(case, key) for key in missing)
            yield Fault(tuple(missing), f"{where}未填写，同一行的其他栏已填，请补全这一行。")


@rule("R8-23", Rank.EXPLAIN, example=Example({"targets.co2.base": "0.14", CO2_UNIT: None}))
def co2_without_a_unit(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量应注明计量单位：是排放总量，还是单位产值排放量。"""
    keys = [f"targets.co2.{end}" for end in ("base", "target")]
    numbers = [k for k in keys if not case.figures.given(k).blank and case.facts[k] is not NONE]
    if numbers and CO2_UNIT not in case.facts and not is_unread(case, CO2_UNIT):
        where = "、".join(filled_in(case, key) for key in numbers)
        text = f"{where}，没有注明计量单位，请选择；所列单位都不适用的请说明。"
        yield Fault((CO2_UNIT, *numbers), text)
