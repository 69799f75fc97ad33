"""``jiqun check``: findings, both standards, what an assumption moves, earlier filings."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.core.case import Case
from jiqun.core.report import as_json
from jiqun.core.rules import check
from jiqun.core.values import NONE
from jiqun.core.whatif import compare, moved_as_json, overlay
from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.intake import Declared, examine, open_declaration, with_workbook
from jiqun.documents.package import file_of
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.read import read_workbook
from tests.cli.running import CLEAN, FLAWED, run, words
from tests.declarations import blank, golden
from tests.documents.package.packages import demo, demo_zip, written, zipped
from tests.documents.workbook.sheets import FIRM, HEADS, books, workbook


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A declaration with nothing in it."""
    file = tmp_path / "empty.yaml"
    file.write_text(dump_facts(blank()), encoding="utf-8")
    return file


def case_of(path: Path) -> Case:
    return examine(open_declaration(path.read_bytes())).case


def rows(output: str) -> list[list[str]]:
    """The lines of the table of the standard, by cell."""
    start = output.index("\n认定标准\n") + 1
    lines = output[start:].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


# --- Findings ---


def test_findings_stand_by_part_and_the_verdict_last() -> None:
    shown = run("check", FLAWED).stdout
    lines = shown.splitlines()
    assert lines[1] in ("文件", "封面")
    headings = [
        line for line in lines if line[:2] in ("一、", "二、", "三、", "四、", "五、", "八、")
    ]
    assert [heading[0] for heading in headings] == sorted(
        (heading[0] for heading in headings), key="一二三四五六七八九".index
    )
    finding = next(line for line in lines if "R2-01" in line)
    assert finding.startswith("  ✖ 阻断 R2-01 第二部分“其中：集群中小企业数量”（2022年）填了295家")
    assert lines[-1].startswith("beijing-2024 校验完毕：阻断")
    assert lines[-1].endswith("有阻断项，不能报送。")


def test_nothing_to_find_is_said() -> None:
    done = run("check", CLEAN)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == (
        "beijing-2024 校验完毕：阻断0项，须说明0项，提示0项。没有阻断项。"
    )


def test_a_written_reason_stands_below_its_finding(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    facts = golden("clean").facts.overlay({"area": None})
    file.write_text(dump_facts(facts, {"R0-02": "尚在测绘"}), encoding="utf-8")
    lines = run("check", file).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "R0-02" in line)
    assert lines[at + 1].split() == ["已说明：尚在测绘"]


# --- The standard ---


def test_both_levels_stand_side_by_side() -> None:
    shown = run("check", CLEAN).stdout
    table = rows(shown)
    assert ["集群占地面积", "5.86平方公里", "✔ ≤100 余94.14", "✔ ≤100 余94.14"] in table
    assert ["中小企业产值占比", "78.35%", "✔ ≥70 余8.35", "✔ >70 余8.35"] in table
    assert ["工业互联网平台应用普及率", "32.81%", "✔ ≥10 余22.81 *", "—"] in table
    assert ["高耗能行业能效达到行业基准值", "不适用", "✔ *", "✔ *"] in table
    assert "* 未核实：未见标准原文，仅供参考" in shown
    assert "各项指标怎样算出：jiqun figures " in shown
    assert (
        "国家认定标准：达到9项，未达到0项，无法判断0项；另有4项未核实，仅供参考。\n"
        "北京市认定标准：达到9项，未达到0项，无法判断0项；另有2项未核实，仅供参考。\n"
    ) in shown


def test_every_base_of_a_requirement_has_its_row() -> None:
    table = rows(run("check", CLEAN).stdout)
    at = table.index(["近三年每年产值或营业收入", "✔ 达到", "✔ 达到"])
    assert table[at + 1 : at + 3] == [
        ["按集群总产值（近三年最低：2021年）", "52.36亿元", "✔ ≥40 余12.36", "✔ ≥40 余12.36"],
        ["按集群营业收入（近三年最低：2021年）", "51.48亿元", "✔ ≥40 余11.48"],
    ]
    countings = [row for row in table if row[0].startswith("专精特新、创新型")]
    assert [row[1:] for row in countings] == [
        ["98家", "✔ ≥10 余88", "✔ ≥10 余88"],
        ["46—98家", "✔ ≥10 余36", "✔ ≥10 余36"],
    ]


