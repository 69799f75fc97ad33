"""From an objection to its answer: who may do what, and what becomes of the declaration."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from jiqun.core.lifecycle import TERMS, State, transition, unmet
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import Role, User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.actions.objecting import Said
from jiqun.web.recognition.actions.objections import (
    hand_over_answer,
    prepare_answer,
    read_identity,
    send_answer_back,
    sign_answer,
    take_answer_back,
    take_up_objection,
)
from jiqun.web.recognition.models import Finding, NoticeEntry, Objection, Stage
from jiqun.web.recognition.queries.objections import (
    ANSWER_DAYS,
    by_code,
    cases_of,
    is_open_to_objections,
    line_to_objections,
    of_objections,
    open_entries,
    visible_to,
)
from jiqun.web.review.actions.motions import prepare, send_back, sign
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.review.works import Work, works_of
from tests.documents.attachments.files import pdf
from tests.web.letters import letters
from tests.web.moments import DURING, set_clock
from tests.web.objections import (
    EMAIL,
    LAST_SECOND,
    NAME,
    ON_PAPER,
    SAID,
    TOO_LATE,
    UNIT,
    WORDS,
    an_entry,
    an_objection,
    decided,
    objected,
    proposed,
    with_file,
)
from tests.web.world import bureau_checker, bureau_maker, chief, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def entry() -> NoticeEntry:
    return an_entry()


@pytest.fixture
def declaration(entry: NoticeEntry) -> Declaration:
    return entry.declaration


@pytest.fixture
def maker() -> User:
    return bureau_maker()


@pytest.fixture
def checker() -> User:
    return bureau_checker()


def state(declaration: Declaration) -> str:
    return Declaration.objects.values_list("state", flat=True).get(pk=declaration.pk)


def told(chain: str) -> list[tuple[str, str]]:
    return [(event.verb, event.sentence) for event in events_of(chain)]


# --- Objecting ------------------------------------------------------------------------------


def test_an_objection_is_taken_in(entry: NoticeEntry, tmp_path: Path) -> None:
    objection = with_file(entry, tmp_path)
    assert (objection.number, objection.stage) == ("异议2024-0001", Stage.RECEIVED)
    assert (objection.name, objection.unit, objection.content) == (NAME, UNIT, WORDS)
    assert [file.name for file in objection.files.all()] == [f"{NAME}的证据.pdf"]
    assert told(entry.declaration.chain)[-1] == ("object", "收到异议2024-0001。")
    assert told(objection.chain) == [("object", "收到，附件1个。")]
    assert state(entry.declaration) == State.NOTICE  # until the bureau takes it up
    assert list(faults()) == []


def test_numbers_go_on_within_a_year(entry: NoticeEntry) -> None:
    numbers = [an_objection(entry).number for _ in range(3)]
    assert numbers == ["异议2024-0001", "异议2024-0002", "异议2024-0003"]


def test_the_last_second_counts_and_the_next_does_not(entry: NoticeEntry) -> None:
    assert objected(entry, at=LAST_SECOND).objection.received_at == LAST_SECOND
    with pytest.raises(Refused, match="现在不在公示期内"):
        objected(entry, at=TOO_LATE)
    assert Objection.objects.count() == 1


def test_what_is_shown_longer_may_be_objected_to_longer(
    entry: NoticeEntry, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The examination takes days away, which follow when the notice goes on (``waits_of``). The
    other clusters of the notice are not shown any longer."""
    objection = an_objection(entry)
    set_clock(monkeypatch, DURING + timedelta(days=4))  # Wednesday: of five days, one is left
    take_up_objection(objection.pk, by=maker)
    assert objected(entry).objection.number == "异议2024-0002"
    with pytest.raises(Refused, match="现在不在公示期内"):
        objected(entry, at=TOO_LATE)
    set_clock(monkeypatch, DURING + timedelta(days=9))  # Monday
    for each in Objection.objects.all():
        decided(each, Finding.NOT_ACCEPTED)
    motion = prepare(entry.declaration_id, by=maker, verb="resume", words="均不成立。", payload={})
    sign(motion.pk, by=checker)
    for days, is_open in ((9, True), (10, True), (11, False)):
        at = DURING + timedelta(days=days)
        again = NoticeEntry.objects.get(pk=entry.pk)
        assert is_open_to_objections(again, at) is is_open, days
        assert [each.pk for each in open_entries(entry.notice, at)] == [entry.pk] * is_open
    assert not is_open_to_objections(an_entry(), DURING + timedelta(days=9))


