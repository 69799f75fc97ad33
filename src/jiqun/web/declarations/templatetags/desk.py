"""What the templates of the desk need and Django's lack."""

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any

from django import template

from jiqun.core.corrections import EVIDENCE
from jiqun.core.rules import Waived
from jiqun.web import wording
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.shown import called

register = template.Library()


@register.filter
def moment(at: datetime) -> str:
    """“2026年5月30日17:00”"""
    return wording.moment(at)


@register.filter
def from_iso(text: str) -> str:
    """A moment that was kept as text."""
    return wording.moment(datetime.fromisoformat(text))


@register.filter
def as_waived(waiver: Waived | Mapping[str, Any]) -> str:
    """“已豁免（市经信局，至……，理由：……）”, of a finding, or of one as it was filed."""
    if isinstance(waiver, Waived):
        by, until, why = waiver.by, waiver.until, waiver.why
    else:
        by, until, why = waiver["by"], datetime.fromisoformat(waiver["until"]), waiver["why"]
    return f"已豁免（{by}，至{wording.moment(until)}，理由：{why}）"


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; None where nothing does."""
    return mapping.get(key)


@register.filter
def proving(opened: Container[str], demand: str) -> bool:
    """May what proves a demand be changed?"""
    return EVIDENCE + demand in opened


@register.filter
def as_lines(typed: str | list[str] | None) -> str:
    """Names as they are typed, one a line."""
    return "\n".join(typed) if isinstance(typed, list) else typed or ""


@register.filter
def holds(typed: str | list[str] | None, option: str) -> bool:
    """Is that option chosen, or ticked?"""
    return typed == option or (isinstance(typed, list) and option in typed)


@register.simple_tag
def called_in(declaration: Declaration, key: str) -> str:
    """What a key is called in the form of a declaration."""
    return called(declaration.edition, key)
