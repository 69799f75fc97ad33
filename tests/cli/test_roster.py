"""``jiqun roster``: the template out, a filled-in workbook checked, handed back and totalled."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from jiqun.cli import progress
from jiqun.cli import roster as commands
from jiqun.cli.progress import counting
from jiqun.core.form import get_edition
from jiqun.core.form.beijing.examples import examples
from jiqun.core.rank import Rank
from jiqun.core.roster.model import Roster
from jiqun.core.roster.rules import RowFinding
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed, HandedSheet, Note
from jiqun.documents.workbook.writing.template import write_template
from tests.cli.running import run
from tests.documents.workbook.filled import fill_in
from tests.documents.workbook.opened import Opened
from tests.rosters import invented_code

EDITION = get_edition("beijing-2024")
SAMPLE = examples(EDITION.years)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The invented firms of the sample, who have everything right."""
    file = tmp_path / "名录.xlsx"
    file.write_bytes(fill_in(EDITION, SAMPLE))
    return file


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """The same with one wrong code, in the row of the second firm."""
    first, second, third = SAMPLE["firms"]
    firms = (first, {**second, "uscc": "91110118MAXX00023A"}, third)
    file = tmp_path / "错的.xlsx"
    file.write_bytes(fill_in(EDITION, {**SAMPLE, "firms": firms}))
    return file


# --- template ---


def test_the_template_is_written(tmp_path: Path) -> None:
    file = tmp_path / "空表.xlsx"
    done = run("roster", "template", "-o", file, "--edition", "beijing-2026")
    assert done.exit_code == 0
    assert done.stderr == f"已写入 {file}\n".replace("\n", "") + "\n"
    assert file.read_bytes() == write_template(get_edition("beijing-2026"))


def test_it_has_a_name_of_its_own_and_spares_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("roster", "template")
    assert Path("企业名录模板.xlsx").read_bytes() == write_template(EDITION)
    with pytest.raises(Refused, match="已经存在，为免覆盖填好的名录"):
        run("roster", "template")


def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        run("roster", "template", "-o", tmp_path / "空表.csv")
    assert str(refused.value) == "“空表.csv”的扩展名应为 .xlsx：写出的是Excel工作簿。"


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有“beijing-1999”这一表样版次"):
        run("roster", "template", "-o", tmp_path / "a.xlsx", "--edition", "beijing-1999")


# --- check ---


def test_nothing_to_find_is_said(clean: Path) -> None:
    done = run("roster", "check", clean)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "共检查11行，没有发现问题。"


def test_what_blocks_is_shown_by_rule_with_its_rows(flawed: Path) -> None:
    done = run("roster", "check", flawed)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("✖ 阻断 ")
    assert " 1处 " in lines[0]
    assert lines[1].strip().startswith("企业名录第4行：")
    assert "91110118MAXX00023A" in lines[1]
    assert lines[-1] == "共检查11行，1行有问题：阻断1处，须说明0处，提示0处。"


def test_a_workbook_is_handed_back(flawed: Path, tmp_path: Path) -> None:
    output = tmp_path / "修改稿.xlsx"
    done = run("roster", "check", flawed, "-o", output)
    assert done.exit_code == 1
    rows = Opened(output.read_bytes()).rows("企业名录")
    assert [row[1] for row in rows[1:]] == [4, 3, 5]
    run("roster", "check", flawed, "-o", output, "--in-place")
    rows = Opened(output.read_bytes()).rows("企业名录")
    assert [row[1] for row in rows[1:]] == [3, 4, 5]


def test_what_was_handed_back_can_be_checked_at_once(flawed: Path, tmp_path: Path) -> None:
    output = tmp_path / "修改稿.xlsx"
    before = json.loads(run("roster", "check", flawed, "-o", output, "--json").stdout)
    after = json.loads(run("roster", "check", output, "--json").stdout)
    assert [f["message"] for f in after["findings"]] == [f["message"] for f in before["findings"]]
    assert [f["row"] for f in after["findings"]] == [2]
    again = tmp_path / "再改稿.xlsx"
    run("roster", "check", output, "-o", again)
    assert Opened(again.read_bytes()).names == Opened(output.read_bytes()).names


def test_the_original_is_never_written_over(flawed: Path) -> None:
    before = flawed.read_bytes()
    with pytest.raises(Refused, match=r"^修改稿不能写在原件“.+”上，请用 -o 另定文件名。$"):
        run("roster", "check", flawed, "-o", flawed.parent / "." / flawed.name)
    assert flawed.read_bytes() == before


