"""The book of figures: how they are defined, when they are computed, and what is filled in."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.core import figures
from jiqun.core.facts import Facts
from jiqun.core.figures import DEFINITIONS, MODULES, Definition, Figures, Reading, book, figure
from jiqun.core.figures.book import BadFigure
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.model import FIGURES
from jiqun.core.interval import Interval
from jiqun.core.quantity import Leaf, Quantity, constant
from jiqun.core.reading import as_figure
from jiqun.core.values import NONE, Value
from tests.declarations import golden

EDITION = get_edition("beijing-2024")
CLEAN = golden("clean").facts


def of(**values: Value) -> Figures:
    """Figures of a declaration that says nothing else; a double underline parts a key."""
    return Figures(Facts(EDITION, {key.replace("__", "."): v for key, v in values.items()}))


def nothing(of: Figures, year: int) -> Iterator[Reading]:
    """什么也不算"""
    yield Reading("", constant(0))


# --- What stands in the book ---


def test_a_formula_that_is_written_is_defined() -> None:
    """One that nobody defined would never be computed, and nobody would notice."""
    written = {
        (module.__name__, name)
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and list(inspect.signature(function).parameters) == ["of", "year"]
    }
    defined = {(d.formula.__module__, d.formula.__name__) for d in DEFINITIONS.values()}
    assert written <= defined


def test_figures_stand_in_the_module_of_their_part() -> None:
    numbers = dict(zip("一二三四五六七八", range(1, 9), strict=True))
    for definition in DEFINITIONS.values():
        module = definition.formula.__module__.rpartition(".")[2]
        assert (definition.id, module) == (definition.id, f"part{numbers[definition.part]}")


def test_every_figure_says_its_formula_in_words_and_which_clause() -> None:
    notes = {f"填报说明{clause.number}" for clause in EDITION.notes}
    for definition in DEFINITIONS.values():
        assert re.fullmatch(r"[^\n]+", definition.sentence), definition.id
        assert set(definition.cites) <= notes


def test_a_formula_becomes_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "DEFINITIONS", {})
    define = figure("nothing", "什么", "家", part="九", years=book.past, cites=("填报说明2",))
    assert define(nothing) is nothing
    (defined,) = book.DEFINITIONS.values()
    assert defined == Definition(
        "nothing", "什么", "家", "九", book.past, ("填报说明2",), "什么也不算", nothing
    )
    assert list(book.DEFINITIONS) == ["nothing"]


def test_a_figure_needs_a_name_of_its_own_and_a_formula_in_words() -> None:
    def silent(of: Figures, year: int) -> Iterator[Reading]:
        yield Reading("", constant(0))

    with pytest.raises(BadFigure, match="output_growth is defined twice"):
        figure("output_growth", "", "", part="二")(nothing)
    with pytest.raises(BadFigure, match="silence has no formula in words"):
        figure("silence", "", "", part="二")(silent)
    assert "silence" not in DEFINITIONS


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_figures_of_a_printed_field_have_its_key_unit_and_years(edition_id: str) -> None:
    edition = get_edition(edition_id)
    filing = Figures(Facts(edition, {}))
    for key in filing.keys() & edition.places.keys():
        place = edition.places[key]
        assert (key, filing[key].unit, filing[key].year) == (key, place.field.unit, place.year)


def test_keys_run_over_the_years_of_the_edition() -> None:
    filing = Figures(Facts(get_edition("beijing-2025"), {}))
    assert [key for key in filing if key.startswith("rd_intensity.")] == [
        *("rd_intensity.2022", "rd_intensity.2023", "rd_intensity.2024")
    ]
    assert next(key for key in filing if key.startswith("exports.")) == "exports.2021"
    assert "patents_per_10k" in filing
    assert len(filing) == len(list(filing))
    assert "rd_intensity" not in filing and "rd_intensity.2021" not in filing


# --- Computing ---


def test_a_figure_says_what_it_is_and_how_it_came_about() -> None:
    computed = Figures(CLEAN)["rd_intensity.2023"]
    assert (computed.label, computed.unit, computed.value) == (
        "2023年中小企业研发投入强度",
        "%",
        Decimal("6.60"),
    )
    assert computed.inputs == ("rd_spend.2023", "sme_revenue.2023")
    assert computed.quantity.sum == "3.55 ÷ 53.76 × 100%"
    assert Figures(CLEAN)["patents_per_10k"].label == "从业人员每万人有效发明专利拥有量"


def test_a_figure_is_computed_once() -> None:
    filing = Figures(CLEAN)
    assert filing["patent_growth"] is filing["patent_growth"]
    assert filing.given("output.2023") is filing.given("output", 2023)


def test_readings_are_told_apart_from_slips() -> None:
    """Slips are no readings: nobody may compute it so."""
    growth = Figures(CLEAN)["patent_growth"]
    assert [(reading.name, reading.slip) for reading in growth.readings] == [
        ("2021—2023年，两个间隔", ""),
        ("2020—2023年，三个间隔", ""),
    ]
    assert growth.known == growth.readings
    assert growth.inputs == ("patents_held.2023", "patents_held.2021", "patents_held.2020")


def test_what_is_blank_leaves_the_readings_that_can_be_computed() -> None:
    filing = Figures(CLEAN.overlay({"patents_held.2021": None}))
    growth = filing["patent_growth"]
    assert [reading.name for reading in growth.known] == ["2020—2023年，三个间隔"]
    assert growth.value == Decimal("19.59")
    assert growth.inputs == ("patents_held.2023", "patents_held.2020")


def test_nothing_known_is_no_figure_and_contradicts_nothing() -> None:
    growth = of(valid_patents=236)["patents_per_10k"]
    assert (growth.known, growth.value) == ((), None)
    assert growth.inputs == ("valid_patents", "sme_staff.2023")
    assert growth.fits(constant(5))


def test_known_figures_come_in_the_order_they_are_defined() -> None:
    filing = of(rd_spend__2023=Decimal("2.05"), rd_staff__2023=1240, sme_staff__2023=9160)
    keys = [computed.key for computed in filing.known()]
    assert keys == ["rd_staff_share.2023", "rd_per_head.2023"]


def test_a_declared_figure_fits_any_reading() -> None:
    growth = Figures(CLEAN)["patent_growth"]
    fits = {text: growth.fits(printed(text)) for text in ("19.58", "19.59", "19.60", "19.61")}
    assert fits == {"19.58": False, "19.59": True, "19.60": True, "19.61": False}


def printed(text: str) -> Quantity:
    return of(patent_growth=Decimal(text)).given("patent_growth")


def test_known_mistakes_are_told_by_name() -> None:
    filing = Figures(CLEAN)
    assert filing.slip_of("patent_growth", printed("43.03")) == (
        "与三年累计增长率一致，应换算为年均增速"
    )
    assert filing.slip_of("patent_growth", printed("55.55")) == ""
    assert filing.slip_of("patent_growth", of().given("patent_growth")) == ""
    assert of().slip_of("patent_growth", printed("43.03")) == ""


def test_another_figure_is_spoken_of_by_its_name() -> None:
    filing = Figures(CLEAN)
    for output in (filing.computed("sme_output", 2023), filing.computed("sme_output.2023")):
        assert (output.words, output.sum) == ("2023年中小企业产值", "54.44")
    assert filing.computed("patents_per_10k").sum == "419.78"


def test_quantities_instead_of_what_is_filled_in_or_computed() -> None:
    instead = {"fdi.2022": constant(200), "leading_output.2023": constant(121)}
    filing = Figures(CLEAN, instead)
    assert filing.given("fdi", 2022) == filing.given("fdi.2022") == constant(200)
    assert filing.given("fdi", 2023) == Figures(CLEAN).given("fdi", 2023)
    assert filing.computed("leading_output", 2023) == constant(121)
    first = filing["leading_output.2021"].quantity
    (growth, *_) = filing["leading_output_growth"].known
    assert growth.quantity.value == ((constant(121) / first).root(2) - 1).in_percent.value


# --- What is filled in ---


@pytest.mark.parametrize(
    ("key", "value", "shown", "low", "high"),
    [
        ("output.2023", Decimal("69.48"), "69.48", "69.475", "69.485"),
        ("output.2023", 69, "69", "68.995", "69.005"),
        ("sme_output_share.2023", Decimal("78.35"), "78.35%", "78.345", "78.355"),
        ("smes.2023", 64, "64", "64", "64"),
        ("smes.2023", Decimal("64.0"), "64.0", "64", "64"),
        # No share lies below 0 or above 100, however it was rounded.
        ("cloud_rate", Decimal("100.00"), "100.00%", "99.995", "100"),
        ("cloud_rate", Decimal("0.00"), "0.00%", "0", "0.005"),
        ("fdi_growth.2023", Decimal("-100.00"), "-100.00%", "-100", "-99.995"),
        ("energy_reduction", Decimal("-3.00"), "-3.00%", "-3.005", "-2.995"),
        # 无 is zero, and exactly that.
        ("output.2023", NONE, "无", "0", "0"),
        ("smes.2023", NONE, "无", "0", "0"),
    ],
)
def test_a_filled_in_figure_is_all_it_may_stand_for(
    key: str, value: Value, shown: str, low: str, high: str
) -> None:
    quantity = Figures(Facts(EDITION, {key: value})).given(key)
    assert quantity.interval == Interval(Decimal(low), Decimal(high))
    assert quantity.value == (0 if value is NONE else value)
    assert quantity.leaf == Leaf(EDITION.places[key].short, shown, key)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("output.2023", None, "空白"),
        ("chain", "文字", "空白"),
        ("chain_work", frozenset({"chain_map"}), "空白"),
        # What a rule of its own complains of is not computed with.
        ("output.2023", Decimal("-0.01"), "-0.01"),
        ("rd_tools_rate", Decimal("168.26"), "168.26%"),
        ("fdi_growth.2023", Decimal("-100.01"), "-100.01%"),
        ("energy_reduction", Decimal("100.01"), "100.01%"),
        ("rd_staff.2022", Decimal("1180.5"), "1180.5"),
        ("rd_staff.2022", -1, "-1"),
    ],
)
def test_what_cannot_stand_there_is_blank(key: str, value: Value | None, shown: str) -> None:
    quantity = Figures(Facts(EDITION, {key: value} if value is not None else {})).given(key)
    assert quantity.blank and quantity.value is None
    assert quantity.leaf == Leaf(EDITION.places[key].short, shown, key)
    assert quantity.missing == (key,)


#: As long, as small and as empty as can be typed.
HOSTILE = st.one_of(
    st.sampled_from(["0", "无", "0.01", "1E-10", "9" * 18, f"{'9' * 18}.{'9' * 10}"]),
    st.decimals(0, 10**18 - 1, places=10).map(str),
)
TYPED_IN = [key for key, place in EDITION.places.items() if place.field.kind in FIGURES]


@settings(max_examples=15)  # each of them fills in the whole form
@given(values=st.lists(HOSTILE, min_size=7, max_size=7), start=st.integers(0, 6))
def test_no_figure_breaks_on_what_can_be_typed(values: list[str], start: int) -> None:
    typed = {key: values[(start + at) % 7] for at, key in enumerate(TYPED_IN)}
    facts: dict[str, Value] = {
        key: NONE if text == "无" else as_figure(EDITION.places[key].field, Decimal(text))
        for key, text in typed.items()
    }
    filing = Figures(Facts(EDITION, facts))
    for computed in filing.known():
        assert computed.value is not None
        declared = computed.quantity.limited(Interval.printed(computed.value))
        assert computed.fits(declared)
        filing.slip_of(computed.key, declared)


def test_a_figure_the_form_does_not_have_is_a_slip_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        of().given("outptu", 2023)
    with pytest.raises(KeyError):
        of()["outptu"]


def test_the_modules_of_figures_are_all_loaded() -> None:
    parts = {m.name for m in pkgutil.iter_modules(figures.__path__) if m.name.startswith("part")}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == parts
