"""Who may open what: every address of the product, and what each role gets there.

A new address fails ``test_access`` until it has a row here. A row says what everyone gets whom it
does not name; ``where`` fills in the parts of an address that name a thing of the ``World``.
Addresses that only take forms are asked with an empty form.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jiqun.web import mail
from jiqun.web.accounts.actions.invitations import invite
from jiqun.web.accounts.models import Admission, Invitation, Role, Unit, UnitKind, User
from jiqun.web.declarations.models import (
    Call,
    CallDocument,
    Declaration,
    EvidenceFile,
    FairCopy,
    RosterFile,
    Submission,
    Waiver,
)
from jiqun.web.grants.models import Grant
from jiqun.web.recognition.models import Notice, Recognition
from jiqun.web.review.models import VisitPhoto
from tests.web.evidence import a_file
from tests.web.filings import a_fair_copy, a_submission
from tests.web.grants.granted import a_grant
from tests.web.noticed import a_notice, a_prepared_notice, entered, proposed
from tests.web.objections import an_entry, running, with_two_files
from tests.web.waivings import a_waiver
from tests.web.world import (
    a_call,
    a_declaration,
    a_document,
    a_message,
    a_roster,
    operator,
    person,
    unit,
)

#: What somebody gets: a status, or to which door they are sent.
Got = int | str

#: Sent to sign in, or to give the second factor.
SIGN_IN, SECOND_FACTOR = "login", "second_factor"

STRANGER = "stranger"
NOT_ADMITTED = "chief of a unit not admitted"
FILLER = "filler"
CHIEF = "chief"
OTHER_CHIEF = "chief of another unit"
DISTRICT_MAKER = "district maker"
DISTRICT_CHECKER = "district checker"
OTHER_MAKER = "maker of another district"
OTHER_CHECKER = "checker of another district"
BUREAU_MAKER = "bureau maker"
BUREAU_CHECKER = "bureau checker"
UNVERIFIED = "district checker without a second factor"
#: Of another department: every page is shut but its own account and what it has been granted.
READER = "reader of a department"

OPERATORS = (NOT_ADMITTED, FILLER, CHIEF, OTHER_CHIEF)
OWN_DISTRICT = (DISTRICT_MAKER, DISTRICT_CHECKER)
OTHER_DISTRICT = (OTHER_MAKER, OTHER_CHECKER)
BUREAU = (BUREAU_MAKER, BUREAU_CHECKER)
KNOW_OF_FILED = (FILLER, CHIEF, *OWN_DISTRICT, *BUREAU)
VERIFIED = (*OPERATORS, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU)
ROLES = (STRANGER, *VERIFIED, UNVERIFIED, READER)


@dataclass(frozen=True)
class World:
    """Everything there is, for the addresses to speak of."""

    people: dict[str, User]
    unit: Unit  # of FILLER and CHIEF
    applicant: Unit  # of NOT_ADMITTED
    district: Unit  # of OWN_DISTRICT, which unit and applicant belong to
    bureau: Unit
    invitation: Invitation  # to unit
    call: Call
    document: CallDocument
    declaration: Declaration  # of unit, a draft
    evidence: EvidenceFile  # of declaration
    submission: Submission  # of unit, in an earlier call
    grant: Grant  # of submission, to READER, who is reading it
    roster: RosterFile  # of declaration
    copy: FairCopy  # of declaration
    waiver: Waiver  # of declaration, asked for
    notice: Notice  # signed, of another unit
    prepared: Notice  # not signed
    recognition: Recognition  # of yet another


def make_world() -> World:
    own = operator("密云区", name="示例集群运营中心")
    applicant = operator("密云区", name="示例待准入中心", admission=Admission.APPLIED)
    district = unit(UnitKind.DISTRICT, district="密云区")
    other = unit(UnitKind.DISTRICT, district="海淀区")
    bureau = unit(UnitKind.BUREAU)
    people = {
        NOT_ADMITTED: person(applicant, Role.CHIEF),
        FILLER: person(own, Role.FILLER),
        CHIEF: person(own, Role.CHIEF),
        OTHER_CHIEF: person(operator("密云区"), Role.CHIEF),
        DISTRICT_MAKER: person(district, Role.MAKER),
        DISTRICT_CHECKER: person(district, Role.CHECKER),
        OTHER_MAKER: person(other, Role.MAKER),
        OTHER_CHECKER: person(other, Role.CHECKER),
        BUREAU_MAKER: person(bureau, Role.MAKER),
        BUREAU_CHECKER: person(bureau, Role.CHECKER),
        UNVERIFIED: person(district, Role.CHECKER),
        READER: person(unit(UnitKind.DEPARTMENT), Role.READER),
    }
    with mail.no_mail():
        invitation = invite(
            by=people[CHIEF],
            unit=own,
            name="示例新人",
            email="xinren@example.org",
            role=Role.FILLER,
            site="",
        )
    call = a_call(created_by=people[BUREAU_MAKER])
    filed = a_declaration(own, a_call(created_by=people[BUREAU_MAKER], title="另一批次"))
    declaration = a_declaration(own, call)
    submission = a_submission(filed, people[CHIEF])
    shown = a_call(created_by=people[BUREAU_MAKER], title="已公示的批次")
    maker, checker = people[BUREAU_MAKER], people[BUREAU_CHECKER]
    with mail.no_mail():
        notice = a_notice([proposed(shown)], by=maker, signed_by=checker)
        prepared = a_prepared_notice([proposed(shown)], by=maker)
    return World(
        people,
        own,
        applicant,
        district,
        bureau,
        invitation,
        call=call,
        document=a_document(call),
        evidence=a_file(declaration, people[CHIEF]),
        submission=submission,
        grant=a_grant(people[READER], filed, by=people[BUREAU_MAKER]),
        declaration=declaration,
        roster=a_roster(declaration, people[CHIEF]),
        copy=a_fair_copy(declaration, people[CHIEF]),
        waiver=a_waiver(declaration, people[CHIEF]),
        notice=notice,
        prepared=prepared,
        recognition=entered(proposed(shown), maker, checker),
    )


def nothing(world: World) -> dict[str, Any]:
    return {}


def call(world: World) -> dict[str, Any]:
    return {"pk": world.call.pk}


def document(world: World) -> dict[str, Any]:
    return {"pk": world.call.pk, "document": world.document.pk}


def declaration(world: World) -> dict[str, Any]:
    return {"pk": world.declaration.pk}


def evidence(world: World) -> dict[str, Any]:
    return {"pk": world.declaration.pk, "file": world.evidence.pk}


def filed(world: World) -> dict[str, Any]:
    return {"pk": world.submission.declaration_id}


def remark(world: World) -> dict[str, Any]:
    """The last on what was filed, if there is any; so the next two."""
    return {**filed(world), "remark": last(world.submission.declaration.remarks)}


def motion(world: World) -> dict[str, Any]:
    return {**filed(world), "motion": last(world.submission.declaration.motions)}


def photo(world: World) -> dict[str, Any]:
    photos = VisitPhoto.objects.filter(visit__declaration=world.submission.declaration_id)
    return {**filed(world), "photo": last(photos)}


def last(found: Any) -> int:
    """Its number; one that nothing has, if there is none."""
    return max(found.values_list("pk", flat=True), default=0)


def grant(world: World) -> dict[str, Any]:
    return {"pk": world.grant.pk}


def reading(world: World) -> dict[str, Any]:
    return {"grant": world.grant.pk, "declaration": world.submission.declaration_id}


def notice(world: World) -> dict[str, Any]:
    return {"pk": world.notice.pk}


def prepared(world: World) -> dict[str, Any]:
    return {"kind": "notices", "pk": world.prepared.pk}


def of_shown(world: World) -> dict[str, Any]:
    return {"call": world.notice.call_id}


def recognition(world: World) -> dict[str, Any]:
    return {"pk": world.recognition.pk}


@dataclass(frozen=True)
class Row:
    """``got`` by role; ``method`` is how it is asked, ``query`` what follows the address."""

    got: dict[str, Got]
    where: Callable[[World], dict[str, Any]] = field(default=nothing)
    method: str = "get"
    query: str = ""


def for_all(got: Got) -> dict[str, Got]:
    """An open address."""
    return dict.fromkeys(ROLES, got)


def signed_in(got: Got, /, *roles: str, otherwise: Got = 403) -> dict[str, Got]:
    """An address for some roles; all who take part, if none are named."""
    named = {role: got if role in (roles or VERIFIED) else otherwise for role in VERIFIED}
    return {STRANGER: SIGN_IN, **named, UNVERIFIED: SECOND_FACTOR, READER: 403}


def also_read(got: dict[str, Got], reader: Got) -> dict[str, Got]:
    """An address that another department may open as well."""
    return {**got, READER: reader}


def reader_only(got: Got) -> dict[str, Got]:
    return also_read(signed_in(403), got)


def applicant(world: World) -> dict[str, Any]:
    return {"unit": world.applicant.pk}


def filler(world: World) -> dict[str, Any]:
    return {"person": world.people[FILLER].pk}


def invitation(world: World) -> dict[str, Any]:
    return {"invitation": world.invitation.pk}


def for_its_district(got: Got) -> dict[str, Got]:
    """Of an operator's district; another does not know of it."""
    return {**signed_in(got, *OWN_DISTRICT), **dict.fromkeys(OTHER_DISTRICT, 404)}


