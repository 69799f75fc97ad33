"""The report in plain JSON, as scripts rely on it."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.report import as_json, digits
from jiqun.core.rules import Finding, Rank, Report, Waived, rulebook_version
from tests.declarations import golden
from tests.strategies import any_facts

CLEAN = golden("clean").facts
NUMBER = re.compile(r"-?\d+(\.\d\d)?")


def reported(facts: Facts, *findings: Finding) -> dict[str, object]:
    report = as_json(Case(facts=facts), Report(facts.edition.id, rulebook_version(), findings))
    return json.loads(json.dumps(report))  # type: ignore[no-any-return]


def typed(**values: str) -> Facts:
    facts, problems = parse_facts(
        "beijing-2024", {k.replace("__", "."): v for k, v in values.items()}
    )
    assert problems == ()
    return facts


def test_a_finding_that_is_waived_says_so_and_stays() -> None:
    until = datetime(2024, 5, 31, 17, tzinfo=UTC)
    finding = Finding("R1-05", Rank.BLOCK, "一", (), "不是同一个区。", ())
    waived = replace(finding, waiver=Waived(7, "市经信局", until, "情况属实。"))
    one, other = reported(CLEAN, finding, waived)["findings"]  # type: ignore[misc]
    assert other == {
        **one,
        "waiver": {
            "number": 7,
            "by": "市经信局",
            "until": "2024-05-31T17:00:00+00:00",
            "why": "情况属实。",
        },
    }
    report = Report("beijing-2024", "", (finding, waived))
    assert (list(report.blocking), len(report.of_rank(Rank.BLOCK))) == ([finding], 2)
    assert not Report("beijing-2024", "", (waived,)).blocks


def test_a_report_has_five_sections() -> None:
    finding = Finding(
        rule="R2-01",
        rank=Rank.BLOCK,
        part="二",
        fields=("smes.2022", "firms.2022"),
        message="甲多于乙，请核对。",
        cites=("填报说明8",),
        reason="已核对",
    )
    report = reported(CLEAN, finding)
    assert list(report) == ["edition", "rulebook", "findings", "standard", "figures"]
    assert report["edition"] == "beijing-2024"
    assert report["rulebook"] == rulebook_version()
    assert report["findings"] == [
        {
            "rule": "R2-01",
            "rank": "block",
            "part": "二",
            "fields": ["smes.2022", "firms.2022"],
            "message": "甲多于乙，请核对。",
            "cites": ["填报说明8"],
            "reason": "已核对",
        }
    ]


def test_a_requirement_shows_what_decides_it_and_all_it_is_judged_on() -> None:
    facts = typed(little_giants__2023="无", champions__2023="无", specialized_smes__2023="21")
    facts = facts.overlay(typed(innovative_smes__2023="无", high_tech_firms__2023="46"))
    (found,) = (
        entry
        for entry in reported(facts)["standard"]  # type: ignore[attr-defined]
        if (entry["id"], entry["level"]) == ("titles", "beijing")
    )
    measures = found.pop("measures")
    assert found == {
        "id": "titles",
        "level": "beijing",
        "label": "主导产业优质企业",
        "value": "67",
        "operator": "≥",
        "threshold": "10",
        "unit": "家",
        "margin": "57",
        "verdict": "pass",
        "verified": True,
        "source": "京经信发〔2023〕82号《北京市促进中小企业特色产业集群发展管理办法（暂行）》"
        "（2023年11月9日公开报道摘要，原文未见）",
    }
    assert [(m["name"], m["value"], m["margin"], m["verdict"]) for m in measures] == [
        ("单项冠军和小巨人（按称号相加）", "0", "-1", "fail"),
        ("专精特新、创新型、高新技术企业（按称号相加）", "67", "57", "pass"),
        ("专精特新、创新型、高新技术企业（同一企业只计一次，上下限）", "46", "36", "pass"),
    ]
    assert list(measures[0]) == [
        *("name", "value", "operator", "threshold", "unit", "margin", "verdict")
    ]


def entry_of(facts: Facts, id: str) -> dict[str, object]:
    """The national requirement of that id, without what it is called."""
    found = next(e for e in reported(facts)["standard"] if e["id"] == id)  # type: ignore[attr-defined]
    return {k: found[k] for k in ("value", "operator", "threshold", "unit", "margin", "verdict")}


def test_numbers_are_texts_with_two_decimals_and_null_where_nothing_is_known() -> None:
    assert entry_of(typed(area="5.8"), "area") == {
        "value": "5.80",
        "operator": "≤",
        "threshold": "100.00",
        "unit": "平方公里",
        "margin": "94.20",
        "verdict": "pass",
    }
    assert entry_of(typed(), "area") == {
        "value": None,
        "operator": "≤",
        "threshold": "100.00",
        "unit": "平方公里",
        "margin": None,
        "verdict": "unknown",
    }


def test_answers_are_texts_too() -> None:
    assert entry_of(typed(major_accident="yes"), "major_accident") == {
        "value": "是",
        "operator": "=",
        "threshold": "否",
        "unit": "",
        "margin": None,
        "verdict": "fail",
    }


def test_a_figure_shows_every_reading_that_gives_a_number() -> None:
    facts = typed(output__2021="52.36", output__2023="69.48", output__2020="46.08")
    (found,) = (f for f in reported(facts)["figures"] if f["id"] == "output_growth")  # type: ignore[attr-defined]
    assert found == {
        "id": "output_growth",
        "label": "集群总产值年均增速",
        "unit": "%",
        "value": "15.19",
        "readings": [
            {"name": "2021—2023年，两个间隔", "value": "15.19"},
            {"name": "2020—2023年，三个间隔", "value": "14.67"},
        ],
        "inputs": ["output.2023", "output.2021", "output.2020"],
        "cites": ["填报说明9"],
    }


def test_only_what_can_be_computed_is_a_figure() -> None:
    facts = typed(patents_held__2021="无", sme_staff__2023="5622", smes__2023="64")
    assert [f["id"] for f in reported(facts)["figures"]] == ["staff_per_sme.2023"]  # type: ignore[attr-defined]
    assert reported(typed())["figures"] == []


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("52.36", "亿元", "52.36"),
        ("40", "亿元", "40.00"),
        ("64", "家", "64"),
        ("64.00", "家", "64"),
        ("87.84375", "人", "87.84"),
        ("0.005", "%", "0.01"),
        ("-0.004", "%", "0.00"),
        ("-1", "家", "-1"),
        ("1234567.891", "万元", "1234567.89"),
        ("1E+3", "家", "1000"),
        ("1E+3", "%", "1000.00"),
    ],
)
def test_digits(number: str, unit: str, shown: str) -> None:
    assert digits(Decimal(number), unit) == shown


@given(facts=any_facts("beijing-2024"))
def test_every_declaration_can_be_reported(facts: Facts) -> None:
    report = reported(facts)
    standard, figures = report["standard"], report["figures"]
    numbers = [f["value"] for f in figures]  # type: ignore[attr-defined]
    numbers += [r["value"] for f in figures for r in f["readings"]]  # type: ignore[attr-defined]
    judged = [m for e in standard for m in e["measures"] if m["operator"] != "="]  # type: ignore[attr-defined]
    numbers += [m[word] for m in judged for word in ("value", "threshold", "margin")]
    assert [n for n in numbers if n is not None and not NUMBER.fullmatch(n)] == []
