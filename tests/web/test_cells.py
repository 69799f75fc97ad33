"""The cells of the form that a finding speaks of."""

from decimal import Decimal

import pytest

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import get_edition
from jiqun.core.values import NONE, Value
from jiqun.web.checks.cells import Cell, CellRow, CellTable, cell_table, in_full

EDITION = get_edition("beijing-2024")


def table(values: dict[str, Value], *keys: str) -> CellTable:
    return cell_table([EDITION.places[key] for key in keys], Facts(EDITION, values))


def test_years_stand_side_by_side() -> None:
    values: dict[str, Value] = {"output.2021": Decimal("41.20"), "output.2022": NONE}
    assert table(values, "output.2021", "output.2022", "output.2023") == CellTable(
        (2021, 2022, 2023),
        (CellRow("集群总产值", "亿元", (Cell("41.20"), Cell("无"), Cell("空白", blank=True))),),
    )


def test_fields_of_different_years_share_the_columns() -> None:
    """One without years covers them all; a year that was not spoken of stays empty."""
    values: dict[str, Value] = {"firms.2021": 0, "smes.2023": 3, "area": Decimal("5.86")}
    assert table(values, "firms.2021", "smes.2023", "area") == CellTable(
        (2021, 2023),
        (
            CellRow("集群企业数量", "家", (Cell("0"), None)),
            CellRow("集群中小企业数量", "家", (None, Cell("3"))),
            CellRow("集群占地面积", "平方公里", (Cell("5.86", span=2),)),
        ),
    )


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("sector", "secondary", "第二产业"),
        (
            "sharing_work",
            ("workshops", "equipment"),
            "开展通用生产设备共享；建立共享车间、共享工厂",
        ),
        ("national_platforms.names", ("甲", "乙"), "甲；乙"),
        (
            "national_platforms.names",
            tuple(f"示例平台{n}" for n in range(99)),
            "（共99个）",
        ),
        ("chain", "字" * 200, f"{'字' * 80}…（共200字）"),
        ("cluster_name", "无", "无"),
    ],
)
def test_values_as_people_read_them(key: str, typed: str | tuple[str, ...], expected: str) -> None:
    known, problems = parse_facts(EDITION.id, {key: typed})
    assert problems == ()
    ((row,),) = (cell_table([EDITION.places[key]], known).rows,)
    assert row.cells[0] is not None
    assert row.cells[0].text.endswith(expected)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("output.2021", Decimal("41.20"), "41.20亿元"),
        ("firms.2021", 0, "0家"),
        ("firms.2021", NONE, "无"),
        ("firms.2021", None, "空白"),
        ("sector", "secondary", "第二产业"),
    ],
)
def test_a_cell_by_itself_has_its_unit(key: str, value: Value | None, expected: str) -> None:
    assert in_full(EDITION.places[key], value) == expected
