"""Rosters that add up to a declaration exactly, made from its facts: every firm is invented."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from jiqun.core.facts import Facts
from jiqun.core.form.schedule import ColumnKind, Schedule
from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.rules import judge_rows
from jiqun.core.roster.totals.lists import COLUMN
from jiqun.core.roster.typed import typed_over
from jiqun.core.roster.uscc import body_check, check_character
from tests.declarations import golden

CENT = Decimal("0.01")
TEN_THOUSAND = Decimal(10_000)
#: Rows begin below the header, as in the template.
FIRST_ROW = 2

#: What firms of each golden make, by class of GB/T 4754: the leading industry, others, and those
#: few that are large.
INDUSTRIES = {
    "clean": (("4011", "4012", "4014"), ("3484", "3824"), ("6513",)),
    "longest": (("6513", "6531"), ("6550", "7320"), ("6513",)),
}


@dataclass
class Firm:
    """A firm on the way to its row. ``since`` is the year it came, ``large`` firms are no SMEs."""

    leading: bool
    large: bool
    since: int
    cells: dict[str, CellValue] = field(default_factory=dict)


@cache
def roster_behind(name: str) -> Roster:
    """The roster of a golden declaration; its totals are the figures declared."""
    facts = golden(name).facts
    firms = firms_behind(facts, name)
    listings = {
        schedule.id: listing_behind(facts, schedule, firms) for schedule in facts.edition.schedules
    }
    return Roster(edition=facts.edition, listings=listings)


# --- Firms ---


def firms_behind(facts: Facts, name: str) -> list[Firm]:
    firms = population(facts)
    identify(facts, firms, INDUSTRIES[name])
    for year in facts.edition.years.past:
        give_figures(facts, [firm for firm in firms if firm.since <= year], year)
    give_titles(facts, firms)
    give_answers(facts, firms)
    give_resources(facts, firms)
    return firms


def number(facts: Facts, key: str) -> int:
    value = facts.get(key)
    return value if isinstance(value, int) else 0


def amount(facts: Facts, key: str) -> Decimal:
    value = facts.get(key)
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)


def population(facts: Facts) -> list[Firm]:
    """As many firms as declared each year: large ones, SMEs of the leading industry, other SMEs.
    Those that came later are the last of the first two."""
    first, *_, base = facts.edition.years.past
    smes, titled = (
        number(facts, f"smes.{base}"),
        sum(number(facts, f"{id}.{base}") for id in ("specialized_smes", "innovative_smes")),
    )
    leading = max(titled, smes * 81 // 100)
    large = number(facts, f"firms.{base}") - smes
    before = [
        number(facts, f"firms.{year}") - number(facts, f"smes.{year}") for year in past(facts)
    ]
    came = [number(facts, f"smes.{year}") for year in past(facts)]
    return [
        *(Firm(True, True, arrival(n, before, past(facts))) for n in range(large)),
        *(
            Firm(True, False, arrival(n + smes - leading, came, past(facts)))
            for n in range(leading)
        ),
        *(Firm(False, False, first - 3) for _ in range(smes - leading)),
    ]


def past(facts: Facts) -> tuple[int, ...]:
    return facts.edition.years.past


def arrival(n: int, counts: Sequence[int], years: Sequence[int]) -> int:
    """When the n-th of so many firms a year came; before the first year is six years earlier."""
    return next((year for count, year in zip(counts, years, strict=True) if n < count), 0) - (
        6 if n < counts[0] else 0
    )


#: Two characters each.
WORDS = re.findall(
    "..", "精密无损流量智感计量云测阀控传感标定光谱声学微波热工振动电磁液位压力测绘遥测校准"
)
KINDS = re.findall(
    "..", "仪器仪表科技技术装备设备系统电子自动软件智能控制工程材料数据信息光电机电检测测控"
)
FORMS = ("有限公司", "股份有限公司", "科技发展有限公司", "技术服务有限公司", "（北京）有限公司")


def invented_names(facts: Facts) -> Iterator[str]:
    """Names, all 示例: first those that the declaration itself mentions."""
    told = " ".join("\n".join(v) for v in facts.values() if isinstance(v, tuple))
    named = re.findall(r"（(北京示例[^（）]+公司)）", told)
    yield from dict.fromkeys(named)
    for form in FORMS:
        for kind in KINDS:
            for word in WORDS:
                for mark in ("", "新", "华", "联"):
                    full = f"北京示例{mark}{word}{kind}{form}"
                    if full not in named:
                        yield full


def invented_code(n: int) -> str:
    body = f"MA0{n:05d}"
    head = f"91110118{body}{body_check(body)}"
    return head + check_character(head)


def identify(facts: Facts, firms: Iterable[Firm], industries: tuple[tuple[str, ...], ...]) -> None:
    leading, others, large = industries
    district = str(facts["cover.district"]).removeprefix("北京市")
    products = [str(facts[k]) for k in facts if re.fullmatch(r"leading_products\.\d+\.name", k)]
    for n, (firm, name) in enumerate(zip(firms, invented_names(facts), strict=False)):
        classes = large if firm.large else leading if firm.leading else others
        firm.cells |= {
            "name": name,
            "uscc": invented_code(n),
            "district": district,
            "industry": classes[n % len(classes)],
            "product": products[n % len(products)] if firm.leading else "配套加工",
            "leading": firm.leading,
            "inside": True,
            "since": firm.since,
        }


#: Column, its field of the form, how many of the column's units the field's has, and how many
#: decimals.
SME_FIGURES = (
    ("revenue", "sme_revenue", TEN_THOUSAND, CENT),
    ("staff", "sme_staff", 1, Decimal(1)),
    ("rd_spend", "rd_spend", TEN_THOUSAND, CENT),
    ("rd_staff", "rd_staff", 1, Decimal(1)),
    ("ip_granted", "ip_granted", 1, Decimal(1)),
    ("valid_patents", "patents_held", 1, Decimal(1)),
)


def give_figures(facts: Facts, firms: Sequence[Firm], year: int) -> None:
    smes = [firm for firm in firms if not firm.large]
    large = [firm for firm in firms if firm.large]
    for column, id, factor, unit in SME_FIGURES:
        share(smes, f"{column}.{year}", amount(facts, f"{id}.{year}") * factor, unit)
    output = amount(facts, f"output.{year}") * TEN_THOUSAND
    mine = (output * amount(facts, f"sme_output_share.{year}") / 100).quantize(CENT)
    led = (output * amount(facts, f"leading_output_share.{year}") / 100).quantize(CENT)
    others = [firm for firm in smes if not firm.leading]
    share(others, f"output.{year}", output - led, CENT)
    share([f for f in smes if f.leading], f"output.{year}", mine - (output - led), CENT)
    share(large, f"output.{year}", output - mine, CENT)
    revenue = amount(facts, f"revenue.{year}") - amount(facts, f"sme_revenue.{year}")
    share(large, f"revenue.{year}", revenue * TEN_THOUSAND, CENT)
    for firm in large:
        firm.cells |= {f"{c}.{year}": 9 for c in ("ip_granted", "valid_patents")}
        firm.cells |= {f"staff.{year}": 420, f"rd_staff.{year}": 96}
        firm.cells[f"rd_spend.{year}"] = Decimal("900.00")
    for column in ("fdi", "exports", "software_purchase"):
        share(firms, f"{column}.{year}", amount(facts, f"{column}.{year}"), CENT)
    for column, id in (("energy", "energy_per_output"), ("co2", "co2_per_output")):
        whole = (output * amount(facts, f"{id}.{year}")).quantize(CENT)
        share(firms, f"{column}.{year}", whole, CENT)
    for firm in firms:
        give_details(firm, year)


def give_details(firm: Firm, year: int) -> None:
    """What adds up within a firm: its assets are its revenue and a fifth, its staff on post but for
    two."""
    revenue, staff = firm.cells[f"revenue.{year}"], firm.cells[f"staff.{year}"]
    assert isinstance(revenue, Decimal) and isinstance(staff, int)
    firm.cells |= {
        f"assets.{year}": (revenue * Decimal("1.2")).quantize(CENT),
        f"staff_on_post.{year}": staff - 2,
        f"staff_dispatched.{year}": 1,
        f"staff_other.{year}": 1,
    }


def share(firms: Sequence[Firm], column: str, whole: Decimal, unit: Decimal) -> None:
    """Part an amount among firms, each year alike, so that it adds up to the last digit."""
    units = int(whole / unit)
    weights = [80 + n * 37 % 41 for n in range(len(firms))]
    everything, given, weighed = sum(weights), 0, 0
    for firm, weight in zip(firms, weights, strict=True):
        weighed += weight
        upto = units * weighed // everything
        part = (upto - given) * unit
        firm.cells[column] = int(part) if unit == 1 else part
        given = upto


def give_titles(facts: Facts, firms: Sequence[Firm]) -> None:
    leading = [firm for firm in firms if firm.leading and not firm.large]
    large = [firm for firm in firms if firm.large]
    base = past(facts)[-1]
    after = number(facts, f"specialized_smes.{base}")
    listed = number(facts, f"listed_smes.{base}")
    entitle(facts, leading, "specialized", "specialized_smes")
    entitle(facts, leading, "little_giant", "little_giants")
    entitle(facts, leading[after:], "innovative", "innovative_smes")
    entitle(facts, large, "champion", "champions")
    entitle(facts, [*large, *leading], "high_tech", "high_tech_firms")
    entitle(facts, leading, "listed", "listed_smes", lasting=True)
    entitle(facts, leading[listed:], "pre_listing", "pre_listing_smes", lasting=True)


def entitle(
    facts: Facts, firms: Sequence[Firm], title: str, id: str, *, lasting: bool = False
) -> None:
    """The first firms have the title from the first year, more of them from each year on."""
    given, base = 0, past(facts)[-1]
    there = sorted(firms, key=lambda firm: firm.since)
    for year in past(facts):
        count = number(facts, f"{id}.{year}")
        for firm in there[given:count]:
            firm.cells[f"{title}_since"] = year
            if not lasting:
                firm.cells[f"{title}_until"] = date(base + 1, 12, 31)
        given = count


def give_answers(facts: Facts, firms: Sequence[Firm]) -> None:
    smes = [firm for firm in firms if not firm.large]
    tools = round(amount(facts, "rd_tools_rate") * len(smes) / 100)
    counts = {"cloud": number(facts, "cloud_smes"), "iiot": number(facts, "iiot_smes")}
    for id, count in (counts | {"rd_tools": tools}).items():
        for n, firm in enumerate(smes):
            firm.cells[id] = n < count
    for firm in firms:
        if firm.large:
            firm.cells |= {"cloud": True, "iiot": True, "rd_tools": True}
    for year in past(facts):
        here = [firm for firm in firms if firm.since <= year]
        for n, firm in enumerate(here):
            firm.cells[f"software.{year}"] = n < number(facts, f"software_users.{year}")
    share(smes, "pct", amount(facts, "pct_applications"), Decimal(1))
    for firm in firms:
        firm.cells.setdefault("pct", 0)


def give_resources(facts: Facts, firms: Sequence[Firm]) -> None:
    for schedule in facts.edition.schedules:
        for column in schedule.columns:
            if column.id.startswith(("water_", "waste_")):
                key = re.sub(r"^waste_(.+)_(produced|used)$", r"waste.\1.\2", column.id)
                share(firms, column.id, amount(facts, key) * TEN_THOUSAND, CENT)


# --- Lists ---


def listing_behind(facts: Facts, schedule: Schedule, firms: Sequence[Firm]) -> Listing:
    keys = tuple(schedule.heads)
    if schedule.id == FIRMS:
        rows: Iterable[dict[str, CellValue]] = (firm.cells for firm in firms)
    else:
        rows = list(rows_of_list(facts, schedule, firms))
    values = (tuple(row.get(key) for key in keys) for row in rows)
    return Listing.of(schedule, keys, enumerate(values, start=FIRST_ROW))


def rows_of_list(
    facts: Facts, schedule: Schedule, firms: Sequence[Firm]
) -> Iterator[dict[str, CellValue]]:
    """As many rows as declared for each key that the list counts up to."""
    pattern = re.compile(COLUMN.sub(r"(?P<\1>[^._]+)", schedule.counts.replace(".", r"\.")))
    n = 0
    for key in facts:
        found = pattern.fullmatch(key)
        if found and key.partition(".")[0] != "targets":
            names = facts.get(key.replace(".count", ".names"))
            for place in range(number(facts, key)):
                name = names[place] if isinstance(names, tuple) and place < len(names) else ""
                yield row_of_list(schedule, found.groupdict(), firms[n % len(firms)], name, n)
                n += 1


def row_of_list(
    schedule: Schedule, answers: dict[str, str], firm: Firm, name: str, n: int
) -> dict[str, CellValue]:
    row: dict[str, CellValue] = {
        "name": name or f"示例{schedule.title.removesuffix('清单')}{n + 1}",
        "firm": firm.cells["name"],
        "unit": firm.cells["name"],
        "uscc": firm.cells["uscc"],
        "number": f"ZL2020{n:08d}.{n % 10}",
        "country": ("德国", "新加坡", "哈萨克斯坦")[n % 3],
    }
    for column in schedule.columns:
        if column.kind is ColumnKind.DATE:
            row[column.id] = date(2022, 1 + n % 12, 15)
        elif column.options:
            row[column.id] = column.options[0].id
    for id, answer in answers.items():
        row[id] = int(answer) if answer.isdigit() else answer
    return row


# --- One sound firm ---


def sound_roster() -> Roster:
    """The least roster there is nothing to say about: two firms, whom examples then type over."""
    edition = golden("clean").facts.edition
    years = edition.years.past
    by_year = [f"{id}.{year}" for id in ("staff", "revenue") for year in years]
    keys = ("name", "uscc", "district", "industry", "leading", "since", *by_year)
    figures = (*(60 for _ in years), *(Decimal("2500.00") for _ in years))
    firms = (
        (FIRST_ROW + n, (name, invented_code(90_000 + n), "密云区", "4011", True, 2018, *figures))
        for n, name in enumerate(("北京示例测控有限公司", "北京示例标定有限公司"))
    )
    listing = Listing.of(edition.schedule(FIRMS), keys, firms)
    return Roster(edition=edition, listings={FIRMS: listing})


# --- What a test types ---

Cells = Mapping[str, str]


def typed(*firms: Cells, **lists: tuple[Cells, ...]) -> Roster:
    """A roster with nothing but these rows, of firms and of other lists, from row 2 on."""
    rows = {FIRMS: firms, **lists} if firms else lists
    return typed_over(Roster.empty(golden("clean").facts.edition), rows)


def broken(*firms: Cells, **lists: tuple[Cells, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Each rule on rows that these break, with the row and its cells."""
    found = judge_rows(typed(*firms, **lists))
    return [(finding.rule, finding.row, finding.keys) for finding in found]


