"""Public bodies: which names mean one body, what is public, what belongs to the city."""

import pytest

from jiqun.core.language.bodies import in_short, is_municipal, is_public, word_of_builder


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京市密云区经济和信息化局", "密云区经信局"),
        ("北京密云经信局", "密云区经济和信息化局"),
        ("朝阳区科学技术和信息化局", "北京市朝阳区科信局"),
        ("西城区科技和信息化局", "西城科技信息化局"),
        ("海淀区科学技术和经济信息化局", "海淀区科信局"),
        ("密云区发展和改革委员会", "密云区发改委"),
        ("密云区科学技术委员会", "密云区科技委"),
        ("密云区经济信息化委员会", "密云区经信委"),
        ("北京市密云区人民政府", "密云区政府"),
        ("密云经济开发区管理委员会", "密云经济开发区管委会"),
    ],
)
def test_one_body_in_two_spellings(one: str, other: str) -> None:
    assert in_short(one) == in_short(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("密云区经济和信息化局", "怀柔区经济和信息化局"),
        ("密云区经济和信息化局", "密云区科学技术局"),
        ("密云区经济和信息化局", "密云区人民政府"),
        ("密云区经信局", "密云区经信局服务中心"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert in_short(one) != in_short(other)


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("北京市密云区人民政府", True),
        ("密云区政府", True),
        ("密云区投资促进局", True),
        ("密云区发展和改革委员会", True),
        ("密云区发改委", True),
        ("密云经济开发区管理委员会", False),
        ("密云经济开发区管委会", False),
        ("北京示例协会传感器专业委员会", False),
        ("政府服务中心", False),
        ("北京示例局科技有限公司", False),
        ("示例第五工程局", False),
        ("", False),
    ],
)
def test_what_is_a_public_body(name: str, public: bool) -> None:
    assert is_public(name) is public


@pytest.mark.parametrize(
    ("name", "municipal"),
    [
        ("北京市经济和信息化局", True),
        ("北京市人民政府", True),
        ("北京市密云区经济和信息化局", False),
        ("北京市密云经信局", False),
        ("北京市经济技术开发区管理委员会", False),
        ("北京市中小企业服务中心", False),
        ("经济和信息化局", False),
    ],
)
def test_what_is_a_body_of_the_city(name: str, municipal: bool) -> None:
    assert is_municipal(name) is municipal


@pytest.mark.parametrize(
    ("name", "word"),
    [("北京示例城建集团", "城建"), ("东城建国门中心", ""), ("示例基础设施运营公司", "")],
)
def test_what_says_that_somebody_builds(name: str, word: str) -> None:
    assert word_of_builder(name) == word
