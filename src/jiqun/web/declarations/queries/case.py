"""The draft as the rules see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from jiqun.core.case import Call, Case
from jiqun.core.form import Edition
from jiqun.core.rules import Finding, Rank
from jiqun.core.rules.waivable import digest_of
from jiqun.documents.intake import Declared, Examined, case_of, examine
from jiqun.web.declarations.models import Declaration, RosterFile
from jiqun.web.declarations.queries.draft import Draft, draft_of
from jiqun.web.declarations.queries.evidence import evidence_of
from jiqun.web.declarations.queries.roster import current_roster, roster_in
from jiqun.web.declarations.queries.waivers import waived


@dataclass(frozen=True, slots=True)
class PartDone:
    """How far a part is: its cells that must be filled in, those that are, and what is wrong."""

    part: str
    asked: int
    filled: int
    blocks: int
    unexplained: int

    @property
    def left(self) -> int:
        return self.asked - self.filled

    @property
    def done(self) -> bool:
        return not (self.left or self.blocks or self.unexplained)


def declared_in(declaration: Declaration, draft: Draft | None = None) -> Declared:
    """Everything that is handed in so far. What a workbook has for the worksheet (测算底稿) is
    offered beside it, and not taken for granted."""
    return declared_with(declaration, draft or draft_of(declaration), current_roster(declaration))


def declared_with(declaration: Declaration, draft: Draft, file: RosterFile | None) -> Declared:
    """The same, where the roster that counts has been looked up."""
    return Declared(
        facts=draft.facts,
        reasons=draft.reasons,
        unread=draft.unread,
        evidence=evidence_of(declaration),
        roster=roster_in(file, declaration.call.edition_id, draft.facts.get("cover.district")),
        call=call_of(declaration),
    )


def call_of(declaration: Declaration) -> Call:
    """The days on which it may be filed at the utmost, of whatever district it is."""
    call = declaration.call
    last = max(call.recommend_by, declaration.file_by or call.recommend_by)
    return Call(localdate(call.opens), localdate(last))


def examined(declaration: Declaration, draft: Draft | None = None) -> Examined:
    return waived(declaration, examine(declared_in(declaration, draft)))


def blocking_in(declaration: Declaration) -> list[tuple[str, Finding]]:
    """What blocks just now, each with what a waiver for it would hold for."""
    seen = examined(declaration)
    return [(digest_of(finding, seen.case.facts), finding) for finding in seen.report.blocking]


def case_in(declaration: Declaration, draft: Draft) -> Case:
    """The case without a look at the paper, which takes a while."""
    return case_of(declared_in(declaration, draft))


#: The rules that complain of blanks and of proofs not attached: in a draft these are only what is
#: left to do.
BLANK, UNPROVED = "R0-02", "RE-01"
LEFT_TO_DO = (BLANK, UNPROVED)


def wrong_now(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is wrong with what is filled in so far; what is still missing is no error yet."""
    return tuple(finding for finding in findings if finding.rule not in LEFT_TO_DO)


def progress_of(edition: Edition, examined: Examined, draft: Draft) -> Mapping[str, PartDone]:
    """By the number of each part, for the cover and the worksheet.

    A cell is asked for if it is blank and may not be, or if something stands in it: names are
    asked for only where they are counted.
    """
    blank = {key for f in examined.report.findings if f.rule == BLANK for key in f.fields}
    wrong = wrong_now(examined.report.findings)
    required: dict[str, list[str]] = {part: [] for part in edition.part_of.values()}
    for key, place in edition.printed.items():
        if place.field.required and (key in blank or key in draft.typed):
            required[edition.part_of[place.field.id]].append(key)
    return {
        part: PartDone(
            part,
            asked=len(keys),
            filled=sum(key not in blank for key in keys),
            blocks=sum(f.part == part and f.blocks for f in wrong),
            unexplained=sum(
                f.part == part and f.rank is Rank.EXPLAIN and not f.reason for f in wrong
            ),
        )
        for part, keys in required.items()
    }