def rules_broken(*firms: Cells, **lists: tuple[Cells, ...]) -> list[str]:
    return [rule for rule, _, _ in broken(*firms, **lists)]


# --- A roster with a fault of every kind ---

#: Typed over the firms behind the clean declaration, by place among them; the first three are
#: large, and the last thirteen not of the leading industry.
FAULTS: Mapping[int, Cells] = {
    0: {"specialized_since": "2021", "specialized_until": "2024-12-31"},
    1: {"district": "昌平区"},
    3: {"uscc": "110228001234567"},
    4: {"uscc": "91110118MA0000408N"},
    5: {"uscc": ""},
    7: {"uscc": invented_code(6)},
    8: {"name": "北京示例云测科技有限责任公司"},
    10: {"industry": "401"},
    11: {"industry": "8331"},
    12: {"industry": ""},
    13: {"staff.2023": "", "staff_on_post.2023": "", "rd_staff.2023": ""},
    14: {"inside": "否"},
    15: {"since": "2022", "until": "2021"},
    16: {"since": "2024"},
    17: {"staff.2022": "约80"},
    18: {"exports.2022": "-38.50"},
    19: {"staff.2023": "87.5"},
    20: {"staff_on_post.2021": "70"},
    21: {"rd_staff.2022": "180"},
    22: {"rd_spend.2023": "20000"},
    23: {"output.2021": "98000"},
    24: {"revenue.2023": "8200000"},
    25: {"revenue.2021": "84", "staff.2021": "6200", "staff_on_post.2021": "6198"},
    26: {"water_reused": "99999"},
    27: {"valid_patents.2023": "31"},
    28: {
        "little_giant_since": "2022",
        "specialized_since": "2020",
        "specialized_until": "2022-06-30",
    },
    29: {"high_tech_since": "2024", "high_tech_until": "2027-10-30"},
    30: {"high_tech_since": "2022", "high_tech_until": "2020-12-31"},
    31: {"innovative_since": "", "innovative_until": "2026-12-31"},
    32: {"revenue.2021": "0.56", "revenue.2022": "0.65", "revenue.2023": "0.73"},
    33: {"exports.2023": "19000"},
    34: {"revenue.2023": "8200", "rd_spend.2023": "8300"},
    35: {"uscc": "91440300708461136T"},
    36: {"until": "2023"},
}

