"""``jiqun form --json``: the catalogue scripts rely on, in the shape design.md §6 promises."""

import json

import pytest

from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.catalogue import as_catalogue
from jiqun.core.form.model import Kind

FIELD_KEYS = {
    "id",
    "label",
    "kind",
    "unit",
    "decimals",
    "yearly",
    "required",
    "limit",
    "evidence",
    "options",
    "cites",
    "keys",
}


@pytest.fixture(params=EDITIONS)
def catalogue(request: pytest.FixtureRequest) -> dict:
    """As a script gets it: written out and read back."""
    return json.loads(json.dumps(as_catalogue(get_edition(request.param)), ensure_ascii=False))


def fields_of(catalogue: dict) -> dict[str, dict]:
    return {field["id"]: field for part in catalogue["parts"] for field in part["fields"]}


def test_parts_in_order() -> None:
    catalogue = as_catalogue(get_edition("beijing-2024"))
    assert catalogue["edition"] == "beijing-2024"
    assert catalogue["years"] == [2021, 2022, 2023]
    assert [(part["number"], part["title"]) for part in catalogue["parts"]] == [
        ("封面", "北京市中小企业特色产业集群申报表"),
        ("一", "基本情况"),
        ("二", "主导产业情况"),
        ("三", "创新能力情况"),
        ("四", "数字化升级情况"),
        ("五", "绿色化转型情况"),
        ("六", "开放合作情况"),
        ("七", "治理和服务水平"),
        ("八", "未来三年中小企业特色产业集群发展规划"),
        ("九", "真实性声明及推荐意见"),
        ("测算底稿", "测算底稿"),
    ]


def test_every_field_has_the_same_shape(catalogue: dict) -> None:
    assert catalogue.keys() == {"edition", "years", "parts"}
    for part in catalogue["parts"]:
        assert part.keys() == {"number", "title", "fields"}
        for field in part["fields"]:
            assert field.keys() == FIELD_KEYS
            assert field["kind"] in set(Kind)
            assert field["label"] and "\n" not in field["label"]
            assert all(option.keys() == {"id", "label"} for option in field["options"])


def test_every_key_of_the_facts_is_listed_once(catalogue: dict) -> None:
    listed = [key for field in fields_of(catalogue).values() for key in field["keys"]]
    assert listed == list(get_edition(catalogue["edition"]).places)


def test_a_figure_by_year() -> None:
    fields = fields_of(as_catalogue(get_edition("beijing-2024")))
    assert fields["output"] == {
        "id": "output",
        "label": "集群总产值（亿元）",
        "kind": "number",
        "unit": "亿元",
        "decimals": 2,
        "yearly": True,
        "required": True,
        "limit": None,
        "evidence": [],
        "options": [],
        "cites": ["填报说明5", "填报说明2"],
        "keys": ["output.2021", "output.2022", "output.2023"],
    }


def test_a_choice() -> None:
    fields = fields_of(as_catalogue(get_edition("beijing-2024")))
    assert fields["carbon_monitoring"] == {
        "id": "carbon_monitoring",
        "label": "是否建立集群碳排放监测机制",
        "kind": "choice",
        "unit": None,
        "decimals": None,
        "yearly": False,
        "required": True,
        "limit": None,
        "evidence": ["佐证材料"],
        "options": [{"id": "yes", "label": "是"}, {"id": "no", "label": "否"}],
        "cites": ["填报说明1", "填报说明4", "填报说明6", "填报说明2"],
        "keys": ["carbon_monitoring"],
    }


def test_a_text_whose_label_is_printed_on_two_lines() -> None:
    fields = fields_of(as_catalogue(get_edition("beijing-2024")))
    assert fields["quality"] == {
        "id": "quality",
        "label": "集群质量品牌建设情况（200字以内）",
        "kind": "narrative",
        "unit": None,
        "decimals": None,
        "yearly": False,
        "required": True,
        "limit": 200,
        "evidence": [],
        "options": [],
        "cites": ["填报说明1", "填报说明2"],
        "keys": ["quality"],
    }


def test_labels_move_with_the_years() -> None:
    fields = fields_of(as_catalogue(get_edition("beijing-2027")))
    assert fields["targets.co2.base"]["label"] == "2026年基准值"
    assert fields["targets.co2.target"]["label"] == "2029年目标值"
    assert fields["plan.goals"]["keys"] == ["plan.goals.2027", "plan.goals.2028", "plan.goals.2029"]
