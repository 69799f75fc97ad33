"""Who may open what of a declaration in each of its stages: every address of ``access`` that takes
one, asked of each role in all sixteen.

A new address fails ``test_access`` until it has a row here as well, and so does a new stage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jiqun.core.lifecycle import WITH_OPERATOR, State
from tests.web.access import (
    BUREAU,
    BUREAU_CHECKER,
    BUREAU_MAKER,
    CHIEF,
    DISTRICT_MAKER,
    FILLER,
    KNOW_OF_FILED,
    OTHER_DISTRICT,
    OWN_DISTRICT,
    Got,
    for_reviewers,
    own_only,
    reader_only,
    signed_in,
)

By = dict[str, Got]


@dataclass(frozen=True)
class Later:
    """What each role gets: of what is ``filed``; of what is ``returned``, which only its own people
    know of, as of a draft; and of what is otherwise in a stage."""

    filed: By
    returned: By = field(default_factory=lambda: own_only(200))
    but: Mapping[State, By] = field(default_factory=dict)

    def got(self, state: State) -> By:
        return self.but.get(state, self.returned if state in WITH_OPERATOR else self.filed)


S = State

#: Whose it is to act; nobody's are those that have ended.
WITH_DISTRICT = (S.FILED, S.DISTRICT_REVIEW)
WITH_BUREAU = (
    S.RECOMMENDED,
    S.FORMAL_REVIEW,
    S.APPRAISAL,
    S.PROPOSED,
    S.NOTICE,
    S.OBJECTED,
)
#: What can be left: not before it is taken up, nor once it is shown to everybody.
LEFT = (S.DISTRICT_REVIEW, S.RECOMMENDED, S.FORMAL_REVIEW, S.APPRAISAL, S.PROPOSED)
#: The bureau has prepared something that waits to be signed; ``stages`` sees to it.
BUREAU_MOVES = (*LEFT[1:], S.RETURNED_BY_DISTRICT, S.RETURNED_BY_BUREAU, S.OBJECTED)
#: The district has remarked on it, and the bureau has not yet.
REMARKED_BY_DISTRICT = (S.RETURNED_BY_DISTRICT, S.NOT_RECOMMENDED, S.RECOMMENDED)
REMARKED_BY_BUREAU = (S.RETURNED_BY_BUREAU, S.FAILED, S.RECOGNISED, S.CANCELLED, S.TERMINATED)


def in_each(states: Iterable[State], got: By) -> dict[State, By]:
    return dict.fromkeys(states, got)


def always(got: By) -> Later:
    return Later(got, got)


def known(own: Got, others: Got = 403) -> By:
    """Its own people, and those whom it was filed with; to everybody else there is none."""
    reviewers = dict.fromkeys((*OWN_DISTRICT, *BUREAU), others)
    return {**signed_in(own, FILLER, CHIEF, otherwise=404), **reviewers}


def refused(draft: Got, filed: Got = 409) -> Later:
    """What is done to a draft only, and so once more when it has been returned."""
    return Later(known(filed), own_only(draft))


def reviewed(got: By, but: Mapping[State, By] | None = None) -> Later:
    """A page of the review, which is there as long as anything is filed."""
    return Later(got, got, {S.DRAFT: for_reviewers(404), **(but or {})})


def does(*roles: str, got: Got = 302) -> By:
    """Some of the reviewers, whom the others may watch."""
    return {**for_reviewers(403), **dict.fromkeys(roles, got)}


def of_district(maker: Got, checker: Got) -> By:
    """What is of the district's own; the bureau does not know of it."""
    return {**for_reviewers(404), **dict(zip(OWN_DISTRICT, (maker, checker), strict=True))}


def of_bureau(maker: Got, checker: Got) -> By:
    return {**for_reviewers(404), **dict(zip(BUREAU, (maker, checker), strict=True))}


def motion_for(maker: Got, checker: Got) -> Later:
    """What is done about what waits to be signed, if there is anything."""
    bureaus = in_each(BUREAU_MOVES, of_bureau(maker, checker))
    return reviewed(for_reviewers(404), {S.DISTRICT_REVIEW: of_district(maker, checker), **bureaus})


SHOWN = Later(known(200, 200))
EXTENDED = {**signed_in(200, *OWN_DISTRICT, *BUREAU), **dict.fromkeys(OTHER_DISTRICT, 404)}
IN_PAPER = signed_in(200, *KNOW_OF_FILED, otherwise=404)
NO_PAPER = signed_in(404)
#: What was withdrawn its own people still read.
FILED_PAPER = Later(IN_PAPER, IN_PAPER, {S.DRAFT: own_only(200)})
REVIEWED = reviewed(for_reviewers(200))
#: Of the visit that ``stages`` has closed when it was taken up.
SEEN_THERE = reviewed(for_reviewers(200), {S.FILED: for_reviewers(404)})
#: No visit is under way.
GOING_THERE = reviewed({**for_reviewers(403), DISTRICT_MAKER: 404})
RECOMMENDING = {**for_reviewers(200), **dict.fromkeys(BUREAU, 403)}
NOT_WRITTEN = {**for_reviewers(404), **dict.fromkeys(BUREAU, 403)}
#: A recommendation, which is the district's own until it is signed.
RECOMMENDED = Later(
    IN_PAPER,
    NO_PAPER,
    {
        **in_each((*WITH_DISTRICT, S.NOT_RECOMMENDED), NO_PAPER),
        S.RETURNED_BY_BUREAU: IN_PAPER,
    },
)
SEALED = Later(
    RECOMMENDED.filed,
    NO_PAPER,
    {
        **RECOMMENDED.but,
        **in_each(
            (S.DISTRICT_REVIEW, S.RETURNED_BY_DISTRICT, S.NOT_RECOMMENDED),
            signed_in(200, *OWN_DISTRICT, otherwise=404),
        ),
    },
)

