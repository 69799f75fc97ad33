"""What people do to a declaration from its filing to the list, each as one deed that anybody may
try; and which deeds, by whom, take it further."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeAlias

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.filing import withdraw
from jiqun.web.declarations.actions.leaving import quit_procedure
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.actions.lists import sign_list
from jiqun.web.recognition.actions.notices import sign_notice
from jiqun.web.recognition.actions.objections import (
    prepare_answer,
    sign_answer,
    take_up_objection,
)
from jiqun.web.recognition.models import Finding, Notice, NoticeEntry, Objection, RecognisedList
from jiqun.web.review.actions.intake import accept, take_up
from jiqun.web.review.actions.motions import drop_motion, prepare, send_back, sign
from jiqun.web.review.actions.remarks import add_remark
from jiqun.web.review.models import Motion
from tests.web import visits
from tests.web.checklists import answer_all
from tests.web.filings import file_again
from tests.web.noticed import a_prepared_list, a_prepared_notice
from tests.web.objections import objected, proposed
from tests.web.recommendations import rank_all, seal

Deed: TypeAlias = Callable[[User, Declaration], object]

NOTHING = Refused("没有可办的。")
POINT = {"key": "exports.2022", "words": "请核对。"}


def preparing(verb: str) -> Deed:
    def deed(by: User, declaration: Declaration) -> object:
        due = (clock.now() + timedelta(days=9)).isoformat()
        payload = {"points": [POINT], "due": due} if verb == "return" else {}
        return prepare(declaration.pk, by=by, verb=verb, words="理由。", payload=payload)

    return deed


def deciding(how: Callable[[Motion, User], object]) -> Deed:
    """On what lies there, decided on already or not."""

    def deed(by: User, declaration: Declaration) -> object:
        motion = declaration.motions.first()
        if motion is None:
            raise NOTHING
        return how(motion, by)

    return deed


def of_objection(how: Callable[[Objection, User], object]) -> Deed:
    def deed(by: User, declaration: Declaration) -> object:
        found = Objection.objects.filter(entry__declaration=declaration).last()
        if found is None:
            raise NOTHING
        return how(found, by)

    return deed


def object_now(by: User, declaration: Declaration) -> object:
    """Nobody has to be signed in for that."""
    entry = NoticeEntry.objects.filter(declaration=declaration).last()
    if entry is None:
        raise NOTHING
    return objected(entry)


def prepare_finding(finding: Finding) -> Callable[[Objection, User], object]:
    def prepared(objection: Objection, by: User) -> object:
        return prepare_answer(objection.pk, by=by, proposed=proposed(finding))

    return prepared


def sign_last_notice(by: User, declaration: Declaration) -> object:
    found = Notice.objects.filter(entries__declaration=declaration).first()
    if found is None:
        raise NOTHING
    return sign_notice(found.pk, by=by)


def sign_last_list(by: User, declaration: Declaration) -> object:
    found = RecognisedList.objects.filter(entries__declaration=declaration).first()
    if found is None:
        raise NOTHING
    return sign_list(found.pk, by=by)


DEEDS: Mapping[str, Deed] = {
    "take_up": lambda by, d: take_up(d.pk, by=by),
    "accept": lambda by, d: accept(d.pk, by=by),
    "withdraw": lambda by, d: withdraw(d.pk, by=by, reason="填错了。"),
    "quit": lambda by, d: quit_procedure(d.pk, by=by, reason="不再申报。", confirmed=True),
    "file_again": lambda by, d: file_again(d.pk, by=by),
    "remark": lambda by, d: add_remark(d.pk, by=by, **POINT),
    "check": lambda by, d: answer_all(d, by),
    "visit": lambda by, d: visits.a_closed_visit(d, by),
    "seal": lambda by, d: seal(d, by),
    "rank": lambda by, d: rank_all(d.call, by, d),
    **{f"prepare {verb}": preparing(verb) for verb in ("return", "recommend", "decline")},
    **{f"prepare {verb}": preparing(verb) for verb in ("pass", "fail", "propose", "terminate")},
    **{f"prepare {verb}": preparing(verb) for verb in ("resume", "cancel")},
    "sign": deciding(lambda motion, by: sign(motion.pk, by=by)),
    "send_back": deciding(lambda motion, by: send_back(motion.pk, by=by, answer="不妥。")),
    "drop": deciding(lambda motion, by: drop_motion(motion.pk, by=by)),
    "prepare notice": lambda by, d: a_prepared_notice([d], by=by),
    "sign notice": sign_last_notice,
    "object": object_now,
    "take up objection": of_objection(lambda found, by: take_up_objection(found.pk, by=by)),
    "unfounded": of_objection(prepare_finding(Finding.UNFOUNDED)),
    "upheld": of_objection(prepare_finding(Finding.UPHELD)),
    "sign answer": of_objection(lambda found, by: sign_answer(found.pk, by=by)),
    "prepare list": lambda by, d: a_prepared_list([d], by=by),
    "sign list": sign_last_list,
}

M, C = "maker", "checker"
DISTRICT_M, DISTRICT_C = f"district {M}", f"district {C}"
BUREAU_M, BUREAU_C = f"bureau {M}", f"bureau {C}"

#: What takes a declaration further from each state: who does which deed, one after the other; whom
#: the clock has to help waits for the days to pass.
WAYS: Mapping[State, tuple[tuple[tuple[str, str], ...], ...]] = {
    State.DRAFT: ((("chief", "file_again"),),),
    State.FILED: (((DISTRICT_M, "take_up"),),),
    State.DISTRICT_REVIEW: (
        (
            (DISTRICT_M, "check"),
            (DISTRICT_M, "visit"),
            (DISTRICT_M, "seal"),
            (DISTRICT_M, "rank"),
            (DISTRICT_M, "prepare recommend"),
            (DISTRICT_C, "sign"),
        ),
        ((DISTRICT_M, "prepare return"), (DISTRICT_C, "sign")),
        ((DISTRICT_M, "check"), (DISTRICT_M, "prepare decline"), (DISTRICT_C, "sign")),
    ),
    State.RETURNED_BY_DISTRICT: ((("chief", "file_again"),),),
    State.RECOMMENDED: (((BUREAU_M, "accept"),),),
    State.FORMAL_REVIEW: (
        ((BUREAU_M, "check"), (BUREAU_M, "prepare pass"), (BUREAU_C, "sign")),
        ((BUREAU_M, "prepare return"), (BUREAU_C, "sign")),
        ((BUREAU_M, "check"), (BUREAU_M, "prepare fail"), (BUREAU_C, "sign")),
    ),
    State.RETURNED_BY_BUREAU: ((("chief", "file_again"),),),
    State.APPRAISAL: (
        ((BUREAU_M, "prepare propose"), (BUREAU_C, "sign")),
        ((BUREAU_M, "prepare fail"), (BUREAU_C, "sign")),
        ((BUREAU_M, "prepare terminate"), (BUREAU_C, "sign")),
    ),
    State.PROPOSED: (((BUREAU_M, "prepare notice"), (BUREAU_C, "sign notice")),),
    State.NOTICE: (
        ((BUREAU_M, "prepare list"), (BUREAU_C, "sign list")),
        (("chief", "object"), (BUREAU_M, "take up objection")),
    ),
    State.OBJECTED: (
        (
            (BUREAU_M, "unfounded"),
            (BUREAU_C, "sign answer"),
            (BUREAU_M, "prepare resume"),
            (BUREAU_C, "sign"),
        ),
        (
            (BUREAU_M, "upheld"),
            (BUREAU_C, "sign answer"),
            (BUREAU_M, "prepare cancel"),
            (BUREAU_C, "sign"),
        ),
    ),
}