def test_totals_of_a_faulty_roster_come_with_a_caution(flawed: Path, clean: Path) -> None:
    caution = "名录有1处阻断问题没有改正，合计仅供参考"
    assert caution in run("roster", "totals", flawed).stderr
    assert "仅供参考" not in run("roster", "totals", clean).stderr


def test_json_has_every_finding(flawed: Path) -> None:
    done = run("roster", "check", flawed, "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found["edition"] == "beijing-2024"
    assert {"name": "企业名录", "schedule": "firms", "rows": 3} in found["sheets"]
    (finding,) = found["findings"]
    assert finding["rank"] == "block"
    assert (finding["schedule"], finding["row"], finding["keys"]) == ("firms", 4, ["uscc"])


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "空的"), (b"%PDF-1.7", "PDF"), (b"PK\x03\x04 broken", "损坏|无法")],
)
def test_what_is_no_roster_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "名录.xlsx"
    file.write_bytes(content)
    with pytest.raises(Refused, match=why):
        run("roster", "check", file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到文件"):
        run("roster", "check", tmp_path / "没有.xlsx")


def test_a_corrected_copy_is_a_workbook(clean: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="扩展名应为"):
        run("roster", "check", clean, "-o", tmp_path / "修改稿.csv")


def handed(rows: int, notes: tuple[Note, ...] = ()) -> Handed:
    sheet = HandedSheet(
        name="企业名录",
        schedule="firms",
        heads=("企业名称",),
        keys=("name",),
        rows=tuple((number, ("甲",)) for number in range(2, rows + 2)),
    )
    return Handed(
        name="甲.xlsx", roster=Roster(edition=EDITION, listings={}), sheets=(sheet,), notes=notes
    )


def finding(row: int, rank: Rank) -> RowFinding:
    return RowFinding("E9-99", rank, "firms", row, ("name",), f"第{row}个错。")


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, clean: Path) -> Callable[..., Path]:
    """A file that is taken for this workbook with these findings."""

    def take(workbook: Handed, *findings: RowFinding) -> Path:
        monkeypatch.setattr(commands, "open_workbook", lambda path, edition: workbook)
        monkeypatch.setattr(commands, "judge_rows", lambda roster, progress: findings)
        return clean

    return take


def test_only_the_first_rows_of_a_rule_are_shown(given: Callable[..., Path]) -> None:
    file = given(handed(9), *(finding(row, Rank.HINT) for row in range(2, 9)))
    done = run("roster", "check", file)
    assert done.exit_code == 0
    assert [line.strip() for line in done.stdout.splitlines()] == [
        "● 提示 E9-99 7处",
        *(f"企业名录第{row}行：第{row}个错。" for row in range(2, 7)),
        "另有2处，用 -o 写出修改稿可见全部",
        "共检查9行，7行有问题：阻断0处，须说明0处，提示7处。",
    ]


def test_a_reason_wanted_does_not_block(given: Callable[..., Path]) -> None:
    assert run("roster", "check", given(handed(1), finding(2, Rank.EXPLAIN))).exit_code == 0
    assert run("roster", "check", given(handed(1), finding(2, Rank.BLOCK))).exit_code == 1


def test_what_the_reader_did_is_told(given: Callable[..., Path]) -> None:
    notes = (
        Note("企业名录", "12格去掉了单位（第5行“3万”等）", 12, 5, "2021年产值"),
        Note("企业名录", "第9行是合计，没有读入", 1, 9),
        Note("", "只读取了第一个文件"),
    )
    assert run("roster", "check", given(handed(1, notes))).stderr.splitlines() == [
        "读取：工作表“企业名录”“2021年产值”：12格去掉了单位（第5行“3万”等）",
        "读取：工作表“企业名录”：第9行是合计，没有读入",
        "读取：只读取了第一个文件",
    ]


# --- totals ---


def test_totals_are_shown_with_their_rows(clean: Path) -> None:
    done = run("roster", "totals", clean)
    assert done.exit_code == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    at = lines.index("2023年集群总产值  30.18亿元")
    assert lines[at + 1].endswith("3行")


def test_totals_in_json_are_exact(clean: Path) -> None:
    found = json.loads(run("roster", "totals", clean, "--json").stdout)
    output = next(total for total in found["totals"] if total["key"] == "output.2023")
    assert (output["value"], output["exact"], output["unit"]) == ("30.18", "30.17902", "亿元")
    assert (output["schedule"], output["rows"]) == ("firms", [3, 4, 5])
    firms = next(total for total in found["totals"] if total["key"] == "firms.2023")
    assert firms["value"] == "3"


