"""What must hold of the definition of the form as a whole, for every edition."""

import re
from collections import Counter
from pathlib import Path

import pytest

from jiqun.core.facts import Facts
from jiqun.core.form import COVER, EDITIONS, WORKSHEET, Edition, get_edition
from jiqun.core.form.model import FIGURES, Field, Kind, Place, Proof
from jiqun.core.form.years import Years
from jiqun.core.rules import RULES
from jiqun.documents.paper.fill import annex_label

OFFICIAL = Path(__file__).parents[2] / "golden" / "申报表.txt"


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return get_edition(request.param)


def repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def every_field(edition: Edition) -> list[Field]:
    return [*edition.printed_fields, *edition.worksheet]


def every_place(edition: Edition) -> list[Place]:
    return [place for field in every_field(edition) for place in field.places()]


def test_years_follow_the_call() -> None:
    years = Years(2027)
    assert (years.prior, years.past, years.base, years.plan, years.target) == (
        2023,
        (2024, 2025, 2026),
        2026,
        (2027, 2028, 2029),
        2029,
    )


def test_an_unknown_edition_is_a_programmers_mistake() -> None:
    for unknown in ("beijing-2023", "beijing-2028", "beijing", "", "shanghai-2024"):
        with pytest.raises(KeyError):
            get_edition(unknown)


def test_field_ids_are_unique(edition: Edition) -> None:
    assert repeated([field.id for field in every_field(edition)]) == []


def test_keys_are_unique(edition: Edition) -> None:
    assert repeated([place.key for place in every_place(edition)]) == []


def test_keys_need_no_quoting(edition: Edition) -> None:
    """A key is what scripts, YAML and messages call a place by: letters, digits, _ and dots."""
    assert [
        key for key in edition.places if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", key)
    ] == []


def test_places_are_in_the_order_of_the_form(edition: Edition) -> None:
    assert list(edition.places) == [place.key for place in every_place(edition)]


def test_what_is_printed_is_not_worksheet(edition: Edition) -> None:
    worksheet = {place.key for field in edition.worksheet for place in field.places()}
    assert edition.places.keys() - edition.printed.keys() == worksheet


def test_nothing_on_the_worksheet_must_be_filled_in(edition: Edition) -> None:
    assert [field.id for field in edition.worksheet if field.required] == []


def test_every_field_belongs_to_a_part(edition: Edition) -> None:
    parts = {COVER, *"一二三四五六七八九", WORKSHEET}
    assert edition.part_of.keys() == edition.fields.keys()
    assert set(edition.part_of.values()) == parts


def test_every_field_has_clauses(edition: Edition) -> None:
    """The clauses are the help text of a field; one without would leave its reader alone."""
    assert [field.id for field in every_field(edition) if not field.clauses] == []


def test_clauses_are_those_of_the_form(edition: Edition) -> None:
    known = {f"填报说明{clause.number}" for clause in edition.notes}
    assert known == {f"填报说明{number}" for number in range(1, 19)}
    cited = {cite for field in every_field(edition) for cite in field.clauses}
    cited |= {cite for schedule in edition.schedules for cite in schedule.cites}
    cited |= {cite for rule in RULES.values() for cite in rule.cites}
    assert cited == known, "every clause of the form governs something"


def test_figures_and_counts_have_units_and_decimals(edition: Edition) -> None:
    """Only the CO₂ target has none of its own: the form prints none, the applicant says which."""
    figures = [field for field in every_field(edition) if field.kind in FIGURES]
    assert {field.decimals for field in figures} == {0, 2}
    assert [field.id for field in figures if not field.unit] == [
        "targets.co2.base",
        "targets.co2.target",
        "targets.co2.stage",
    ]
    others = [field for field in every_field(edition) if field.kind not in FIGURES]
    assert {field.decimals for field in others} == {None}


def test_shares_lie_between_0_and_100_and_only_rates_of_change_may_be_negative(
    edition: Edition,
) -> None:
    """R&D may cost more than a young firm takes in, so its share of revenue has no upper limit."""
    figures = [field for field in every_field(edition) if field.kind in FIGURES]
    change = re.compile("增速|增长率|降低率")
    assert [field.id for field in figures if field.low != 0] == [
        field.id for field in figures if change.search(field.called)
    ]
    assert [field.id for field in figures if field.high is not None] == [
        field.id
        for field in figures
        if field.unit == "%" and not re.search("增速|增长率|研发投入强度", field.called)
    ]


def test_texts_of_the_tables_are_limited_to_200_words(edition: Edition) -> None:
    """Each says （200字以内）, and nothing else has a limit of its own."""
    limited = {field.id: field.limit for field in every_field(edition) if field.limit is not None}
    says = [field.id for field in every_field(edition) if "（200字以内）" in field.label]
    assert limited == dict.fromkeys(says, 200)
    assert says == [
        "chain",
        "sharing",
        "quality",
        "digital",
        "new_models",
        "green",
        "international",
        "governance",
    ]