#: And over the other lists.
LIST_FAULTS: Mapping[str, Mapping[int, Cells]] = {
    "standards": {0: {"year": "2020"}, 3: {"level": ""}},
    "platforms": {1: {"firm": "北京示例光学有限公司"}},
    "patents": {9: {"number": "2020 00000000.0"}, 30: {"uscc": "91110118MA00000141"}},
    "alliances": {0: {"members": "百余"}},
}


@cache
def flawed_roster() -> Roster:
    """The roster behind the clean declaration with a mistake in each row of ``FAULTS``; of a
    cluster that shares a firm with another, and has filed before."""
    clean = roster_behind("clean")
    faults = {FIRMS: FAULTS, **LIST_FAULTS}
    typed_anew = {
        id: tuple(rows.get(place, {}) for place in range(max(rows) + 1))
        for id, rows in faults.items()
    }
    shared, before = clean.firms.rows[40], clean.firms.rows[41]
    other = {"name": shared.text_at("name"), "uscc": shared.text_at("uscc")}
    last = {"name": "北京示例旧名仪器厂", "uscc": before.text_at("uscc"), "output.2021": "400"}
    return replace(
        typed_over(clean, typed_anew),
        district="北京市密云区",
        beside={"北京市密云区示例光学产业集群": typed(other)},
        earlier={"2023年申报": typed(last)},
    )
