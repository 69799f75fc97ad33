"""The form on the page: every cell of it stands there once, in the order of the form."""

from collections.abc import Iterator

import pytest

from jiqun.core.form import COVER, DEFAULT_EDITION, WORKSHEET, get_edition
from jiqun.web.declarations.pages.blocks import Ask, Block, Grid, Question, Together
from jiqun.web.declarations.pages.sheet import SLUG_OF, SLUGS, blocks

EDITION = get_edition(DEFAULT_EDITION)

#: What is written by hand when it is signed.
BY_HAND = {
    *("statement.signatory", "statement.operator", "statement.date"),
    *("recommendation.opinion", "recommendation.unit", "recommendation.date"),
}


def asks(block: Block) -> Iterator[Ask]:
    if isinstance(block, Grid):
        yield from (ask for line in block.lines for ask in line.cells if ask)
    elif isinstance(block, Question):
        yield from block.cells
    elif isinstance(block, Together):
        for inner in block.blocks:
            yield from asks(inner)


def keys_on(number: str) -> list[str]:
    return [ask.key for block in blocks(EDITION.id, number) for ask in asks(block)]


def test_every_cell_stands_on_one_page() -> None:
    found = [key for number in SLUGS.values() for key in keys_on(number)]
    assert len(found) == len(set(found))
    assert set(EDITION.places) - set(found) == BY_HAND
    assert set(found) <= set(EDITION.places)


@pytest.mark.parametrize("number", [COVER, *"一二三四五六七", WORKSHEET])
def test_a_page_has_the_cells_of_its_part(number: str) -> None:
    assert {EDITION.part_of[EDITION.places[key].field.id] for key in keys_on(number)} == {number}


def test_part_eight_has_its_stage_goals_beside_the_targets() -> None:
    others = {EDITION.part_of[EDITION.places[key].field.id] for key in keys_on("八")} - {"八"}
    assert others == {WORKSHEET}
    (table,) = (block for block in blocks(EDITION.id, "八") if isinstance(block, Grid))
    first = table.lines[0]
    assert (first.group, first.label) == ("主导产业", "近三年集群产值年均增速")
    assert table.head[0] == "2023年基准值"
    assert [ask.key for ask in first.cells if ask] == [
        "targets.output_growth.base",
        "targets.output_growth.2024",
        "targets.output_growth.2025",
        "targets.output_growth.2026",
        "targets.output_growth.target",
    ]


def test_years_stand_in_one_grid() -> None:
    grid = blocks(EDITION.id, "二")[0]
    assert isinstance(grid, Grid)
    assert grid.head == ("2021年", "2022年", "2023年")
    first = grid.lines[0]
    assert first.label == "集群总产值（亿元）"
    assert [ask.key for ask in first.cells if ask] == ["output.2021", "output.2022", "output.2023"]
    assert [clause.number for clause in first.clauses] == [2, 5]


def test_slugs_and_parts_are_one_to_one() -> None:
    assert {SLUGS[slug] for slug in SLUG_OF.values()} == set(SLUGS.values())
