"""Rows as they are typed, laid over a roster."""

from decimal import Decimal

from jiqun.core.roster.listing import Row, UnreadCell
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import typed_over
from jiqun.core.values import NONE
from tests.rosters import sound_roster, typed

EDITION = sound_roster().edition


def cells(row: Row) -> dict[str, object]:
    return {key: row.get(key) for key in row.at}


def test_rows_begin_below_the_header() -> None:
    roster = typed_over(Roster.empty(EDITION), {"firms": ({"since": "2019"}, {"cloud": "是"})})
    assert roster.firms.keys == ("since", "cloud")
    assert [(row.number, row.values) for row in roster.firms.rows] == [
        (2, (2019, None)),
        (3, (None, True)),
    ]


def test_cells_are_read_as_their_columns_are() -> None:
    row = {"staff.2023": "26", "pct": "3.5", "output.2023": "1,180.50", "fdi.2023": "无"}
    row |= {"listed_until": "2025-12-31", "uscc": "91110118maxx00015q", "name": " 示例厂 "}
    (read,) = typed(row).firms.rows
    assert read.values[:4] == (26, Decimal("3.5"), Decimal("1180.5"), NONE)
    assert (read.get("uscc"), read.get("name")) == ("91110118MAXX00015Q", "示例厂")
    (platform,) = typed(platforms=({"name": "示例平台", "rank": "省级"},)).listing("platforms").rows
    assert platform.get("rank") == "provincial"


def test_what_is_typed_lies_over_what_was_there() -> None:
    sound = sound_roster()
    changed = typed_over(sound, {"firms": ({"staff.2023": "", "cloud": "是"},)})
    first, second = changed.firms.rows
    before = cells(sound.firms.rows[0])
    assert cells(first) == {**before, "staff.2023": None, "cloud": True}
    assert cells(second) == {**cells(sound.firms.rows[1]), "cloud": None}
    assert cells(sound.firms.rows[0]) == before


def test_more_rows_follow_the_last() -> None:
    changed = typed_over(sound_roster(), {"firms": ({}, {}, {"name": "示例丙厂"})})
    assert [row.number for row in changed.firms.rows] == [2, 3, 4]
    assert cells(changed.firms.rows[2])["name"] == "示例丙厂"
    assert changed.firms.rows[2].get("staff.2023") is None


def test_other_lists_stay() -> None:
    changed = typed_over(typed({"since": "2019"}), {"branches": ({"name": "示例分公司"},)})
    assert [row.values for row in changed.firms.rows] == [(2019,)]
    assert changed.listing("branches").keys == ("name",)


def test_what_cannot_be_read_is_told() -> None:
    firms = typed({"staff.2023": "26"}, {"staff.2023": "若干"}).firms
    assert [row.values for row in firms.rows] == [(26,), (None,)]
    assert firms.unread == (UnreadCell(3, "staff.2023", "若干", "“若干”不是数字"),)
