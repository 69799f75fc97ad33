"""Facts for property tests: any that can be read at all, and any that pass the field rules."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.beijing.part8 import LIMIT
from jiqun.core.form.model import FIGURES, Field, Kind
from jiqun.core.reading import Raw, read_value
from jiqun.core.text import count_words
from jiqun.documents.paper.fill import fill

# Any facts at all: values nobody would call sensible, but which can be read.

HOSTILE_TEXT = st.one_of(
    st.sampled_from(
        [
            *("yes", "no", "null", "~", "1_0", "08", "1e3", "0x1F", "{}", "[]", "- a", "? a"),
            *(
                ": a",
                "a: b",
                "a #b",
                "#",
                "'",
                '"',
                "\\",
                "%",
                "@",
                "`",
                "|",
                ">",
                "&a",
                "*a",
                "!a",
            ),
            *("---", "...", "<b>&amp;</b>", "]]>", "\ufeff", "\u2028", "\x85", "\x7f", "\xa0"),
            *("=1+1", "甲\n乙", " 甲", "甲 ", "\t", "𠮷", "😀", "é", "e\u0301", "—", "无", "0"),
        ]
    ),
    st.text(max_size=30),
)
HOSTILE = st.one_of(HOSTILE_TEXT, st.lists(HOSTILE_TEXT, min_size=1, max_size=4).map(tuple))


@cache
def any_facts(edition_id: str) -> SearchStrategy[Facts]:
    """Some places of the form and the worksheet, filled with whatever can be read there."""
    edition = get_edition(edition_id)
    entries = [
        st.tuples(st.just(key), typed_in(place.field)) for key, place in edition.places.items()
    ]
    some = st.lists(st.sampled_from(entries).flatmap(lambda entry: entry), max_size=12)
    return some.map(lambda entries: readable(edition, dict(entries)))


def readable(edition: Edition, raw: Mapping[str, Raw]) -> Facts:
    """What can be read of it; the rest is left out."""
    return parse_facts(edition.id, raw)[0]


def typed_in(field: Field) -> SearchStrategy[Raw]:
    ids = [option.id for option in field.options]
    if field.kind in FIGURES:
        return st.one_of(st.decimals(-(10**9), 10**9, places=3).map("{:f}".format), HOSTILE)
    if field.kind is Kind.TICKS:
        return st.one_of(st.lists(st.sampled_from(ids), min_size=1).map(tuple), HOSTILE)
    if field.kind is Kind.CHOICE:
        return st.one_of(st.sampled_from(ids), HOSTILE)
    return HOSTILE


# Printed facts that pass the field rules: what must come back from paper.

#: Pieces of a text, put together without spaces: Chinese, Latin, figures, and what breaks parsers.
PIECES = st.sampled_from(
    [
        *(
            "产业集群",
            "测控装备",
            "协同创新，",
            "“揭榜挂帅”、",
            "——",
            "2023年",
            "增长12.5%。",
            "（",
        ),
        *("（Wi-Fi 6）", "R&D", "C++/Python", "Mini LED", "<b>", "&amp;", "]]>", "a  b", "甲　乙"),
        *("ＩＳＯ９００１", "10²", "①", "……等", "·", "±0.5℃", "Ⅲ型", "éàü", "αβ", "𠮷", "😀", "㎡"),
        *(
            "数量：3个",
            "名称：",
            "□是",
            "☑",
            "√",
            "二、发展成效",
            "0",
            "无",
            "个",
            "%",
            "'",
            '"',
            ";",
        ),
    ]
)
PHONES = st.sampled_from(
    [
        *("010-55520844", "55520844", "13800000000", "(010)55520844", "400-800-1234"),
        *("+86 10 5552 0844", "010-55520844、13800000000", "010-55520844转8001"),
    ]
)
NAMES = st.sampled_from(["张三", "欧阳示例", "O'Neill", "阿卜杜拉·买买提"])
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
NONE_STATED = st.just("无")


def texts(words: int, paragraphs: int = 1) -> SearchStrategy[str]:
    """At most so many 字 in at most so many paragraphs; now and then exactly as many."""
    paragraph = st.lists(PIECES, max_size=8).map(lambda pieces: "".join(("示例", *pieces)))
    several = st.lists(paragraph, min_size=1, max_size=paragraphs)
    mixed = several.map(lambda several: within("\n".join(several), words))
    return st.one_of(mixed, mixed, mixed, st.just("集" * words))


def within(text: str, words: int) -> str:
    """The beginning of a text that counts no more than ``words`` 字."""
    while count_words(text) > words:
        text = text[: len(text) * 3 // 4]
    return text


@st.composite
def counts_and_names(draw: DrawFn) -> tuple[str, Raw]:
    """As many names as the count says; for none, 无 or nothing at all. Long lists are common."""
    name = texts(14).map(lambda text: text.replace(";", ","))  # a semicolon ends a name
    names = draw(st.lists(name, max_size=4)) * draw(st.sampled_from([1, 1, 1, 4]))
    if names:
        return str(len(names)), tuple(names)
    return draw(st.sampled_from(["0", "无"])), draw(st.sampled_from(["", "无"]))


def printed_value(field: Field) -> SearchStrategy[Raw]:
    """What may stand in one field by itself."""
    if field.options:
        ids = st.sampled_from([option.id for option in field.options])
        return st.sets(ids).map(tuple) if field.kind is Kind.TICKS else ids
    low = -(10**6) if field.low is None else field.low
    high = 10**6 if field.high is None else field.high
    by_kind: Mapping[Kind, SearchStrategy[Raw]] = {
        Kind.NUMBER: st.one_of(st.decimals(low, high, places=2).map("{:f}".format), NONE_STATED),
        Kind.COUNT: st.one_of(st.integers(0, 10**6).map(str), NONE_STATED),
        Kind.LINE: texts(6 if field.id.endswith("_contact") else 12),
        Kind.NARRATIVE: st.one_of(texts(field.limit or 300, paragraphs=4), NONE_STATED),
        Kind.DATE: st.one_of(DAYS.map(str), DAYS.map("{0.year}年{0.month}月".format)),
        Kind.PHONE: PHONES,
        Kind.CONTACT: st.builds("{} {}".format, NAMES, PHONES),
    }
    stated = field.kind in (Kind.LINE, Kind.PHONE) and field.none_allowed
    return st.one_of(by_kind[field.kind], NONE_STATED) if stated else by_kind[field.kind]


@cache
def printed_facts(edition_id: str) -> SearchStrategy[Facts]:
    """Printed facts that break no field rule: values as ``read_value`` makes them, figures with
    two decimals, texts within their limits and their cells, nothing blank that is required."""
    edition = get_edition(edition_id)
    names = [key for key, place in edition.printed.items() if place.field.kind is Kind.NAMES]
    stems = [key.removesuffix(".names") for key in names]
    counted = {*names, *(f"{stem}.count" for stem in stems)}
    alone = {k: printed_value(p.field) for k, p in edition.printed.items() if k not in counted}
    return st.builds(
        written_down,
        st.just(edition),
        st.fixed_dictionaries(
            {k: strategy for k, strategy in alone.items() if edition.places[k].field.required},
            optional={k: s for k, s in alone.items() if not edition.places[k].field.required},
        ),
        st.fixed_dictionaries({stem: counts_and_names() for stem in stems}),
    )


def written_down(
    edition: Edition, alone: dict[str, Raw], counted: dict[str, tuple[str, Raw]]
) -> Facts:
    raw = dict(alone)
    for stem, (count, names) in counted.items():
        raw[f"{stem}.count"], raw[f"{stem}.names"] = count, names
    if all(raw[f"targets.co2.{end}"] == "无" for end in ("base", "target")):
        raw.pop("targets.co2.unit", None)  # it stands behind a figure, and there is none
    facts, problems = parse_facts(edition.id, raw)
    assert problems == ()
    return shortened_to_fit(within_plan(facts))


def within_plan(facts: Facts) -> Facts:
    """Part 八 with no more 字 than it may have in all."""
    plan = {k: v for k, v in facts.items() if k.startswith("plan.") and isinstance(v, str)}
    share = LIMIT // max(1, len(plan))
    return rewritten(facts, {key: within(text, share) for key, text in plan.items()})


def shortened_to_fit(facts: Facts) -> Facts:
    """Every text that overflows its cell is cut down until it no longer does."""
    while overflows := fill(facts).overflows:
        texts = {overflow.key: str(facts[overflow.key]) for overflow in overflows}
        facts = rewritten(facts, {key: text[: len(text) // 2] for key, text in texts.items()})
    return facts


def rewritten(facts: Facts, texts: Mapping[str, str]) -> Facts:
    places = facts.edition.places
    return facts.overlay({key: read_value(places[key].field, t) for key, t in texts.items()})


@cache
def drawn_facts(edition_id: str, count: int) -> tuple[Facts, ...]:
    """Some declarations drawn once and always the same, for what is too slow to draw anew."""
    drawn: list[Facts] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(facts=printed_facts(edition_id))
    def draw_one(facts: Facts) -> None:
        drawn.append(facts)

    draw_one()
    return tuple(drawn[:count])
