"""The template: everything the lists have stands in it, and Excel helps to fill it in."""

import pytest

from jiqun.core.districts import district_of
from jiqun.core.form import EDITIONS, Edition, get_edition
from jiqun.core.form.beijing.examples import examples
from jiqun.core.form.schedule import ColumnKind, Schedule
from jiqun.core.roster.model import Roster
from jiqun.core.roster.rules import judge_rows
from jiqun.core.roster.typed import typed_over
from jiqun.core.roster.uscc import odd_code, wrong_code
from jiqun.documents.workbook.worksheet import lines
from jiqun.documents.workbook.writing.columns import areas, may_stand
from jiqun.documents.workbook.writing.lists import GROUPS, LAST_ROW
from jiqun.documents.workbook.writing.template import write_template
from tests.documents.workbook.opened import MAIN, Opened

EDITION = get_edition("beijing-2024")
TEMPLATE = Opened(write_template(EDITION))
FIRMS, OTHERS = EDITION.schedules[0], EDITION.schedules[1:]


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return get_edition(request.param)


def heads(schedule: Schedule) -> list[str]:
    """The row of heads, its line breaks taken out."""
    row = TEMPLATE.rows(schedule.title)[1 if schedule is FIRMS else 0]
    return [cell.replace("\n", "") for cell in row]


def column_of(schedule: Schedule, key: str) -> int:
    """Counted from 1."""
    return list(schedule.heads).index(key) + 1


