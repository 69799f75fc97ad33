"""What is rendered reads back as the same facts."""

import pytest

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.model import Field, Kind
from jiqun.core.reading import Raw
from jiqun.core.values import NONE, Value
from jiqun.documents.paper.fill import fill
from jiqun.documents.reader import Reading, read_word
from jiqun.documents.word import write_word
from tests.declarations import GOLDENS, golden, widest

LINES = (
    "甲：乙",
    "数量：3个 名称：丙",
    "a & b < c > d",
    "产业😀集群𠮷",
    "□是 ☑否 √",
    "2024 年第 1 号",
    "......",
    "R",
    "口",
    "“引号”与——破折号……",
    "个",
    "名称：",
    "（XX区）",
    "snake_case_",
    "吨二氧化碳/万元",
)


def rendered(facts: Facts) -> Reading:
    return read_word(write_word(fill(facts)))


def raw_value(field: Field, number: int) -> Raw:
    """A value for every kind of field, another one for every ``number``."""
    line = LINES[number % len(LINES)]
    simple: dict[Kind, Raw] = {
        Kind.NUMBER: f"{number * 3.17:.2f}" if number % 3 else f"0.{number:05d}",
        Kind.COUNT: str(number * 7),
        Kind.LINE: f"{line} {number}" if line == "......" else line,
        Kind.NARRATIVE: f"{line}\n1. 第二段：{line}\n第三段",
        Kind.NAMES: (line, "名称：" + line),
        Kind.DATE: ("2024年5月30日", "五月底", "2024年 月 日")[number % 3],
        Kind.PHONE: "010-69000001、(010)69000002",
        Kind.CONTACT: "张三 13900000000",
    }
    ids = [option.id for option in field.options]
    if field.kind is Kind.TICKS:
        return tuple(ids[number % 2 :: 2])
    return ids[number % len(ids)] if field.kind is Kind.CHOICE else simple[field.kind]


@pytest.mark.parametrize("edition_id", EDITIONS)
@pytest.mark.parametrize("shift", range(4))
def test_every_field_filled(edition_id: str, shift: int) -> None:
    places = get_edition(edition_id).printed.values()
    raw = {place.key: raw_value(place.field, n + shift) for n, place in enumerate(places)}
    facts, problems = parse_facts(edition_id, raw)
    assert problems == ()
    assert rendered(facts) == Reading(facts)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_nothing_filled(edition_id: str) -> None:
    facts = Facts(get_edition(edition_id), {})
    assert rendered(facts) == Reading(facts)


def test_nothing_but_none() -> None:
    """无 in every cell that can hold it; a box cannot."""
    edition = get_edition("beijing-2024")
    boxed = (Kind.CHOICE, Kind.TICKS)
    values: dict[str, Value] = {
        key: NONE for key, place in edition.printed.items() if place.field.kind not in boxed
    }
    facts = Facts(edition, values)
    assert rendered(facts) == Reading(facts)


@pytest.mark.parametrize("name", GOLDENS)
def test_goldens(name: str) -> None:
    facts = golden(name).facts
    assert rendered(facts) == Reading(facts.printed)


def test_widest() -> None:
    assert rendered(widest()) == Reading(widest())


@pytest.mark.parametrize("count", [1, 3, 40, 400])
def test_long_lists(count: int) -> None:
    """Every list of names at once, what does not fit in the annex."""
    edition = get_edition("beijing-2024")
    names = tuple(f"第{n}号示例智能装备重点实验室：名称" for n in range(count))
    values: dict[str, Value] = {
        key: names for key, place in edition.printed.items() if place.field.kind is Kind.NAMES
    }
    facts = Facts(edition, values)
    assert rendered(facts) == Reading(facts)


def test_everything_too_long() -> None:
    """Whatever the cell, the annex holds the whole of it."""
    edition = get_edition("beijing-2024")
    texts = (Kind.LINE, Kind.NARRATIVE, Kind.PHONE, Kind.CONTACT, Kind.DATE)
    values: dict[str, Value] = {
        key: f"{key}：" + "长文。" * 500
        for key, place in edition.printed.items()
        if place.field.kind in texts
    }
    facts = Facts(edition, values)
    assert rendered(facts) == Reading(facts)


@pytest.mark.parametrize("lines", [(1,), (2,), (1, 2, 3), (3, 8), tuple(range(1, 9))])
def test_added_targets(lines: tuple[int, ...]) -> None:
    edition = get_edition("beijing-2024")
    values: dict[str, Value] = {}
    for direction in ("leading", "innovation", "digital", "green", "other"):
        for line in lines:
            values[f"targets.added.{direction}.{line}.label"] = f"指标{line}"
            values[f"targets.added.{direction}.{line}.target"] = NONE
    facts = Facts(edition, values)
    assert rendered(facts) == Reading(facts)


def test_annex_labels_tell_every_place_apart() -> None:
    from jiqun.documents.reader.layout import layout_of

    for edition_id in EDITIONS:
        layout = layout_of(edition_id)
        assert len(layout.annex) == len(layout.edition.printed)
