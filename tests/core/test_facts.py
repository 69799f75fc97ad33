"""Facts: one flat mapping, compared, hashed, overlaid, and merged field by field."""

import json
from decimal import Decimal
from random import Random
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.facts import Change, Facts, Merged, Problem, as_json, merge, parse_facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.reading import read_value
from jiqun.core.values import NONE, Value
from tests.strategies import any_facts

EDITION = get_edition("beijing-2024")
FACTS = any_facts(EDITION.id)

#: Few places and few values, so that two people often change the same one.
COUNTS = st.sampled_from([0, 1, NONE])
CLOSE_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "firms.2021": COUNTS,
        "firms.2022": COUNTS,
        "sector": st.sampled_from(["primary", "secondary"]),
        "chain_work": st.sampled_from([frozenset({"academia"}), frozenset({"chain_map"})]),
        "water_reused": st.just(Decimal("3.00")),
    },
).map(lambda values: Facts(EDITION, values))

SOME: dict[str, Value] = {
    "water_reused": Decimal("3.00"),
    "cluster_name": "示例区测控产业集群",
    "output.2021": Decimal("41.20"),
    "firms.2021": 120,
    "overseas_branches": NONE,
    "sector": "secondary",
    "chain_work": frozenset({"chain_map", "academia"}),
    "national_platforms.names": ("乙中心", "甲中心"),
}


@pytest.fixture
def facts() -> Facts:
    return Facts(EDITION, SOME)


# A mapping in the order of the form.


def test_facts_stand_in_the_order_of_the_form(facts: Facts) -> None:
    assert list(facts) == [
        "cluster_name",
        "sector",
        "output.2021",
        "firms.2021",
        "chain_work",
        "national_platforms.names",
        "overseas_branches",
        "water_reused",
    ]


def test_facts_read_like_a_mapping(facts: Facts) -> None:
    assert dict(facts) == SOME
    assert (facts["firms.2021"], facts.get("firms.2022"), "firms.2022" in facts) == (
        120,
        None,
        False,
    )
    assert (len(facts), bool(Facts(EDITION, {}))) == (8, False)
    with pytest.raises(KeyError):
        facts["firms.2022"]


def test_facts_do_not_change_when_what_they_were_made_of_does() -> None:
    values: dict[str, Value] = {"firms.2021": 120}
    facts = Facts(EDITION, values)
    values["firms.2021"] = 121
    assert facts["firms.2021"] == 120


def test_an_unknown_key_is_a_programmers_mistake(facts: Facts) -> None:
    with pytest.raises(KeyError, match=r"firms\.1999"):
        Facts(EDITION, {"firms.1999": 1})
    with pytest.raises(KeyError, match="nonsense"):
        facts.overlay({"nonsense": "x"})


def test_printed_facts_leave_the_worksheet_out(facts: Facts) -> None:
    assert facts.printed == Facts(
        EDITION, {key: value for key, value in SOME.items() if key != "water_reused"}
    )


# Equality and digest.


def test_equality_is_by_edition_and_values(facts: Facts) -> None:
    reordered = Facts(EDITION, dict(reversed(SOME.items())))
    assert (facts == reordered, hash(facts) == hash(reordered)) == (True, True)
    assert facts != facts.overlay({"firms.2021": 121})
    assert facts != SOME
    assert Facts(EDITION, {}) != Facts(get_edition("beijing-2025"), {})


def test_the_digest_never_changes() -> None:
    """It is printed on paper as the form's code: whoever changes it makes every paper false."""
    assert Facts(EDITION, SOME).digest == (
        "f97fd0adf23947aee2a2a583f9201a49e2463401eac6476131103167f710f2dd"
    )


@given(facts=CLOSE_FACTS, other=CLOSE_FACTS)
def test_equal_facts_have_equal_digests_and_others_have_others(facts: Facts, other: Facts) -> None:
    assert (facts == other) == (facts.digest == other.digest)


@given(facts=FACTS, order=st.randoms(use_true_random=False))
def test_the_digest_is_independent_of_order(facts: Facts, order: Random) -> None:
    keys = list(facts)
    order.shuffle(keys)
    assert Facts(EDITION, {key: facts[key] for key in keys}).digest == facts.digest


def test_none_blank_and_zero_have_digests_of_their_own() -> None:
    ways: list[dict[str, Value]] = [{}, {"firms.2021": NONE}, {"firms.2021": 0}]
    assert len({Facts(EDITION, way).digest for way in ways}) == 3


@given(facts=FACTS)
def test_facts_are_plain_json(facts: Facts) -> None:
    """And come back from it through what reads everything typed."""
    plain = json.loads(json.dumps({key: as_json(value) for key, value in facts.items()}))
    raw = {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items()}
    assert parse_facts(EDITION.id, raw) == (facts, ())


# Changes.


def test_overlay_sets_and_blanks(facts: Facts) -> None:
    assert facts.overlay({"firms.2021": None, "firms.2022": 9}) == Facts(
        EDITION, {k: v for k, v in SOME.items() if k != "firms.2021"} | {"firms.2022": 9}
    )


