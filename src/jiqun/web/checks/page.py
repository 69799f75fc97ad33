"""The result page: everything it shows, from a declaration and what was done with it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from jiqun.core.facts import Change
from jiqun.core.standard import judge
from jiqun.documents.intake import examine
from jiqun.web.checks.bars import lay_out_standard
from jiqun.web.checks.carried import Carried
from jiqun.web.checks.figures import lay_out_figures
from jiqun.web.checks.layout import NOTHING_TYPED, lay_out
from jiqun.web.checks.movement import moved_cell, movement
from jiqun.web.checks.proposals import adopt, lay_out_proposals
from jiqun.web.checks.reasons import LONGEST_REASON, Typed
from jiqun.web.checks.trial import NO_TRIAL, Trial, offers, typed_trial

FINDINGS, STANDARD, FIGURES, TRIAL = VIEWS = ("findings", "standard", "figures", "trial")


@dataclass(frozen=True, slots=True)
class Page:
    """``view`` is the one of its views that is open at first."""

    carried: Carried
    typed: Typed = NOTHING_TYPED
    trial: Trial = NO_TRIAL
    adopted: tuple[Change, ...] = ()
    view: str = FINDINGS

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why something typed was not taken, a sentence each."""
        tried = (row.refused for row in self.trial.rows if row.refused)
        return (*self.typed.refused.values(), *tried)


def after(post: QueryDict, carried: Carried, typed: Typed) -> Page:
    """The page after one of its buttons; Enter in a field presses none of them by name."""
    act = post.get("act", "")
    if act == "adopt":
        return after_adopting(post, carried, typed)
    trial = NO_TRIAL if act == "clear" else typed_trial(post, carried.declared.facts)
    on_trial = act in ("try", "clear") or (not act and trial.rows and not typed.refused)
    return Page(carried, typed, trial, view=TRIAL if on_trial else FINDINGS)


def after_adopting(post: QueryDict, carried: Carried, typed: Typed) -> Page:
    facts, changes = adopt(carried.declared.facts, post.getlist("adopt"))
    page = Page(carried.with_facts(facts), typed, adopted=changes)
    return replace(page, trial=typed_trial(post, facts))


def as_context(page: Page) -> Mapping[str, Any]:
    declared = page.carried.declared
    examined = examine(declared)
    case, report = examined.case, examined.report
    return {
        "page": page,
        "result": lay_out(report, declared.facts, page.typed),
        "report": report,
        "standard": lay_out_standard(judge(case)),
        "figures": lay_out_figures(case.figures),
        "offers": offers(declared.facts),
        "movement": movement(case, page.trial, report.findings) if page.trial.runs else None,
        "proposals": lay_out_proposals(declared.facts),
        "adopted": [moved_cell(change, declared.facts.edition) for change in page.adopted],
        "longest_reason": LONGEST_REASON,
    }
