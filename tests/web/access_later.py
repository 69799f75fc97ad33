"""Who may open what of a declaration that is no draft any more: every address of ``access`` that
takes one, asked once more when it has been filed, and when it has been returned.

A new address fails ``test_access`` until it has a row here as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.declarations.actions.corrections import Asked, return_declaration
from jiqun.web.declarations.models import Declaration
from tests.web.access import (
    BUREAU,
    CHIEF,
    DISTRICT_CHECKER,
    DISTRICT_MAKER,
    FILLER,
    KNOW_OF_FILED,
    OTHER_DISTRICT,
    OWN_DISTRICT,
    Got,
    World,
    for_reviewers,
    own_only,
    signed_in,
)
from tests.web.filings import a_submission


@dataclass(frozen=True)
class Later:
    """What each role gets. Once it is returned only its own people know of it."""

    filed: dict[str, Got]
    returned: dict[str, Got] = field(default_factory=lambda: own_only(200))


def file_it(world: World) -> None:
    a_submission(world.declaration, world.people[CHIEF])


def return_it(world: World) -> None:
    """That of the earlier call as well, for the rows that speak of its submission."""
    file_it(world)
    for declaration in (world.declaration, world.submission.declaration):
        Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
        return_declaration(
            declaration.pk,
            by=world.people[DISTRICT_CHECKER],
            prepared_by=world.people[DISTRICT_MAKER],
            asked=[Asked("output.2021", "请核对。")],
            due=clock.now() + timedelta(days=5),
        )


#: How it comes to be so, by the field of ``Later`` that says what is got then.
SITUATIONS: dict[str, Callable[[World], None]] = {"filed": file_it, "returned": return_it}


def known(own: Got, others: Got = 403) -> dict[str, Got]:
    """Its own people, and those whom it was filed with; to everybody else there is none."""
    reviewers = dict.fromkeys((*OWN_DISTRICT, *BUREAU), others)
    return {**signed_in(own, FILLER, CHIEF, otherwise=404), **reviewers}


def refused(draft: Got, filed: Got = 409) -> Later:
    """What is done to a draft only, and so once more when it has been returned."""
    return Later(known(filed), own_only(draft))


SHOWN = Later(known(200, 200))
EXTENDED = {**signed_in(200, *OWN_DISTRICT, *BUREAU), **dict.fromkeys(OTHER_DISTRICT, 404)}
IN_PAPER = signed_in(200, *KNOW_OF_FILED, otherwise=404)
NO_PAPER = signed_in(404)
REVIEWED = Later(for_reviewers(200), for_reviewers(200))
#: Of visits and what was seen there, as long as there are none.
GOING_THERE = Later(*[{**for_reviewers(403), DISTRICT_MAKER: 404}] * 2)
NOTHING_SEEN = Later(for_reviewers(404), for_reviewers(404))
RECOMMENDING = {**for_reviewers(200), **dict.fromkeys(BUREAU, 403)}
NOT_WRITTEN = {**for_reviewers(404), **dict.fromkeys(BUREAU, 403)}

LATER: dict[str, Later] = {
    "extend": Later(EXTENDED, EXTENDED),
    "declaration": SHOWN,
    "part": SHOWN,
    "save": Later(known(422, 422), own_only(422)),
    "history": Later(known(200)),
    "corrections": SHOWN,
    "timeline": Later(known(200)),
    "quit": Later(known(403), {**own_only(403), CHIEF: 200}),
    "prefill": refused(200, 403),
    "roster": SHOWN,
    "hand_in_roster": refused(422, 403),
    "remove_roster": refused(409, 403),
    "roster_template": SHOWN,
    "roster_file": SHOWN,
    "roster_paper": SHOWN,
    "check": SHOWN,
    "declaration_paper": SHOWN,
    "declaration_formulas": SHOWN,
    "declaration_waivers": SHOWN,
    "ask_for_waiver": Later(known(403), {**own_only(302), FILLER: 403}),
    "evidence": SHOWN,
    "add_evidence": refused(400),
    "arrange_evidence": refused(302),
    "bind_evidence": refused(422, 422),
    "evidence_catalogue": SHOWN,
    "bind_all_evidence": Later(known(302, 302), own_only(302)),
    "bound_evidence": Later(known(404, 404), own_only(404)),
    "evidence_file": SHOWN,
    "evidence_picture": SHOWN,
    "evidence_download": SHOWN,
    "describe_evidence": refused(302),
    "unbind_evidence": refused(422),
    "remove_evidence": refused(302),
    "restore_evidence": refused(302),
    "file": Later(known(302)),
    "fair_copy": refused(302, 403),
    "fair_copy_paper": Later(known(200), own_only(200)),
    "receipt": SHOWN,
    "package": Later(known(200)),
    "package_file": Later(known(404), own_only(404)),
    "import_package": refused(200, 403),
    "imported_package": refused(302, 403),
    "submission_package": Later(IN_PAPER, IN_PAPER),
    "submission_package_file": Later(NO_PAPER, NO_PAPER),
    "fair_copy_page": Later(known(200), own_only(200)),
    "submission_page": Later(IN_PAPER, IN_PAPER),
    "review": REVIEWED,
    "review_part": REVIEWED,
    "checklist": REVIEWED,
    "duplicates": REVIEWED,
    "act": Later({**for_reviewers(403), DISTRICT_MAKER: 302}, for_reviewers(302)),
    "remark": Later({**for_reviewers(403), **dict.fromkeys(OWN_DISTRICT, 302)}, for_reviewers(403)),
    "remove_remark": Later(for_reviewers(404), for_reviewers(404)),
    "prepare_motion": Later(for_reviewers(403), for_reviewers(403)),
    "sign_motion": Later(for_reviewers(404), for_reviewers(404)),
    "send_back": Later(for_reviewers(404), for_reviewers(404)),
    "drop_motion": Later(for_reviewers(404), for_reviewers(404)),
    "visit": REVIEWED,
    "begin_visit": Later(*[{**for_reviewers(403), DISTRICT_MAKER: 302}] * 2),
    "add_visit_item": GOING_THERE,
    "add_visit_photo": GOING_THERE,
    "visit_photo": NOTHING_SEEN,
    "visit_picture": NOTHING_SEEN,
    "remove_visit_photo": GOING_THERE,
    "visit_record": NOTHING_SEEN,
    "recommendation": Later(RECOMMENDING, RECOMMENDING),
    "recommendation_pages": Later(NOT_WRITTEN, NOT_WRITTEN),
    "recommended": Later(NO_PAPER, NO_PAPER),
    "sealed_pages": Later(NO_PAPER, NO_PAPER),
    "sealed_page": Later(NO_PAPER, NO_PAPER),
    "withdraw": Later({**known(403), CHIEF: 302}, own_only(403)),
    "submission_paper": Later(IN_PAPER, IN_PAPER),
}
