"""What the roster offers the form."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jiqun.core.case import Case
from jiqun.core.facts import Change, Problem
from jiqun.core.offers import Offer, Standing, answers, beneath, offers, taken
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.typed import typed_over
from jiqun.core.values import NONE, Value
from tests.declarations import blank

FIRM = {"since": "2018", "industry": "4011", "leading": "是"}


def case(*amounts: str, key: str = "output.2023", **filled: Value) -> Case:
    """One firm for each amount; what is filled in, by key with “_” for “.”."""
    firms = tuple({**FIRM, key: amount} for amount in amounts)
    facts = blank().overlay({key.replace("__", "."): value for key, value in filled.items()})
    return Case(facts=facts, roster=typed_over(Roster.empty(facts.edition), {FIRMS: firms}))


def test_a_total_beside_what_is_filled_in() -> None:
    of = case("60000", "9049", output__2023=Decimal("6.90"))
    found = offers(of)["output.2023"]
    assert found == Offer(
        of.totals["output.2023"],
        of.facts.edition.places["output.2023"],
        Decimal("6.90"),
        Decimal("6.90"),
        Standing.SAME,
        Decimal("0.00"),
    )
    assert (found.settled, found.fills_a_blank) == (True, False)


@pytest.mark.parametrize(
    ("amounts", "filled", "standing", "value", "difference"),
    [
        (("50",), None, Standing.BLANK, "0.01", None),
        (("49.99",), None, Standing.BLANK, "0.00", None),
        (("150",), "0.02", Standing.SAME, "0.02", "0.00"),
        (("149.996",), "0.02", Standing.ROUNDED, "0.01", "-0.01"),
        (("149.99",), "0.02", Standing.DIFFERS, "0.01", "-0.01"),
        (("10000", ""), "3.00", Standing.OPEN, "1.00", "-2.00"),
        (("40000", ""), "3.00", Standing.DIFFERS, "4.00", "1.00"),
    ],
)
def test_how_they_stand_to_each_other(
    amounts: tuple[str, ...],
    filled: str | None,
    standing: Standing,
    value: str,
    difference: str | None,
) -> None:
    facts = {"output__2023": Decimal(filled)} if filled else {}
    found = offers(case(*amounts, **facts))["output.2023"]
    assert found.standing is standing
    assert found.value == Decimal(value)
    assert found.difference == (Decimal(difference) if difference else None)


def test_a_blank_is_filled_unless_a_firm_is_missing() -> None:
    assert offers(case("100"))["output.2023"].fills_a_blank
    assert not offers(case("100", ""))["output.2023"].fills_a_blank


def test_none_is_zero() -> None:
    found = offers(case("0", key="fdi.2023", fdi__2023=NONE))["fdi.2023"]
    assert (found.standing, found.settled) == (Standing.SAME, True)


def test_what_cannot_be_is_another_figure() -> None:
    """The share of a whole above all of it is no figure to reckon with."""
    found = offers(case("100", sme_output_share__2023=Decimal(300)))
    assert "sme_output_share.2023" not in found
    whole = {"since": "2018", "industry": "4011", "output.2023": "100", "revenue.2023": "100"}
    facts = blank().overlay({"sme_output_share.2023": Decimal(300)})
    roster = typed_over(Roster.empty(facts.edition), {FIRMS: ({**whole, "staff.2023": "9"},)})
    share = offers(Case(facts=facts, roster=roster))["sme_output_share.2023"]
    assert (share.standing, share.value) == (Standing.DIFFERS, Decimal(100))
    assert share.difference is None


def test_counts_are_whole_numbers() -> None:
    found = offers(case("1.5", "1", key="rd_staff.2023"))
    assert found["firms.2023"].value == 2
    assert isinstance(found["firms.2023"].value, int)


def test_what_the_form_has_no_room_for_is_not_offered() -> None:
    found = offers(case("9" * 18, *["9" * 18] * 9, key="fdi.2023"))["fdi.2023"]
    assert (found.value, found.difference, found.settled) == (None, None, True)
    assert not found.fills_a_blank


def test_zeros_of_the_worksheet_are_only_told_where_asked_for() -> None:
    key = "waste_slag_used"
    assert "waste.slag.used" not in offers(case("0", key=key))
    assert "waste.slag.used" in offers(case("100", key=key))
    assert "waste.slag.used" in offers(case("0", key=key, waste__slag__used=Decimal(0)))
    assert "fdi.2023" in offers(case("0", key="fdi.2023"))


def test_what_the_form_has_no_place_for_is_beneath() -> None:
    of = case("69000")
    assert beneath(of)["leading_output.2023"].value == Decimal("6.9")
    assert "output.2023" not in beneath(of)
    assert beneath(Case(facts=blank())) == {}


def test_the_worksheet_of_the_workbook_is_told_where_it_is_new() -> None:
    of = case("1", water_total=Decimal(3), water_reused=Decimal(2))
    assert of.roster
    given = {"water_total": Decimal(5), "water_reused": Decimal(2)}
    of = replace(of, roster=replace(of.roster, worksheet=given))
    assert answers(of) == (Change("water_total", Decimal(3), Decimal(5)),)
    assert answers(Case(facts=of.facts)) == ()


def test_only_what_is_chosen_and_offered_is_taken() -> None:
    of = case("69000")
    assert taken(of, ["output.2023", "output.2022", "nonsense"]) == {"output.2023": Decimal("6.90")}
    assert taken(of, []) == {}


def test_what_could_not_be_read_is_no_blank() -> None:
    """Whoever fills in all blanks at once shall not lose what somebody has typed."""
    of = replace(case("60000"), unread=(Problem("output.2023", "应为数字"),))
    found = offers(of)["output.2023"]
    assert (found.standing, found.fills_a_blank, found.settled) == (Standing.UNREAD, False, False)
    assert taken(of, ["output.2023"]) == {"output.2023": Decimal("6.00")}
    filled = case("60000", output__2023=Decimal("6.00"))
    again = offers(replace(filled, unread=(Problem("output.2023", "应为数字"),)))["output.2023"]
    assert again.standing is Standing.SAME
