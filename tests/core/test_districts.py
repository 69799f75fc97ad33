"""Districts of Beijing: which one a name begins with, which it speaks of."""

import pytest

from jiqun.core.districts import district_of, districts, districts_in, split, zone


def test_there_are_sixteen_and_the_zone_lies_in_one() -> None:
    assert len(set(districts())) == 16
    assert all(name.endswith("区") for name in districts())
    assert zone() == "大兴区"
    assert zone() in districts()


@pytest.mark.parametrize("district", districts())
def test_every_district_is_found_in_every_way(district: str) -> None:
    assert split(f"北京市{district}示例产业") == (district, "示例产业")
    assert district_of(district) == district_of(f"北京市{district}") == district
    assert districts_in(f"北京市{district}经济和信息化局") == {district}
    assert districts_in(f"{district.removesuffix('区')}经信局") == {district}


@pytest.mark.parametrize(
    ("name", "district", "rest"),
    [
        ("北京经济技术开发区示例产业", "大兴区", "示例产业"),
        ("北京市经济技术开发区示例产业", "大兴区", "示例产业"),
        ("北京市北京经济技术开发区示例产业", "大兴区", "示例产业"),
        ("北京市大兴区北京经济技术开发区示例产业", "大兴区", "北京经济技术开发区示例产业"),
        ("北京经开区示例产业", "大兴区", "示例产业"),
        ("北京亦庄示例产业", "大兴区", "示例产业"),
        # What lacks the city, or the word 区, does not begin as the form has it.
        ("密云区示例产业", "", "密云区示例产业"),
        ("北京密云区示例产业", "", "北京密云区示例产业"),
        ("北京市密云示例产业", "", "北京市密云示例产业"),
        ("经济技术开发区示例产业", "", "经济技术开发区示例产业"),
        ("天津市滨海新区示例产业", "", "天津市滨海新区示例产业"),
        ("示例北京市密云区", "", "示例北京市密云区"),
        ("", "", ""),
    ],
)
def test_what_a_name_begins_with(name: str, district: str, rest: str) -> None:
    assert split(name) == (district, rest)


@pytest.mark.parametrize(
    ("area", "district"),
    [
        ("北京市密云区", "密云区"),
        ("北京密云区", "密云区"),
        ("密云区", "密云区"),
        ("北京经济技术开发区", "大兴区"),
        ("北京市北京经济技术开发区", "大兴区"),
        ("经济技术开发区", "大兴区"),
        ("大兴区(北京经济技术开发区)", "大兴区"),
        ("北京市密云区西田各庄镇", "密云区"),
        # Not one district of Beijing, or not in full.
        ("密云", ""),
        ("北京市", ""),
        ("北京市密云区、怀柔区", ""),
        ("北京市密云区、怀柔", ""),
        ("长春市朝阳区", ""),
        ("河北省廊坊市广阳区", ""),
        ("", ""),
    ],
)
def test_which_district_an_area_is(area: str, district: str) -> None:
    assert district_of(area) == district


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("北京市昌平区经济和信息化局", {"昌平区"}),
        ("昌平区、顺义区联合办公室", {"昌平区", "顺义区"}),
        ("昌平经信局", {"昌平区"}),
        # A name in full counts more than one in short, and that more than the zone.
        ("大兴区东城科技局", {"大兴区"}),
        ("密云经济技术开发区管理委员会", {"密云区"}),
        ("北京经济技术开发区管理委员会", {"大兴区"}),
        ("经开区营商合作局", {"大兴区"}),
        ("亦庄管委会", {"大兴区"}),
        ("经济和信息化局", set()),
        ("北京市经济和信息化局", set()),
        ("", set()),
    ],
)
def test_which_districts_a_name_speaks_of(text: str, found: set[str]) -> None:
    assert districts_in(text) == found
