"""Names: what is the same however it is typed, what differs, who is the same person."""

import pytest

from jiqun.core.language.names import differing, plain, share_person


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("北京示例（集团）有限公司", "北京示例(集团)有限公司"),
        ("北京　示例\u200b有限 公司", "北京示例有限公司"),
        ("ＡＢＣ１２３", "ABC123"),
    ],
)
def test_the_same_name_typed_differently(name: str, other: str) -> None:
    assert plain(name) == plain(other)


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        ("甲乙丙", "甲乙丙", ("", "")),
        ("甲丙", "甲乙丙", ("", "乙")),
        ("甲乙丙", "甲丙", ("乙", "")),
        ("甲乙丙", "甲丁丙", ("乙", "丁")),
        ("甲乙丙戊", "甲丁丙戊", ("乙", "丁")),
        ("甲乙", "丙丁", ("甲乙", "丙丁")),
        ("甲甲", "甲", ("甲", "")),
        ("", "甲", ("", "甲")),
    ],
)
def test_what_two_names_differ_in(one: str, other: str, pieces: tuple[str, str]) -> None:
    assert differing(one, other) == pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三13800000000", "张三"),
        ("联系人张三,电话010-69000001", "张三(科长)"),
        ("张三科长", "张三"),
        ("欧阳示例", "欧阳示例"),
        ("李四010-69000001", "01069000001"),
        ("李四69000001", "010-69000001转801"),
        ("李四+86-13800000000", "13800000000"),
        ("O'Neill 13800000000", "O'Neill"),
        ("乙" * 199 + "张三", "乙" * 199),
        ("李四1234567", "1234567"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert share_person(one, other)
    assert share_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "李四"),
        ("联系人：张三", "联系人：李四"),
        ("张三 科长 办公室", "李四 科长 办公室"),
        ("张三010-69000001", "李四010-69000002"),
        ("张三 801 123456", "李四 801 123456"),  # an extension is nobody's number
        ("张", "张"),
        ("", "张三"),
        ("一" * 200 + "张三", "张三"),  # nobody looks so far
        ("张三", "一" * 200 + "张三"),
    ],
)
def test_different_people(one: str, other: str) -> None:
    assert not share_person(one, other)
