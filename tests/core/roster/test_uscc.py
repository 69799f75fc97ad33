"""统一社会信用代码: what blocks, what is only odd, and how it is normalised."""

import csv
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.roster.uscc import (
    CHARACTERS,
    body_check,
    check_character,
    odd_code,
    plain_code,
    wrong_code,
)

with (Path(__file__).parent / "uscc_vectors.csv").open(encoding="utf-8") as file:
    VECTORS = list(csv.DictReader(file))

HUAWEI = "914403001922038216"
XIAOMI = "91110108551385082Q"


def of_reason(reason: str) -> list[str]:
    return [row["code"] for row in VECTORS if row["reason"] == reason]


def made(first_eight: str, body: str) -> str:
    """A code whose checks are both right."""
    start = first_eight + body + body_check(body)
    return start + check_character(start)


# The vectors


@pytest.mark.parametrize(
    "row", [r for r in VECTORS if r["expected"] == "valid"], ids=itemgetter("code")
)
def test_a_sound_code_is_neither_wrong_nor_odd(row: dict[str, str]) -> None:
    code = row["code"]
    assert wrong_code(code) == ""
    assert check_character(code) == row["check_char"]
    assert body_check(row["org_code"][:8]) == row["org_code"][8]
    # A company from elsewhere has to be asked about, and nothing else.
    elsewhere = not code[2:].startswith(("11", "100000"))
    assert ["登记机关" in oddity for oddity in odd_code(code)] == [True] * elsewhere


@pytest.mark.parametrize("code", of_reason("length"))
def test_another_length_is_wrong(code: str) -> None:
    assert wrong_code(code) == (
        f"统一社会信用代码应为18位，“{code if len(code) <= 20 else ''}”是{len(code)}位，请核对"
    )


@pytest.mark.parametrize("code", of_reason("charset"))
def test_a_letter_that_is_left_out_is_wrong(code: str) -> None:
    assert "不是代码用字（数字和除I、O、S、V、Z外的大写字母）" in wrong_code(code)


@pytest.mark.parametrize("code", of_reason("uscc_check_digit"))
def test_a_check_character_that_does_not_fit_is_wrong_and_nothing_besides(code: str) -> None:
    assert wrong_code(code).startswith(f"“{code}”校验不符：按前17位，末位应为“")
    assert odd_code(code) == ()


@pytest.mark.parametrize("code", of_reason("org_check_digit"))
def test_an_organisation_code_that_does_not_fit_is_odd(code: str) -> None:
    assert wrong_code(code) == ""
    assert odd_code(code)[-1] == "第9至17位主体标识码“192203822”校验不符，末位应为“1”，请核对"


def test_every_vector_was_looked_at() -> None:
    reasons = ("length", "charset", "uscc_check_digit", "org_check_digit")
    assert sum(len(of_reason(reason)) for reason in reasons) == 11
    assert len(VECTORS) == 36


# What is said


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (XIAOMI, ""),
        (
            "914403001922038217",
            "“914403001922038217”校验不符：按前17位，末位应为“6”；"
            "也可能是其他位填错或两位对调，请对照营业执照核对",
        ),
        ("", "统一社会信用代码应为18位，“”是0位，请核对"),
        (
            "551385082",
            "统一社会信用代码应为18位，“551385082”是9位，像是组织机构代码，请核对",
        ),
        (
            "110108012345678",
            "统一社会信用代码应为18位，“110108012345678”是15位，"
            "像是原工商注册号或原税务登记号，请核对",
        ),
        (
            "9144030019220382166666",
            "统一社会信用代码应为18位，“91440300192203821666…”是22位，请核对",
        ),
        # What a spreadsheet makes of a code that looks like a number
        (
            "911100001000044000",
            "“911100001000044000”校验不符，像是Excel按数字存储后丢了末3位，"
            "请把该列设为文本后重新填写",
        ),
        (
            plain_code("9.1110E+17"),
            "“91110E+17”是Excel按数字存储后的科学计数，已不是原来的代码，请把该列设为文本后重新填写",
        ),
        # A look-alike is named only where the code is sound with it
        (
            "9111O1O8551385082Q",
            "第5位“O”、第7位“O”不是代码用字（数字和除I、O、S、V、Z外的大写字母），"
            "请核对是否为“91110108551385082Q”",
        ),
        (
            "9IIIOIO8SSI38SO8ZQ",
            "第2位“I”、第3位“I”、第4位“I”等不是代码用字（数字和除I、O、S、V、Z外的大写字母），"
            "请核对是否为“91110108551385082Q”",
        ),
        (
            "9111O108551385083Q",
            "第5位“O”不是代码用字（数字和除I、O、S、V、Z外的大写字母），请核对",
        ),
        (
            "91110108551385082V",
            "第18位“V”不是代码用字（数字和除I、O、S、V、Z外的大写字母），请核对",
        ),
    ],
)
def test_what_is_wrong_is_said(code: str, reason: str) -> None:
    assert wrong_code(code) == reason


