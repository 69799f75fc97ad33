"""A returned declaration opens the named cells and what is computed from them, and no others."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.corrections import may_name, opened_by
from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from tests.declarations import golden

EDITION = get_edition("beijing-2024")
EMPTY = Case(facts=Facts(EDITION, {}))


def case(reasons: Mapping[str, str] | None = None) -> Case:
    file = golden("clean")
    return Case(facts=file.facts, reasons=file.reasons if reasons is None else reasons)


def cells(case: Case, *named: str) -> set[str]:
    return {key for key in opened_by(case, named) if key in EDITION.places}


@pytest.mark.parametrize(
    ("named", "opened"),
    [
        # Nothing on the form is computed from a description, or from the name of a cluster.
        ("cluster_name", {"cluster_name"}),
        ("plan.overview", {"plan.overview"}),
        # Exports are what their growth is computed from, in that year and in the next.
        (
            "exports.2022",
            {"exports.2022", "exports_growth.2022", "exports_growth.2023"},
        ),
        # Through a step: emissions per output are the base of the goal.
        ("co2_per_output.2023", {"co2_per_output.2023", "targets.co2.base"}),
        # A count and its names are one answer.
        (
            "national_platforms.names",
            {"national_platforms.count", "national_platforms.names"},
        ),
    ],
)
def test_the_named_cell_and_what_is_computed_from_it(named: str, opened: set[str]) -> None:
    assert cells(case(), named) == opened


def test_a_blank_that_may_still_be_filled_counts_as_well() -> None:
    """Without a figure a formula does not get as far as the others it would be given."""
    assert cells(EMPTY, "exports.2022") == cells(case(), "exports.2022")


def test_the_roster_opens_what_it_adds_up_to() -> None:
    opened = opened_by(EMPTY, ["roster"])
    assert {"roster", "output.2023", "firms.2021", "rd_spend.2022", "iiot_rate"} <= opened
    assert "plan.overview" not in opened and "cluster_name" not in opened


def test_proofs_go_with_what_they_prove() -> None:
    proofs = {key for key in opened_by(EMPTY, ["national_platforms.count"]) if "evidence" in key}
    assert proofs == {
        "evidence.",  # something may be handed in
        "evidence.national_platforms.evidence",
        "evidence.national_platforms.list",
    }
    alone = opened_by(EMPTY, ["evidence.national_platforms.list"])
    assert {"evidence.", "evidence.national_platforms.list"} <= alone
    assert "national_platforms.count" not in alone
    assert "evidence." not in opened_by(EMPTY, ["cluster_name"])


def test_a_reason_given_for_what_stays_is_not_written_anew() -> None:
    """R3-06 is about research, R2-14 about output in the district."""
    given = case({"R3-06": "示例理由", "R2-14": "示例理由"})
    opened = opened_by(given, ["rd_spend.2022"])
    assert "reasons.R3-06" in opened and "reasons.R2-14" not in opened
    assert "reasons.R2-14" in opened_by(given, ["reasons.R2-14"])
    assert "reasons.R2-14" in opened_by(EMPTY, ["rd_spend.2022"])  # not given so far


@given(st.lists(st.sampled_from(sorted(EDITION.places)), max_size=4))
def test_naming_more_opens_more_and_what_is_opened_opens_nothing_else(named: list[str]) -> None:
    opened = cells(EMPTY, *named)
    assert set(named) <= opened
    assert cells(EMPTY, *opened) == opened
    assert opened == set().union(*(cells(EMPTY, key) for key in named), set())


@pytest.mark.parametrize(
    ("key", "may"),
    [
        ("output.2023", True),
        ("output.2019", False),
        ("roster", True),
        ("evidence.national_platforms.list", True),
        ("evidence.", False),
        ("evidence.nothing", False),
        ("reasons.R3-06", True),
        ("reasons.R2-01", False),  # it blocks: no reason is asked for
        ("reasons.", False),
        ("", False),
        ("answers.1", False),
    ],
)
def test_what_may_be_named(key: str, may: bool) -> None:
    assert may_name(EDITION, key) is may