def letter(number: int) -> str:
    return letter((number - 1) // 26) + chr(65 + (number - 1) % 26) if number else ""


def firm_cell(key: str, row: int = 2) -> str:
    return f"{letter(column_of(FIRMS, key))}{row}"


def helped(key: str) -> str:
    """The range in which Excel helps to fill in a column of the firms."""
    column = letter(column_of(FIRMS, key))
    return f"{column}3:{column}{LAST_ROW + 1}"


# --- The whole ---


def test_sheets_stand_in_order() -> None:
    titles = [schedule.title for schedule in EDITION.schedules]
    assert TEMPLATE.names == ["填表说明", *titles, "测算底稿", "填写示例"]
    assert all(len(name) <= 31 for name in TEMPLATE.names)


def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    data = write_template(edition)
    assert data == write_template(edition)
    assert len(data) < 80_000


def test_years_are_those_of_the_edition() -> None:
    later = Opened(write_template(get_edition("beijing-2026")))
    found = [cell for cell in later.rows("企业名录")[1] if "\n产值\n" in cell]
    assert found == ["2023年\n产值\n（万元）", "2024年\n产值\n（万元）", "2025年\n产值\n（万元）"]
    shown = " ".join(str(cell) for name in later.names for row in later.rows(name) for cell in row)
    assert "2021年" not in shown


# --- Lists ---


def test_every_column_has_its_head() -> None:
    for schedule in EDITION.schedules:
        assert heads(schedule) == [head.called for head in schedule.heads.values()]


def test_lists_are_empty_below_their_heads() -> None:
    assert [len(TEMPLATE.rows(schedule.title)) for schedule in OTHERS] == [1] * len(OTHERS)
    assert len(TEMPLATE.rows("企业名录")) == 2


def test_firms_have_groups_above_their_heads() -> None:
    row = TEMPLATE.rows("企业名录")[0]
    found = {title: place for place, title in enumerate(row) if title}
    ids = [head.column.id for head in FIRMS.heads.values()]
    assert found == {title: ids.index(id) for id, title in GROUPS.items()}
    merged = [m.get("ref") for m in TEMPLATE.xml("企业名录").iter(f"{MAIN}mergeCell")]
    assert len(merged) == len(GROUPS)


def test_head_and_names_stay_in_view() -> None:
    pane = TEMPLATE.xml("企业名录").find(f".//{MAIN}pane")
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("1", "2", "frozen")
    pane = TEMPLATE.xml("创新平台清单").find(f".//{MAIN}pane")
    assert (pane.get("xSplit"), pane.get("ySplit")) == ("1", "1")


def test_codes_are_text_down_the_whole_column() -> None:
    for schedule in EDITION.schedules:
        for place, head in enumerate(schedule.heads.values(), 1):
            if head.column.kind is ColumnKind.CODE:
                text = TEMPLATE.format_code("49")
                assert TEMPLATE.column_format(schedule.title, place) in ("@", text)


def test_numbers_and_days_have_formats() -> None:
    def format_of(key: str) -> str:
        return TEMPLATE.column_format("企业名录", column_of(FIRMS, key))

    assert format_of("output.2021") == "#,##0.00##"
    assert format_of("high_tech_until") == "yyyy-mm-dd"
    assert format_of("since") == "1"  # Excel's own “0”


def test_what_must_be_filled_in_is_bold_and_red() -> None:
    font = TEMPLATE.font("企业名录", firm_cell("uscc"))
    assert font.find(f"{MAIN}b") is not None
    assert font.find(f"{MAIN}color").get("rgb") == "FFC00000"
    assert TEMPLATE.font("企业名录", firm_cell("product")).find(f"{MAIN}b") is None


def test_heads_say_unit_and_clause() -> None:
    comments = TEMPLATE.comments("企业名录")
    assert len(comments) == len(FIRMS.heads)
    assert comments[firm_cell("staff.2022")] == "\n".join(
        (
            "2022年从业人员期末数（人）",
            "填整数，单位人；没有的填“无”。",
            "例：205",
            f"填报说明8：{EDITION.notes[7].text}",
            f"填报说明10：{EDITION.notes[9].text}",
        )
    )
    assert comments[firm_cell("uscc")] == (
        "统一社会信用代码\n必填。填18位代码，按文本填写。\n例：91110118MAXX00015Q"
    )


def test_answers_and_options_drop_down() -> None:
    answer = TEMPLATE.validations("企业名录")[helped("leading")]
    assert answer.get("type") == "list"
    assert answer.find(f"{MAIN}formula1").text == '"是,否"'
    assert answer.get("errorStyle") is None  # it stops
    rank = TEMPLATE.validations("创新平台清单")[f"B2:B{LAST_ROW + 1}"]
    assert rank.find(f"{MAIN}formula1").text == '"国家级,省级,其他"'


def test_options_fit_into_a_drop_down() -> None:
    """Excel takes 255 characters, parted by commas."""
    for schedule in EDITION.schedules:
        for column in schedule.columns:
            labels = [option.label for option in column.options]
            assert len(",".join(labels)) <= 255
            assert not any("," in label or '"' in label for label in labels)


def test_districts_are_offered_but_not_enforced() -> None:
    check = TEMPLATE.validations("企业名录")[helped("district")]
    offered = check.find(f"{MAIN}formula1").text.strip('"').split(",")
    assert offered == list(areas())
    assert len(offered) == 17
    assert all(district_of(area) for area in offered)
    assert check.get("errorStyle") == "warning"


@pytest.mark.parametrize(
    ("key", "kind", "formulas"),
    [
        ("uscc", "textLength", ["18"]),
        ("industry", "textLength", ["4"]),
        ("since", None, ["1900", "2026"]),
        ("output.2021", "custom", ['IF(ISNUMBER(J3),J3>=0,J3="无")']),
        ("staff.2021", "custom", ['IF(ISNUMBER(S3),AND(S3>=0,INT(S3)=S3),S3="无")']),
    ],
)
def test_odd_entries_are_warned_of(key: str, kind: str | None, formulas: list[str]) -> None:
    check = TEMPLATE.validations("企业名录")[helped(key)]
    assert check.get("type") == (kind or "whole")
    assert [f.text for f in check if f.text] == formulas
    assert (check.get("errorStyle"), check.get("errorTitle")) == ("warning", "提醒")
    assert check.get("error").endswith("确定这样填吗？")


def test_days_are_checked() -> None:
    check = TEMPLATE.validations("企业名录")[helped("listed_until")]
    assert check.get("type") == "custom"
    cell = helped("listed_until").partition(":")[0]
    formula = check.find(f"{MAIN}formula1").text
    assert formula == f"AND(ISNUMBER({cell}),{cell}>=20000,{cell}<=80000)"  # 2021 alone is no day
    assert "2023-12-31" in check.get("error")


def test_messages_are_as_short_as_excel_wants() -> None:
    for name in TEMPLATE.names:
        for check in TEMPLATE.validations(name).values():
            assert 0 < len(check.get("error")) <= 255
            assert len(check.get("errorTitle")) <= 32


def test_lists_print_in_landscape_with_their_heads() -> None:
    setup = TEMPLATE.xml("企业名录").find(f"{MAIN}pageSetup")
    assert (setup.get("paperSize"), setup.get("orientation")) == ("8", "landscape")
    names = {
        name.get("localSheetId"): name.text
        for name in TEMPLATE.part("xl/workbook.xml").iter(f"{MAIN}definedName")
        if name.get("name") == "_xlnm.Print_Titles"
    }
    assert names["1"] == "企业名录!$A:$A,企业名录!$1:$2"
    assert names["2"] == "主持或参与制修订标准清单!$1:$1"


# --- 测算底稿 ---


def test_the_worksheet_has_a_row_for_every_line() -> None:
    rows = TEMPLATE.rows("测算底稿")
    years = [f"{year}年" for year in range(2020, 2027)]
    assert rows[0] == ["键", "名称", *years, "数值"]
    found = [(line.id, line.label) for line in lines(EDITION)]
    assert [tuple(row[:2]) for row in rows[1:]] == found
    assert ("output.prior", "集群总产值（亿元）") in found
    assert ("leading_products.3.name", "主导产品名称（第3项）") in found


def test_every_key_of_the_worksheet_has_one_place() -> None:
    keys = [key for line in lines(EDITION) for key in line.places.values()]
    assert len(keys) == len(set(keys))
    assert set(keys) == {place.key for field in EDITION.worksheet for place in field.places()}
    ids = [line.id for line in lines(EDITION)]
    assert len(ids) == len(set(ids))


def test_years_a_field_does_not_have_are_shut() -> None:
    assert TEMPLATE.fill("测算底稿", "C2") == "FFEDEDED"  # 集群营业收入 of 2020
    assert TEMPLATE.fill("测算底稿", "D2") is None
    assert TEMPLATE.fill("测算底稿", "J2") == "FFEDEDED"  # it has years


def test_an_option_of_the_worksheet_drops_down() -> None:
    (check,) = TEMPLATE.validations("测算底稿").values()
    assert check.find(f"{MAIN}formula1").text == '"产品收入占比,重要程度"'


# --- 填表说明 ---


def test_the_guide_names_every_figure_a_list_gives() -> None:
    rows = TEMPLATE.rows("填表说明")
    figures = {row[0]: row[2] for row in rows if row[2]}
    for schedule in EDITION.schedules:
        expected = "、".join(EDITION.fields[id].short for id in schedule.supports)
        assert figures[schedule.title] == expected


def test_the_guide_leads_to_every_sheet() -> None:
    links = [link.get("location") for link in TEMPLATE.xml("填表说明").iter(f"{MAIN}hyperlink")]
    titles = [schedule.title for schedule in EDITION.schedules]
    assert links == [f"'{title}'!A1" for title in (*titles, "测算底稿")]


# --- 填写示例 ---


def test_the_sample_shows_every_column() -> None:
    rows = TEMPLATE.rows("填写示例")
    shown = {(row[0], row[1]) for row in rows}
    for schedule in EDITION.schedules:
        for head in schedule.heads.values():
            assert (head.called, may_stand(head)) in shown
    output = next(row for row in rows if row[0] == "2022年产值（万元）")
    assert output[2:] == ["16890.50", "275400.00", "860.00"]


def test_firms_of_the_sample_cannot_exist_but_have_right_codes(edition: Edition) -> None:
    firms = examples(edition.years)["firms"]
    assert len(firms) == 3
    for firm in firms:
        assert firm["name"].startswith("（示例）")
        assert (wrong_code(firm["uscc"]), odd_code(firm["uscc"])) == ("", ())


def test_the_sample_breaks_no_rule(edition: Edition) -> None:
    roster = typed_over(Roster(edition=edition, listings={}), examples(edition.years))
    assert [listing.unread for listing in roster.listings.values() if listing.unread] == []
    assert judge_rows(roster) == ()


def test_every_column_has_an_example_unless_it_is_often_blank(edition: Edition) -> None:
    lacking = [
        column.id
        for schedule in edition.schedules
        for column in schedule.columns
        if not column.example
    ]
    assert lacking == ["until", "listed_until", "pre_listing_until"]
    for schedule in edition.schedules:
        for column in schedule.columns:
            assert len(column.example) in (0, max(1, len(column.years)))
