"""Whole declarations for tests: the goldens of ``demo/``, and the largest the form must hold."""

import re
from pathlib import Path

from jiqun.core.evidence import demands
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Field, Kind
from jiqun.core.reading import Raw
from jiqun.documents.factsfile import FactsFile, load_facts

DEMO = Path(__file__).parent.parent / "demo"
GOLDENS = ("clean", "flawed", "longest")


def golden(name: str) -> FactsFile:
    return load_facts((DEMO / f"{name}.yaml").read_bytes())


def proofs(facts: Facts) -> dict[str, tuple[str, ...]]:
    """A file for everything that the answers demand."""
    return {demand.key: (f"{demand.key}.pdf",) for demand in demands(facts)}


def quiet(facts: Facts) -> Facts:
    """The same figures, and texts that quote none of them: a figure changed for a test is then not
    also contradicted by a text."""
    places = facts.edition.places
    quoting = {
        key: str(text)
        for key, text in facts.items()
        if places[key].field.kind in (Kind.NARRATIVE, Kind.LINE) and re.search(r"\d", str(text))
    }
    return facts.overlay({key: without_figures(text) for key, text in quoting.items()})


def without_figures(text: str) -> str:
    """A text without the clauses that hold figures."""
    clauses = [clause for clause in re.split(r"[，。；、\n]", text) if not re.search(r"\d", clause)]
    return "，".join(filter(None, clauses)) + "，各项工作按计划有序推进，成效逐步显现。"


def blank(edition_id: str = "beijing-2024") -> Facts:
    return Facts(get_edition(edition_id), {})


def widest(edition_id: str = "beijing-2024") -> Facts:
    """Every text at its limit in full-width characters, every box ticked, every line added."""
    edition = get_edition(edition_id)
    raw = {key: widest_value(place.field) for key, place in edition.printed.items()}
    facts, problems = parse_facts(edition_id, {**raw, **widest_plan(edition)})
    assert problems == ()
    return facts


#: Quotation marks and brackets make the worst lines: they may stand at neither end of one.
SENTENCE = "（产业集群“强链、补链”）。"


def of_length(length: int) -> str:
    return (SENTENCE * (length // len(SENTENCE) + 1))[:length]


def widest_value(field: Field) -> Raw:
    simple: dict[Kind, Raw] = {
        Kind.NUMBER: "-12345.67" if field.low is None else "100.00",
        Kind.COUNT: "12345",
        Kind.LINE: "北京市示例区示例集群运营管理有限公司",
        Kind.NAMES: ("国家示例智能测控装备制造业创新中心", "示例国家重点实验室"),
        Kind.DATE: "2024年12月31日",
        Kind.PHONE: "010-69000001（示例）",
        Kind.CONTACT: "示例联系人 010-69000001",
    }
    if field.kind in (Kind.CHOICE, Kind.TICKS):
        ids = tuple(option.id for option in field.options)
        return ids if field.kind is Kind.TICKS else ids[-1]
    if field.kind is Kind.NARRATIVE:
        return of_length(field.limit or 200)
    return simple[field.kind]


def widest_plan(edition: Edition) -> dict[str, Raw]:
    """Part 八 at its 3000 字 in all, shared out evenly."""
    keys = [
        key
        for key, place in edition.printed.items()
        if key.startswith("plan.") and place.field.kind is Kind.NARRATIVE
    ]
    return {key: of_length(3000 // len(keys)) for key in keys}