def test_where_a_cell_is_lacking_that_is_said(tmp_path: Path) -> None:
    first, second, third = SAMPLE["firms"]
    blank = {key: text for key, text in second.items() if key != "output.2023"}
    file = tmp_path / "缺.xlsx"
    file.write_bytes(fill_in(EDITION, {"firms": (first, blank, third)}))
    assert "；1行缺数，未计入" in run("roster", "totals", file).stdout
    found = json.loads(run("roster", "totals", file, "--json").stdout)
    output = next(total for total in found["totals"] if total["key"] == "output.2023")
    assert output["lacking"] == [4]


def test_nothing_to_total_is_said(given: Callable[..., Path]) -> None:
    done = run("roster", "totals", given(handed(0)))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "企业名录只有表头，没有企业，请在表头下面逐行填写企业，再重新检查。\n"


def test_a_rate_may_count_a_row_in_one_of_its_parts(tmp_path: Path) -> None:
    """A firm that leaves out what it spends still counts with its revenue."""
    first, second, third = SAMPLE["firms"]
    blank = {key: text for key, text in second.items() if key != "rd_spend.2023"}
    small = {**blank, "staff.2023": "12"}
    file = tmp_path / "缺.xlsx"
    file.write_bytes(fill_in(EDITION, {"firms": (first, small, third)}))
    lines = [line.strip() for line in run("roster", "totals", file).stdout.splitlines()]
    spend = lines[lines.index("2023年集群中小企业研发经费总额  0.16亿元") + 1]
    assert spend.endswith("2行；1行缺数，未计入")
    rates = [line for line in lines if line.startswith("研发投入强度＝")]
    assert rates[-1].endswith("3行；1行缺数，按已有的数计算，仅供参考")


# --- Fewer columns, and no firms ---


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """All but what firms spend on research."""
    firms = [
        {key: text for key, text in firm.items() if not key.startswith("rd_spend")}
        for firm in SAMPLE["firms"]
    ]
    file = tmp_path / "少栏.xlsx"
    file.write_bytes(fill_in(EDITION, {"firms": tuple(firms)}))
    return file


GAPS = [
    "▲ 名录有1栏全部空白，因此有2项无法汇总。",
    "“研发费用”（2021—2023年）一栏全部空白，"
    "“集群中小企业研发投入强度”、“集群中小企业研发经费总额”2项无法汇总。",
]


@pytest.mark.parametrize("command", ["check", "totals"])
def test_columns_that_are_lacking_are_told_with_what_they_cost(few: Path, command: str) -> None:
    lines = [line.strip() for line in run("roster", command, few).stdout.splitlines()]
    at = lines.index(GAPS[0])
    assert lines[at : at + 2] == GAPS
    (gap,) = json.loads(run("roster", command, few, "--json").stdout)["gaps"]
    years = (2021, 2022, 2023)
    assert gap == {
        "columns": [f"rd_spend.{year}" for year in years],
        "blank": True,
        "totals": [f"{id}.{year}" for id in ("rd_intensity", "rd_spend") for year in years],
        "message": GAPS[1],
    }


@pytest.mark.parametrize("command", ["check", "totals"])
def test_with_every_column_there_is_no_gap(clean: Path, command: str) -> None:
    assert json.loads(run("roster", command, clean, "--json").stdout)["gaps"] == []
    assert "无法汇总" not in run("roster", command, clean).stdout


def test_that_there_are_no_firms_is_said(tmp_path: Path) -> None:
    file = tmp_path / "空表.xlsx"
    file.write_bytes(write_template(EDITION))
    advice = "只有表头，没有企业，请在表头下面逐行填写企业，再重新检查"
    done = run("roster", "check", file)
    assert (done.exit_code, done.stdout) == (0, f"没有可检查的行。企业名录{advice}。\n")
    (note,) = json.loads(run("roster", "check", file, "--json").stdout)["notes"]
    assert note["text"] == advice
    assert run("roster", "totals", file, "--json").stderr == f"企业名录{advice}。\n"


# --- Progress, and a way out ---


def test_an_interruption_ends_with_a_sentence_and_no_file(
    flawed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "write_annotated", interrupt)
    output = tmp_path / "修改稿.xlsx"
    done = run("roster", "check", flawed, "-o", output)
    assert done.exit_code == 130
    assert "▲ 已取消，没有写出文件。" in done.stderr
    assert not output.exists()


