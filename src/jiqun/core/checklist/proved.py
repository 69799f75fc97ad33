"""What had to be proved: is it, and does the proof say the same?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jiqun.core.case import Case
from jiqun.core.checklist.line import Bound, Filed, Line, Source, Told, digest_of, values_at
from jiqun.core.evidence import Demand, all_demands
from jiqun.core.form import Edition
from jiqun.core.form.model import Proof
from jiqun.core.rules.wording import said_at

#: So many cells of a row are written out.
MOST_SAID = 6


def evidence_lines(filed: Filed) -> Iterator[Line]:
    """One for each row of the form with claims, whatever proofs they demand."""
    demanded = {demand.key: demand for demand in filed.case.demands}
    bound = bound_in(filed.evidence)
    every = all_demands(filed.edition).values()
    for stem, group in groupby(every, key=lambda demand: demand.key.partition(".")[0]):
        whole = list(group)
        claimed = [demanded[demand.key] for demand in whole if demand.key in demanded]
        if claimed:
            yield evidence_line(filed.case, stem, whole, claimed, bound)


def bound_in(evidence: Sequence[Mapping[str, Any]]) -> Mapping[str, list[Bound]]:
    """The files by the key of what they prove."""
    found: dict[str, list[Bound]] = {}
    for entry in evidence:
        for demand, pages in entry.get("bindings", {}).items():
            called = f"{entry['number']}　{entry['name']}"
            found.setdefault(demand, []).append(Bound(entry["sha256"], called, pages))
    return found


def evidence_line(
    case: Case,
    stem: str,
    whole: Sequence[Demand],
    claimed: Sequence[Demand],
    bound: Mapping[str, Sequence[Bound]],
) -> Line:
    edition, id = case.facts.edition, f"evidence.{stem}"
    about = cells_of(edition, whole)
    files = {demand.key: tuple(bound.get(demand.key, ())) for demand in claimed}
    rows = {demand.key: rows_for(case, demand) for demand in claimed}
    proofs = "、".join(dict.fromkeys(demand.proof.value for demand in claimed))
    called = claimed[0].called if not claimed[0].option else claimed[0].places[0].field.called
    spoken = [
        values_at(case, about),
        {key: sorted([b.sha256, b.pages] for b in those) for key, those in files.items()},
        rows,
    ]
    return Line(
        id=id,
        question=f"“{called}”是否有{proofs}证明，材料与填报一致？",
        part=edition.part_of[claimed[0].places[0].field.id],
        source=Source.EVIDENCE,
        about=about,
        told=(
            *([] if claimed[0].option else [Told(f"填报：{claimed_in_words(case, claimed[0])}")]),
            *(told_of(each, files[each.key], len(rows[each.key])) for each in claimed),
        ),
        digest=digest_of(id, spoken),
        doubtful=any(not files[each.key] and not rows[each.key] for each in claimed),
    )


def cells_of(edition: Edition, whole: Sequence[Demand]) -> tuple[str, ...]:
    """The row of the form: names belong to their count."""
    keys = {place.key for demand in whole for place in demand.places}
    names = {key.replace(".count", ".names") for key in keys if key.endswith(".count")}
    return tuple(sorted(keys | (names & edition.places.keys()), key=lambda key: edition.order[key]))


def claimed_in_words(case: Case, demand: Demand) -> str:
    said = [said_at(case, place) for place in demand.places[:MOST_SAID]]
    more = f"等{len(demand.places)}栏" if len(demand.places) > MOST_SAID else ""
    names = (case.facts.get(p.key.replace(".count", ".names")) for p in demand.places)
    listed = [name for each in names if isinstance(each, tuple) for name in each]
    return f"{'、'.join(said)}{more}{'：' if listed else ''}{'、'.join(listed)}"


def rows_for(case: Case, demand: Demand) -> list[list[str]]:
    """The rows of the workbook that make up a list which is demanded."""
    if demand.proof is not Proof.LIST or demand.key not in case.listed_demands:
        return []
    assert case.roster is not None  # it has the list
    totals = [case.listed[place.key] for place in demand.places]
    numbers = {(total.schedule, number) for total in totals for number in total.rows}
    return [
        [str(value) for value in row.values]
        for schedule in sorted({schedule for schedule, _ in numbers})
        for row in case.roster.listing(schedule).rows
        if (schedule, row.number) in numbers
    ]


def told_of(demand: Demand, files: tuple[Bound, ...], rows: int) -> Told:
    """“清单：企业名录中有3行；1　清单.pdf（全文）”, the files being told apart."""
    what = demand.called if demand.option else demand.proof.value
    listed = f"企业名录中有{rows}行{'；' if files else ''}" if rows else ""
    missing = "没有材料" if not (files or rows) else ""
    return Told(f"{what}：{listed or missing}", files)
