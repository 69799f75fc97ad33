"""What stands, or stood, under a key, as people read it."""

from jiqun.core.corrections import ANSWERS, EVIDENCE, REASONS, ROSTER
from jiqun.core.evidence import all_demands
from jiqun.core.form import Edition
from jiqun.core.reading import Unreadable, print_value, read_value, shortened
from jiqun.core.rules import RULES
from jiqun.web.checks.cells import BLANK, options_of, unit_of
from jiqun.web.declarations.queries.draft import Typed, as_raw
from jiqun.web.declarations.queries.evidence import title_of


def is_key(edition: Edition, key: str) -> bool:
    """Something that may stand in a draft."""
    return key in edition.places or (key.removeprefix(REASONS) in RULES and key.startswith(REASONS))


def called(edition: Edition, key: str) -> str:
    """What is called so in a draft, or in a correction; what there is not, by its key."""
    if key == ROSTER:
        return "企业名录"
    if key.startswith(EVIDENCE):
        demand = all_demands(edition).get(key.removeprefix(EVIDENCE))
        return f"{title_of(demand)}（{demand.proof.value}）" if demand else "佐证材料"
    if key.startswith(ANSWERS):
        return "补正答复"
    if key.startswith(REASONS):
        return f"{shortened(key.removeprefix(REASONS))}的说明"
    place = edition.places.get(key)
    return place.called if place else shortened(key)


def in_words(edition: Edition, key: str, typed: Typed) -> str:
    """In full: options by their label, figures with their unit, lists one a line; what cannot be
    read as it was typed."""
    if typed is None:
        return BLANK
    if key.startswith((REASONS, ANSWERS)):
        return str(typed)
    field = edition.places[key].field
    try:
        value = read_value(field, as_raw(typed))
    except Unreadable:
        return "\n".join(as_raw(typed)) if isinstance(typed, list) else typed
    if value is None:
        return BLANK
    return "\n".join(options_of(field, value)) or print_value(value) + unit_of(field, value)