@pytest.mark.parametrize("outcome", ["pending", "sent_back", "dropped"])
def test_nothing_is_on_notice_before_it_is_signed(entry: NoticeEntry, outcome: str) -> None:
    type(entry.notice).objects.update(outcome=outcome)
    with pytest.raises(Refused, match="现在不在公示期内"):
        objected(entry)


@pytest.mark.parametrize("ended", [State.RECOGNISED, State.CANCELLED])
def test_nobody_objects_to_what_has_been_decided(entry: NoticeEntry, ended: State) -> None:
    Declaration.objects.update(state=ended)
    with pytest.raises(Refused, match="现在不在公示期内"):
        objected(entry)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": ""}, "请选择个人或单位。"),
        ({"name": " "}, "请填写姓名。"),
        ({"name": "匿名群众"}, "请填写真实姓名，匿名的异议不予受理。"),
        ({"name": "--"}, "请填写真实姓名，匿名的异议不予受理。"),
        ({"unit": ""}, "请填写单位名称。"),
        ({"phone": "", "email": ""}, "请填写电话或邮箱，至少一项，以便核实和答复。"),
        ({"phone": "12"}, "电话写法不对，请核对，如 010-00000000。"),
        ({"content": "不公平。"}, "请写明具体的事实，不少于20字。"),
        ({"content": "字" * 5001}, "异议内容超过5000字，请删减，或作为附件上传。"),
    ],
)
def test_what_is_lacking_is_said(entry: NoticeEntry, said: dict[str, str], why: str) -> None:
    whole = {field: getattr(SAID, field) for field in Said.__dataclass_fields__}
    with pytest.raises(Refused) as refused:
        objected(entry, Said(**{**whole, **said}))
    assert str(refused.value) == why


def test_what_is_no_evidence_is_refused(entry: NoticeEntry, tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    handed.write_bytes(b"MZ\x90 program")
    with pytest.raises(Refused, match=r"“证据\.exe”"):
        objected(entry, files=[(handed, "证据.exe")])
    handed.write_bytes(pdf())
    with pytest.raises(Refused, match="最多上传5个文件"):
        objected(entry, files=[(handed, "证据.pdf")] * 6)
    assert not Objection.objects.exists()


def test_a_larger_file_is_refused(entry: NoticeEntry, tmp_path: Path, settings: Settings) -> None:
    settings.OBJECTION_LIMIT = 100
    handed = tmp_path / "handed"
    handed.write_bytes(pdf())
    with pytest.raises(Refused, match="超过0 MB"):
        objected(entry, files=[(handed, "证据.pdf")])


def test_who_has_the_code_finds_it(entry: NoticeEntry) -> None:
    received = objected(entry)
    code, number = received.code, received.objection.number
    assert code not in str(vars(received.objection))
    for typed in (number, "2024-0001", "异议２０２４-0001 "):
        assert by_code(typed, code) == received.objection
    assert by_code(number, code.lower().replace("-", " ")) == received.objection
    for wrong in ((number, "2345-6789-ABCD"), ("异议2024-0002", code), (number, ""), ("", code)):
        assert by_code(*wrong) is None


# --- Examining ------------------------------------------------------------------------------


def test_taking_up_lets_the_notice_stand_still(
    declaration: Declaration, entry: NoticeEntry, maker: User
) -> None:
    first, second = an_objection(entry), an_objection(entry)
    with letters() as sent:
        take_up_objection(first.pk, by=maker)
    assert state(declaration) == State.OBJECTED
    event = list(events_of(declaration.chain))[-1]
    assert (event.verb, event.sentence) == ("examine", "公示期内收到异议，正在核查。")
    assert event.data == {"objection": first.number, "from": "notice", "to": "objected"}
    assert {letter.subject for letter in sent} == {"核查异议：示例集群（集群申报平台）"}
    take_up_objection(second.pk, by=maker)  # while the first one is examined
    third = an_objection(entry)  # and one more comes
    assert [each.stage for each in Objection.objects.all()] == ["examined", "examined", "received"]
    assert third.stage == Stage.RECEIVED
    assert state(declaration) == State.OBJECTED


def test_only_those_who_prepare_at_the_bureau_take_up(entry: NoticeEntry, checker: User) -> None:
    objection = an_objection(entry)
    district = entry.district
    for person in (checker, district_maker(district), district_checker(district), chief()):
        with pytest.raises(PermissionDenied):
            take_up_objection(objection.pk, by=person)


def test_an_answer_is_prepared_and_signed(
    declaration: Declaration, entry: NoticeEntry, maker: User, checker: User
) -> None:
    objection = an_objection(entry)
    take_up_objection(objection.pk, by=maker)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.UNFOUNDED))
    with letters() as sent:
        sign_answer(objection.pk, by=checker)
    objection.refresh_from_db()
    assert (objection.stage, objection.finding) == (Stage.DECIDED, Finding.UNFOUNDED)
    assert (objection.prepared_by, objection.signed_by) == (maker, checker)
    assert (objection.signed_at, objection.answered_at) == (DURING, DURING)
    (letter,) = sent
    assert (letter.to, letter.subject) == ([EMAIL], "对异议2024-0001的答复（集群申报平台）")
    assert "结论：不成立" in letter.body and "经核查，属实。" in letter.body
    assert told(declaration.chain)[-1] == ("decide_objection", "办结异议2024-0001。")
    assert told(objection.chain) == [
        ("object", "收到，附件0个。"),
        ("take_up", "受理，开始核查。"),
        ("prepare", "拟办：不成立，送审签。"),
        ("sign", "审签：不成立。"),
        ("answer", "用邮件答复。"),
    ]
    assert list(faults()) == []