def test_what_fails_and_what_is_open_says_so(empty: Path) -> None:
    settings = ("area=120", "major_accident=yes", "sme_output_share.2023=70")
    shown = run("check", empty, *(f"--set={setting}" for setting in settings)).stdout
    table = rows(shown)
    assert ["集群占地面积", "120.00平方公里", "✖ ≤100 差20.00", "✖ ≤100 差20.00"] in table
    assert ["中小企业产值占比", "70.00%", "✔ ≥70 余0.00", "✖ >70 差0.00"] in table
    assert ["主导产业产值占比", "空白", "? >70", "? >70"] in table
    accident = ["近三年无较大及以上事故和重大安全事件", "有", "✖ 须为“没有”", "✖ 须为“没有”"]
    assert accident in table
    assert [
        "无偷税漏税、违法违规、严重失信和其他重大问题",
        "空白",
        "? 须为“没有”",
        "? 须为“没有”",
    ] in table
    assert "✖ 集群占地面积（国家、北京市）：标准用“一般”，超过的须说明。" in shown
    assert "国家认定标准：达到1项，未达到2项，无法判断6项" in shown


def test_an_area_stands_as_it_is_typed(empty: Path) -> None:
    table = rows(run("check", empty, "--set=area=12.345").stdout)
    assert ["集群占地面积", "12.345平方公里", "✔ ≤100 余87.655", "✔ ≤100 余87.655"] in table


def test_answers_say_what_their_labels_say() -> None:
    table = rows(run("check", CLEAN).stdout)
    assert ["主导产业不属于禁止、限制和淘汰类", "不属于", "✔", "✔"] in table


# --- What if ---


def test_an_assumption_shows_what_it_moves() -> None:
    before = CLEAN.read_bytes()
    done = run("check", CLEAN, "--set", "smes.2022=300", "--set", "sector=")
    assert done.exit_code == 1
    shown = words(done.stdout)
    assert "假设（文件不变）" in shown
    assert "主导产业所属产业类型：第二产业 → 空白" in shown
    assert "其中：集群中小企业数量（2022年）：60 → 300" in shown
    assert "＋ ✖ 阻断 R2-01 第二部分“其中：集群中小企业数量”（2022年）填了300家" in shown
    assert "＋ ✖ 阻断 R0-02 第一部分“主导产业所属产业类型”未填写" in shown
    assert "2022年中小企业平均从业人员：88.50人 → 17.70人" in shown
    assert CLEAN.read_bytes() == before


def test_a_remedy_shows_what_it_mends() -> None:
    shown = words(run("check", FLAWED, "--set", "serious_violation=no").stdout)
    assert "－ ✖ 阻断 R1-13" in shown
    assert "✖ → ✔ 无偷税漏税、违法违规、严重失信和其他重大问题（国家）：有 → 没有" in shown


def test_a_requirement_that_moves_shows_value_and_margin() -> None:
    shown = words(run("check", CLEAN, "--set", "area=120", "--set", "iiot_rate=").stdout)
    assert (
        "✔ → ✖ 集群占地面积（北京市）：5.86平方公里（余94.14） → 120.00平方公里（差20.00）" in shown
    )
    assert "✔ → ? 工业互联网平台应用普及率（国家）：32.81%（余22.81） → 空白" in shown


def test_an_assumption_of_what_is_moves_nothing() -> None:
    shown = run("check", CLEAN, "--set", "area=5.86").stdout
    assert "校验结果、认定标准和各项指标都没有变化。" in shown


def test_ticks_and_names_are_parted_by_semicolons() -> None:
    report = json.loads(
        run("check", CLEAN, "--json", "--set", "chain_work=chain_map；academia").stdout
    )
    assert report["whatif"]["changes"] == [
        {
            "key": "chain_work",
            "old": sorted(golden("clean").facts["chain_work"]),  # type: ignore[arg-type]
            "new": ["academia", "chain_map"],
        }
    ]


def test_json_is_the_report_of_the_assumed_case_with_what_moved() -> None:
    done = run("check", CLEAN, "--json", "--set", "area=无")
    real = case_of(CLEAN)
    case = overlay(real, {"area": NONE})
    assert json.loads(done.stdout) == {
        **as_json(case, check(case)),
        "whatif": moved_as_json(compare(real, case)),
    }


