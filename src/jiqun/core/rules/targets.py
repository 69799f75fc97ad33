"""Part 八: what the targets must come to, from year to year and in all (要求 a to g)."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from jiqun.core import targets
from jiqun.core.case import Case
from jiqun.core.figures.doubt import Doubt
from jiqun.core.figures.part8 import CO2_UNIT
from jiqun.core.form import DEFAULT_EDITION, Edition, get_edition
from jiqun.core.reading import CENT
from jiqun.core.rules.book import Check, rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.fields import is_unread
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.part8 import two_values, unlike
from jiqun.core.rules.wording import at, filled_in
from jiqun.core.values import NONE

FORM = get_edition(DEFAULT_EDITION)

#: Goals without figures: those that the clean declaration names would contradict the examples.
IN_WORDS = {
    f"plan.goals.{year}": f"{year}年，集群各项发展目标按计划推进，产业生态更加完善。"
    for year in (2024, 2025, 2026)
}


def target_example(indicator: str, typed: dict[str, str]) -> Example:
    """Ends of an indicator that break a rule, without goals in between."""
    stages = dict.fromkeys(f"targets.{indicator}.{year}" for year in (2024, 2025, 2026))
    return Example({**stages, **IN_WORDS, **typed})


def target_rule(id: str, rank: Rank, indicator: str, **ends: str) -> Callable[[Check], Check]:
    """A rule on base and target of an indicator, which ``ends`` break."""
    typed = {f"targets.{indicator}.{end}": value for end, value in ends.items()}
    return rule(id, rank, fields=tuple(typed), example=target_example(indicator, typed))


# --- a to g ---


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
    """Only if nothing that prints so could do, and not the base alone is at fault."""
    growth = case.figures[figure].quantity
    if targets.surely_below(growth, floor) and not would_do(case, id, figure, floor):
        assert growth.rounded is not None
        rate = min(growth.rounded, floor - CENT)  # 14.998 must not read 15.00
        base, last = targets.ends(case.figures, id)
        doubt = "疑似填了增量而不是目标总量，" if 0 < last.value < base.value else ""
        advice = f"{doubt}目标值至少应为{targets.least(case.figures, id)}，请调整目标值"
        yield about_both(case, id, f"年均增速{rate:f}%，低于{floor}%，{advice}")


def would_do(case: Case, id: str, figure: str, floor: Decimal) -> bool:
    """Is the base another one elsewhere, of which R8-06 complains, and the growth from there fast
    enough?"""
    key = f"targets.{id}.base"
    printed = case.figures.given(targets.printed_base(case.facts.edition.years, id))
    if not unlike(case.figures.given(key), printed):
        return False
    doubt = Doubt(case.facts.edition.places[key].field, {None: printed})
    growth = doubt.dispelled(case.facts)[figure].quantity
    return not growth.blank and not targets.surely_below(growth, floor)


@target_rule("R8-24", Rank.HINT, "rd_spend", base="3.55", target="4.72")
def target_c_as_printed(case: Case) -> Iterator[Fault]:
    """研发经费年均增速按所填的基准值、目标值计算，也宜不低于10%。"""
    growth, floor = case.figures["rd_target_growth"].quantity, targets.RD_GROWTH
    if (
        growth.value is not None
        and growth.value < floor
        and not targets.surely_below(growth, floor)
    ):
        assert growth.rounded is not None
        rate, least = min(growth.rounded, floor - CENT), targets.least(case.figures, "rd_spend")
        text = f"按所填数据年均增速{rate:f}%，略低于{floor}%，建议目标值不低于{least}"
        yield about_both(case, "rd_spend", text)


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
    """Only if no reading of it will do."""
    key, cut = f"targets.{id}.target", case.figures[figure]
    if case.facts.get(key) is NONE:
        yield Fault((key,), f"{filled_in(case, key)}，没有写明降低目标；集群不涉及的请说明。")
    elif cut.known and not any(targets.may_cut(way, wanted) for way in cut.known):
        advice = f"距{wanted}%左右较远，请调整目标值；确有困难的请说明"
        yield about_both(case, id, f"{targets.cuts_in_words(cut)}，{advice}")


@rule(
    "R8-25",
    Rank.HINT,
    fields=("targets.co2.base", "targets.co2.target", CO2_UNIT),
    example=target_example(
        "co2",
        {
            **{"targets.co2.base": "9.73", "targets.co2.target": "10.50", CO2_UNIT: "10kt"},
            "targets.output_growth.target": "15.50",
        },
    ),
)
def target_f_one_way(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量的降低按排放总量或单位产值强度计算的，应注明口径。"""
    cut, wanted = case.figures["co2_target_cut"], targets.CO2_CUT
    by_total, *others = (targets.may_cut(way, wanted) for way in cut.known or cut.readings)
    if case.facts.get("targets.co2.target") is not NONE and any(others) and not by_total:
        text = f"强度口径已达到{wanted}%左右，排放总量口径未达到，请注明口径"
        yield about_both(case, "co2", f"{targets.cuts_in_words(cut)}，{text}")


