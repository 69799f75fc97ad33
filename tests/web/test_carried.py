"""What a result page carries comes back as it went."""

import json

import pytest
from django.http import QueryDict

from jiqun.core.facts import Problem
from jiqun.documents.intake import Declared
from jiqun.documents.refused import Refused
from jiqun.web.checks.carried import Carried, problems, take_back
from jiqun.web.checks.reasons import Typed
from tests.declarations import blank, golden

UNREAD = (Problem("output.2021", "“约40”不是数字"), Problem("", "表格不完整", 3))


def posted(carried: Carried, **extra: str) -> QueryDict:
    """As a browser posts it."""
    fields = {
        "facts": carried.facts_file.replace("\n", "\r\n"),
        "unread": carried.unread,
        "source": carried.source,
        "changed": "1" if carried.changed else "",
        **extra,
    }
    query = QueryDict(mutable=True)
    query.update(fields)
    return query


def declared(name: str = "clean") -> Declared:
    file = golden(name)
    return Declared(file.facts, {"R0-09": "总机"}, UNREAD, evidence=file.evidence)


@pytest.mark.parametrize("changed", [False, True])
def test_there_and_back(changed: bool) -> None:
    carried = Carried(declared(), "文件：甲.docx", changed)
    assert take_back(posted(carried)) == (carried, Typed({}, {}))


def test_an_empty_form_is_an_empty_declaration() -> None:
    with pytest.raises(Refused, match="文件是空的"):
        take_back(QueryDict())


def test_a_new_reason_changes_what_is_carried() -> None:
    carried = Carried(declared(), "")
    now, typed = take_back(posted(carried, **{"reason.R0-02": "暂缺"}))
    assert typed == Typed({"R0-02": "暂缺"}, {})
    assert now.declared.reasons == {"R0-09": "总机", "R0-02": "暂缺"}
    assert now.changed


def test_the_same_reason_again_changes_nothing() -> None:
    carried = Carried(declared(), "")
    now, _ = take_back(posted(carried, **{"reason.R0-09": "总机"}))
    assert now == carried


def test_a_refused_reason_leaves_the_one_before() -> None:
    now, typed = take_back(posted(Carried(declared(), ""), **{"reason.R0-09": "字" * 501}))
    assert typed.reasons == {"R0-09": "字" * 501}
    assert now == Carried(declared(), "")


def test_what_now_has_a_value_is_no_longer_unread() -> None:
    carried = Carried(Declared(blank(), unread=UNREAD), "")
    assert carried.unread_count == 2
    filled = carried.with_facts(blank().overlay({"output.2021": 40}))
    assert filled.declared.unread == UNREAD[1:]
    assert filled.changed
    assert carried.with_facts(blank()) == carried


def test_a_long_name_is_cut() -> None:
    carried, _ = take_back(posted(Carried(declared(), "长" * 1000)))
    assert carried.source == "长" * 300


@pytest.mark.parametrize(
    "text",
    ["{", "5", "[5]", '["ab"]', '[["a"]]', '[["a", 1, null]]', '[[1, "a", null]]', "[" * 9999,
     '[["a", "b", "c"]]', '[["a", "b", null, 1]]'],
)  # fmt: skip
def test_what_was_tampered_with_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="网页送回的内容不完整，请返回首页，重新选择文件。"):
        problems(text)


def test_nothing_unread_is_nothing() -> None:
    assert problems("") == problems("[]") == []
    assert problems(json.dumps([["a", "b", None]])) == [Problem("a", "b")]
