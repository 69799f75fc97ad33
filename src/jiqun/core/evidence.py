"""What the answers of a declaration demand beside themselves: evidence, lists, formulas.

The fields say which proofs they demand; a row of the form (a count with its names, the grid of
standards) is proved as a whole, each ticked box by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from jiqun.core.facts import Facts
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Field, Kind, Place, Proof
from jiqun.core.form.rows import Group, Holder
from jiqun.core.values import Value

#: The answer that demands proof where one is chosen.
YES = "yes"

#: What a label says beside the name of its row: units, “需提供清单”.
IN_BRACKETS = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Demand:
    """One proof: of what stands in ``places``, or of the one option that is chosen there.

    ``key`` is what files are attached to, ``called`` names the row or the option in a message.
    """

    key: str
    places: tuple[Place, ...]
    proof: Proof
    called: str
    option: str = ""


def demands(facts: Facts) -> tuple[Demand, ...]:
    """The proofs that the answers given demand, each with the places that demand it."""
    demanded = ((demand, claimed(demand, facts)) for demand in all_demands(facts.edition).values())
    return tuple(
        demand if places == demand.places else replace(demand, places=places)
        for demand, places in demanded
        if places
    )


def claimed(demand: Demand, facts: Facts) -> tuple[Place, ...]:
    return tuple(p for p in demand.places if claims(facts.get(p.key), demand.option))


def claims(value: Value | None, option: str) -> bool:
    if option:
        return value == option or (isinstance(value, frozenset) and option in value)
    return isinstance(value, (Decimal, int)) and value > 0


def all_demands(edition: Edition) -> Mapping[str, Demand]:
    """Every proof that an answer could demand, by key, in the order of the form."""
    return demands_of(edition.id)


@cache
def demands_of(edition_id: str) -> Mapping[str, Demand]:
    every = (demand for row in leaf_rows(get_edition(edition_id)) for demand in demands_of_row(row))
    return {demand.key: demand for demand in every}


def leaf_rows(edition: Edition) -> Iterator[Holder]:
    for part in edition.parts:
        for row in part.rows:
            yield from row.rows if isinstance(row, Group) else (row,)


def demands_of_row(row: Holder) -> Iterator[Demand]:
    """Names are proved with their count."""
    fields = [field for field in row.fields if field.proofs and field.kind is not Kind.NAMES]
    if fields and fields[0].options:
        yield from demands_of_options(fields[0])
    elif fields:
        stem = fields[0].id.partition(".")[0]
        places = tuple(place for field in fields for place in field.places())
        called = name_of_row(getattr(row, "label", fields[0].called))
        for proof in fields[0].proofs:
            yield Demand(f"{stem}.{proof.name.lower()}", places, proof, called)


def demands_of_options(field: Field) -> Iterator[Demand]:
    """Of a choice only 是 is to be proved, of ticks each by itself."""
    places = tuple(field.places())
    for proof in field.proofs:
        suffix = proof.name.lower()
        if field.kind is Kind.CHOICE:
            yield Demand(f"{field.id}.{suffix}", places, proof, field.called, YES)
        else:
            for option in field.options:
                key = f"{field.id}.{option.id}.{suffix}"
                yield Demand(key, places, proof, option.label, option.id)


def name_of_row(label: str) -> str:
    return IN_BRACKETS.sub("", label).replace("\n", "")
