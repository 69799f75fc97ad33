"""What is printed comes back: facts → Word form → the same facts, annex included."""

import pytest
from hypothesis import HealthCheck, given, settings

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.rules import check
from jiqun.documents.paper.fill import ANNEX_TABLE, Filled, fill
from jiqun.documents.reader import Reading, read_word
from jiqun.documents.word import write_word
from tests.declarations import GOLDENS, blank, golden, widest
from tests.strategies import printed_facts

#: Some 250 values make one example; its size is no sign that anything is wrong.
LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def has_annex(filled: Filled) -> bool:
    return any(getattr(block, "name", "") == ANNEX_TABLE for block in filled.blocks)


@settings(max_examples=200, deadline=None, suppress_health_check=LARGE)
@given(facts=printed_facts("beijing-2024"))
def test_printed_facts_come_back(facts: Facts) -> None:
    filled = fill(facts)
    findings = check(Case(facts=facts, overflows=filled.overflows)).findings
    of_fields = [finding for finding in findings if finding.rule.startswith("R0")]
    assert of_fields == [], "the strategy draws only what passes the field rules"
    assert read_word(write_word(filled)) == Reading(facts)


@settings(max_examples=5, deadline=None, suppress_health_check=LARGE)
@given(facts=printed_facts("beijing-2027"))
def test_in_a_later_edition_too(facts: Facts) -> None:
    assert read_word(write_word(fill(facts))) == Reading(facts)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_an_empty_form_is_empty(edition_id: str) -> None:
    assert read_word(write_word(fill(blank(edition_id)))) == Reading(blank(edition_id))


@pytest.mark.parametrize("name", GOLDENS)
def test_goldens_come_back(name: str) -> None:
    facts = golden(name).facts
    assert read_word(write_word(fill(facts))) == Reading(facts.printed)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_fullest_form_comes_back(edition_id: str) -> None:
    facts = widest(edition_id)
    assert read_word(write_word(fill(facts))) == Reading(facts)


def test_reading_and_printing_again_gives_the_same_bytes() -> None:
    paper = write_word(fill(golden("longest").facts.printed))
    assert write_word(fill(read_word(paper).facts)) == paper


def test_the_worksheet_is_not_on_paper() -> None:
    facts = Facts(get_edition("beijing-2024"), {"cluster_name": "示例产业集群", "water_reused": 5})
    assert read_word(write_word(fill(facts))).facts == facts.printed


def test_what_does_not_fit_comes_back_from_the_annex() -> None:
    """Lists and texts: even a text that blocks, 5,000 letters that count as one 字, is not lost."""
    facts = blank().overlay(
        {
            "chain": "L" * 5000,
            "national_platforms.count": 40,
            "national_platforms.names": tuple(f"示例国家级创新平台第{n}号" for n in range(1, 41)),
            "governance": "段落\n" * 99 + "段落",
        }
    )
    filled = fill(facts)
    assert has_annex(filled)
    assert {overflow.key for overflow in filled.overflows} == {"chain", "governance"}
    assert read_word(write_word(filled)) == Reading(facts)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 10, 99, 100, 500])
def test_lists_of_every_length_come_back(count: int) -> None:
    names = tuple(f"示例平台{n}" for n in range(1, count + 1))
    facts = blank().overlay({"other_green.count": count, "other_green.names": names})
    assert read_word(write_word(fill(facts))) == Reading(facts)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chain", "见附页"),
        ("chain", "详细情况……（全文见附页）"),
        ("plan.tasks", "重点任务\n见附页"),
        ("cluster_name", "某集群……（全文见附页）"),
        ("other_green.names", ("示例绿色工厂", "等2个，详见清单")),
        ("other_green.names", ("等1个，详见清单",)),
    ],
)
def test_a_value_that_ends_like_a_mark_comes_back_too(
    key: str, value: str | tuple[str, ...]
) -> None:
    facts = blank().overlay({key: value})
    filled = fill(facts)
    assert filled.overflows == ()
    assert read_word(write_word(filled)) == Reading(facts)