@pytest.mark.parametrize(
    ("command", "work"),
    [("check", "judge_rows"), ("check", "gaps_in"), ("totals", "judge_rows"),
     ("totals", "totals_of"), ("totals", "gaps_in")],
)  # fmt: skip
def test_whatever_takes_long_can_be_interrupted(
    clean: Path, monkeypatch: pytest.MonkeyPatch, command: str, work: str
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, work, interrupt)
    done = run("roster", command, clean)
    assert (done.exit_code, done.stdout) == (130, "")
    assert done.stderr == "▲ 已取消，没有写出文件。\n"


def test_judging_and_totalling_show_that_they_go_on(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(text: str) -> AbstractContextManager[Callable[[int, int], None]]:
        shown.append(text)
        return nullcontext(lambda done, total: None)

    monkeypatch.setattr(commands, "counting", show)
    monkeypatch.setattr(commands.show, "working", show)
    run("roster", "check", clean)
    assert shown == ["读取名录", "检查各行", "看缺少哪些栏"]
    shown.clear()
    run("roster", "totals", clean)
    assert shown == ["读取名录", "检查各行", "汇总名录"]


def test_in_a_pipe_there_is_no_bar(clean: Path) -> None:
    assert run("roster", "check", clean).stderr == ""


def test_a_bar_is_shown_only_to_who_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []
    now = iter((0.0, 0.5, 1.5))
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress.Progress, "start", lambda bar: started.append("bar"))
    with counting("读取名录") as tell:
        tell(1, 3)
        assert started == []
        tell(2, 3)
        assert started == ["bar"]


# --- Several rosters, and a form beside one ---

DEMO = Path(__file__).parents[2] / "demo"


def test_rosters_of_other_clusters_and_of_last_time(clean: Path, tmp_path: Path) -> None:
    """The first firm of the sample also stands with its neighbour, and gave another output then."""
    first, *_ = SAMPLE["firms"]
    other, last = tmp_path / "邻近集群.xlsx", tmp_path / "上次.xlsx"
    other.write_bytes(fill_in(EDITION, {"firms": (first,)}))
    last.write_bytes(fill_in(EDITION, {"firms": ({**first, "output.2021": "1.00"},)}))
    done = run("roster", "check", clean, "--beside", other, "--earlier", last, "--json")
    found = {(f["rule"], f["row"]) for f in json.loads(done.stdout)["findings"]}
    assert found == {("RR-33", 3), ("RR-34", 3)}
    assert done.exit_code == 0  # to be explained, not blocked


def test_rosters_of_one_name_in_two_folders_are_two(clean: Path, tmp_path: Path) -> None:
    """Only the one named first has the firm of the sample."""
    first, *_ = SAMPLE["firms"]
    paths = tmp_path / "甲" / "名录.xlsx", tmp_path / "乙" / "名录.xlsx"
    for path, firms in zip(paths, ((first,), ({**first, "uscc": invented_code(7)},)), strict=True):
        path.parent.mkdir()
        path.write_bytes(fill_in(EDITION, {"firms": firms}))
    besides = ("--beside", paths[0], "--beside", paths[1])
    found = json.loads(run("roster", "check", clean, *besides, "--json").stdout)["findings"]
    assert [(f["rule"], f["row"]) for f in found] == [("RR-33", 3)]
    assert str(paths[0]) in found[0]["message"]


def test_a_form_is_checked_with_its_roster() -> None:
    done = run("check", DEMO / "clean.yaml", "--roster", DEMO / "clean.xlsx", "--json")
    assert (done.exit_code, json.loads(done.stdout)["findings"]) == (0, [])


def test_what_is_wrong_with_the_roster_is_told_with_the_form() -> None:
    done = run("check", DEMO / "clean.yaml", "--roster", DEMO / "flawed.xlsx", "--json")
    told = {(f["rule"], f["part"]) for f in json.loads(done.stdout)["findings"]}
    assert done.exit_code == 1
    # A row at fault stands with the roster, a figure that it changes with its field.
    assert {("RR-31", "企业名录"), ("RR-51", "二"), ("RR-51", "三")} <= told
    shown = run("check", DEMO / "clean.yaml", "--roster", DEMO / "flawed.xlsx").stdout
    headings = [line for line in shown.splitlines() if line in ("企业名录", "二、主导产业情况")]
    assert headings == ["二、主导产业情况", "企业名录"]


def test_a_roster_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "不是名录.xlsx"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(Refused, match=r"^这是PDF文件，不是企业名录；"):
        run("check", DEMO / "clean.yaml", "--roster", file)
