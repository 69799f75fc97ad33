"""Registering a unit, and being admitted or not."""

from dataclasses import replace
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.registration import (
    admit,
    apply_again,
    change_contact,
    digest_of,
    refuse,
)
from jiqun.web.accounts.actions.taken import TAKEN_CODE, TAKEN_EMAIL
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.audit.queries import events_of
from tests.web.accounts.applying import APPLIED, OTHER_CODE, PASSWORD, register_example
from tests.web.letters import letters
from tests.web.world import chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db

SITE = "https://jiqun.example"


def sentences(unit: Unit) -> list[tuple[str, str, str]]:
    return [(e.verb, e.actor_name, e.sentence) for e in events_of(unit.chain)]


def test_a_unit_registers_with_its_first_person() -> None:
    chief = register_example(email=" Chief@Example.org ", code=f" {APPLIED.code.lower()} ")
    unit = chief.unit
    assert (unit.kind, unit.name, unit.code) == (UnitKind.OPERATOR, APPLIED.name, APPLIED.code)
    assert (unit.district, unit.contact, unit.phone) == ("密云区", "张示例", "010-00000000")
    assert (unit.admission, unit.refusal) == (Admission.APPLIED, "")
    assert (chief.email, chief.role, chief.is_active) == ("chief@example.org", Role.CHIEF, True)
    assert chief.password.startswith("argon2$argon2id$") and chief.check_password(PASSWORD)
    sentence = f"登记示例集群运营中心（{APPLIED.code}），待密云区准入。"
    assert sentences(unit) == [("register", "张示例（示例集群运营中心）", sentence)]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "91110118ABCDEFG1"}, "统一社会信用代码应为18位"),
        ({"code": APPLIED.code[:-1] + "0"}, "校验不符"),
        ({"district": "天河区"}, "没有“天河区”这个区，请另选。"),
        ({"district": "北京经济技术开发区"}, "没有“北京经济技术开发区”这个区，请另选。"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        register_example(**changed)
    assert (Unit.objects.count(), User.objects.count()) == (0, 0)


def test_a_code_is_registered_once() -> None:
    register_example()
    with pytest.raises(Refused) as refused:
        register_example(email="other@example.org")
    assert str(refused.value) == TAKEN_CODE
    assert "请联系该单位负责人发邀请" in TAKEN_CODE
    assert Unit.objects.count() == 1


def test_an_address_has_one_account() -> None:
    register_example()
    with pytest.raises(Refused, match=TAKEN_EMAIL):
        register_example(email="CHIEF@example.org", code=OTHER_CODE)
    assert Unit.objects.count() == 1


def test_admitted() -> None:
    chief = register_example()
    by = district_maker("密云区")
    with letters() as sent:
        admit(chief.unit, by=by, seen=digest_of(chief.unit), site=SITE)
    unit = Unit.objects.get(pk=chief.unit_id)
    assert (unit.admission, unit.refusal) == (Admission.ADMITTED, "")
    assert sentences(unit)[1:] == [("admit", by.signature, "准入示例集群运营中心。")]
    (letter,) = sent
    assert letter.to == ["chief@example.org"]
    assert letter.subject == "示例集群运营中心已准入（集群申报平台）"
    assert letter.body == (
        "示例集群运营中心：\n\n"
        "密云区主管部门已准入贵单位，现在可以登录北京市中小企业特色产业集群申报平台填报：\n\n"
        "https://jiqun.example/login/\n\n"
        "其他填报人员由贵单位负责人在“本单位人员”里邀请。\n"
    )


def test_refused_with_a_reason() -> None:
    chief = register_example()
    by = district_maker("密云区")
    with letters() as sent:
        refuse(
            chief.unit, by=by, seen=digest_of(chief.unit), reason=" 住所不在本区 & 请改 ", site=SITE
        )
    unit = Unit.objects.get(pk=chief.unit_id)
    assert (unit.admission, unit.refusal) == (Admission.REFUSED, "住所不在本区 & 请改")
    told = "不予准入示例集群运营中心：住所不在本区 & 请改"
    assert sentences(unit)[1:] == [("refuse", by.signature, told)]
    (letter,) = sent
    assert (letter.to, letter.subject) == (
        ["chief@example.org"],
        "示例集群运营中心未予准入（集群申报平台）",
    )
    assert letter.body == (
        "示例集群运营中心：\n\n"
        "密云区主管部门对贵单位的登记未予准入，原因是：\n\n"
        "住所不在本区 & 请改\n\n"
        "请登录北京市中小企业特色产业集群申报平台，改正登记信息后重新提交：\n\n"
        "https://jiqun.example/application/\n"
    )


def test_a_refusal_says_why() -> None:
    chief = register_example()
    with pytest.raises(Refused, match="请写明不予准入的原因"):
        refuse(
            chief.unit,
            by=district_maker("密云区"),
            seen=digest_of(chief.unit),
            reason="  ",
            site=SITE,
        )


def test_another_district_has_no_say() -> None:
    chief = register_example()
    with pytest.raises(PermissionDenied):
        admit(chief.unit, by=district_maker("海淀区"), seen=digest_of(chief.unit), site=SITE)
    with pytest.raises(PermissionDenied):
        admit(chief.unit, by=chief, seen=digest_of(chief.unit), site=SITE)


def test_of_two_who_decide_the_second_hears_so() -> None:
    chief = register_example()
    by = district_maker("密云区")
    stale = Unit.objects.get(pk=chief.unit_id)
    admit(chief.unit, by=by, seen=digest_of(chief.unit), site=SITE)
    with letters() as sent, pytest.raises(Refused, match="已准入，不必再处理。"):
        refuse(stale, by=by, seen=digest_of(stale), reason="迟了", site=SITE)
    assert sent == []
    assert Unit.objects.get(pk=stale.pk).admission == Admission.ADMITTED


@pytest.mark.parametrize("changed", [{"name": "示例新名中心"}, {"phone": "010-11111111"}])
def test_nobody_decides_on_what_they_have_not_seen(changed: dict[str, str]) -> None:
    """The unit corrects its data between the look and the click."""
    chief, by = register_example(), district_maker("密云区")
    seen = digest_of(chief.unit)
    apply_again(replace(APPLIED, **changed), by=chief)
    now = Unit.objects.get(pk=chief.unit_id)
    with letters() as sent:
        for decide in (admit, partial(refuse, reason="重名")):
            with pytest.raises(Refused, match=f"{now.name}的登记信息刚刚改动，请核对后再决定。"):
                decide(chief.unit, by=by, seen=seen, site=SITE)
    assert sent == []
    assert Unit.objects.get(pk=now.pk).admission == Admission.APPLIED
    admit(chief.unit, by=by, seen=digest_of(now), site=SITE)
    assert sentences(now)[-1] == ("admit", by.signature, f"准入{now.name}。")


def test_after_a_refusal_one_applies_again() -> None:
    chief = register_example()
    refuse(
        chief.unit,
        by=district_maker("密云区"),
        seen=digest_of(chief.unit),
        reason="区填错了",
        site=SITE,
    )
    chief = User.objects.get(pk=chief.pk)
    apply_again(replace(APPLIED, district="海淀区"), by=chief)
    unit = Unit.objects.get(pk=chief.unit_id)
    assert (unit.district, unit.admission, unit.refusal) == ("海淀区", Admission.APPLIED, "")
    assert [verb for verb, _, _ in sentences(unit)] == ["register", "refuse", "apply_again"]
    admit(unit, by=district_maker("海淀区"), seen=digest_of(unit), site=SITE)


def test_what_is_corrected_is_checked_as_well() -> None:
    register_example(email="first@example.org", code=OTHER_CODE)
    chief = register_example()
    with pytest.raises(Refused, match=TAKEN_CODE):
        apply_again(replace(APPLIED, code=OTHER_CODE), by=chief)


def test_an_admitted_unit_does_not_apply() -> None:
    chief = register_example()
    stale = User.objects.get(pk=chief.pk)
    admit(chief.unit, by=district_maker("密云区"), seen=digest_of(chief.unit), site=SITE)
    with pytest.raises(Refused, match="单位刚刚已经准入"):
        apply_again(APPLIED, by=stale)
    with pytest.raises(PermissionDenied):
        apply_again(APPLIED, by=User.objects.get(pk=chief.pk))
    with pytest.raises(PermissionDenied):
        apply_again(APPLIED, by=filler(register_example("b@example.org", code=OTHER_CODE).unit))


def test_its_district_hears_that_a_unit_waits() -> None:
    officer, elsewhere = district_maker("密云区"), district_maker("海淀区")
    with letters() as sent:
        register_example()
    assert [letter.to for letter in sent] == [[officer.email]]
    assert sent[0].subject == "待准入：示例集群运营中心（集群申报平台）"
    assert elsewhere.email not in str(sent[0].to)


def test_whoever_heads_an_admitted_unit_says_whom_to_call() -> None:
    by = chief(operator(contact="张示例", phone="010-00000000"))
    for _ in range(2):  # the second time nothing changes
        change_contact(by=by, contact="李示例", phone="010-11111111")
    unit = Unit.objects.get(pk=by.unit_id)
    assert (unit.contact, unit.phone) == ("李示例", "010-11111111")
    assert [verb for verb, _, _ in sentences(unit)] == ["change_contact"]
    waiting = chief(operator(admission=Admission.APPLIED))
    for person in (filler(by.unit), waiting, district_maker()):
        with pytest.raises(PermissionDenied):
            change_contact(by=person, contact="王示例", phone="1")
