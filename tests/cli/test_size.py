"""``jiqun size``: the class of one firm in words and in JSON, and what it refuses."""

import json

import pytest

from jiqun.documents.refused import Refused
from tests.cli.running import run


def test_the_size_comes_with_its_reason() -> None:
    done = run("size", "--code", "3463", "--staff", "120", "--revenue", "3000")
    assert (done.exit_code, done.stdout) == (
        0,
        "3463 气体、液体分离及纯净设备制造\n"
        "工业：从业人员120人＜300人且营业收入3,000万元≥2,000万元 → 小型\n",
    )


def test_figures_are_read_as_people_type_them() -> None:
    done = run(*("size", "--code", "Ｌ7212", "--staff", "１00人", "--assets", "8,000.00", "--json"))
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "code": "7212",
        "industry": "投资与资产管理",
        "section": "L",
        "sector": "tertiary",
        "size": "medium",
        "label": "中型",
        "sme": True,
        "reason": "租赁和商务服务业：从业人员100人＜300人且资产总额8,000万元＜120,000万元 → 中型",
        "missing": [],
        "uncovered": "",
    }


def test_a_large_firm_is_no_sme() -> None:
    done = run(*("size", "--code", "3463", "--staff", "1000", "--revenue", "40000", "--json"))
    answer = json.loads(done.stdout)
    assert (answer["size"], answer["label"], answer["sme"]) == ("large", "大型", False)


def test_nothing_stated_is_nothing() -> None:
    done = run("size", "--code", "3463", "--revenue", "无")
    assert done.exit_code == 0
    assert done.stdout.endswith("工业：营业收入0万元＜300万元（未填从业人员，不影响） → 微型\n")


def test_what_a_blank_leaves_open_is_no_class_and_exit_code_1() -> None:
    done = run("size", "--code", "3463", "--staff", "120", "--json")
    answer = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (answer["size"], answer["label"], answer["sme"]) == (None, None, None)
    assert answer["missing"] == ["营业收入"]
    assert answer["reason"] == "工业按从业人员、营业收入划型，未填营业收入"


def test_what_the_rule_does_not_cover_is_asked_about_and_exit_code_1() -> None:
    done = run("size", "--code", "5311", "--staff", "3")
    assert (done.exit_code, done.stdout) == (
        1,
        "5311 高速铁路旅客运输\n"
        "《中小企业划型标准规定》未覆盖铁路运输业（53）：明文排除；请向主管部门确认怎样划型\n",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "请用 --code 写明4位行业小类代码，例如 --code 3463。"),
        (("--code", "34"), "--code 的“34”：34是大类“通用设备制造业”，请填4位小类代码。"),
        (("--code", "3463", "--staff", "很多"), "--staff（从业人员）：“很多”不是数字。"),
        (
            ("--code", "3463", "--revenue", "3亿元"),
            "--revenue（营业收入）：“3亿元”中的“亿元”无法识别，单位应为“万元”。",
        ),
        (("--code", "3463", "--assets", "-1"), "--assets（资产总额）填了-1，不能小于0。"),
        (("--code", "3463", "--staff", "12.5"), "--staff（从业人员）填了12.5，应为整数。"),
    ],
)
def test_bad_input_is_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        run("size", *arguments)
    assert str(refused.value) == sentence
