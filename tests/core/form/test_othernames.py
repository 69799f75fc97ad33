"""Other names of columns: each means one column of its list, and none is its label again."""

from collections import Counter
from dataclasses import replace

import pytest

from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.beijing.othernames import OTHER_NAMES, also_called
from jiqun.core.form.schedule import Schedule

SCHEDULES = get_edition("beijing-2024").schedules


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.id)
def test_a_name_means_one_column(schedule: Schedule) -> None:
    named = [(name, column.id) for column in schedule.columns for name in column.also]
    labels = [(column.label, column.id) for column in schedule.columns]
    counted = Counter(name for name, _ in (*named, *labels))
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_list_has_other_names(edition: str) -> None:
    schedules = get_edition(edition).schedules
    assert OTHER_NAMES.keys() == {schedule.id for schedule in schedules}
    assert all(any(column.also for column in schedule.columns) for schedule in schedules)


def test_a_title_has_its_names_for_both_of_its_times() -> None:
    columns = {column.id: column.also for column in SCHEDULES[0].columns}
    assert "小巨人认定年份" in columns["little_giant_since"]
    assert "国家高新技术企业有效期" in columns["high_tech_until"]


def test_names_of_no_column_are_refused() -> None:
    firms = SCHEDULES[0]
    with pytest.raises(KeyError, match="firms has no column"):
        also_called(replace(firms, columns=firms.columns[1:]))


@pytest.mark.parametrize("name", ["主营业务收入", "销售收入", "组织机构代码", "出口额"])
def test_what_merely_sounds_alike_is_no_name(name: str) -> None:
    assert not any(name in column.also for column in SCHEDULES[0].columns)
