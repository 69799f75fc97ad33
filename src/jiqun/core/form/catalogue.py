"""The catalogue of an edition: every part and field in plain JSON, for scripts."""

from typing import Any

from jiqun.core.form.edition import COVER, WORKSHEET, Edition
from jiqun.core.form.model import Field


def as_catalogue(edition: Edition) -> dict[str, Any]:
    """``{"edition", "years", "parts": [{"number", "title", "fields": […]}]}``; the cover stands
    first and the worksheet, which is not printed, last."""
    parts = [
        as_part(COVER, edition.title, edition.cover_fields),
        *(as_part(part.number, part.title, part.fields) for part in edition.parts),
        as_part(WORKSHEET, WORKSHEET, edition.worksheet),
    ]
    return {"edition": edition.id, "years": list(edition.years.past), "parts": parts}


def as_part(number: str, title: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {"number": number, "title": title, "fields": [as_field(field) for field in fields]}


def as_field(field: Field) -> dict[str, Any]:
    return {
        "id": field.id,
        "label": field.label.replace("\n", ""),
        "kind": field.kind.value,
        "unit": field.unit or None,
        "decimals": field.decimals,
        "yearly": bool(field.years),
        "required": field.required,
        "limit": field.limit,
        "evidence": [proof.value for proof in field.proofs],
        "options": [{"id": option.id, "label": option.label} for option in field.options],
        "cites": list(field.clauses),
        "keys": [place.key for place in field.places()],
    }
