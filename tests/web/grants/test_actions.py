"""What was filed is opened to other departments by two persons, for a purpose, for a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.authorities import set_up_department
from jiqun.web.accounts.models import Invitation, Role, Unit, UnitKind, User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Declaration
from jiqun.web.grants.actions import (
    drop_grant,
    open_granted,
    prepare_grant,
    revoke_grant,
    send_back_grant,
    sign_grant,
)
from jiqun.web.grants.models import Standing
from jiqun.web.grants.queries import has_opened, open_to
from jiqun.web.wording import from_to
from tests.web.filings import a_submission
from tests.web.grants.granted import a_grant, prepared
from tests.web.letters import letters
from tests.web.moments import DURING, set_clock
from tests.web.world import (
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    person,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

TODAY = localdate(DURING)


@pytest.fixture
def filed() -> Declaration:
    by = chief()
    declaration = a_declaration(by.unit)
    a_submission(declaration, by)
    return declaration


@pytest.fixture
def reader() -> User:
    return person(unit(UnitKind.DEPARTMENT, name="示例统计局"), Role.READER)


def test_one_prepares_another_agrees_and_the_readers_hear_of_it(
    filed: Declaration, reader: User
) -> None:
    maker, checker = bureau_maker(), bureau_checker()
    grant = prepared(reader, filed, by=maker)
    assert list(open_to(reader)) == []
    with pytest.raises(PermissionDenied):
        sign_grant(grant.pk, by=maker, site="")
    sign_grant(grant.pk, by=checker, site="")
    assert list(open_to(reader)) == [grant]
    with pytest.raises(Refused, match="刚刚有人办理过"):
        send_back_grant(grant.pk, by=checker, answer="不宜开放。")
    assert [event.sentence for event in events_of(grant.chain)] == [
        f"拟向示例统计局开放“{filed.call}”的1份申报，{from_to(TODAY, TODAY + timedelta(days=30))}，"
        "用途：核对统计数据",
        "同意向示例统计局开放查阅。",
    ]
    assert list(faults()) == []


def test_the_readers_get_a_letter(filed: Declaration, reader: User) -> None:
    grant = prepared(reader, filed, by=bureau_maker())
    with letters() as sent:
        sign_grant(grant.pk, by=bureau_checker(), site="")
    assert [(each.subject, each.to) for each in sent] == [
        (f"获准查阅：{filed.call}（集群申报平台）", [reader.email])
    ]


def test_everything_that_is_wrong_is_said_at_once(filed: Declaration, reader: User) -> None:
    with pytest.raises(Refused) as refused:
        prepare_grant(
            by=bureau_maker(),
            department=reader.unit,
            call=filed.call,
            declarations=[],
            evidence=False,
            purpose=" ",
            basis="",
            starts=TODAY - timedelta(days=1),
            ends=TODAY - timedelta(days=2),
        )
    assert str(refused.value) == (
        "请至少选择一份申报。请写明用途。截止日期不能早于开始日期，请改正。截止日期已经过去，请改正。"
    )


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED_BY_DISTRICT])
def test_what_is_with_its_operator_is_not_opened(
    filed: Declaration, reader: User, state: State
) -> None:
    Declaration.objects.filter(pk=filed.pk).update(state=state)
    with pytest.raises(Refused, match="请至少选择一份申报"):
        prepared(reader, filed, by=bureau_maker())


def test_only_the_bureau_grants_and_only_to_departments(filed: Declaration, reader: User) -> None:
    for by in (district_checker(), chief(), reader, bureau_checker()):
        with pytest.raises(PermissionDenied):
            prepared(reader, filed, by=by)
    with pytest.raises(PermissionDenied):
        prepared(chief(), filed, by=bureau_maker())


def test_from_the_first_day_to_the_last(
    filed: Declaration, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant = prepared(reader, filed, by=bureau_maker(), starts=TODAY + timedelta(days=1))
    sign_grant(grant.pk, by=bureau_checker(), site="")
    open_on = []
    for days in (0, 1, 30, 31):
        set_clock(monkeypatch, DURING + timedelta(days=days))
        open_on.append(open_to(reader).exists())
    assert open_on == [False, True, True, False]


def test_sent_back_and_revoked_with_a_reason(filed: Declaration, reader: User) -> None:
    one, other = prepared(reader, filed, by=bureau_maker()), a_grant(reader, filed)
    checker = bureau_checker()
    for grant, end in ((one, send_back_grant), (other, revoke_grant)):
        with pytest.raises(Refused, match="请写明理由"):
            end(grant.pk, by=checker, answer="")
        end(grant.pk, by=checker, answer="用途已经办结。")
        grant.refresh_from_db()
    assert (one.standing, other.standing) == (Standing.SENT_BACK, Standing.REVOKED)
    assert list(open_to(reader)) == []


def test_whoever_prepared_takes_back_and_hears_why_not(filed: Declaration, reader: User) -> None:
    maker, checker = bureau_maker(), bureau_checker()
    grant = prepared(reader, filed, by=maker)
    with pytest.raises(PermissionDenied):
        drop_grant(grant.pk, by=bureau_maker())
    User.objects.filter(pk=maker.pk).update(role=Role.CHECKER)
    maker.refresh_from_db()
    drop_grant(grant.pk, by=maker)
    with pytest.raises(Refused, match="刚刚有人办理过"):
        sign_grant(grant.pk, by=checker, site="")
    other = prepared(reader, filed, by=bureau_maker())
    with letters() as sent:
        send_back_grant(other.pk, by=checker, answer="用途不明。")
    assert [(each.subject, each.to) for each in sent] == [
        ("退回经办：向示例统计局开放查阅（集群申报平台）", [other.prepared_by.email])
    ]


def test_who_reads_is_on_record_for_good(
    filed: Declaration, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant = a_grant(reader, filed)
    last = list(events_of(grant.chain))[-1]
    assert (last.verb, last.sentence, last.actor) == ("read", f"查阅“{filed}”的申报材料。", reader)
    other = person(reader.unit, Role.READER)
    assert (has_opened(grant, filed, reader), has_opened(grant, filed, other)) == (True, False)
    set_clock(monkeypatch, DURING + timedelta(hours=13))
    assert not has_opened(grant, filed, reader)


def test_nothing_else_is_opened(filed: Declaration, reader: User) -> None:
    grant = a_grant(reader, filed)
    by = chief()
    another = a_declaration(by.unit, filed.call)
    a_submission(another, by)
    stranger = person(unit(UnitKind.DEPARTMENT), Role.READER)
    for declaration, who in ((another, reader), (filed, stranger), (filed, bureau_maker())):
        with pytest.raises(PermissionDenied):
            open_granted(grant.pk, declaration.pk, by=who)


def test_a_department_is_set_up_by_who_signs_for_the_bureau() -> None:
    said = {"unit_name": "示例税务局", "name": "示例", "email": "chayue@example.org", "site": ""}
    with pytest.raises(PermissionDenied):
        set_up_department(by=bureau_maker(), **said)
    made = set_up_department(by=bureau_checker(), **said)
    assert list(Unit.objects.filter(kind=UnitKind.DEPARTMENT)) == [made]
    assert [each.role for each in Invitation.objects.all()] == [Role.READER]
    with pytest.raises(Refused, match="“示例税务局”已经设立"):
        set_up_department(by=bureau_checker(), **said)
