"""Heads as people write them, and what they are taken for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.form import get_edition
from jiqun.core.form.schedule import Head
from jiqun.documents.workbook.reading.heads import Match, Missed, Names, Title, title_of

EDITION = get_edition("beijing-2024")
NAMES = {schedule.id: Names(schedule) for schedule in EDITION.schedules}
FIRMS = NAMES["firms"]
EVERY = [(own.id, head) for own in EDITION.schedules for head in own.heads.values()]

#: Ways in which a head comes back that was printed in one.
WAYS = {
    "as it is": str,
    "broken": lambda text: text.replace("（", "\n（").replace("年", "年\r\n"),
    "half width": lambda text: text.replace("（", "(").replace("）", ")").replace("：", ":"),
    "full width": lambda text: text.translate({code: code + 0xFEE0 for code in range(48, 58)}),
    "spaced": " ".join,
    "starred": lambda text: f"*{text}*",
    "numbered": lambda text: f"3.{text}",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_head_is_known_however_it_is_typed(way) -> None:
    for id, head in EVERY:
        assert NAMES[id].match(way(head.called)) == Match(head, 0, head.column.unit), head


def test_every_other_name_is_known() -> None:
    for id, head in EVERY:
        for name in head.column.also:
            year = f"{head.year}年" if head.year else ""
            match = NAMES[id].match(f"{year}{name}")
            assert isinstance(match, Match), name
            assert match.head == head


@pytest.mark.parametrize(
    ("text", "key", "times"),
    [
        ("企业全称（盖章）", "name", None),
        ("国民经济行业代码（GB/T 4754-2017）", "industry", None),
        ("行业代码\n(4位)", "industry", None),
        ("2023年末从业人员(人)", "staff.2023", None),
        ("2023年度营业收入", "revenue.2023", None),
        ("营业收入2022", "revenue.2022", None),
        ("营业收入（2022年，万元）", "revenue.2022", None),
        ("2022营业收入万元", "revenue.2022", None),
        ("2022年营业收入：亿元", "revenue.2022", "10000"),
        ("营业收入\n（单位：元）\n2022年", "revenue.2022", "0.0001"),
        ("2021年产值（亿）", "output.2021", "10000"),
        ("2023年碳排放量（万吨CO₂）", "co2.2023", "10000"),
        ("2021年在岗职工", "staff_on_post.2021", None),
        ("2023年是否上云", "cloud", None),
        ("小巨人认定年份", "little_giant_since", None),
        ("uscc", "uscc", None),
    ],
)
def test_heads_in_other_words(text: str, key: str, times: str | None) -> None:
    match = FIRMS.match(text)
    assert isinstance(match, Match)
    assert (match.head.key, match.times) == (key, None if times is None else Decimal(times))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("产值（万元）", "没有写明年份，请写成“2023年产值”的样子"),
        ("2020年产值", "是2020年的，不在要填的2021—2023年之内"),
        ("2022年是否上云", "是2022年的，而“是否上云”只填最近一年"),
        ("2023年产值（万美元）", "的单位“万美元”不能换算为“万元”"),
        ("2023年产值（千瓦时元）", "的单位“千瓦时元”不能换算为“万元”"),
    ],
)
def test_heads_that_are_almost_ours(text: str, reason: str) -> None:
    assert FIRMS.match(text) == Missed(reason)


@pytest.mark.parametrize("text", ["主营业务收入", "天气", "（万元）", "*"])
def test_heads_that_are_not_ours(text: str) -> None:
    assert FIRMS.match(text) is None


@pytest.mark.parametrize("text", ["2022", "2022年", "2022年度（万元）"])
def test_a_head_that_is_only_a_year_is_told_what_to_write(text: str) -> None:
    told = "只有年份，没有写明是哪一项，请写成“2022年产值（万元）”的样子"
    assert FIRMS.match(text) == Missed(told)
    assert FIRMS.match("2019") == Missed(told.replace("2022", "2023"))
    assert NAMES["patents"].match(text) is None  # has no figures by year


def test_a_unit_of_the_whole_table_yields_to_the_head() -> None:
    def times(text: str) -> Decimal | None:
        match = FIRMS.match(text, "亿元")
        assert isinstance(match, Match)
        return match.times

    assert times("2023年产值") == 10_000
    assert times("2023年产值（万元）") is None
    assert times("2023年从业人员期末数") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2021年\n产值（万元）", Title("2021年产值(万元)", "产值", 2021, "万元")),
        ("其中：在岗职工（人）2022", Title("在岗职工(人)2022", "在岗职工", 2022, "人")),
        ("2023年末资产", Title("2023年末资产", "年末资产", 2023, "")),
        ("一、企业名称*", Title("企业名称", "企业名称", None, "")),
        ("代码12345", Title("代码12345", "代码12345", None, "")),
    ],
)
def test_titles(text: str, title: Title) -> None:
    assert title_of(text) == title


def test_what_is_alike_is_hinted_at() -> None:
    assert FIRMS.like("营业总收入额") == "营业收入"
    assert FIRMS.like("天气") == ""


@given(st.text(max_size=60))
def test_any_head_is_something(text: str) -> None:
    found = FIRMS.match(text)
    assert found is None or isinstance(found, Match | Missed)


@given(st.sampled_from(EVERY), st.sampled_from(list(WAYS.values())))
def test_matching_is_of_one_list(entry: tuple[str, Head], way) -> None:
    id, head = entry
    match = NAMES[id].match(way(head.called))
    assert isinstance(match, Match)
    assert match.head.key in NAMES[id].schedule.heads