LATER: dict[str, Later] = {
    "extend": always(EXTENDED),
    "declaration": SHOWN,
    "part": SHOWN,
    "save": Later(known(422, 422), own_only(422)),
    "history": Later(known(200)),
    "corrections": SHOWN,
    "timeline": Later(known(200)),
    "quit": Later(
        known(403),
        {**own_only(403), CHIEF: 200},
        {**in_each(LEFT, {**known(403), CHIEF: 200}), S.DRAFT: own_only(403)},
    ),
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
    # --- its evidence
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
    # --- filing
    "file": Later(known(302)),
    "fair_copy": refused(302, 403),
    "fair_copy_paper": Later(known(200)),
    "fair_copy_page": Later(known(200)),
    "receipt": Later(known(200, 200), but={S.DRAFT: NO_PAPER}),
    "withdraw": Later(known(403), own_only(403), {S.FILED: {**known(403), CHIEF: 302}}),
    "package": Later(known(200)),
    "package_file": Later(known(404), own_only(404)),
    "import_package": refused(200, 403),
    "imported_package": refused(302, 403),
    "submission_package": FILED_PAPER,
    "submission_package_file": always(NO_PAPER),
    "submission_page": FILED_PAPER,
    "submission_paper": FILED_PAPER,
    # --- its waivers, which the bureau decides on whatever its stage
    "declaration_waivers": SHOWN,
    "ask_for_waiver": Later(known(403), {**own_only(302), FILLER: 403}),
    "waiver": always(IN_PAPER),
    "prepare_waiver": always(signed_in(422, BUREAU_MAKER)),
    "sign_waiver": always(signed_in(422, BUREAU_CHECKER)),
    "refuse_waiver": always(signed_in(422, BUREAU_CHECKER)),
    "revoke_waiver": always(signed_in(422, BUREAU_CHECKER)),
    # --- its review
    "review": REVIEWED,
    "review_part": REVIEWED,
    "checklist": REVIEWED,
    "duplicates": REVIEWED,
    "act": reviewed(for_reviewers(302), {S.FILED: does(DISTRICT_MAKER)}),
    "remark": reviewed(
        for_reviewers(403),
        {
            **in_each(WITH_DISTRICT, does(*OWN_DISTRICT)),
            **in_each(WITH_BUREAU, does(*BUREAU)),
        },
    ),
    "remove_remark": reviewed(
        for_reviewers(404),
        {
            S.DISTRICT_REVIEW: of_district(302, 403),
            **in_each(WITH_BUREAU, of_bureau(302, 403)),
            **in_each(REMARKED_BY_DISTRICT, of_district(403, 403)),
            **in_each(REMARKED_BY_BUREAU, of_bureau(403, 403)),
        },
    ),
    "prepare_motion": reviewed(  # a return; of the other verbs ``PREPARED`` speaks
        for_reviewers(403),
        {
            S.DISTRICT_REVIEW: does(DISTRICT_MAKER, got=200),
            S.FORMAL_REVIEW: does(BUREAU_MAKER, got=200),
        },
    ),
    "sign_motion": motion_for(maker=403, checker=302),
    "send_back": motion_for(maker=403, checker=302),
    "drop_motion": motion_for(maker=302, checker=403),
    # --- the visit
    "visit": REVIEWED,
    "begin_visit": reviewed(does(DISTRICT_MAKER)),
    "add_visit_item": GOING_THERE,
    "add_visit_photo": GOING_THERE,
    "visit_photo": SEEN_THERE,
    "visit_picture": SEEN_THERE,
    "remove_visit_photo": reviewed(
        does(DISTRICT_MAKER), {S.FILED: {**for_reviewers(403), DISTRICT_MAKER: 404}}
    ),
    "visit_record": SEEN_THERE,
    # --- the recommendation
    "recommendation": reviewed(RECOMMENDING),
    "recommendation_pages": reviewed(RECOMMENDING, {S.FILED: NOT_WRITTEN}),
    "recommended": RECOMMENDED,
    "sealed_pages": SEALED,
    "sealed_page": SEALED,
    # --- what is opened to another department, while it stands filed
    "open_granted": Later(reader_only(302), reader_only(404)),
    "read_granted": Later(reader_only(200), reader_only(404)),
    "granted_page": Later(reader_only(200), reader_only(404)),
    "granted_proof": always(reader_only(404)),
    "granted_proof_page": always(reader_only(404)),
}

#: What the district's and the bureau's makers may lay before those who sign, and nobody else may.
PREPARED: Mapping[State, tuple[str, set[str]]] = {
    S.DISTRICT_REVIEW: (DISTRICT_MAKER, {"return", "recommend", "decline"}),
    S.RETURNED_BY_DISTRICT: (BUREAU_MAKER, {"terminate"}),
    S.RECOMMENDED: (BUREAU_MAKER, {"terminate"}),
    S.FORMAL_REVIEW: (BUREAU_MAKER, {"return", "pass", "fail", "terminate"}),
    S.RETURNED_BY_BUREAU: (BUREAU_MAKER, {"terminate"}),
    S.APPRAISAL: (BUREAU_MAKER, {"propose", "fail", "terminate"}),
    S.PROPOSED: (BUREAU_MAKER, {"terminate"}),
    S.OBJECTED: (BUREAU_MAKER, {"resume", "cancel"}),
}