def test_without_an_assumption_there_is_no_whatif() -> None:
    report = json.loads(run("check", CLEAN, "--json").stdout)
    case = case_of(CLEAN)
    assert report == as_json(case, check(case))


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("area", "“area”应写成“键=值”，例如 --set area=5.86。"),
        (
            "outptu.2021=40",
            "--set 的“outptu.2021”：beijing-2024表样中没有这一项，是否为“output.2021”？",
        ),
        ("area=甲", "--set 的“area”：“甲”不是数字。"),
        ("=1", "--set 的“”：beijing-2024表样中没有这一项。"),
    ],
)
def test_what_cannot_be_assumed_is_refused(setting: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        run("check", CLEAN, "--set", setting)
    assert str(refused.value) == sentence


def test_an_assumed_text_is_fitted_into_its_cell_anew(tmp_path: Path) -> None:
    """What does not fit is found for the assumed text, not for the one in the file."""
    long = "i" * 3000
    assert "R0-11" in run("check", CLEAN, "--set", f"chain={long}").stdout
    file = tmp_path / "facts.yaml"
    file.write_text(dump_facts(golden("clean").facts.overlay({"chain": long})), encoding="utf-8")
    assert run("check", file, "--set", "chain=甲。").exit_code == 0


# --- Earlier filings ---


def test_earlier_filings_are_compared(tmp_path: Path) -> None:
    """The same year, told otherwise: that is for the rules of history to say."""
    earlier = tmp_path / "earlier.yaml"
    facts = golden("clean").facts.overlay({"rd_staff.2021": 2000})
    earlier.write_text(dump_facts(facts), encoding="utf-8")
    report = json.loads(run("check", CLEAN, "--json", "--earlier", earlier).stdout)
    case = replace(case_of(CLEAN), earlier=(facts,))
    assert report["findings"] == as_json(case, check(case))["findings"]
    assert any(finding["rule"].startswith("RH") for finding in report["findings"])


def test_an_earlier_filing_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="找不到文件"):
        run("check", CLEAN, "--earlier", "没有.yaml")


# --- Packages ---


def test_a_package_is_checked_with_its_roster_and_evidence(tmp_path: Path) -> None:
    path = tmp_path / "申报包.zip"
    path.write_bytes(demo_zip())
    result = run("check", path, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["findings"] == as_json_of(demo_zip())


def as_json_of(data: bytes) -> list[dict[str, object]]:
    examined = examine(open_declaration(data))
    findings: list[dict[str, object]] = as_json(examined.case, examined.report)["findings"]
    return findings


def other_workbook(worksheet: str) -> bytes:
    """A roster with a sheet that is no list, and one entry of the worksheet."""
    answers = [("键", "名称", "数值"), ("water_total", "", worksheet)]
    people = [("姓名", "电话"), ("甲", 1.0)]
    return books({"企业名录": [HEADS, FIRM], "通讯录": people, "测算底稿": answers})


def test_what_was_done_in_reading_the_roster_of_a_package_is_told(tmp_path: Path) -> None:
    path = tmp_path / "申报包.zip"
    roster = file_of("名录.xlsx", other_workbook("168"))
    path.write_bytes(written(replace(demo(), roster=roster)))
    assert "读取：工作表“通讯录”：不是可以识别的清单" in run("check", path).stderr


def test_another_roster_takes_the_place_of_that_in_a_package(tmp_path: Path) -> None:
    """With its worksheet, and with what of that could not be read."""
    path, newer = tmp_path / "申报包.zip", tmp_path / "新名录.xlsx"
    facts = demo().facts.overlay({"water_total": None, "water_reused": None})
    package = replace(demo(), facts=facts, roster=file_of("旧.xlsx", other_workbook("若干")))
    path.write_bytes(written(package))
    newer.write_bytes(workbook(HEADS, FIRM))
    told = json.loads(run("check", path, "--roster", newer, "--json").stdout)
    handed = read_workbook(newer.read_bytes(), newer.name, facts.edition)
    alone = Declared(facts, package.reasons, evidence=package.evidence)
    examined = examine(with_workbook(alone, handed))
    assert told["findings"] == as_json(examined.case, examined.report)["findings"]


def test_the_facts_of_a_package_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "申报包.zip"
    path.write_bytes(demo_zip())
    assert load_facts(run("read", path).stdout.encode()).facts == demo().facts


def test_a_package_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "package"
    path.write_bytes(demo_zip())
    assert run("check", path).exit_code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "找不到文件"),
        (b"PK", "申报包不完整或已损坏"),
        (zipped({"申报表.docx": b""}), "这个压缩文件不是本系统导出的申报包"),
    ],
)
def test_what_is_no_package_is_refused(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "x.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        run("check", path)
