"""The draw of a visit: the same for everybody, and what was explained is always in it."""

import subprocess
import sys
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.form.model import FIGURES
from jiqun.core.sampling import (
    FLAGGED_FIRMS,
    SAMPLED_FIGURES,
    SAMPLED_FIRMS,
    STRATA,
    draw_figures,
    draw_firms,
    seed_of,
)
from tests.declarations import golden

seeds = st.text("0123456789abcdef", min_size=16, max_size=16)
keys = st.text("abcdef.2021企", min_size=1, max_size=6)
parted = st.dictionaries(keys, st.sampled_from(("一", *STRATA, "八", "测算底稿")), max_size=60)
firms = st.lists(keys, max_size=40, unique=True)


@given(seed=seeds, parts=parted, data=st.data())
def test_figures_are_drawn_once_and_the_explained_always(
    seed: str, parts: dict[str, str], data: st.DataObject
) -> None:
    explained = data.draw(st.sets(st.sampled_from(sorted(parts)))) if parts else set()
    drawn = draw_figures(seed, parts, explained)
    assert len(drawn) == len(set(drawn))
    assert explained <= set(drawn) <= parts.keys()
    rest = [key for key, part in parts.items() if key not in explained and part in STRATA]
    sampled = [key for key in drawn if key not in explained]
    assert len(sampled) == min(SAMPLED_FIGURES, len(rest))
    assert {parts[key] for key in sampled} == {parts[key] for key in rest}


@given(seed=seeds, parts=parted, order=st.randoms(use_true_random=False), explained=st.sets(keys))
def test_the_order_of_what_comes_in_does_not_matter(
    seed: str, parts: dict[str, str], order: Random, explained: set[str]
) -> None:
    mixed = list(parts.items())
    order.shuffle(mixed)
    assert draw_figures(seed, dict(mixed), explained) == draw_figures(seed, parts, explained)


@given(seed=seeds, firms=firms, flagged=st.sets(keys), order=st.randoms(use_true_random=False))
def test_firms_are_drawn_once_those_found_fault_with_first(
    seed: str, firms: list[str], flagged: set[str], order: Random
) -> None:
    drawn = draw_firms(seed, firms, flagged)
    assert len(drawn) == len(set(drawn)) == min(FLAGGED_FIRMS + SAMPLED_FIRMS, len(firms))
    assert set(drawn) <= set(firms)
    faulty = [firm for firm in drawn if firm in flagged]
    assert list(drawn[: len(faulty)]) == faulty
    assert len(faulty) >= min(FLAGGED_FIRMS, len(flagged & set(firms)))
    mixed = list(firms)
    order.shuffle(mixed)
    assert draw_firms(seed, mixed, flagged) == drawn


def test_a_seed_depends_on_everything_it_is_of() -> None:
    seed = seed_of("a" * 64, "2024-110118-0001", "secret")
    assert seed == "a62b62b60fbb9f44"
    others = [("b" * 64, "2024-110118-0001", "secret"), ("a" * 64, "2024-110118-0002", "secret")]
    assert len({seed, *(seed_of(*other) for other in others)}) == 3


def figures_of(name: str) -> Mapping[str, str]:
    """The parts of the numbers of a golden."""
    facts = golden(name).facts
    edition = facts.edition
    fields = {key: edition.places[key].field for key in facts}
    return {k: edition.part_of[f.id] for k, f in fields.items() if f.kind in FIGURES}


DRAWN = """
from tests.core.test_sampling import figures_of
from jiqun.core.sampling import draw_figures
print(*draw_figures("0123456789abcdef", figures_of("clean"), {"output.2022"}))
"""


def test_another_process_draws_the_same() -> None:
    told = subprocess.run([sys.executable, "-c", DRAWN], capture_output=True, text=True, check=True)
    drawn = draw_figures("0123456789abcdef", figures_of("clean"), {"output.2022"})
    assert tuple(told.stdout.split()) == drawn


#: By one seed, with one figure explained; where every golden has the same figures.
DRAWN_THEN = (
    "output.2022",
    "sme_output_share.2021",
    "standards.2022.national.part",
    "software_purchase.2021",
    "provincial_green.count",
    "overseas_branches",
    "alliances.count",
    "smes.2023",
    "valid_patents",
    "fdi.2021",
    "leading_output_share.2022",
    "specialized_smes.2021",
    "champions.2023",
)


@pytest.mark.parametrize("name", ["clean", "flawed", "longest"])
def test_what_is_drawn_of_the_goldens(name: str) -> None:
    assert draw_figures("0123456789abcdef", figures_of(name), {"output.2022"}) == DRAWN_THEN