def test_without_an_address_the_answer_goes_on_paper(entry: NoticeEntry, maker: User) -> None:
    objection = an_objection(entry, ON_PAPER)
    with pytest.raises(Refused, match="还没有审签"):
        hand_over_answer(objection.pk, by=maker)
    with letters() as sent:
        decided(objection, Finding.NOT_ACCEPTED)
    heads = [["待审签：异议2024-0001（集群申报平台）"]] * len(sent)  # and nothing else
    assert [[letter.subject] for letter in sent] == heads
    objection.refresh_from_db()
    assert objection.answered_at is None
    hand_over_answer(objection.pk, by=maker)
    objection.refresh_from_db()
    assert objection.answered_at == DURING
    with pytest.raises(Refused, match="刚刚有人办理过"):
        hand_over_answer(objection.pk, by=maker)


def test_nobody_signs_his_own(entry: NoticeEntry, maker: User, checker: User) -> None:
    """Not even after becoming the one who signs; nor does not accepting take fewer than two."""
    objection = an_objection(entry)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.NOT_ACCEPTED))
    with pytest.raises(PermissionDenied):
        sign_answer(objection.pk, by=maker)
    maker.role = Role.CHECKER
    maker.save()
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        sign_answer(objection.pk, by=maker)
    sign_answer(objection.pk, by=checker)
    with pytest.raises(Refused, match="刚刚有人办理过"):
        sign_answer(objection.pk, by=checker)


def test_what_is_not_accepted_leaves_the_notice_alone(
    declaration: Declaration, entry: NoticeEntry
) -> None:
    objection = decided(an_objection(entry), Finding.NOT_ACCEPTED)
    assert (state(declaration), objection.get_ground_display()) == (
        State.NOTICE,
        "没有具体事实或线索",
    )
    assert of_objections(declaration, None) == {"objections": 0, "upheld": 0}


@pytest.mark.parametrize(
    ("finding", "known", "why"),
    [
        (Finding.UPHELD, {}, "请先受理，核查以后再写结论。"),
        (Finding.NOT_ACCEPTED, {"ground": ""}, "请选择不予受理的理由。"),
        (Finding.NOT_ACCEPTED, {"answer": " "}, "答复还没有写，请填写。"),
        (Finding.NOT_ACCEPTED, {"examined": "字" * 5001}, "核查情况超过5000字，请删减。"),
        ("?", {}, "请选择结论。"),
    ],
)
def test_what_cannot_be_signed_yet(
    entry: NoticeEntry, maker: User, finding: str, known: dict[str, str], why: str
) -> None:
    objection = an_objection(entry)
    with pytest.raises(Refused) as refused:
        prepare_answer(objection.pk, by=maker, proposed=proposed(finding, **known))
    assert str(refused.value) == why


