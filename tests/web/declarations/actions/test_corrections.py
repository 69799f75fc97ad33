"""Returning a declaration: exactly what is named is opened, and every point wants its answer."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.actions import evidence
from jiqun.web.declarations.actions.calls import extend_deadline
from jiqun.web.declarations.actions.corrections import Asked, return_declaration
from jiqun.web.declarations.actions.draft import Saved, restore, save_changes
from jiqun.web.declarations.actions.filing import (
    file_declaration,
    make_fair_copy,
    take_scan,
    withdraw,
)
from jiqun.web.declarations.actions.roster import hand_in_roster
from jiqun.web.declarations.models import Correction, Declaration, Submission
from jiqun.web.declarations.queries.calls import deadline_of
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.filing import hindrances
from jiqun.web.review.actions.intake import take_up
from tests.documents.attachments import files
from tests.web.filings import photograph, ready_to_file
from tests.web.moments import AFTER, DURING, set_clock
from tests.web.world import (
    RECOMMEND_BY,
    ROSTER,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    filler,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

DUE = DURING + timedelta(days=5)
OUTPUT = Asked("exports.2022", "与海关数据不一致，请核对。")
REPORT = Asked("evidence.national_platforms.list", "清单没有盖章。")


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = ready_to_file(by)
    file_again(declaration, by)
    take_up(declaration.pk, by=district_maker(by.unit.district))
    return fresh(declaration)


@pytest.fixture
def officer(by: User) -> User:
    return district_checker(by.unit.district)


def file_again(declaration: Declaration, by: User) -> Submission:
    declaration = fresh(declaration)
    copy = make_fair_copy(declaration, by=by)
    return file_declaration(
        declaration,
        by=by,
        copy=copy,
        sealed=take_scan([("第1页.jpg", photograph())]),
        typed_code=copy.code,
        confirmed=True,
        site="",
    )


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.select_related("call", "unit").get(pk=declaration.pk)


def give_back(
    declaration: Declaration, by: User, *asked: Asked, due: datetime = DUE, words: str = ""
) -> Correction:
    maker = district_maker(declaration.unit.district)
    return return_declaration(
        declaration.pk,
        by=by,
        prepared_by=maker,
        asked=asked or (OUTPUT,),
        due=due,
        words=words,
        site="https://示例",
    )


def save(declaration: Declaration, by: User, **typed: str | None) -> Saved:
    base = fresh(declaration).version
    keys = {key.replace("__", "."): value for key, value in typed.items()}
    return save_changes(declaration.pk, by=by, base=base, typed=keys)


def typed(declaration: Declaration, key: str) -> object:
    return declaration.entries.values_list("typed", flat=True).filter(key=key).first()


def sentences(declaration: Declaration) -> list[str]:
    declaration = fresh(declaration)
    return [each.sentence for each in hindrances(declaration, examined(declaration))]


# --- Returning ------------------------------------------------------------------------------


def test_what_is_returned_is_with_its_operator_for_what_was_named(
    declaration: Declaration, officer: User
) -> None:
    submission = declaration.submissions.get()
    correction = give_back(declaration, officer, OUTPUT, REPORT, words="请一并核对出口数据。")
    assert fresh(declaration).state == State.RETURNED_BY_DISTRICT
    assert correction.submission == submission
    assert [(point.key, point.words) for point in correction.points.all()] == [
        ("exports.2022", "与海关数据不一致，请核对。"),
        ("evidence.national_platforms.list", "清单没有盖章。"),
    ]
    opened = {key for key in correction.opened if not key.startswith("reasons.")}
    assert opened == {
        "exports.2022",
        "exports_growth.2022",
        "exports_growth.2023",
        "evidence.",
        "evidence.national_platforms.list",
    }
    event = list(events_of(declaration.chain))[-1]
    assert (event.verb, event.sentence) == (
        "return",
        f"退回补正（{submission.number}），2024年5月16日09:00前补正："
        "集群主导产品出口贸易额（万元）（2022年）、"
        "国家制造业创新中心或国家级创新平台名称及数量（清单）。",
    )
    assert list(faults()) == []


def test_it_is_told_to_its_people(
    declaration: Declaration,
    officer: User,
    by: User,
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        give_back(declaration, officer, words="请一并核对出口数据。")
    (letter,) = mail.outbox
    assert letter.to == [by.email]
    assert letter.subject.startswith("退回补正：北京市")
    assert "2024年5月16日09:00前" in letter.body and "请一并核对出口数据。" in letter.body


def test_who_prepared_it_does_not_sign_it(declaration: Declaration, officer: User) -> None:
    """Not even after becoming the one who signs."""
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        return_declaration(declaration.pk, by=officer, prepared_by=officer, asked=[OUTPUT], due=DUE)


def test_what_somebody_has_just_returned_is_not_returned_again(
    declaration: Declaration, officer: User
) -> None:
    give_back(declaration, officer)
    with pytest.raises(Refused, match="现为“区退回补正”，刚刚有人办理过"):
        give_back(declaration, officer)
    assert Correction.objects.count() == 1


def test_what_is_wrong_with_it_is_said(declaration: Declaration, officer: User) -> None:
    nothing, blank = Asked("output.2019", "？"), Asked("output.2022", " ")
    with pytest.raises(Refused) as why:
        give_back(declaration, officer, nothing, blank)
    assert str(why.value) == (
        "没有“output.2019”这一项可以补正，请重新选择。"
        "请写明“集群总产值（亿元）（2022年）”要补正什么。"
    )
    with pytest.raises(Refused) as why:
        return_declaration(
            declaration.pk,
            by=officer,
            prepared_by=district_maker(declaration.unit.district),
            asked=[],
            due=DURING,
        )
    assert str(why.value) == "请至少写一条补正要求。补正期限应晚于现在，请改正。"
    assert fresh(declaration).state == State.DISTRICT_REVIEW
    assert not Correction.objects.exists()


def test_only_who_signs_in_its_own_district_returns(
    declaration: Declaration, officer: User, by: User
) -> None:
    for person in (by, district_maker(), district_checker("海淀区"), bureau_maker()):
        with pytest.raises(PermissionDenied):
            give_back(declaration, person)


# --- Correcting -----------------------------------------------------------------------------


def test_exactly_what_is_opened_can_be_changed(
    declaration: Declaration, officer: User, by: User
) -> None:
    give_back(declaration, officer)
    save(declaration, by, exports__2022="9.99", exports_growth__2022="1")
    assert typed(declaration, "exports.2022") == "9.99"
    before = typed(declaration, "cluster_name")
    with pytest.raises(Refused) as why:
        save(declaration, by, cluster_name="另一个", exports__2022="8.88", output__2021="1")
    assert str(why.value) == (
        "“集群名称”、“集群总产值（亿元）（2021年）”不在补正范围内，没有保存；需要修改的，请联系退回单位。"
    )
    assert typed(declaration, "cluster_name") == before
    assert typed(declaration, "exports.2022") == "9.99"


def test_what_was_changed_before_is_not_undone_either(
    declaration: Declaration, officer: User, by: User
) -> None:
    change = declaration.changes.filter(key="cluster_name").get()
    give_back(declaration, officer)
    with pytest.raises(Refused, match="“集群名称”不在补正范围内"):
        restore(declaration.pk, by=by, base=fresh(declaration).version, change=change)


def test_the_roster_stays_unless_it_is_named(
    declaration: Declaration, officer: User, by: User
) -> None:
    give_back(declaration, officer)
    with pytest.raises(Refused, match="“企业名录”不在补正范围内"):
        hand_in_roster(declaration.pk, by=by, data=ROSTER, name="名录.csv")
    assert not declaration.rosters.exists()


def test_the_roster_is_exchanged_where_it_is_named(
    declaration: Declaration, officer: User, by: User
) -> None:
    give_back(declaration, officer, Asked("roster", "缺2家企业。"))
    hand_in_roster(declaration.pk, by=by, data=ROSTER, name="名录.csv")
    assert declaration.rosters.count() == 1


def test_proofs_are_exchanged_only_for_what_is_named(
    declaration: Declaration, officer: User, by: User, tmp_path: Path
) -> None:
    filed = declaration.evidence.get()  # it proves everything
    handed = tmp_path / "file"
    handed.write_bytes(files.pdf())

    def hand_in() -> evidence.Added:
        return evidence.add_evidence(declaration.pk, by=by, path=handed, name="新清单.pdf")

    give_back(declaration, officer, REPORT)
    added = hand_in().file
    evidence.bind_evidence(added.pk, by=by, demand="national_platforms.list")
    evidence.unbind_evidence(filed.pk, by=by, demand="national_platforms.list")
    for act in (
        lambda: evidence.bind_evidence(added.pk, by=by, demand="national_platforms.evidence"),
        lambda: evidence.unbind_evidence(filed.pk, by=by, demand="national_platforms.evidence"),
        lambda: evidence.remove_evidence(filed.pk, by=by),
        lambda: evidence.describe_evidence(filed.pk, by=by, name="改名"),
    ):
        with pytest.raises(Refused, match="不在补正范围内"):
            act()
    evidence.remove_evidence(added.pk, by=by)


def test_no_evidence_is_handed_in_where_none_is_asked_for(
    declaration: Declaration, officer: User, by: User, tmp_path: Path
) -> None:
    handed = tmp_path / "file"
    handed.write_bytes(files.pdf())
    give_back(declaration, officer)
    with pytest.raises(Refused, match="“佐证材料”不在补正范围内"):
        evidence.add_evidence(declaration.pk, by=by, path=handed, name="新清单.pdf")


# --- Filing again ---------------------------------------------------------------------------


def test_every_point_wants_an_answer(declaration: Declaration, officer: User, by: User) -> None:
    correction = give_back(declaration, officer, OUTPUT, REPORT)
    first, second = (point.answer_key for point in correction.points.all())
    assert sentences(declaration) == ["有2条补正要求还没有答复，请逐条答复。"]
    save_changes(declaration.pk, by=by, base=fresh(declaration).version, typed={first: "已更正。"})
    assert sentences(declaration) == ["有1条补正要求还没有答复，请逐条答复。"]
    save_changes(declaration.pk, by=by, base=fresh(declaration).version, typed={second: " "})
    assert sentences(declaration) == ["有1条补正要求还没有答复，请逐条答复。"]
    with pytest.raises(Refused, match="“补正答复”不在补正范围内"):
        save_changes(declaration.pk, by=by, base=0, typed={"answers.0": "没有这一条"})


def test_it_goes_back_to_its_reviewer_with_the_answers(
    declaration: Declaration, officer: User, by: User
) -> None:
    before = declaration.submissions.get()
    filed_then = dict(before.facts)
    correction = give_back(declaration, officer)
    (point,) = correction.points.all()
    answer = {point.answer_key: "已按海关数据更正。"}
    save_changes(declaration.pk, by=by, base=fresh(declaration).version, typed=answer)
    submission = file_again(declaration, by)
    assert fresh(declaration).state == State.DISTRICT_REVIEW
    assert submission.answers == [
        {
            "key": "exports.2022",
            "called": "集群主导产品出口贸易额（万元）（2022年）",
            "words": "与海关数据不一致，请核对。",
            "answer": "已按海关数据更正。",
        }
    ]
    correction.refresh_from_db()
    point.refresh_from_db()
    assert (correction.answered_by, point.answer) == (submission, "已按海关数据更正。")
    before.refresh_from_db()
    assert before.facts == filed_then and before.number != submission.number
    with pytest.raises(PermissionDenied):  # the district has taken it up
        withdraw(declaration.pk, by=by, reason="示例")
    again = give_back(declaration, officer)
    assert again.submission == submission and again.pk != correction.pk
    assert sentences(declaration) == ["有1条补正要求还没有答复，请逐条答复。"]


def test_the_day_to_correct_may_cross_the_deadline(
    declaration: Declaration, officer: User, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = RECOMMEND_BY + timedelta(days=3)
    give_back(declaration, officer, due=due)
    assert deadline_of(fresh(declaration)) == due
    set_clock(monkeypatch, AFTER)
    assert not any("截止" in sentence for sentence in sentences(declaration))
    set_clock(monkeypatch, due + timedelta(minutes=1))
    assert any("截止" in sentence for sentence in sentences(declaration))
    later = due + timedelta(days=2)
    extend_deadline(by=bureau_maker(), declaration=declaration, until=later, reason="示例")
    assert deadline_of(fresh(declaration)) == later


def test_within_the_call_an_early_day_takes_nothing_away(
    declaration: Declaration, officer: User
) -> None:
    give_back(declaration, officer)
    assert deadline_of(fresh(declaration)) == RECOMMEND_BY


def test_colleagues_correct_it_too(declaration: Declaration, officer: User, by: User) -> None:
    give_back(declaration, officer)
    assert save(declaration, filler(by.unit), exports__2022="7.77").kept