def for_its_chief(got: Got) -> dict[str, Got]:
    """For who heads a unit; others who may know of its people may not do that to them."""
    may_know = (FILLER, *OWN_DISTRICT, *BUREAU)
    return {**signed_in(got, CHIEF, otherwise=404), **dict.fromkeys(may_know, 403)}


def for_its_inviter(got: Got) -> dict[str, Got]:
    return {**signed_in(got, CHIEF, otherwise=404), FILLER: 403}


def for_reviewers(got: Got) -> dict[str, Got]:
    """For its district and the bureau; operators have no such page, and another district does not
    know of it."""
    return {**signed_in(got, *OWN_DISTRICT, *BUREAU), **dict.fromkeys(OTHER_DISTRICT, 404)}


def message(world: World) -> dict[str, Any]:
    return {"message": a_message(world.people[CHIEF]).pk}


def own_only(got: Got) -> dict[str, Got]:
    return signed_in(got, FILLER, CHIEF, otherwise=404)


def waiver(world: World) -> dict[str, Any]:
    return {"pk": world.waiver.pk}


FOR_AUTHORITIES = signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU)


def on_notice(world: World) -> dict[str, Any]:
    entry = running(an_entry(world.submission.declaration))
    return {"pk": entry.notice_id, "entry": entry.pk}


