"""The command line as scripts rely on it: exit codes, files, JSON; never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from tests.declarations import DEMO, blank, golden


def jiqun(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from jiqun.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_blank_writes_the_empty_form_in_both_papers(tmp_path: Path) -> None:
    for name, writer in (("form.docx", write_word), ("form.pdf", write_pdf)):
        done = jiqun("blank", "-o", tmp_path / name, "--edition", "beijing-2026")
        assert (done.returncode, done.stdout) == (0, "")
        assert (tmp_path / name).read_bytes() == writer(fill(blank("beijing-2026")))


def test_render_then_read_gives_the_printed_facts_back(tmp_path: Path) -> None:
    form, facts = tmp_path / "form.docx", tmp_path / "facts.yaml"
    assert jiqun("render", DEMO / "clean.yaml", "-o", form).returncode == 0
    assert jiqun("read", form, "-o", facts).returncode == 0
    assert load_facts(facts.read_bytes()).facts == golden("clean").facts.printed


def test_read_shows_the_facts_where_no_file_is_named(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(write_word(fill(golden("clean").facts)))
    done = jiqun("read", form)
    assert done.returncode == 0
    assert load_facts(done.stdout.encode()).facts == golden("clean").facts.printed


@pytest.mark.parametrize(("name", "code"), [("clean", 0), ("flawed", 1), ("longest", 0)])
def test_check_tells_by_its_exit_code_whether_something_blocks(name: str, code: int) -> None:
    assert jiqun("check", DEMO / f"{name}.yaml").returncode == code


def test_check_gives_the_same_report_for_the_form_as_for_what_is_printed_on_it(
    tmp_path: Path,
) -> None:
    form, file = tmp_path / "form.docx", tmp_path / "facts.yaml"
    printed = golden("flawed").facts.printed
    form.write_bytes(write_word(fill(printed)))
    file.write_text(dump_facts(printed), encoding="utf-8")
    reports = [json.loads(jiqun("check", path, "--json").stdout) for path in (form, file)]
    assert reports[0] == reports[1]


def test_check_json_has_the_agreed_shape() -> None:
    report = json.loads(jiqun("check", DEMO / "flawed.yaml", "--json").stdout)
    assert list(report) == ["edition", "rulebook", "findings", "standard", "figures"]
    assert report["edition"] == "beijing-2024"
    (finding,) = (finding for finding in report["findings"] if finding["rule"] == "R0-10")
    assert finding == {
        "rule": "R0-10",
        "rank": "block",
        "part": "封面",
        "fields": ["cover.date"],
        "message": "封面“申报时间”填了“2024年2月30日”，不是有效日期，"
        "请按“2024年5月30日”的样式填写。",
        "cites": [],
        "reason": "",
    }


def test_form_json_lists_the_parts_as_printed() -> None:
    catalogue = json.loads(jiqun("form", "--json", "--edition", "beijing-2027").stdout)
    assert catalogue["edition"] == "beijing-2027"
    assert catalogue["years"] == [2024, 2025, 2026]
    numbers = [part["number"] for part in catalogue["parts"]]
    assert numbers == ["封面", *"一二三四五六七八九", "测算底稿"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("check", "没有.yaml"), "✖ 找不到文件“没有.yaml”，请核对文件名。"),
        (
            ("blank", "-o", "form.txt"),
            "✖ “form.txt”的扩展名应为 .docx 或 .pdf。",
        ),
        (
            ("blank", "-o", "没有/form.docx"),
            "✖ 无法写入“没有/form.docx”，请确认文件夹存在、可写且磁盘未满。",
        ),
        (
            ("blank", "-o", "form.docx", "--edition", "beijing-1999"),
            "✖ 没有“beijing-1999”这一表样版次，可用："
            "beijing-2024、beijing-2025、beijing-2026、beijing-2027。",
        ),
        (("check", "."), "✖ 无法读取“.”，请确认它是文件且有读取权限。"),
        (
            ("read", "form.docx", "-o", "form.docx"),
            "✖ “form.docx”的扩展名应为 .yaml：读出的是填报数据。",
        ),
        (("check", "/dev/zero"), "✖ “/dev/zero”超过100 MB，请确认选对了文件。"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], sentence: str
) -> None:
    done = jiqun(*arguments)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)


def test_a_facts_file_with_faults_lists_every_line(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("facts:\n  area: 12.3.4\n  outptu.2021: 40\n", encoding="utf-8")
    done = jiqun("check", file)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            "✖ 填报数据文件有无法读取的内容：第2行“area”：“12.3.4”不是数字等2处问题，"
            "请改正后重试。",
            "  第3行“outptu.2021”：beijing-2024表样中没有这一项，是否为“output.2021”？",
        ],
    )


def test_a_screen_without_the_signs_shows_the_rest() -> None:
    command = [sys.executable, "-c", "from jiqun.cli import main; main()", "check", "没有.yaml"]
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    sentence = "? 找不到文件“没有.yaml”，请核对文件名。"
    assert (done.returncode, done.stderr.decode("gbk").strip()) == (2, sentence)


def test_a_full_disk_is_no_finding() -> None:
    command = [sys.executable, "-c", "from jiqun.cli import main; main()", "form", "--json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode().strip()) == (
        2,
        "✖ 输出没有写完，请检查磁盘空间。",
    )


def test_render_says_what_is_not_on_paper(tmp_path: Path) -> None:
    done = jiqun("render", DEMO / "clean.yaml", "-o", tmp_path / "form.docx")
    facts = golden("clean").facts
    left = len(facts) - len(facts.printed)
    assert f"测算底稿的{left}项不印在申报表上" in done.stderr