def test_who_examined_is_written_down(entry: NoticeEntry, maker: User) -> None:
    objection = take_up_objection(an_objection(entry).pk, by=maker)
    with pytest.raises(Refused, match="请写明由谁核查。"):
        prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.UPHELD, examiners=""))


def test_what_was_prepared_may_come_back(entry: NoticeEntry, maker: User, checker: User) -> None:
    objection = an_objection(entry)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.NOT_ACCEPTED))
    with pytest.raises(Refused, match="已经送审签"):
        prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.NOT_ACCEPTED))
    with pytest.raises(Refused, match="刚刚有人办理过"):
        take_up_objection(objection.pk, by=maker)
    with pytest.raises(Refused, match="请写明退回经办的理由。"):
        send_answer_back(objection.pk, by=checker, words=" ")
    send_answer_back(objection.pk, by=checker, words="请先核查。")
    objection.refresh_from_db()
    assert (objection.sent_back, objection.is_pending) == ("请先核查。", False)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.NOT_ACCEPTED))
    with pytest.raises(PermissionDenied):
        take_answer_back(objection.pk, by=bureau_maker())
    take_answer_back(objection.pk, by=maker)
    with pytest.raises(Refused, match="刚刚有人办理过"):
        sign_answer(objection.pk, by=checker)


# --- What follows for the declaration -------------------------------------------------------


def test_the_notice_goes_on_when_none_is_upheld(
    declaration: Declaration, entry: NoticeEntry, maker: User, checker: User
) -> None:
    first, second = an_objection(entry), an_objection(entry)
    take_up_objection(first.pk, by=maker)
    decided(first, Finding.UNFOUNDED)
    with pytest.raises(Refused, match="还有1件异议没有办结"):
        prepare(declaration.pk, by=maker, verb="resume", words="均不成立。", payload={})
    decided(second, Finding.NOT_ACCEPTED)
    with pytest.raises(Refused, match="没有查实的异议"):
        prepare(declaration.pk, by=maker, verb="cancel", words="？", payload={})
    motion = prepare(declaration.pk, by=maker, verb="resume", words="均不成立。", payload={})
    third = an_objection(entry)  # comes between
    with pytest.raises(Refused, match="还有1件异议没有办结"):
        sign(motion.pk, by=checker)
    decided(third, Finding.NOT_ACCEPTED)
    sign(motion.pk, by=checker)
    assert state(declaration) == State.NOTICE
    again = take_up_objection(an_objection(entry).pk, by=maker)  # and once more
    assert (again.stage, state(declaration)) == (Stage.EXAMINED, State.OBJECTED)


def test_what_is_upheld_cancels(
    declaration: Declaration, entry: NoticeEntry, maker: User, checker: User
) -> None:
    objection = take_up_objection(an_objection(entry).pk, by=maker)
    decided(objection, Finding.UPHELD)
    with pytest.raises(Refused, match="有1件异议查实，应当取消"):
        prepare(declaration.pk, by=maker, verb="resume", words="？", payload={})
    motion = prepare(declaration.pk, by=maker, verb="cancel", words="出口额不实。", payload={})
    sign(motion.pk, by=checker)
    assert state(declaration) == State.CANCELLED


@pytest.mark.parametrize("word", [NAME, UNIT, "０１０ ８７６５４３２１", EMAIL.upper()])
def test_words_for_others_must_not_say_who_objected(
    declaration: Declaration, entry: NoticeEntry, maker: User, checker: User, word: str
) -> None:
    objection = take_up_objection(an_objection(entry).pk, by=maker)
    decided(objection, Finding.UNFOUNDED)
    with pytest.raises(Refused, match="文字中出现了异议人的姓名"):
        prepare(declaration.pk, by=maker, verb="resume", words=f"{word}所提不成立。", payload={})
    words = f"{objection.number}不成立。"
    motion = prepare(declaration.pk, by=maker, verb="resume", words=words, payload={})
    with pytest.raises(Refused, match="文字中出现了异议人的姓名"):
        send_back(motion.pk, by=checker, answer=f"请再问{word}。")


