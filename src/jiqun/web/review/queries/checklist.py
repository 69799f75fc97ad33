"""The checklist (审查清单) of a declaration, with what each authority has answered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.core.case import Case
from jiqun.core.checklist import Filed, Line, Paper, Recommendation, lines_for
from jiqun.core.facts import parse_facts
from jiqun.core.lifecycle import Level, State
from jiqun.web.accounts.models import UnitKind
from jiqun.web.declarations.models import Declaration, Manner, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.declarations.queries.roster import filed_roster
from jiqun.web.declarations.queries.waivers import unwaived
from jiqun.web.review.models import Answer, Check, Motion
from jiqun.web.review.policy import CHECKED_BY
from jiqun.web.review.queries.recommendations import is_current, recommendation_of

KINDS = {Level.DISTRICT: UnitKind.DISTRICT, Level.BUREAU: UnitKind.BUREAU}


@dataclass(frozen=True, slots=True)
class Item:
    """A line with the last ``check`` of an authority; ``beside`` is what the district said of the
    same, where the bureau reads it."""

    line: Line
    submission: int
    check: Check | None = None
    beside: Check | None = None

    @property
    def answered(self) -> bool:
        """Does the answer count? It was given to what the line says now."""
        return self.check is not None and self.check.digest == self.line.digest

    @property
    def answer(self) -> str:
        """What counts; "" if nothing does."""
        return self.check.answer if self.check and self.answered else ""

    @property
    def carried(self) -> bool:
        """Answered when something else was filed, and nothing of it has changed since."""
        return (
            self.check is not None and self.answered and self.check.submission_id != self.submission
        )

    @property
    def changed(self) -> bool:
        """Was answered, and says something else now."""
        return self.check is not None and not self.answered

    @property
    def beside_changed(self) -> bool:
        return self.beside is not None and self.beside.digest != self.line.digest


@dataclass(frozen=True, slots=True)
class Checklist:
    """``waived`` are the rules that need not be kept (豁免)."""

    level: Level
    items: tuple[Item, ...]
    waived: frozenset[str]

    @property
    def unchecked(self) -> int:
        return sum(not item.answered for item in self.items)

    @property
    def failing(self) -> int:
        return sum(map(self.fails, self.items))

    def fails(self, item: Item) -> bool:
        return item.answer == Answer.NOT_FULFILLED and not self.is_waived(item)

    def is_waived(self, item: Item) -> bool:
        return bool(item.line.rule) and item.line.rule in self.waived

    @property
    def told(self) -> str:
        """“12/40，1项不符合”"""
        failing = f"，{self.failing}项不符合" if self.failing else ""
        return f"{len(self.items) - self.unchecked}/{len(self.items)}{failing}"

    def of_part(self, part: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.line.part == part)


def waived_rules(declaration: Declaration, submission: Submission) -> frozenset[str]:
    """The rules of which the bureau has waived everything that they found in what was filed (豁免):
    already when it was filed, or of its own accord since."""
    found = {each["rule"] for each in submission.findings}
    left = {each["rule"] for each in unwaived(declaration, submission)}
    return frozenset(found - left)


def filed_in(declaration: Declaration, submission: Submission) -> Filed:
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    return Filed(
        case=Case(facts=facts, reasons=submission.reasons, roster=filed_roster(submission)),
        findings=submission.findings,
        evidence=submission.evidence,
        paper=paper_of(submission),
        recommendation=recommended_as(declaration),
    )


def paper_of(submission: Submission) -> Paper:
    sealed, signer = submission.sealed, submission.signature.get("signer", "")
    pieces = [Manner.of(submission.manner).label]
    pieces += [f"{sealed.pages}页"] if sealed.pages else []
    pieces += [f"签名人{signer}"] if signer else []
    return Paper(sealed.sha256, "，".join([*pieces, f"核验码{submission.code}"]))


def recommended_as(declaration: Declaration) -> Recommendation | None:
    """What its district signed, and as which of its clusters; None as long as there is nothing.
    Whoever is recommended later doesn't change its place."""
    found = recommendation_of(declaration)
    if found is None or found.signed_at is None:
        return None
    call, district = declaration.call, declaration.unit.district
    earlier = call.declarations.filter(
        unit__district=district, recommendation__signed_at__lt=found.signed_at
    )
    read = found.submission
    refiled = read is not None and not is_current(found, standing_submission(declaration))
    before = read.number if read and refiled else ""
    return Recommendation(found.opinion, earlier.count() + 1, call.quota, before)


def checklist_of(
    declaration: Declaration, submission: Submission, level: Level, *, beside: bool = False
) -> Checklist:
    """Of a district or the bureau, which may look at the district's ``beside``, once that has
    recommended on it."""
    filed = filed_in(declaration, submission)
    own = latest(checks_of(declaration, level))
    recommended = beside and level is Level.BUREAU and filed.recommendation is not None
    theirs = latest(checks_of(declaration, Level.DISTRICT)) if recommended else {}
    items = tuple(
        Item(line, submission.pk, own.get(line.id), theirs.get(line.id))
        for line in lines_for(level, filed)
    )
    return Checklist(level, items, waived_rules(declaration, submission))


def checks_of(declaration: Declaration, level: Level) -> list[Check]:
    """Everything that an authority has ever answered, in its order."""
    checks = declaration.checks.filter(unit__kind=KINDS[level])
    return list(checks.select_related("by__unit").order_by("pk"))


def latest(checks: Iterable[Check]) -> Mapping[str, Check]:
    return {check.line: check for check in checks}


# --- For those who decide on it ---------------------------------------------------------------


def current_checklist(declaration: Declaration) -> Checklist | None:
    """That of the stage it is in; None if that has none."""
    actor = CHECKED_BY.get(State(declaration.state))
    submission = standing_submission(declaration) if actor else None
    if actor is None or submission is None:
        return None
    return checklist_of(declaration, submission, actor.level)


def of_checklist(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """What ``core.lifecycle`` asks about it."""
    checklist = current_checklist(declaration)
    if checklist is None:
        return {}
    return {"unchecked": checklist.unchecked, "failing": checklist.failing}


def signed_on(declaration: Declaration, verb: str) -> Mapping[str, Any]:
    """What a motion keeps of the checklist, so that whoever signs sees what was found; nothing of
    a return, which has its points."""
    checklist = None if verb == "return" else current_checklist(declaration)
    return {} if checklist is None else {"checklist": summary_of(checklist)}


def summary_of(checklist: Checklist) -> Mapping[str, Any]:
    """As plain data: how many lines were answered how, and those that are not fulfilled."""
    counted = Counter(item.answer for item in checklist.items if item.answered)
    return {
        "lines": len(checklist.items),
        "unchecked": checklist.unchecked,
        **{answer.value: counted[answer.value] for answer in Answer},
        "failing": [
            {
                "line": item.line.id,
                "question": item.line.question,
                "words": item.check.words if item.check else "",
                "waived": checklist.is_waived(item),
            }
            for item in checklist.items
            if item.answer == Answer.NOT_FULFILLED
        ],
    }
