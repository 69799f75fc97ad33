"""Waivers: which stand, what they mean for the findings, and who may know of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.lifecycle import Level
from jiqun.core.rank import Rank
from jiqun.core.rules import Finding, Report, Waived
from jiqun.core.rules.waivable import digest_of, is_waivable
from jiqun.documents.intake import Examined
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district
from jiqun.web.declarations.models import Declaration, Submission, Waiver, WaiverStage
from jiqun.web.wording import moment


def waivers_visible_to(user: User) -> QuerySet[Waiver]:
    """To the bureau all; to an operator its own and to a district those of its operators, once
    somebody has asked for them or they have been granted."""
    every = Waiver.objects.select_related(
        "declaration__call", "declaration__unit", "asked_by", "prepared_by", "signed_by"
    )
    if is_of_bureau(user):
        return every
    told = every.filter(Q(asked_at__isnull=False) | Q(signed_at__isnull=False))
    if is_of_district(user):
        return told.filter(declaration__unit__district=user.unit.district)
    return told.filter(declaration__unit=user.unit)


def standing_waivers(declaration: Declaration, now: datetime) -> tuple[Waiver, ...]:
    """Those that count at a moment."""
    if not declaration.has_waivers:
        return ()
    signed = declaration.waivers.filter(signed_at__isnull=False, revoked_at=None)
    return tuple(signed.filter(until__gte=now))


def waivable_in(report: Report) -> Iterator[Finding]:
    """What blocks and could be waived."""
    return (finding for finding in report.findings if is_waivable(finding.rule))


def waived(declaration: Declaration, seen: Examined) -> Examined:
    """The same with every finding marked that is waived: nothing is looked up where there is no
    finding that could be."""
    if not any(waivable_in(seen.report)):
        return seen
    return marked(seen, standing_waivers(declaration, clock.now()))


def unwaived(declaration: Declaration, submission: Submission) -> list[Mapping[str, Any]]:
    """Of the findings that were filed, those that no waiver speaks of: neither then nor now."""
    standing = standing_waivers(declaration, clock.now())
    digests = {digest for waiver in standing for digest in waiver.digests}
    left = [each for each in submission.findings if not each.get("waiver")]
    if not digests:
        return left
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    return [each for each in left if digest_of(finding_in(each), facts) not in digests]


def finding_in(filed: Mapping[str, Any]) -> Finding:
    """As a submission keeps it."""
    return Finding(
        rule=filed["rule"],
        rank=Rank(filed["rank"]),
        part=filed["part"],
        fields=tuple(filed["fields"]),
        message=filed["message"],
        cites=tuple(filed["cites"]),
    )


def asked_in(declaration: Declaration, report: Report) -> Sequence[Waiver]:
    """All there have been, the last first, if the findings could do with one."""
    if not declaration.has_waivers or not any(waivable_in(report)):
        return ()
    return tuple(declaration.waivers.all())


def marked(seen: Examined, standing: Sequence[Waiver]) -> Examined:
    by_digest = {digest: waiver for waiver in standing for digest in waiver.digests}
    if not by_digest:
        return seen
    facts = seen.case.facts
    findings = tuple(with_waiver(finding, facts, by_digest) for finding in seen.report.findings)
    return replace(seen, report=replace(seen.report, findings=findings))


def with_waiver(finding: Finding, facts: Facts, by_digest: Mapping[str, Waiver]) -> Finding:
    waiver = by_digest.get(digest_of(finding, facts)) if is_waivable(finding.rule) else None
    return replace(finding, waiver=as_waived(waiver)) if waiver else finding


def as_waived(waiver: Waiver) -> Waived:
    assert waiver.until is not None  # it was signed with it
    return Waived(waiver.pk, Level.BUREAU.label, localtime(waiver.until), waiver.why)


# --- What is told beside a finding ------------------------------------------------------------

PENDING = "已申请豁免，市经信局正在办理。"


@dataclass(frozen=True, slots=True)
class Waiving:
    """What has become of the waiver of a finding, if anybody asked for one; ``open`` if one may be
    asked for."""

    open: bool
    told: str = ""
    number: int | None = None


def waivings(seen: Examined, known: Sequence[Waiver]) -> Mapping[Finding, Waiving]:
    """For every finding that could be waived; ``known`` are all of the declaration, the last
    first."""
    facts = seen.case.facts
    return {finding: waiving_of(finding, facts, known) for finding in waivable_in(seen.report)}


def waiving_of(finding: Finding, facts: Facts, known: Sequence[Waiver]) -> Waiving:
    if finding.waiver:
        return Waiving(open=False, number=finding.waiver.number)
    digest = digest_of(finding, facts)
    own = next((each for each in known if digest in each.digests and is_told(each)), None)
    if own:
        return Waiving(not own.is_open, told(own), own.pk)
    other = next((each for each in known if speaks_of(each, finding)), None)
    return Waiving(True, outdated(other), other.pk) if other else Waiving(open=True)


def is_told(waiver: Waiver) -> bool:
    """What the bureau only thinks of doing by itself is its own affair."""
    return waiver.asked_at is not None or waiver.signed_at is not None


def speaks_of(waiver: Waiver, finding: Finding) -> bool:
    """It was granted for the same rule and cells, as they were then."""
    cells = set(waiver.keys) & set(finding.fields) or not (waiver.keys or finding.fields)
    return bool(cells) and waiver.rule == finding.rule and waiver.stage is WaiverStage.VALID


def told(waiver: Waiver) -> str:
    match waiver.stage:
        case WaiverStage.REFUSED:
            return f"豁免申请未获同意：{waiver.refusal}"
        case WaiverStage.REVOKED:
            return f"豁免已撤销：{waiver.revocation}"
        case WaiverStage.LAPSED:
            assert waiver.until is not None  # it was signed with it
            return f"豁免已于{moment(waiver.until)}到期。"
    return PENDING


def outdated(waiver: Waiver) -> str:
    assert waiver.signed_at is not None  # only then it stands
    return f"{moment(waiver.signed_at)}的豁免只对当时的内容有效，现在的内容已经不同。"