def test_a_code_of_figures_may_end_in_zeros() -> None:
    code = next(
        code
        for n in range(100_000)
        if (code := made("91110108", f"{n:08}")).endswith("000") and code.isdigit()
    )
    assert wrong_code(code) == ""


@pytest.mark.parametrize(
    ("code", "oddities"),
    [
        (made("91110302", "MA01A2B3"), ()),
        (made("91100000", "MA01A2B3"), ()),
        (made("A1110000", "MA01A2B3"), ()),
        (made("N2110108", "MA01A2B3"), ()),
        (made("Y1110000", "MA01A2B3"), ()),
        (made("92110108", "MA01A2B3"), ()),
        (made("94110108", "MA01A2B3"), ("第1、2位“94”：市场监管（工商）没有机构类别“4”，请核对",)),
        (made("B1110108", "MA01A2B3"), ("第1位“B”不是登记管理部门代码，请核对",)),
        (
            made("91130681", "MA01A2B3"),
            ("第3至8位“130681”是河北省的登记机关，请确认是集群内企业",),
        ),
        (made("91990000", "MA01A2B3"), ("第3至8位“990000”不是行政区划代码，请核对",)),
        (made("91100001", "MA01A2B3"), ("第3至8位“100001”不是行政区划代码，请核对",)),
        (made("9111A108", "MA01A2B3"), ("第3至8位“11A108”不是行政区划代码，请核对",)),
        (made("9113A108", "MA01A2B3"), ("第3至8位“13A108”不是行政区划代码，请核对",)),
        (
            "941301081922038229"[:17] + check_character("94130108192203822"),
            (
                "第1、2位“94”：市场监管（工商）没有机构类别“4”，请核对",
                "第3至8位“130108”是河北省的登记机关，请确认是集群内企业",
                "第9至17位主体标识码“192203822”校验不符，末位应为“1”，请核对",
            ),
        ),
    ],
)
def test_what_is_odd_is_said(code: str, oddities: tuple[str, ...]) -> None:
    assert (wrong_code(code), odd_code(code)) == ("", oddities)


# What the check character catches

sound = st.text(CHARACTERS, min_size=17, max_size=17).map(lambda s: s + check_character(s))
place = st.integers(0, 17)


@given(sound, place, st.sampled_from(CHARACTERS))
def test_any_one_other_character_is_caught(code: str, at: int, character: str) -> None:
    changed = code[:at] + character + code[at + 1 :]
    assert bool(wrong_code(changed)) == (changed != code)


@given(sound, place, place)
def test_any_two_unlike_exchanged_are_caught_save_the_first_and_the_last(
    code: str, one: int, other: int
) -> None:
    characters = [*code]
    characters[one], characters[other] = code[other], code[one]
    changed = "".join(characters)
    expected = changed != code and {one, other} != {0, 17}
    assert bool(wrong_code(changed)) == expected


# Normalising


@pytest.mark.parametrize(
    "typed",
    [
        "91110108551385082q",
        "９１１１０１０８５５１３８５０８２Ｑ",
        " 91110108 551385082 Q\n",
        "91110108-55138508-2-Q",
        "911101085513－85082—Q",
        "\u200e91110108\u00a0551385082Q\u3000",
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == XIAOMI


def test_nothing_is_guessed() -> None:
    assert plain_code("9111O1O85S1385082Q") == "9111O1O85S1385082Q"
    assert plain_code(HUAWEI) == HUAWEI


@given(st.text(max_size=40))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    code = plain_code(typed)
    assert plain_code(code) == code
    assert wrong_code(code) == "" or odd_code(code) == ()


@given(sound)
def test_a_code_that_can_be_is_never_wrong(code: str) -> None:
    assert wrong_code(code) == ""
    assert plain_code(code.lower()) == code
