"""The result page: everything it shows, from a declaration and what was done with it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import QueryDict

from jiqun.core.case import Case
from jiqun.core.facts import Change
from jiqun.core.form import ROSTER as ROSTER_PART
from jiqun.core.standard import judge
from jiqun.documents.intake import case_of, examine
from jiqun.web.checks.bars import lay_out_standard
from jiqun.web.checks.carried import Carried
from jiqun.web.checks.charts import lay_out_charts
from jiqun.web.checks.figures import lay_out_figures
from jiqun.web.checks.layout import NOTHING_TYPED, lay_out
from jiqun.web.checks.movement import moved_cell, movement
from jiqun.web.checks.proposals import adopt, lay_out_proposals
from jiqun.web.checks.reasons import LONGEST_REASON, Typed
from jiqun.web.checks.roster import lay_out_roster
from jiqun.web.checks.totals import Chosen, every_blank, lay_out_totals, take
from jiqun.web.checks.trial import NO_TRIAL, Trial, offers, typed_trial
from jiqun.web.checks.workbook import Workbook

FINDINGS, ROSTER, TRIAL = "findings", "roster", "trial"


@dataclass(frozen=True, slots=True)
class Page:
    """``view`` is the one of its views that is open at first, ``refused`` why a workbook was not
    taken, ``adopted`` what was taken over from the proposed targets or the totals."""

    carried: Carried
    typed: Typed = NOTHING_TYPED
    trial: Trial = NO_TRIAL
    adopted: tuple[Change, ...] = ()
    view: str = FINDINGS
    refused: str = ""

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why something typed was not taken, a sentence each."""
        tried = (row.refused for row in self.trial.rows if row.refused)
        return (*filter(None, (self.refused,)), *self.typed.refused.values(), *tried)


def after(post: QueryDict, carried: Carried, typed: Typed) -> Page:
    """The page after one of its buttons; Enter in a field presses none of them by name."""
    act = post.get("act", "")
    if act in ADOPTING:
        return after_adopting(post, carried, typed)
    trial = NO_TRIAL if act == "clear" else typed_trial(post, carried.declared.facts)
    on_trial = act in ("try", "clear") or (not act and trial.rows and not typed.refused)
    return Page(carried, typed, trial, view=TRIAL if on_trial else opened(carried))


def opened(carried: Carried) -> str:
    """What one sees first: of a workbook alone, that."""
    return ROSTER if carried.alone else FINDINGS


#: Where one sees what the buttons do that take something over.
ADOPTING = {"adopt": FINDINGS, "take": ROSTER, "take_all": ROSTER}


def after_adopting(post: QueryDict, carried: Carried, typed: Typed) -> Page:
    act, declared = post["act"], carried.declared
    if act == "adopt":
        facts, changes = adopt(declared.facts, post.getlist("adopt"))
    else:
        case = case_of(declared)
        ticked = Chosen(post.getlist("take"), post.getlist("answer"))
        facts, changes = take(case, every_blank(case) if act == "take_all" else ticked)
    page = Page(carried.with_facts(facts), typed, adopted=changes, view=ADOPTING[act])
    return replace(page, trial=typed_trial(post, facts))


def as_context(page: Page) -> Mapping[str, Any]:
    declared, workbook = page.carried.declared, page.carried.workbook
    examined = examine(declared)
    case, report = examined.case, examined.report
    nothing = workbook.handed.no_firms if page.carried.alone and workbook else ""
    if page.carried.alone:
        of_rows = (finding for finding in report.findings if finding.part == ROSTER_PART)
        report = replace(report, findings=tuple(of_rows))
    return {
        "page": page,
        "result": lay_out(report, declared.facts, page.typed, nothing),
        "report": report,
        "standard": lay_out_standard(judge(case)),
        "figures": lay_out_figures(case.figures),
        "offers": offers(declared.facts),
        "movement": movement(case, page.trial, report.findings) if page.trial.runs else None,
        "proposals": lay_out_proposals(declared.facts),
        "adopted": [moved_cell(change, declared.facts.edition) for change in page.adopted],
        "longest_reason": LONGEST_REASON,
        **(roster_context(case, workbook) if workbook else {}),
    }


def roster_context(case: Case, workbook: Workbook) -> Mapping[str, Any]:
    roster = lay_out_roster(case, workbook.handed)
    return {
        "roster": roster,
        "has_roster": True,
        "firm_rules": roster.rules,
        "totals": lay_out_totals(case),
        "charts": lay_out_charts(case),
        "limit_mb": settings.CARRIED_WORKBOOK_LIMIT // settings.MB,
    }
