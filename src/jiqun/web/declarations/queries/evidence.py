"""Evidence: what there is, what is claimed, and what is still to be proved."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from jiqun.core.corrections import EVIDENCE
from jiqun.core.evidence import Demand, all_demands, demands
from jiqun.core.facts import Facts
from jiqun.core.form import Edition
from jiqun.documents.attachments.attachment import Attachment
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Binding, Declaration, EvidenceFile, Quarantine
from jiqun.web.declarations.queries.declarations import visible_to as visible_declarations


@dataclass(frozen=True, slots=True)
class Proof:
    """One file for one claim."""

    file: EvidenceFile
    pages: str

    @property
    def where(self) -> str:
        return f"第{self.pages}页" if self.pages else "全文"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something to be proved. ``claimed`` if the answers given say so; where they do not, files
    are bound to nothing. ``listed`` if it is a list that the roster has."""

    demand: Demand
    question: str
    claimed: bool
    proofs: tuple[Proof, ...]
    listed: bool = False

    @property
    def key(self) -> str:
        return self.demand.key

    @property
    def title(self) -> str:
        return title_of(self.demand)

    @property
    def gap(self) -> bool:
        return self.claimed and not self.proofs and not self.listed

    @property
    def idle(self) -> bool:
        return not self.claimed


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One line of the catalogue (佐证材料目录), as it is bound and as it is filed."""

    number: int
    name: str
    origin: str
    note: str
    proves: tuple[str, ...]
    attachment: Attachment
    #: Demand and pages of each binding, for machines.
    bindings: tuple[tuple[str, str], ...] = ()


def visible_to(user: User) -> QuerySet[EvidenceFile]:
    """Of the declarations somebody sees; what is removed, to its own unit only."""
    files = EvidenceFile.objects.select_related("blob", "declaration__call", "declaration__unit")
    seen = files.filter(declaration__in=visible_declarations(user).values("pk"))
    own = seen.filter(declaration__unit=user.unit)
    return own | seen.filter(removed_at=None)


def files_of(declaration: Declaration) -> list[EvidenceFile]:
    """In the order of the catalogue, each with its bindings."""
    files = declaration.evidence.filter(removed_at=None)
    return list(
        files.select_related("blob", "uploaded_by", "uploaded_by__unit")
        .prefetch_related("bindings")
        .order_by("number", "pk")
    )


def removed_from(declaration: Declaration) -> QuerySet[EvidenceFile]:
    """The last removed first."""
    files = declaration.evidence.exclude(removed_at=None)
    return files.select_related("blob", "removed_by", "removed_by__unit").order_by("-removed_at")


def evidence_of(declaration: Declaration) -> Mapping[str, tuple[str, ...]]:
    """The names of files by the demand they meet, for ``Case.evidence``; what is infected proves
    nothing."""
    bindings = (
        Binding.objects.filter(file__declaration=declaration, file__removed_at=None)
        .exclude(file__blob__state=Quarantine.INFECTED)
        .order_by("file__number", "pk")
    )
    found: dict[str, tuple[str, ...]] = {}
    for demand, name in bindings.values_list("demand", "file__name"):
        found[demand] = (*found.get(demand, ()), name)
    return found


def claims_of(
    facts: Facts, files: Sequence[EvidenceFile], listed: Container[str] = ()
) -> tuple[Claim, ...]:
    """Everything that is to be proved or has a file, in the order of the form."""
    every = all_demands(facts.edition)
    claimed = {demand.key: demand for demand in demands(facts)}
    proofs = proofs_by_demand(files)
    return tuple(
        Claim(
            demand=claimed.get(key, demand),
            question=question_of(facts.edition, demand),
            claimed=key in claimed,
            proofs=proofs.get(key, ()),
            listed=key in listed,
        )
        for key, demand in every.items()
        if key in claimed or key in proofs
    )


def proofs_by_demand(files: Sequence[EvidenceFile]) -> Mapping[str, tuple[Proof, ...]]:
    found: dict[str, tuple[Proof, ...]] = {}
    for file in files:
        for binding in file.bindings.all():
            proof = Proof(file, binding.pages)
            found[binding.demand] = (*found.get(binding.demand, ()), proof)
    return found


def question_of(edition: Edition, demand: Demand) -> str:
    """With the number of its part: “二、集群已开展的产业链强链补链工作”."""
    field = demand.places[0].field
    return f"{edition.part_of[field.id]}、{field.called if demand.option else demand.called}"


def title_of(demand: Demand) -> str:
    """The question and, where there are several, the answer to it."""
    question = demand.places[0].field.called
    several = demand.option and demand.called != question
    return f"{question}：{demand.called}" if several else demand.called


def titles(edition: Edition) -> Mapping[str, str]:
    return {key: title_of(demand) for key, demand in all_demands(edition).items()}


def choices(
    edition: Edition, claims: Sequence[Claim], opened: Container[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a file may be bound to, first of all what lacks proof: by group, keys and labels."""
    gaps = {claim.key for claim in claims if claim.gap}
    proved = {claim.key for claim in claims} - gaps
    labels = {
        key: label_of(edition, demand)
        for key, demand in all_demands(edition).items()
        if EVIDENCE + key in opened
    }
    return [
        ("还缺材料的", [(key, label) for key, label in labels.items() if key in gaps]),
        ("已有材料的", [(key, label) for key, label in labels.items() if key in proved]),
        (
            "没有填报或勾选的",
            [(key, label) for key, label in labels.items() if key not in gaps | proved],
        ),
    ]


def label_of(edition: Edition, demand: Demand) -> str:
    part = edition.part_of[demand.places[0].field.id]
    return f"{part}、{title_of(demand)}（{demand.proof.value}）"


def catalogue_of(declaration: Declaration) -> tuple[CatalogueLine, ...]:
    return tuple(catalogue_lines(declaration.edition, files_of(declaration)))


def catalogue_lines(edition: Edition, files: Sequence[EvidenceFile]) -> Iterator[CatalogueLine]:
    every = all_demands(edition)
    for file in files:
        bound = [(every[b.demand], b.pages) for b in file.bindings.all() if b.demand in every]
        yield CatalogueLine(
            number=file.number or 0,
            name=file.name,
            origin=file.get_origin_display(),
            note=file.note,
            proves=tuple(proves(edition, demand, pages) for demand, pages in bound),
            attachment=file.blob.attachment,
            bindings=tuple((demand.key, pages) for demand, pages in bound),
        )


def proves(edition: Edition, demand: Demand, pages: str) -> str:
    part = edition.part_of[demand.places[0].field.id]
    where = f"（第{pages}页）" if pages else ""
    return f"第{part}部分“{title_of(demand)}”{demand.proof.value}{where}"
