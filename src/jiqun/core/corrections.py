"""What a returned declaration may be changed in: exactly the named, and what is computed from it.

A point of a correction (补正要求) is about a cell of the form, the roster, a proof or a reason;
whatever it names has a key, and what may be changed is a set of such keys.
"""

from collections.abc import Collection, Iterator

from jiqun.core.case import Case
from jiqun.core.evidence import all_demands
from jiqun.core.facts import Facts
from jiqun.core.figures import Figures
from jiqun.core.form import Edition
from jiqun.core.rank import Rank
from jiqun.core.roster.gaps import whole
from jiqun.core.rules import RULES

#: The key of the whole roster (企业名录).
ROSTER = "roster"
#: What stands before the key of a demand, and alone for handing in evidence at all; what stands
#: before the id of a rule.
EVIDENCE = "evidence."
REASONS = "reasons."
#: What stands before the number of a point in the key of its answer.
ANSWERS = "answers."


def may_name(edition: Edition, key: str) -> bool:
    """Is there something of that key to be corrected?"""
    rule = RULES.get(key.removeprefix(REASONS)) if key.startswith(REASONS) else None
    if key.startswith(EVIDENCE):
        return key.removeprefix(EVIDENCE) in all_demands(edition)
    if rule is not None:
        return rule.rank is Rank.EXPLAIN
    return key == ROSTER or key in edition.places


def opened_by(case: Case, named: Collection[str]) -> frozenset[str]:
    """Every key that may be changed where those are named.

    With them go the figures that are computed from them, through any number of steps; names with
    their count; what the roster adds up to, with the roster; the proofs of whatever is opened; and
    the reasons that may be asked for once it is changed.
    """
    edition = case.facts.edition
    cells = {key for key in named if key in edition.places}
    if ROSTER in named:
        cells |= whole(edition.id).keys() & edition.places.keys()
        cells |= case.totals.keys()
    cells = with_computed(case.facts, with_names(cells))
    proofs = {*proofs_of(edition, cells), *(key for key in named if key.startswith(EVIDENCE))}
    upload = {EVIDENCE} if proofs else set()
    return frozenset({*named, *cells, *proofs, *upload, *reasons_of(case, cells)})


def with_names(cells: Collection[str]) -> set[str]:
    """A count and the names that are counted are one answer."""
    stems = {key.rpartition(".")[0] for key in cells if key.endswith((".count", ".names"))}
    return {*cells, *(f"{stem}.{which}" for stem in stems for which in ("count", "names"))}


def with_computed(facts: Facts, cells: Collection[str]) -> set[str]:
    """Those and all figures on them. What a formula would be given counts as well as what it is
    given now, since a blank may still be filled."""
    edition = facts.edition
    now, blank = Figures(facts), Figures(Facts(edition, {}))
    places = (key for key in now if key in edition.places)
    inputs = {key: {*now[key].inputs, *blank[key].inputs} for key in places}
    found = set(cells)
    while more := {key for key, used in inputs.items() if used & found} - found:
        found |= more
    return found


def proofs_of(edition: Edition, cells: Collection[str]) -> Iterator[str]:
    for key, demand in all_demands(edition).items():
        if any(place.key in cells for place in demand.places):
            yield EVIDENCE + key


def reasons_of(case: Case, cells: Collection[str]) -> Iterator[str]:
    """Those that may still be needed. One that has been given, for cells that stay as they are, is
    not written anew."""
    fields = {case.facts.edition.places[key].field.id for key in cells}
    for rule in RULES.values():
        touched = not rule.fields or not fields.isdisjoint(rule.fields)
        if rule.rank is Rank.EXPLAIN and (touched or rule.id not in case.reasons):
            yield REASONS + rule.id
