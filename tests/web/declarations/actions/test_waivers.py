"""Waivers: two people of the bureau grant one, for what was found and until then."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.core.rules import Rank
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Role, User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.actions.filing import file_declaration, make_fair_copy, take_scan
from jiqun.web.declarations.actions.waivers import (
    ask_for_waiver,
    prepare_waiver,
    propose_waiver,
    refuse_waiver,
    revoke_waiver,
    sign_waiver,
)
from jiqun.web.declarations.models import Declaration, FairCopy, Submission, Waiver, WaiverStage
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.filing import hindrances
from tests.web.filings import photograph
from tests.web.letters import letters
from tests.web.moments import DURING, set_clock
from tests.web.waivings import (
    DISTRICT,
    ELSEWHERE,
    RULE,
    UNTIL,
    WHY,
    WORDS,
    asked,
    blocked,
    digest_in,
    finding_in,
    fresh,
    granted,
    moved,
    prepared,
    signed,
)
from tests.web.world import (
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    filler,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return blocked(by)


def hindering(declaration: Declaration) -> list[str]:
    now = fresh(declaration)
    return [hindrance.sentence for hindrance in hindrances(now, examined(now))]


def file(declaration: Declaration, by: User, copy: FairCopy) -> Submission:
    sealed = take_scan([("第1页.jpg", photograph())])
    how = {"typed_code": copy.code, "confirmed": True, "sealed": sealed, "site": ""}
    return file_declaration(fresh(declaration), by=by, copy=copy, **how)


ONE = ["有1处必须改正（含未填的栏目、未附的材料），请逐条处理。"]


# --- Asking -----------------------------------------------------------------------------------


def test_one_asks_with_what_was_found_and_what_stands_there(
    declaration: Declaration, by: User
) -> None:
    digest, finding = digest_in(declaration), finding_in(declaration)
    waiver = asked(declaration, by)
    assert waiver.findings == [
        {
            "fields": ["cover.cluster_name", "cluster_name", DISTRICT],
            "message": finding.message,
            "digest": digest,
        }
    ]
    assert waiver.figures == [
        ["封面“集群名称”", "北京市密云区测控装备产业集群"],
        ["集群名称", "北京市密云区测控装备产业集群"],
        ["封面“所属地区”", ELSEWHERE],
    ]
    assert (waiver.asked, waiver.asked_by, waiver.stage) == (WORDS, by, WaiverStage.ASKED)
    assert hindering(declaration) == ONE


def test_only_the_chief_asks(declaration: Declaration, by: User) -> None:
    for other in (filler(by.unit), chief(), district_maker(), bureau_maker()):
        with pytest.raises(PermissionDenied):
            asked(declaration, other)


def test_what_is_asked_for_must_block_and_may_be_waived(declaration: Declaration, by: User) -> None:
    digest = digest_in(declaration)
    cases = {
        ("R0-01", digest): "读不出来的内容无从核实，请照要求填写。",
        ("R1-13", digest): "这是认定办法规定的条件，不能豁免。",
        ("R2-04", digest): "这条规则不阻断报送，不需要豁免",
        (RULE, "0" * 64): "这处问题刚刚有变动",
    }
    for (rule, given), why in cases.items():
        with pytest.raises(Refused, match=why):
            ask_for_waiver(declaration.pk, by=by, rule=rule, digests=[given], words=WORDS)
    with pytest.raises(Refused, match="请至少选择一处问题"):
        ask_for_waiver(declaration.pk, by=by, rule=RULE, digests=[], words=WORDS)
    with pytest.raises(Refused, match="请写明申请豁免的理由"):
        asked(declaration, by, words=" ")
    with pytest.raises(Refused, match="超过500字"):
        asked(declaration, by, words="集" * 501)
    assert not Waiver.objects.exists()


def test_nobody_asks_twice_before_it_is_decided(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    with pytest.raises(Refused, match="已经申请过豁免，正在办理"):
        asked(declaration, by)
    refuse_waiver(waiver.pk, by=bureau_checker(), words="材料不足。")
    assert asked(declaration, by).pk != waiver.pk


# --- Two people -------------------------------------------------------------------------------


def test_one_prepares_and_another_signs(declaration: Declaration, by: User) -> None:
    waiver = granted(declaration, by)
    assert (waiver.stage, waiver.why, waiver.until) == (WaiverStage.VALID, WHY, UNTIL)
    assert hindering(declaration) == []
    told = [(event.verb, event.sentence) for event in events_of(declaration.chain)]
    assert told == [
        ("ask_for_waiver", f"申请豁免R1-05（1处），理由：{WORDS}"),
        ("prepare_waiver", f"拟豁免R1-05，至2024年5月31日09:00，理由：{WHY}，送审签。"),
        ("sign_waiver", f"豁免R1-05，至2024年5月31日09:00，理由：{WHY}"),
    ]
    assert list(faults()) == []


def test_nobody_signs_what_he_has_prepared(declaration: Declaration, by: User) -> None:
    """Not even after a change of role."""
    maker = bureau_maker()
    waiver = prepared(asked(declaration, by), maker)
    maker.role = Role.CHECKER
    maker.save()
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        signed(waiver, maker)
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        refuse_waiver(waiver.pk, by=maker, words="不同意。")
    assert hindering(declaration) == ONE


def test_everybody_does_only_what_is_his(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    for other in (by, district_maker(), district_checker(), bureau_checker()):
        with pytest.raises(PermissionDenied):
            prepared(waiver, other)
    waiver = prepared(waiver)
    for other in (by, district_maker(), district_checker(), bureau_maker()):
        with pytest.raises(PermissionDenied):
            signed(waiver, other)
        with pytest.raises(PermissionDenied):
            refuse_waiver(waiver.pk, by=other, words="不同意。")
    signed(waiver)
    for other in (by, district_checker(), bureau_maker()):
        with pytest.raises(PermissionDenied):
            revoke_waiver(waiver.pk, by=other, words="撤销。")


def test_what_is_signed_is_what_was_read(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    with pytest.raises(Refused, match="还没有拟办"):
        sign_waiver(waiver.pk, by=bureau_checker(), read="")
    prepared(waiver)
    with pytest.raises(Refused, match="经办改过拟办的内容"):
        sign_waiver(waiver.pk, by=bureau_checker(), read="2024-05-01T00:00:00+00:00")


def test_a_waiver_ends_later_than_it_is_given(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiver = asked(declaration, by)
    with pytest.raises(Refused, match="有效期应晚于现在"):
        prepared(waiver, until=DURING)
    with pytest.raises(Refused, match="请写明豁免理由"):
        prepare_waiver(waiver.pk, by=bureau_maker(), why="", until=UNTIL)
    waiver = prepared(waiver)
    set_clock(monkeypatch, UNTIL)
    with pytest.raises(Refused, match="有效期应晚于现在"):
        signed(waiver)


def test_what_is_decided_is_decided(declaration: Declaration, by: User) -> None:
    waiver = granted(declaration, by)
    for again in (
        lambda: prepared(waiver),
        lambda: signed(waiver),
        lambda: refuse_waiver(waiver.pk, by=bureau_checker(), words="不同意。"),
    ):
        with pytest.raises(Refused, match="刚刚有人办理过"):
            again()
    revoke_waiver(waiver.pk, by=bureau_checker(), words="情况有变。")
    with pytest.raises(Refused, match="刚刚有人办理过"):
        revoke_waiver(waiver.pk, by=bureau_checker(), words="情况有变。")


# --- What it does -----------------------------------------------------------------------------


def test_the_finding_still_stands_there_and_says_so(declaration: Declaration, by: User) -> None:
    before = finding_in(declaration)
    waiver = granted(declaration, by)
    finding = finding_in(declaration)
    assert (finding.rank, finding.message) == (Rank.BLOCK, before.message)
    assert not finding.blocks
    assert finding.waiver is not None
    assert (finding.waiver.number, finding.waiver.by) == (waiver.pk, "市经信局")
    assert (finding.waiver.until, finding.waiver.why) == (UNTIL, WHY)


def test_the_submission_carries_it_for_good(declaration: Declaration, by: User) -> None:
    waiver = granted(declaration, by)
    copy = make_fair_copy(fresh(declaration), by=by)
    submission = file(declaration, by, copy)
    revoke_waiver(waiver.pk, by=bureau_checker(), words="情况有变。")
    submission.refresh_from_db()
    (found,) = (each for each in submission.findings if each["rank"] == "block")
    assert (found["rule"], found["waiver"]) == (
        RULE,
        {"number": waiver.pk, "by": "市经信局", "until": UNTIL.isoformat(), "why": WHY},
    )
    assert not any("waiver" in each for each in submission.findings if each["rank"] != "block")


def test_one_that_has_lapsed_or_was_revoked_lets_nothing_be_filed(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiver = granted(declaration, by)
    copy = make_fair_copy(fresh(declaration), by=by)
    set_clock(monkeypatch, UNTIL)
    assert hindering(declaration) == []
    set_clock(monkeypatch, UNTIL + timedelta(seconds=1))
    with pytest.raises(Refused, match="有1处必须改正"):
        file(declaration, by, copy)
    assert Waiver.objects.get().stage is WaiverStage.LAPSED
    set_clock(monkeypatch, DURING)
    revoke_waiver(waiver.pk, by=bureau_checker(), words="情况有变。")
    with pytest.raises(Refused, match="有1处必须改正"):
        file(declaration, by, copy)
    assert fresh(declaration).state == State.DRAFT


def test_other_figures_need_another_waiver(declaration: Declaration, by: User) -> None:
    """And the same ones once more are what was waived."""
    granted(declaration, by)
    moved(declaration, by, "北京市延庆区")
    assert ONE[0] in hindering(declaration)
    moved(declaration, by, ELSEWHERE)
    assert hindering(declaration) == []


# --- Of the bureau's own accord ---------------------------------------------------------------


def test_the_bureau_prepares_one_for_what_it_reviews(declaration: Declaration, by: User) -> None:
    digest, maker = digest_in(declaration), bureau_maker()
    how = {"by": maker, "digest": digest, "why": WHY, "until": UNTIL}
    with pytest.raises(PermissionDenied):  # a draft
        propose_waiver(declaration.pk, **how)
    Declaration.objects.update(state=State.FORMAL_REVIEW)
    for other in (by, district_maker(), bureau_checker()):
        with pytest.raises(PermissionDenied):
            propose_waiver(declaration.pk, **{**how, "by": other})
    with pytest.raises(Refused, match="请至少选择一处问题"):
        propose_waiver(declaration.pk, **{**how, "digest": ""})
    waiver = propose_waiver(declaration.pk, **how)
    assert (waiver.asked_at, waiver.stage) == (None, WaiverStage.PREPARED)
    assert signed(waiver).stage is WaiverStage.VALID


# --- Mail -------------------------------------------------------------------------------------


def test_who_hears_of_what(declaration: Declaration, by: User) -> None:
    maker, checker, officer = bureau_maker(), bureau_checker(), district_maker()
    district_maker("海淀区")
    with letters() as sent:
        waiver = asked(declaration, by)
    name = declaration.cluster_name
    bureau = {maker.email, checker.email}
    asking = {letter.to[0] for letter in sent}
    assert bureau <= asking
    assert not asking & {by.email, officer.email}
    assert {letter.subject for letter in sent} == {f"申请豁免：{name}，R1-05（集群申报平台）"}
    with letters() as sent:
        waiver = prepared(waiver, maker)
    assert {letter.to[0] for letter in sent} == {checker.email}
    with letters() as sent:
        signed(waiver, checker)
    told = {letter.to[0]: letter.subject for letter in sent}
    assert told == dict.fromkeys(
        (by.email, officer.email), f"已豁免：{name}，R1-05（集群申报平台）"
    )
    with letters() as sent:
        revoke_waiver(waiver.pk, by=checker, words="情况有变。")
    assert {letter.subject for letter in sent} == {f"豁免已撤销：{name}，R1-05（集群申报平台）"}
    assert WORDS not in sent[0].body


def test_a_refusal_is_told_with_its_reason(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    with pytest.raises(Refused, match="请写明不同意的理由"):
        refuse_waiver(waiver.pk, by=bureau_checker(), words="")
    with letters() as sent:
        refuse_waiver(waiver.pk, by=bureau_checker(), words="批复没有附上。")
    assert [letter.to[0] for letter in sent] == [by.email]
    assert "批复没有附上。" in sent[0].body
    assert hindering(declaration) == ONE
