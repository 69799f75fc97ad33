"""Declarations of several districts in one call, filed with a roster."""

from collections.abc import Mapping

from jiqun.core.lifecycle import State
from jiqun.web.declarations.models import Call, Declaration, Submission
from tests.web.filings import a_submission
from tests.web.world import a_declaration, a_roster, chief, operator

OUTPUT = (f"{year}年产值（万元）" for year in (2021, 2022, 2023))
HEADS = ",".join(("企业名称", "统一社会信用代码", "进入集群年份", *OUTPUT))


def filed(
    call: Call,
    district: str,
    name: str,
    *,
    firms: tuple[str, ...] = (),
    state: State = State.FILED,
    facts: Mapping[str, str] | None = None,
    findings: tuple[Mapping[str, object], ...] = (),
) -> Declaration:
    """``firms`` are lines of the roster, after the name the code, since when, and the output of
    each year."""
    by = chief(operator(district))
    declaration = a_declaration(by.unit, call)
    declaration.cluster_name = name
    declaration.save()
    blob = None
    if firms:
        lines = "\r\n".join((HEADS, *firms, ""))
        blob = a_roster(declaration, by, lines.encode()).blob
    submission = a_submission(declaration, by)
    Submission.objects.filter(pk=submission.pk).update(
        facts=dict(facts or {}), roster=blob, roster_name="名录.csv", findings=list(findings)
    )
    Declaration.objects.filter(pk=declaration.pk).update(state=state)
    declaration.refresh_from_db()
    return declaration
