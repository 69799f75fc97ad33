"""Two districts in one call, all that is one's marked: whatever is said, written, counted or called
so, or lies in a file. Everything is invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from jiqun.core.facts import as_json
from jiqun.documents.attachments.attachment import FileKind
from jiqun.web import clock
from jiqun.web.accounts.models import Role, Unit, UnitKind, User
from jiqun.web.declarations.actions.filing import store
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.grants.models import Grant
from jiqun.web.recognition.models import Notice
from jiqun.web.review.actions.checklist import answer_checks
from jiqun.web.review.actions.intake import accept, take_up
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.actions.remarks import add_remark
from jiqun.web.review.actions.visits import begin_visit, close_visit
from jiqun.web.review.models import Answer, Motion
from tests.declarations import golden
from tests.web import checklists, visits
from tests.web.evidence import a_file
from tests.web.filings import a_submission
from tests.web.grants.granted import a_grant
from tests.web.letters import letters
from tests.web.noticed import a_notice, proposed
from tests.web.recommendations import all_else_done, rank_all, recommend, seal
from tests.web.waivings import a_waiver
from tests.web.world import a_call, a_declaration, a_roster, operator, person, unit

OURS, OTHERS = "密云区", "海淀区"

#: In every word of the marked district; its figure, its firm's code and its telephones beside it.
MARK = "密标"
FIGURE, CODE, PHONE = "771.07", "91110228MA0777107X", "010-777107"
OF_OURS = (MARK, FIGURE, CODE, PHONE, "mibiao")

#: What each authority keeps to itself, by whose it is.
REMARK, CHECK, MOTION, VISIT, OPINION = (
    f"{MARK}区{what}" for what in ("意见", "清单", "拟办", "核查", "推荐草稿")
)
OF_DISTRICT = (REMARK, CHECK, MOTION, VISIT, OPINION)
BUREAUS_REMARK, BUREAUS_CHECK, BUREAUS_MOTION = "市标意见", "市标清单", "市标拟办"
OF_BUREAU = (BUREAUS_REMARK, BUREAUS_CHECK, BUREAUS_MOTION)
#: Read by the bureau once it has been closed, or recommended.
READ_BY_BUREAU = f"{MARK}已推荐清单"

#: How one reaches people: none of it is what makes a filing.
CONTACTS = (f"{MARK}联系", f"{MARK}负责人", f"{MARK}同志", PHONE, "mibiao")
OFFICERS_MAIL = "guanyuan"

#: A firm that stands in every roster, beside one's own.
SHARED = "北京共有示例有限公司,91110000MA0000001A,2019,500,600,700"


@dataclass(frozen=True)
class Marked:
    call: Call
    reviewed: Declaration  # before its district, which has prepared something
    recommended: Declaration  # before the bureau, which has prepared something
    returned: Declaration  # by its district
    declined: Declaration
    shown: Declaration  # to everybody, by name; in a call of its own
    notice: Notice
    theirs: Declaration  # of the other district, recommended
    neighbours: Declaration  # of the same district, before it; nothing of it is marked
    grant: Grant  # of theirs
    people: Mapping[str, User]
    sent: Sequence[EmailMessage]

    @property
    def ours(self) -> tuple[Declaration, ...]:
        return (self.reviewed, self.recommended, self.returned, self.declined)


def officer(of: Unit, role: Role, name: str) -> User:
    return with_mail(person(of, role, name), OFFICERS_MAIL)


def with_mail(of: User, box: str) -> User:
    of.email = f"{box}{of.pk}@example.org"
    of.save()
    return of


def the_people() -> dict[str, User]:
    own, other = unit(UnitKind.DISTRICT, district=OURS), unit(UnitKind.DISTRICT, district=OTHERS)
    bureau = unit(UnitKind.BUREAU)
    return {
        "maker": officer(own, Role.MAKER, f"{MARK}同志"),
        "checker": officer(own, Role.CHECKER, f"{MARK}同志"),
        "other maker": officer(other, Role.MAKER, "示例外区经办"),
        "other checker": officer(other, Role.CHECKER, "示例外区审签"),
        "bureau maker": officer(bureau, Role.MAKER, "示例市经办"),
        "bureau checker": officer(bureau, Role.CHECKER, "示例市审签"),
        "reader": person(unit(UnitKind.DEPARTMENT), Role.READER),
    }


def a_chief(district: str, what: str, marked: bool) -> User:
    if not marked:
        return person(operator(district, name=f"示例{what}运营中心"), Role.CHIEF)
    known = {"contact": f"{MARK}联系人", "phone": f"{PHONE}1"}
    of = operator(district, name=f"{MARK}{what}运营中心", **known)
    return with_mail(person(of, Role.CHIEF, f"{MARK}负责人"), "mibiao")


def filed(call: Call, by: User, what: str, marked: bool = True) -> Declaration:
    declaration = a_declaration(by.unit, call)
    if marked:
        a_file(declaration, by, name=f"{MARK}证明.pdf")
        a_roster(declaration, by, roster_of(marked), f"{MARK}名录.csv")
        a_waiver(declaration, by)
        declaration.waivers.update(asked=f"{MARK}申请", findings=[], figures=[["产值", FIGURE]])
    mark = MARK if marked else "示例"
    facts = {key: as_json(value) for key, value in golden("clean").facts.items()}
    name = f"北京市{by.unit.district}{mark}{what}产业集群"
    if marked:
        facts |= {
            "output.2023": FIGURE,
            "cover.contact": f"{MARK}联系人 {PHONE}2",
            "operator_contact": f"{MARK}联系人",
            "operator_phone": f"{PHONE}3",
            "authority_contact": f"{MARK}联系人",
        }
    submission = a_submission(declaration, by)
    Submission.objects.filter(pk=submission.pk).update(
        facts={**facts, "cluster_name": name},
        digest=f"{declaration.pk:064}",
        findings=[{**visits.EXPLAINED, "reason": f"{mark}口径不同。"}],
        evidence=[{"number": 1, "name": f"{mark}佐证.pdf", "sha256": "1" * 64, "bindings": {}}],
        roster=store(roster_of(marked), FileKind.CSV).enter(),
        roster_name=f"{mark}名录.csv",
    )
    Declaration.objects.filter(pk=declaration.pk).update(cluster_name=name)
    declaration.refresh_from_db()
    return declaration


def roster_of(marked: bool) -> bytes:
    output = (f"{year}年产值（万元）" for year in (2021, 2022, 2023))
    heads = ",".join(("企业名称", "统一社会信用代码", "进入集群年份", *output))
    firms = [SHARED, f"北京{MARK}企业有限公司,{CODE},2019,5,6,7"] if marked else [SHARED]
    return "\r\n".join((heads, *firms, "")).encode()


def work_on(declaration: Declaration, by: User, check: str = CHECK, opinion: str = OPINION) -> None:
    """All that a district writes before it decides."""
    take_up(declaration.pk, by=by)
    declaration.refresh_from_db()
    add_remark(declaration.pk, by=by, key="output.2023", words=REMARK)
    answer_one(declaration, by, check)
    visit = begin_visit(declaration.pk, by=by)
    people = {"ours": f"{MARK}同志甲\n{MARK}同志乙", "theirs": f"{MARK}联系人"}
    visits.answer_all(visit, by, **people, place=VISIT, words=VISIT)
    visits.a_visit_photo(visit, by, name=f"{VISIT}.jpg")
    close_visit(visit.pk, by=by)
    seal(declaration, by, f"{opinion}：同意推荐。")


def answer_one(declaration: Declaration, by: User, words: str) -> None:
    item, *_ = checklists.items_for(declaration, by).values()
    said = checklists.said(item, Answer.NOT_FULFILLED, words)
    answer_checks(declaration.pk, by=by, answered=[said])


def prepared(declaration: Declaration, by: User, verb: str, words: str) -> Motion:
    due = clock.now() + timedelta(days=5)
    points = [{"key": "output.2023", "words": f"{MARK}补正要求"}] if verb == "return" else []
    payload = {"points": points, "due": due.isoformat()} if points else {}
    motion = prepare(declaration.pk, by=by, verb=verb, words=words, payload=payload)
    declaration.refresh_from_db()
    return motion


def make_marked(patch: pytest.MonkeyPatch) -> Marked:
    all_else_done(patch)
    people = the_people()
    maker, checker = people["maker"], people["checker"]
    bureau, signer = people["bureau maker"], people["bureau checker"]
    call, past = a_call(created_by=bureau), a_call(created_by=bureau, title="已公示的批次")
    chiefs = {what: a_chief(OURS, what, marked=True) for what in ("初审", "推荐", "退回", "不荐")}
    people |= chiefs
    people["neighbour"] = a_chief(OURS, "邻里", marked=False)
    people["other chief"] = a_chief(OTHERS, "外区", marked=False)
    with letters() as sent:
        ours = [filed(call, chief, what) for what, chief in chiefs.items()]
        reviewed, recommended, returned, declined = ours
        for each in (reviewed, returned, declined):
            work_on(each, maker)
        work_on(recommended, maker, READ_BY_BUREAU, f"{MARK}推荐意见")
        sign(prepared(returned, maker, "return", f"{MARK}总的说明").pk, by=checker)
        sign(prepared(declined, maker, "decline", f"{MARK}不荐理由").pk, by=checker)
        rank_all(call, maker, recommended, reviewed, returned)
        recommend(recommended, maker, checker)
        prepared(reviewed, maker, "decline", MOTION)
        accept(recommended.pk, by=bureau)
        add_remark(recommended.pk, by=bureau, key="output.2023", words=BUREAUS_REMARK)
        answer_one(refreshed(recommended), bureau, BUREAUS_CHECK)
        prepared(recommended, bureau, "fail", BUREAUS_MOTION)
        theirs = filed(call, people["other chief"], "外区", marked=False)
        take_up(theirs.pk, by=people["other maker"])
        neighbours = filed(call, people["neighbour"], "邻里", marked=False)
        shown = proposed(past)
        Unit.objects.filter(pk=shown.unit_id).update(contact=f"{MARK}联系人", phone=f"{PHONE}4")
        found = Submission.objects.filter(declaration=shown)
        facts = {"cluster_name": shown.cluster_name, "operator_contact": f"{MARK}联系人"}
        found.update(facts={**facts, "operator_phone": f"{PHONE}5"})
        notice = a_notice([shown], by=bureau, signed_by=signer)
        grant = a_grant(people["reader"], theirs, by=bureau)
    return Marked(
        call,
        *(refreshed(each) for each in ours),
        shown=refreshed(shown),
        notice=notice,
        theirs=refreshed(theirs),
        neighbours=neighbours,
        grant=grant,
        people=people,
        sent=sent,
    )


def refreshed(declaration: Declaration) -> Declaration:
    declaration.refresh_from_db()
    return declaration
