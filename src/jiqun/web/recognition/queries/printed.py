"""Clusters as they stand on notices, lists and in the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.core import districts
from jiqun.web.declarations.models import Declaration, Submission

#: What the name of a cluster ends with, after its industry.
ENDINGS = ("集群", "产业")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Line:
    """What everybody may read of a declaration: never a person, a telephone or a code."""

    declaration: Declaration
    cluster_name: str

    @property
    def printed(self) -> Mapping[str, Any]:
        """The columns of ``Printed``."""
        return {
            "declaration": self.declaration,
            "cluster_name": self.cluster_name,
            "unit_name": self.declaration.unit.name,
            "district": self.declaration.unit.district,
            "industry": industry_in(self.cluster_name),
        }


def lines_of(declarations: Iterable[Declaration], names: Mapping[int, str]) -> tuple[Line, ...]:
    """In the official order of the districts, then by name."""
    lines = (Line(each, names.get(each.pk) or str(each)) for each in declarations)
    return tuple(sorted(lines, key=place_of))


def filed_names(declarations: Iterable[Declaration]) -> Mapping[int, str]:
    """What each was called in what was filed last."""
    filed = Submission.objects.filter(declaration__in=declarations, withdrawn_at=None)
    names = filed.order_by("pk").values_list("declaration_id", "facts__cluster_name")
    return {pk: str(name)[:LONGEST_NAME] for pk, name in names if name}


def industry_in(cluster_name: str) -> str:
    """“测控装备” of “北京市密云区测控装备产业集群”: the form asks for it nowhere else."""
    _, industry = districts.split(cluster_name)
    for ending in ENDINGS:
        industry = industry.removesuffix(ending)
    return industry


def place_of(line: Line) -> tuple[int, str, int]:
    known, district = districts.districts(), line.declaration.unit.district
    place = known.index(district) if district in known else len(known)
    return place, line.cluster_name, line.declaration.pk
