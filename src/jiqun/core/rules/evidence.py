"""Evidence: what the answers demand against what is attached."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from jiqun.core.case import Case
from jiqun.core.evidence import Demand, all_demands
from jiqun.core.form.model import Kind, Proof
from jiqun.core.reading import print_value, shortened
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank

NOTES = ("填报说明1", "填报说明4")

#: What the form counts its proofs in.
MEASURES = {Proof.EVIDENCE: "项", Proof.LIST: "份", Proof.FORMULA: "份"}


@rule(
    "RE-01",
    Rank.BLOCK,
    cites=NOTES,
    example=Example(
        {"carbon_monitoring": "yes"}, known={"evidence": {"carbon_monitoring.evidence": ()}}
    ),
)
def proof_missing(case: Case) -> Iterator[Fault]:
    """勾选的工作、填报的平台和名单等，应提供必要的数据清单、计算公式及佐证材料。"""
    if case.evidence is None:
        return
    for together in by_answer(case.unproved):
        text = f"{where(case, together)}{claimed(case, together)}没有附{proofs(together)}"
        yield Fault(keys_of(together), f"{text}，请补附{OR_ELSE.get(kind_of(together), '')}。")


#: What to do where there is no proof since it is not so.
OR_ELSE = {Kind.TICKS: "；没有开展的取消勾选", Kind.CHOICE: "；没有建立的改选“否”"}


def by_answer(demands: Iterable[Demand]) -> Iterator[list[Demand]]:
    """Together what proves one answer: ticks of one field, the list and the evidence of a count."""
    for _, together in groupby(demands, key=lambda demand: demand.places):
        yield list(together)


def kind_of(together: list[Demand]) -> Kind:
    return together[0].places[0].field.kind


def keys_of(together: list[Demand]) -> tuple[str, ...]:
    return tuple(place.key for place in together[0].places)


def where(case: Case, together: list[Demand]) -> str:
    demand, field = together[0], together[0].places[0].field
    called = field.called if demand.option else demand.called
    return f"第{case.facts.edition.part_of[field.id]}部分“{called}”"


def proofs(together: list[Demand]) -> str:
    return "、".join(dict.fromkeys(demand.proof.value for demand in together))


def options(together: list[Demand]) -> str:
    """The options as far as they need be named: “绘制产业链图谱”."""
    return "".join(f"“{demand.called.partition('，')[0]}”" for demand in together)


def claimed(case: Case, together: list[Demand]) -> str:
    """The answer that demands proof, as a message has it before saying that there is none."""
    kind, places = kind_of(together), together[0].places
    if kind is Kind.TICKS:
        return f"勾选的{options(together)}"
    if kind is Kind.CHOICE:
        return "选了“是”，"
    if kind is Kind.NUMBER:
        return f"填了{'、'.join(f'{place.year}年' for place in places)}的数，"
    values = (case.facts[place.key] for place in places)
    total = sum(value for value in values if isinstance(value, (Decimal, int)))
    return f"填了{print_value(total)}{places[0].field.unit}，"


def unclaimed(together: list[Demand]) -> str:
    answers = {Kind.TICKS: f"没有勾选{options(together)}", Kind.CHOICE: "没有选“是”"}
    return answers.get(kind_of(together), "没有填报")


@rule(
    "RE-02",
    Rank.HINT,
    cites=NOTES,
    example=Example({"carbon_monitoring": "yes"}, known={"evidence": None}),
)
def proof_needed(case: Case) -> Iterator[Fault]:
    """报送时按勾选和填报的内容附佐证材料、清单和计算公式。"""
    if case.evidence is not None:
        return
    demanded = Counter(demand.proof for demand in case.demands)
    if demanded:
        sums = "、".join(
            f"{proof.value}{demanded[proof]}{MEASURES[proof]}" for proof in Proof if demanded[proof]
        )
        yield Fault((), f"按所填内容，报送时需附{sums}，请提前准备。")


@rule(
    "RE-03",
    Rank.HINT,
    cites=NOTES,
    example=Example(
        {"carbon_monitoring": "no"},
        known={"evidence": {"carbon_monitoring.evidence": ("示例.pdf",)}},
    ),
)
def proof_of_nothing(case: Case) -> Iterator[Fault]:
    """附了材料的工作、平台和名单等，应当勾选或填报，以免漏填。"""
    attached = {key for key, files in (case.evidence or {}).items() if files}
    if not attached:
        return
    known = all_demands(case.facts.edition)
    idle = attached - {demand.key for demand in case.demands}
    for together in by_answer(demand for key, demand in known.items() if key in idle):
        text = f"{where(case, together)}{unclaimed(together)}，却附了{proofs(together)}"
        yield Fault(keys_of(together), f"{text}，请核对是否漏填。")
    unknown = sorted(idle - known.keys())
    if unknown:
        text = f"有{len(unknown)}项材料不知附在何处（“{shortened(unknown[0])}”），请核对。"
        yield Fault((), text)