def test_the_table_is_told_what_is_open_and_what_is_upheld(
    declaration: Declaration, entry: NoticeEntry, maker: User
) -> None:
    assert of_objections(declaration, None) == {"objections": 0, "upheld": 0}
    objections = [take_up_objection(an_objection(entry).pk, by=maker) for _ in range(3)]
    decided(objections[0], Finding.UPHELD)
    decided(objections[1], Finding.UNFOUNDED)
    now = situation_of(declaration)
    assert (now.objections, now.upheld) == (1, 1)


def test_nothing_is_recognised_while_an_objection_is_open(
    declaration: Declaration, entry: NoticeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that nobody has taken up before the notice ended."""
    objection = an_objection(entry)
    set_clock(monkeypatch, TOO_LATE)
    step = transition(State.NOTICE, "recognise")
    assert step is not None
    open_one = ("还有1件异议没有办结，请先办结。",)
    assert unmet(step, situation_of(declaration)) == open_one
    decided(objection, Finding.NOT_ACCEPTED)
    assert unmet(step, situation_of(declaration)) == ()


# --- Clocks ---------------------------------------------------------------------------------


def test_it_is_answered_within_ten_working_days(
    entry: NoticeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = TERMS[State.OBJECTED]
    assert term.days == ANSWER_DAYS
    objection = an_objection(entry)
    for days, left, over in ((0, 10, 0), (13, 0, 0), (15, 0, 0), (16, -1, 1)):
        set_clock(monkeypatch, DURING + timedelta(days=days))
        (case,) = cases_of(Objection.objects.all())
        assert (case.clock.left, case.clock.over) == (left, over), days
    Objection.objects.filter(pk=objection.pk).update(answered_at=clock.now())
    set_clock(monkeypatch, DURING + timedelta(days=100))
    (case,) = cases_of(Objection.objects.all())
    assert (case.answered, case.clock.over) == (True, 1)


# --- Who learns what ------------------------------------------------------------------------


def test_the_bureau_has_a_line_and_the_district_a_word(
    declaration: Declaration, entry: NoticeEntry, maker: User
) -> None:
    district = district_maker(entry.district)
    assert line_to_objections(maker, declaration) is None
    objection = an_objection(entry)
    address = f"/objections/inbox/?declaration={declaration.pk}"
    assert works_of(maker, declaration)[-1] == Work("异议", address, "1件，1件待办")
    assert line_to_objections(district, declaration) is None  # nothing is examined yet
    take_up_objection(objection.pk, by=maker)
    declaration.refresh_from_db()
    review = f"/declarations/{declaration.pk}/review/#timeline"
    assert line_to_objections(district, declaration) == Work(
        "异议", review, "公示期内有异议，正在核查"
    )
    assert line_to_objections(district_maker("海淀区"), declaration) is None
    decided(objection, Finding.UNFOUNDED)
    assert line_to_objections(maker, declaration) == Work(
        "异议", address, "1件，0件待办", done=True
    )


def test_only_the_bureau_knows_of_any(entry: NoticeEntry, maker: User, checker: User) -> None:
    objection = an_objection(entry)
    assert [list(visible_to(user)) for user in (maker, checker)] == [[objection]] * 2
    for user in (district_maker(entry.district), chief(entry.declaration.unit)):
        assert not visible_to(user).exists()
        with pytest.raises(PermissionDenied):
            read_identity(objection, by=user)


ACTS: list[Callable[[int, User], object]] = [
    lambda pk, by: prepare_answer(pk, by=by, proposed=proposed(Finding.NOT_ACCEPTED)),
    lambda pk, by: sign_answer(pk, by=by),
    lambda pk, by: send_answer_back(pk, by=by, words="？"),
    lambda pk, by: hand_over_answer(pk, by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_does_anything(entry: NoticeEntry, act: Callable[[int, User], object]) -> None:
    objection = an_objection(entry)
    district = entry.district
    for by in (district_maker(district), district_checker(district), chief()):
        with pytest.raises(PermissionDenied):
            act(objection.pk, by)
