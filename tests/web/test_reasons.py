"""Reasons typed on the page: which are taken, and what is said of the others."""

import pytest
from django.http import QueryDict

from jiqun.web.checks.reasons import Typed, refusal, typed_reasons


def posted(**fields: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name.replace("__", ".").replace("_", "-"): v for name, v in fields.items()})
    return query


def test_each_rule_has_its_own_and_lines_are_plain() -> None:
    post = posted(reason__R0_09="  甲\r\n乙\r丙 ", reason__R0_02="")
    assert typed_reasons(post) == Typed({"R0-02": "", "R0-09": "甲\n乙\n丙"}, {})


def test_what_belongs_to_no_rule_is_nothing() -> None:
    assert typed_reasons(posted(reason__R9_99="甲", reason__X="乙", facts="丙")) == Typed({}, {})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ("字" * 500, ""),
        ("word " * 500, ""),
        ("字" * 501, "R0-09的理由有501字，超过500字，请删减。"),
        (
            "甲\x07乙",
            "R0-09的理由第2个字符（U+0007）无法写入Word文件，请删除。",
        ),
        ("甲\ufffe", "R0-09的理由第2个字符（U+FFFE）无法写入Word文件，请删除。"),
    ],
)
def test_what_is_refused_is_said_in_one_sentence(text: str, sentence: str) -> None:
    assert refusal("R0-09", text) == sentence


def test_typed_ones_take_the_place_of_the_known_unless_refused() -> None:
    typed = Typed({"R0-02": "新", "R0-03": "", "R0-09": "坏\x07"}, {"R0-09": "请删除。"})
    known = {"R0-01": "留", "R0-02": "旧", "R0-03": "旧", "R0-09": "旧"}
    assert typed.over(known) == {"R0-01": "留", "R0-02": "新", "R0-09": "旧"}