def test_diff_lists_changes_in_the_order_of_the_form(facts: Facts) -> None:
    newer = facts.overlay({"overseas_branches": 0, "sector": None, "firms.2022": 9})
    assert facts.diff(newer) == (
        Change("sector", "secondary", None),
        Change("firms.2022", None, 9),
        Change("overseas_branches", NONE, 0),
    )


@given(old=CLOSE_FACTS, new=CLOSE_FACTS)
def test_a_diff_leads_from_the_one_to_the_other(old: Facts, new: Facts) -> None:
    assert old.overlay({change.key: change.new for change in old.diff(new)}) == new
    assert new.overlay({change.key: change.old for change in old.diff(new)}) == old
    assert new.diff(old) == tuple(Change(c.key, c.new, c.old) for c in old.diff(new))


# Merging two people's changes.


def test_only_a_field_that_two_people_changed_is_a_conflict(facts: Facts) -> None:
    ours = facts.overlay({"firms.2021": 121, "sector": None, "area": Decimal("2.00")})
    theirs = facts.overlay(
        {"firms.2021": 122, "sector": None, "cluster_name": "新名称", "overseas_branches": None}
    )
    assert merge(facts, ours, theirs) == Merged(
        facts.overlay(
            {
                "firms.2021": 121,
                "sector": None,
                "area": Decimal("2.00"),
                "cluster_name": "新名称",
                "overseas_branches": None,
            }
        ),
        conflicts=(Change("firms.2021", 121, 122),),
    )


def test_a_field_one_blanked_and_the_other_changed_is_a_conflict(facts: Facts) -> None:
    blanked, changed = facts.overlay({"sector": None}), facts.overlay({"sector": "primary"})
    assert merge(facts, blanked, changed) == Merged(blanked, (Change("sector", None, "primary"),))
    assert merge(facts, changed, blanked) == Merged(changed, (Change("sector", "primary", None),))


@given(base=CLOSE_FACTS, ours=CLOSE_FACTS, theirs=CLOSE_FACTS)
def test_merging_three_ways(base: Facts, ours: Facts, theirs: Facts) -> None:
    assert merge(base, ours, base) == Merged(ours, ())
    assert merge(base, base, theirs) == Merged(theirs, ())
    assert merge(base, ours, ours) == Merged(ours, ())

    merged = merge(base, ours, theirs)
    conflicting = {change.key for change in merged.conflicts}
    for key in EDITION.places:
        before, mine, yours = base.get(key), ours.get(key), theirs.get(key)
        both = mine != before and yours != before and mine != yours
        assert (key in conflicting) == both
        assert merged.facts.get(key) == (yours if mine == before else mine)


@given(base=CLOSE_FACTS, ours=CLOSE_FACTS, theirs=CLOSE_FACTS)
def test_it_does_not_matter_who_saves_first(base: Facts, ours: Facts, theirs: Facts) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.conflicts == tuple(Change(c.key, c.new, c.old) for c in other.conflicts)
    assert one.facts.overlay({c.key: c.new for c in one.conflicts}) == other.facts


# Taking over what was typed.


def test_parsing_takes_what_it_can_and_says_what_it_cannot() -> None:
    facts, problems = parse_facts(
        "beijing-2024",
        {
            "output.2021": "41.2亿元",
            "output.2022": "12.3.4",
            "outptu.2023": "1",
            "sector": None,
            "chain_work": ("chain_map", "绘制产业链图谱，开展产业链培育"),
            "overseas_branches": "无",
            "zzz": "1",
            "quality": " ",
        },
    )
    assert facts == Facts(
        EDITION,
        {
            "output.2021": Decimal("41.20"),
            "chain_work": frozenset({"chain_map"}),
            "overseas_branches": NONE,
        },
    )
    assert problems == (
        Problem("output.2022", "“12.3.4”不是数字"),
        Problem("outptu.2023", "beijing-2024表样中没有这一项，是否为“output.2023”？"),
        Problem("zzz", "beijing-2024表样中没有这一项"),
    )


def test_an_unknown_edition_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        parse_facts("beijing-1999", {})


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("area", "“x”不是数字", 3), "第3行“area”：“x”不是数字"),
        (Problem("area", "“x”不是数字"), "“area”：“x”不是数字"),
        (Problem("", "多出一行", 3), "第3行：多出一行"),
    ],
)
def test_a_problem_says_where(problem: Problem, said: str) -> None:
    assert str(problem) == said


@given(raw=st.dictionaries(st.text(printable, max_size=120), st.text(max_size=5), max_size=3))
def test_any_key_is_taken_or_named(raw: dict[str, str]) -> None:
    facts, problems = parse_facts("beijing-2024", raw)
    assert len(facts) + len(problems) <= len(raw)
    for problem in problems:
        assert len(problem.key) <= 61 and problem.reason


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_key_of_an_edition_can_be_filled(edition_id: str) -> None:
    edition = get_edition(edition_id)
    raw = {
        key: place.field.options[0].label if place.field.options else "1"
        for key, place in edition.places.items()
    }
    facts, problems = parse_facts(edition_id, raw)
    assert problems == ()
    assert list(facts) == list(edition.places)
    assert all(read_value(edition.places[k].field, raw[k]) == value for k, value in facts.items())
