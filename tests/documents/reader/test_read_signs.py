"""Type that changes what is said: raised digits, struck-out text, readings above words."""

import pytest

from jiqun.core.facts import Problem
from jiqun.core.values import NONE, Value
from jiqun.documents.reader import Reading, read_word
from tests.documents.reader.paper import Form, run

RAISED = '<w:vertAlign w:val="superscript"/>'
STRUCK = "<w:strike/>"
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>mi yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>密云</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>"
)


def said(form: Form) -> tuple[Problem, ...]:
    return read_word(form.docx()).problems


@pytest.mark.parametrize(
    ("runs", "why"),
    [
        (run("59") + run("1", RAISED), "“59¹”中的“¹”无法识别，单位应为“家”"),
        (run("10") + run("2", RAISED), "“10²”中的“²”无法识别，单位应为“家”"),
        (run("59", STRUCK) + run("61"), "“5̶9̶61”不是数字"),
        (run("59", "<w:dstrike/>") + run("61"), "“5̶9̶61”不是数字"),
    ],
)
def test_a_figure_is_not_guessed_from_them(runs: str, why: str) -> None:
    form = Form().write("firms.2021", runs)
    assert said(form) == (Problem("firms.2021", f"{form.where('firms.2021')}{why}"),)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("浓度为10") + run("-6", RAISED), "浓度为10⁻⁶"),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>') + run("减排"), "CO₂减排"),
        (run("保留") + run("划去", '<w:strike w:val="0"/>'), "保留划去"),
        (run("北京市") + RUBY + run("区"), "北京市密云区"),
    ],
)
def test_a_text_keeps_them(runs: str, text: str) -> None:
    form = Form().write("chain", runs)
    assert read_word(form.docx()) == Reading(form.facts({"chain": text}))


COUNT = "national_green.count"


@pytest.mark.parametrize(
    ("count", "after", "value"),
    [("3", "个", 3), ("3", "家", 3), ("3", "项", 3), ("3", "", 3), ("无", "", NONE)],
)
def test_counts_with_another_counter_or_none(count: str, after: str, value: Value) -> None:
    form = Form().write(COUNT, run(count)).write("national_green.names", run("示例绿色工厂"))
    for line in form.cell(COUNT).lines:
        line[:] = [(name, run(after) if xml == run("个") else xml) for name, xml in line]
    facts = form.facts({COUNT: value, "national_green.names": ("示例绿色工厂",)})
    assert read_word(form.docx()) == Reading(facts)


def test_none_written_over_a_whole_cell() -> None:
    form = Form()
    form.cell(COUNT).lines[:] = [[("", run("无"))]]
    assert read_word(form.docx()) == Reading(form.facts({COUNT: NONE}))