def test_choices_offer_what_is_printed(edition: Edition) -> None:
    yes_no = ("是", "否")
    assert {
        field.id: tuple(option.label for option in field.options)
        for field in edition.printed_fields
        if field.kind is Kind.CHOICE
    } == {
        "sector": ("第一产业", "第二产业", "第三产业"),
        "restricted_industry": yes_no,
        "major_accident": yes_no,
        "serious_violation": yes_no,
        "energy_benchmark": (*yes_no, "非高耗能行业，不适用"),
        "water_benchmark": (*yes_no, "非高用水行业，不适用"),
        "software_rising": yes_no,
        "carbon_monitoring": yes_no,
        "solid_waste_above_average": (*yes_no, "不适用"),
        "water_reuse_above_average": (*yes_no, "不适用"),
        "targets.co2.unit": ("吨", "万吨", "吨二氧化碳/万元"),
    }


def test_only_choices_and_ticks_have_options(edition: Edition) -> None:
    boxes = {Kind.CHOICE, Kind.TICKS}
    for field in every_field(edition):
        assert bool(field.options) == (field.kind in boxes), field.id
        assert repeated([option.id for option in field.options]) == []
        assert repeated([option.label for option in field.options]) == []
        # What is typed may be an option's id or its label: one may not be another's.
        assert {option.id for option in field.options}.isdisjoint(o.label for o in field.options)


def test_every_group_of_ticks_demands_evidence_and_may_stay_empty(edition: Edition) -> None:
    ticks = [field for field in every_field(edition) if field.kind is Kind.TICKS]
    assert len(ticks) == 9
    assert {(field.proofs, field.required) for field in ticks} == {((Proof.EVIDENCE,), False)}


def test_labels_and_options_are_printed_on_the_form() -> None:
    """Every word a field is called by on paper stands in the official text, whitespace aside."""
    official = "".join(OFFICIAL.read_text("utf-8").split())
    edition = get_edition("beijing-2024")
    unit = edition.fields["targets.co2.unit"]  # the one choice the form does not print
    printed = [
        (field.label, option.label)
        for field in edition.printed_fields
        for option in field.options
        if field != unit
    ]
    words = {word for pair in printed for word in pair} | {f.label for f in edition.printed_fields}
    assert [word for word in sorted(words) if "".join(word.split()) not in official] == []


def test_schedules_support_fields_that_exist(edition: Edition) -> None:
    supported = [field_id for schedule in edition.schedules for field_id in schedule.supports]
    assert [field_id for field_id in supported if field_id not in edition.fields] == []


def test_every_list_the_form_demands_has_a_schedule(edition: Edition) -> None:
    """“需提供清单” beside a figure means that the rows of one schedule add up to it."""
    supported = {field_id for schedule in edition.schedules for field_id in schedule.supports}
    demanded = {
        field.id
        for field in edition.printed_fields
        if Proof.LIST in field.proofs and field.kind in FIGURES
    }
    assert demanded <= supported


def test_the_schedules_are_the_nine_the_form_demands(edition: Edition) -> None:
    assert [schedule.id for schedule in edition.schedules] == [
        "firms",
        "standards",
        "platforms",
        "patents",
        "pilots",
        "green",
        "branches",
        "alliances",
        "service_platforms",
    ]
    for schedule in edition.schedules:
        assert repeated([column.id for column in schedule.columns]) == []
        assert repeated([column.label for column in schedule.columns]) == []
        assert any(column.required for column in schedule.columns), schedule.id


def test_the_annex_can_name_every_place(edition: Edition) -> None:
    """The reader finds the key of an annex row by its label alone."""
    empty = Facts(edition, {})
    assert repeated([annex_label(place, empty) for place in edition.printed.values()]) == []


def test_messages_call_every_place_by_a_name_of_its_own(edition: Edition) -> None:
    names = [f"{edition.part_of[p.field.id]}{p.called}" for p in edition.places.values()]
    assert repeated(names) == []


def test_editions_differ_in_nothing_but_years(edition: Edition) -> None:
    shift = edition.years.call - 2024

    def moved(text: str) -> str:
        return re.sub(r"\b20\d\d\b|20\d\d(?=年)", lambda year: str(int(year[0]) + shift), text)

    first = get_edition("beijing-2024")
    assert [(moved(p.key), moved(p.called)) for p in first.places.values()] == [
        (place.key, place.called) for place in edition.places.values()
    ]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("cluster_nam", "cluster_name"),
        ("outptu.2021", "output.2021"),
        ("plan.overveiw", "plan.overview"),
        ("national_platform.count", "national_platforms.count"),
        ("standards.2022.nation.lead", "standards.2022.national.lead"),
        ("", None),
        ("完全不相干", None),
    ],
)
def test_nearest_key(typed: str, nearest: str | None) -> None:
    assert get_edition("beijing-2024").nearest(typed) == nearest