def objection(world: World) -> dict[str, Any]:
    """Against a declaration of unit, not taken up."""
    return {"pk": with_two_files(an_entry(world.submission.declaration)).pk}


def objection_file(world: World) -> dict[str, Any]:
    made = with_two_files(an_entry(world.submission.declaration))
    return {"pk": made.pk, "file": made.files.all()[0].pk}


TABLE: dict[str, Row] = {
    # --- the page without login
    "start": Row(for_all(200)),
    "demo": Row(for_all(200), lambda world: {"name": "clean"}),
    "template": Row(for_all(200)),
    "recheck": Row(for_all(302)),
    "download": Row(for_all(302)),
    "formulas": Row(for_all(302)),
    # --- signing in
    "login": Row({**dict.fromkeys(ROLES, 302), STRANGER: 200}),
    "logout": Row({**for_all(302), STRANGER: SIGN_IN}, method="post"),
    "session": Row(also_read(signed_in(200), 200)),
    "second_factor": Row(also_read({**signed_in(302), UNVERIFIED: 200}, 302)),
    "renew_recovery_codes": Row(
        also_read(signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU), 200), method="post"
    ),
    "lift_second_factor": Row(
        also_read(signed_in(302, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU), 302), method="post"
    ),
    "forgotten_password": Row(for_all(200)),
    "new_password": Row(for_all(200), lambda world: {"uidb64": "MQ", "token": "a-b"}),
    "change_password": Row(also_read(signed_in(200), 200)),
    "account": Row(also_read(signed_in(200), 200)),
    "desk": Row(also_read(signed_in(200), 302)),
    **dict.fromkeys(("todo", "started", "done"), Row({**signed_in(200), NOT_ADMITTED: 403})),
    # --- messages, each to the one it is for
    "messages": Row(also_read(signed_in(200), 200)),
    "read_all": Row(also_read(signed_in(302), 302), method="post"),
    "open_message": Row(also_read(signed_in(302, CHIEF, otherwise=404), 404), message, "post"),
    # --- units and people
    "register": Row(for_all(200)),
    "application": Row(signed_in(200, NOT_ADMITTED)),
    "operators": Row(signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT)),
    "operator": Row(for_its_district(200), applicant),
    "admit": Row(for_its_district(302), applicant, "post"),
    "refuse": Row(for_its_district(422), applicant, "post"),
    "districts": Row(signed_in(200, *BUREAU)),
    "set_up_district": Row(signed_in(200, BUREAU_CHECKER), lambda world: {"district": "延庆区"}),
    "contact": Row(signed_in(200, CHIEF, OTHER_CHIEF)),
    "people": Row({**signed_in(200), NOT_ADMITTED: 403}),
    "people_of": Row(signed_in(200, *BUREAU), lambda world: {"unit": world.district.pk}),
    "change_role": Row(for_its_chief(302), filler, "post"),
    "deactivate": Row(for_its_chief(302), filler, "post"),
    "reactivate": Row(for_its_chief(302), filler, "post"),
    "lift_second_factor_of": Row(
        {
            **signed_in(302, *OWN_DISTRICT, BUREAU_CHECKER, otherwise=404),
            BUREAU_MAKER: 403,
        },
        lambda world: {"person": world.people[DISTRICT_MAKER].pk},
        "post",
    ),
    "resend_invitation": Row(for_its_inviter(302), invitation, "post"),
    "revoke_invitation": Row(for_its_inviter(302), invitation, "post"),
    "accept_invitation": Row(for_all(410), lambda world: {"secret": "unknown"}),
    # --- calls
    "calls": Row(signed_in(200)),
    "open_call": Row(signed_in(200, *BUREAU)),
    "call": Row(signed_in(200), call),
    "set_terms": Row(signed_in(422, *OWN_DISTRICT, *OTHER_DISTRICT), call, "post"),
    "start_declaration": Row(signed_in(302, FILLER, CHIEF, OTHER_CHIEF), call, "post"),
    "attach_document": Row(signed_in(422, *BUREAU), call, "post"),
    "call_document": Row(signed_in(200), document),
    "remove_document": Row(signed_in(302, *BUREAU), document, "post"),
    "extend": Row(
        {**signed_in(200, *OWN_DISTRICT, *BUREAU), **dict.fromkeys(OTHER_DISTRICT, 404)},
        lambda world: {"pk": world.call.pk, "declaration": world.declaration.pk},
    ),
    # --- a draft, which nobody else knows of
    "declaration": Row(own_only(200), declaration),
    "part": Row(own_only(200), lambda world: {**declaration(world), "slug": "2"}),
    "save": Row(own_only(422), declaration, "post"),
    "history": Row(own_only(200), declaration, query="?key=output.2021"),
    "corrections": Row(own_only(200), declaration),
    "prefill": Row(own_only(200), declaration),
    "package": Row(own_only(200), declaration),
    "package_file": Row(own_only(404), lambda world: {**declaration(world), "digest": "0" * 64}),
    "import_package": Row(own_only(200), declaration),
    "imported_package": Row(own_only(302), lambda world: {**declaration(world), "token": "0"}),
    "roster": Row(own_only(200), declaration),
    "hand_in_roster": Row(own_only(422), declaration, "post"),
    "remove_roster": Row(own_only(409), declaration, "post"),
    "roster_template": Row(own_only(200), declaration),
    "roster_file": Row(
        own_only(200), lambda world: {**declaration(world), "file": world.roster.pk}
    ),
    "roster_paper": Row(own_only(200), lambda world: {**declaration(world), "name": "annotated"}),
    "check": Row(own_only(200), declaration),
    "declaration_paper": Row(own_only(200), lambda world: {**declaration(world), "name": "word"}),
    "declaration_formulas": Row(own_only(200), declaration),
    # --- its review
    "stages": Row(signed_in(200)),
    "calendar": Row(signed_in(200, *BUREAU)),
    "call_peers": Row(FOR_AUTHORITIES, call),
    "peers_table": Row(FOR_AUTHORITIES, lambda world: {**call(world), "kind": "xlsx"}),
    "decisions": Row(FOR_AUTHORITIES, call),
    "decisions_letter": Row(signed_in(200, *BUREAU), call),
    "call_duplicates": Row(FOR_AUTHORITIES, call),
    "queue": Row(signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU)),
    "review": Row(for_reviewers(200), filed),
    "review_part": Row(for_reviewers(200), lambda world: {**filed(world), "slug": "2"}),
    "checklist": Row(for_reviewers(200), filed),
    "duplicates": Row(for_reviewers(200), filed),
    "act": Row(
        {**for_reviewers(403), DISTRICT_MAKER: 302},
        lambda world: {**filed(world), "verb": "take_up"},
        "post",
    ),
    "remark": Row({**for_reviewers(403), **dict.fromkeys(OWN_DISTRICT, 302)}, filed, "post"),
    "remove_remark": Row(for_reviewers(404), remark, "post"),
    "prepare_motion": Row(for_reviewers(403), lambda world: {**filed(world), "verb": "return"}),
    "sign_motion": Row(for_reviewers(404), motion, "post"),
    "send_back": Row(for_reviewers(404), motion, "post"),
    "drop_motion": Row(for_reviewers(404), motion, "post"),
    # --- what is opened to other departments
    "grants": Row(signed_in(200, *BUREAU)),
    "set_up_department": Row(signed_in(200, BUREAU_CHECKER)),
    "prepare_grant": Row(signed_in(200, BUREAU_MAKER), call),
    "grant": Row(signed_in(200, *BUREAU), grant),
    "sign_grant": Row(signed_in(302, BUREAU_CHECKER), grant, "post"),
    "send_back_grant": Row(signed_in(302, BUREAU_CHECKER), grant, "post"),
    "drop_grant": Row({**signed_in(403), BUREAU_MAKER: 302}, grant, "post"),
    "revoke_grant": Row(signed_in(302, BUREAU_CHECKER), grant, "post"),
    "granted": Row(reader_only(200)),
    "open_granted": Row(reader_only(302), reading, "post"),
    "read_granted": Row(reader_only(200), reading),
    "granted_page": Row(reader_only(200), lambda world: {**reading(world), "page": 1}),
    "granted_proof": Row(reader_only(404), lambda world: {**reading(world), "number": 1}),
    "granted_proof_page": Row(
        reader_only(404), lambda world: {**reading(world), "number": 1, "page": 1}
    ),
    # --- its waivers, which the bureau reads and its district may know of
    "waivers": Row(signed_in(200, *BUREAU)),
    "waiver": Row(signed_in(200, *KNOW_OF_FILED, otherwise=404), waiver),
    "prepare_waiver": Row(signed_in(422, BUREAU_MAKER), waiver, "post"),
    "sign_waiver": Row(signed_in(422, BUREAU_CHECKER), waiver, "post"),
    "refuse_waiver": Row(signed_in(422, BUREAU_CHECKER), waiver, "post"),
    "revoke_waiver": Row(signed_in(422, BUREAU_CHECKER), waiver, "post"),
    "declaration_waivers": Row(own_only(200), declaration),
    "ask_for_waiver": Row(
        {**own_only(302), FILLER: 403}, lambda world: {**declaration(world), "rule": "R1-05"}
    ),
    # --- going there to look, which the district does and the bureau reads
    "visit": Row(for_reviewers(200), filed),
    "begin_visit": Row({**for_reviewers(403), DISTRICT_MAKER: 302}, filed, "post"),
    "add_visit_item": Row({**for_reviewers(403), DISTRICT_MAKER: 404}, filed, "post"),
    "add_visit_photo": Row({**for_reviewers(403), DISTRICT_MAKER: 404}, filed, "post"),
    "visit_photo": Row(for_reviewers(404), photo),
    "visit_picture": Row(for_reviewers(404), lambda world: {**photo(world), "page": 1}),
    "remove_visit_photo": Row(
        {**for_reviewers(403), DISTRICT_MAKER: 404},
        photo,
        "post",
    ),
    "visit_record": Row(for_reviewers(404), filed),
    # --- a district's recommendation: its own until it is signed
    "recommendation": Row({**for_reviewers(200), **dict.fromkeys(BUREAU, 403)}, filed),
    "recommendation_pages": Row(
        {**for_reviewers(404), **dict.fromkeys(BUREAU, 403)},
        lambda world: {**filed(world), "paper": "pdf"},
    ),
    "recommended": Row(signed_in(404), filed),
    "sealed_pages": Row(signed_in(404), filed),
    "sealed_page": Row(signed_in(404), lambda world: {**filed(world), "page": 1}),
    "candidates": Row(signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU), call),
    "candidates_paper": Row(
        signed_in(404, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU),
        lambda world: {"pk": world.call.pk, "paper": "letter"},
    ),
    # --- notices, lists and the register
    "recognition": Row(signed_in(200, *BUREAU)),
    "prepare_notice": Row(signed_in(200, BUREAU_MAKER), of_shown),
    "prepare_list": Row(signed_in(200, BUREAU_MAKER), of_shown),
    "prepared_paper": Row(signed_in(200, *BUREAU), prepared),
    "sign_paper": Row({**signed_in(403), BUREAU_CHECKER: 302}, prepared, "post"),
    "send_paper_back": Row({**signed_in(403), BUREAU_CHECKER: 302}, prepared, "post"),
    "drop_paper": Row({**signed_in(403), BUREAU_MAKER: 302}, prepared, "post"),
    "notices": Row(for_all(200)),
    "notice": Row(for_all(200), notice),
    "notice_paper": Row(for_all(200), notice),
    "recognised": Row(for_all(200)),
    "recognised_cluster": Row(for_all(200), recognition),
    "list_paper": Row(for_all(200), lambda world: {"pk": world.recognition.list_id}),
    # --- objections, of which nobody but the bureau and whoever objected learns
    "object": Row(for_all(200), on_notice),
    "objection_progress": Row(for_all(200)),
    "objections": Row(signed_in(200, *BUREAU)),
    "objection": Row(signed_in(200, *BUREAU), objection),
    "read_objection": Row(signed_in(200, *BUREAU), objection, "post"),
    "objection_file": Row(signed_in(200, *BUREAU), objection_file, "post"),
    "take_up_objection": Row(signed_in(302, BUREAU_MAKER), objection, "post"),
    "prepare_objection": Row(signed_in(422, BUREAU_MAKER), objection, "post"),
    "sign_objection": Row(signed_in(302, BUREAU_CHECKER), objection, "post"),
    "send_objection_back": Row(signed_in(302, BUREAU_CHECKER), objection, "post"),
    "take_objection_back": Row(signed_in(302, *BUREAU), objection, "post"),
    "objection_letter": Row(signed_in(404, *BUREAU), objection, "post"),
    "objection_answered": Row(signed_in(302, BUREAU_MAKER), objection, "post"),
    # --- how it went, and leaving: its own affair
    "timeline": Row(own_only(200), declaration),
    "quit": Row(own_only(403), declaration),
    # --- its evidence
    "evidence": Row(own_only(200), declaration),
    "add_evidence": Row(own_only(400), declaration, "post"),
    "arrange_evidence": Row(own_only(302), declaration, "post"),
    "bind_evidence": Row(own_only(422), declaration, "post"),
    "evidence_catalogue": Row(own_only(200), declaration),
    "bind_all_evidence": Row(own_only(302), declaration, "post"),
    "bound_evidence": Row(own_only(404), lambda world: {**declaration(world), "digest": "0" * 64}),
    "evidence_file": Row(own_only(200), evidence),
    "evidence_picture": Row(own_only(200), lambda world: {**evidence(world), "page": 1}),
    "evidence_download": Row(own_only(200), evidence),
    "describe_evidence": Row(own_only(302), evidence, "post"),
    "unbind_evidence": Row(own_only(422), evidence, "post"),
    "remove_evidence": Row(own_only(302), evidence, "post"),
    "restore_evidence": Row(own_only(302), evidence, "post"),
    # --- filing, which its own people do, and those learn of whom it goes to
    "file": Row(own_only(200), declaration),
    "fair_copy": Row(own_only(302), declaration, "post"),
    "fair_copy_page": Row(
        own_only(200), lambda world: {**declaration(world), "copy": world.copy.pk, "page": 1}
    ),
    "fair_copy_paper": Row(own_only(200), lambda world: {**declaration(world), "paper": "pdf"}),
    "receipt": Row(signed_in(200, *KNOW_OF_FILED, otherwise=404), filed),
    "withdraw": Row(
        {**signed_in(404), **dict.fromkeys((*OWN_DISTRICT, *BUREAU), 403), FILLER: 403, CHIEF: 302},
        filed,
        "post",
    ),
    "submission_package": Row(
        signed_in(200, *KNOW_OF_FILED, otherwise=404),
        lambda world: {**filed(world), "submission": world.submission.pk},
    ),
    "submission_package_file": Row(
        signed_in(404),
        lambda world: {**filed(world), "submission": world.submission.pk, "digest": "0" * 64},
    ),
    "submission_paper": Row(
        signed_in(200, *KNOW_OF_FILED, otherwise=404),
        lambda world: {**filed(world), "submission": world.submission.pk, "paper": "pdf"},
    ),
    "submission_page": Row(
        signed_in(200, *KNOW_OF_FILED, otherwise=404),
        lambda world: {**filed(world), "submission": world.submission.pk, "page": 1},
    ),
}