@target_rule("R8-26", Rank.HINT, "energy_per_output", base="0.04", target="0.04")
def no_cut_to_be_seen(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量、单位工业产值能耗应能看出下降。"""
    for id, figure, wanted in (
        ("co2", "co2_target_cut", targets.CO2_CUT),
        ("energy_per_output", "energy_target_cut", targets.ENERGY_CUT),
    ):
        values = [goal.value for goal in targets.ends(case.figures, id)]
        known = case.figures[figure].known
        if len(set(values)) < len(values) and known and targets.may_cut(known[0], wanted):
            yield about_both(case, id, "两位小数看不出下降，请在发展规划中写明降幅")


# --- Goals in between ---


def ends_of(indicators: Iterable[str], *ends: str) -> tuple[str, ...]:
    return tuple(f"targets.{id}.{end}" for id in indicators for end in ends)


def whichever_way(edition: Edition) -> Iterator[str]:
    """Those that need not rise every year, as R8-13 demands."""
    return (id for id in targets.indicators(edition) if id != "quality_smes")


@rule(
    "R8-19",
    Rank.BLOCK,
    fields=ends_of(targets.indicators(FORM), "stage", "target"),
    example=Example(
        {**IN_WORDS, "targets.rd_spend.2026": "4.95", "targets.rd_spend.target": "5.00"}
    ),
)
def last_goal_is_the_target(case: Case) -> Iterator[Fault]:
    """阶段性目标分年度制定，最后一年的目标即三年总体目标的目标值。"""
    for id in targets.indicators(case.facts.edition):
        keys = f"targets.{id}.target", f"targets.{id}.{case.facts.edition.years.target}"
        if unlike(*map(case.figures.given, keys)):
            yield two_values(case, *keys)


@rule(
    "R8-20",
    Rank.EXPLAIN,
    fields=ends_of(whichever_way(FORM), "base", "stage", "target"),
    example=Example({**IN_WORDS, "targets.rd_spend.2024": "4.50", "targets.rd_spend.2025": "4.40"}),
)
def goals_go_one_way(case: Case) -> Iterator[Fault]:
    """阶段性目标应逐年推进，不应有反复。"""
    for id in whichever_way(case.facts.edition):
        goals = targets.course(case.figures, id)
        direction = targets.direction_of(goals, id)
        if not targets.turns(goals, direction):
            continue
        if id == "iiot_rate" or not targets.turns(targets.ends(case.figures, id), direction):
            how = "回升" if direction is targets.Direction.FALLING else "回落"
            yield off_course(case, id, f"的目标有{how}", "请核对；确有原因的请说明")


# --- Words, added lines, and the unit of CO₂ ---


@rule(
    "R8-21",
    Rank.EXPLAIN,
    fields=tuple(line.target.id for line in targets.described(FORM)),
    example=Example({"targets.openness.target": "无"}),
)
def no_goal_described(case: Case) -> Iterator[Fault]:
    """开放合作、治理和服务的目标以文字定性描述。"""
    for line in targets.described(case.facts.edition):
        if case.facts.get(line.target.id) is NONE:
            text = f"{filled_in(case, line.target.id)}，请写明目标；确无目标的请说明。"
            yield Fault((line.target.id,), text)


@rule(
    "R8-22",
    Rank.BLOCK,
    fields=tuple(
        dict.fromkeys(FORM.places[k].field.id for ks in targets.added(FORM.id) for k in ks)
    ),
    example=Example({"targets.added.other.8.label": "获市级以上奖项"}),
)
def added_row_incomplete(case: Case) -> Iterator[Fault]:
    """增加的考核指标，应写明指标、基准值和目标值。"""
    for keys in targets.added(case.facts.edition.id):
        missing = [key for key in keys if key not in case.facts and not is_unread(case, key)]
        if missing and any(key in case.facts for key in keys):
            where = "、".join(at(case, key) for key in missing)
            yield Fault(tuple(missing), f"{where}未填写，同一行的其他栏已填，请补全这一行。")


@rule(
    "R8-23",
    Rank.EXPLAIN,
    fields=("targets.co2.base", "targets.co2.target", CO2_UNIT),
    example=Example({"targets.co2.base": "0.14", CO2_UNIT: None}),
)
def co2_without_a_unit(case: Case) -> Iterator[Fault]:
    """二氧化碳排放量应注明计量单位：是排放总量，还是单位产值排放量。"""
    keys = [f"targets.co2.{end}" for end in ("base", "target")]
    numbers = [k for k in keys if not case.figures.given(k).blank and case.facts[k] is not NONE]
    if numbers and CO2_UNIT not in case.facts and not is_unread(case, CO2_UNIT):
        where = "、".join(filled_in(case, key) for key in numbers)
        text = f"{where}，没有注明计量单位，请选择；所列单位都不适用的请说明。"
        yield Fault((CO2_UNIT, *numbers), text)
