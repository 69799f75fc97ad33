"""Rates: the figures of the form, computed from what the firms come to."""

from decimal import Decimal

import pytest

from jiqun.core.figures import DEFINITIONS
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.roster.totals.rates import GROWTHS, QUOTIENTS, RATES
from tests.core.roster.totals.firms import LARGE, SMALL, totals, values
from tests.rosters import Cells


def test_a_rate_knows_its_parts() -> None:
    found = totals({**SMALL, "output.2023": "300"}, {**LARGE, "output.2023": "100"})
    share = found["sme_output_share.2023"]
    assert (share.value, share.rows, share.parts) == (
        75,
        (2, 3),
        ("sme_output.2023", "output.2023"),
    )
    assert share.words == "中小企业产值÷集群总产值×100%"
    # 299.995 to 300.005 of 399.99 to 400.01.
    assert share.quantity.interval is not None
    low, high = share.quantity.interval.low, share.quantity.interval.high
    assert (round(low, 4), round(high, 4)) == (Decimal("74.9969"), Decimal("75.0031"))


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"output.2023": "200", "leading": "是"}, "leading_output_share.2023", "100"),
        ({"rd_spend.2023": "130"}, "rd_intensity.2023", "6.5"),
        ({"output.2023": "200", "co2.2023": "50"}, "co2_per_output.2023", "0.25"),
        ({"output.2023": "200", "energy.2023": "8"}, "energy_per_output.2023", "0.04"),
        ({"cloud": "是"}, "cloud_rate", "100"),
        ({"iiot": "否"}, "iiot_rate", "0"),
        ({"rd_tools": "是"}, "rd_tools_rate", "100"),
        ({"valid_patents.2023": "4"}, "patents_per_10k", "400"),
        ({"water_total": "80", "water_reused": "60"}, "water_reuse_rate", "75"),
        (
            {
                **{"waste_slag_produced": "6", "waste_slag_used": "3"},
                **{"waste_straw_produced": "2", "waste_straw_used": "1"},
            },
            "solid_waste_rate",
            "50",
        ),
        ({"fdi.2022": "200", "fdi.2023": "250"}, "fdi_growth.2023", "25"),
        ({"exports.2021": "200", "exports.2022": "150"}, "exports_growth.2022", "-25"),
        # 填报说明9: the geometric mean.
        (
            {"output.2021": "100", "output.2023": "144", "leading": "是"},
            "leading_output_growth",
            "20",
        ),
    ],
)
def test_rates_and_growth(cells: Cells, key: str, value: str) -> None:
    assert round(totals({**SMALL, **cells})[key].value, 10) == Decimal(value)


def test_growth_of_patents_of_smes() -> None:
    years = {f"{id}.2021": n for id, n in (("staff", "9"), ("revenue", "9"))}
    found = totals({**SMALL, **years, "valid_patents.2021": "100", "valid_patents.2023": "121"})
    growth = found["patent_growth"]
    assert (growth.value, growth.parts) == (10, ("patents_held.2021", "patents_held.2023"))
    # The formula of the figure, which is otherwise given by the worksheet.
    assert growth.words == DEFINITIONS["patent_growth"].sentence.replace("（测算底稿）", "")


def test_firms_lacking_in_either_year_would_only_seem_to_have_grown() -> None:
    whole = {**SMALL, "exports.2022": "100", "exports.2023": "120"}
    assert totals(whole)["exports_growth.2023"].value == 20
    for blank in ("exports.2022", "exports.2023"):
        assert "exports_growth.2023" not in totals(whole, {**whole, blank: ""})
    # A rate of one year is only a lower limit then.
    assert totals(whole, {**whole, "cloud": "是"})["cloud_rate"].lacking == (2,)


def test_what_was_used_of_a_waste_is_not_known_of_all() -> None:
    """Without it there is no rate; a kind of which nobody says anything is none."""
    slag = {"waste_slag_produced": "6", "waste_slag_used": "3"}
    assert totals({**slag, "waste_straw_produced": ""})["solid_waste_rate"].value == 50
    assert "solid_waste_rate" not in totals({**slag, "waste_straw_produced": "2"})


@pytest.mark.parametrize(
    "cells",
    [
        # Nothing to divide by; a first year without anything; a whole that was not handed in.
        {"output.2023": "无", "co2.2023": "5"},
        {"fdi.2022": "无", "fdi.2023": "250"},
        {"water_reused": "60"},
        {"waste_slag_used": "3"},
    ],
)
def test_rates_that_there_are_not(cells: Cells) -> None:
    rates = ("co2_per_output", "fdi_growth", "water_reuse_rate", "solid_waste_rate")
    assert values(totals(cells), *rates) == {}


def test_where_nobody_says_whether_a_firm_leads_its_output_is_lacking() -> None:
    firms = ({"output.2023": "60", "leading": "是"}, {"output.2023": "40", "leading": ""})
    share = totals(*firms)["leading_output_share.2023"]
    assert (share.value, share.lacking) == (60, (3,))
    assert "leading_output_share.2023" not in totals({"output.2023": "60"})


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_rate_is_a_field_of_the_form(edition_id: str) -> None:
    fields = get_edition(edition_id).fields
    ids = [*RATES, *GROWTHS, *(quotient.id for quotient in QUOTIENTS)]
    assert set(ids) <= fields.keys()
    assert len(set(ids)) == len(ids)
