"""Filing: everything checked once more, one submission for good, and a receipt for it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from tools.testcertificate import Holder, make_test_authority, make_test_signer, sign_for_test

from jiqun.core.facts import parse_facts
from jiqun.core.lifecycle import State
from jiqun.documents.paper.footer import content_code
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults, head_of
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.filing import (
    file_declaration,
    make_fair_copy,
    take_scan,
    take_signed,
    withdraw,
)
from jiqun.web.declarations.models import Declaration, FairCopy, Manner, Submission
from jiqun.web.declarations.queries.blobs import local_file
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.queries.filing import current_copy, standing_submission
from tests.web.filings import photograph, ready_to_file
from tests.web.moments import AFTER, BEFORE, DURING, set_clock
from tests.web.world import chief, district_maker, filler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return ready_to_file(by)


@pytest.fixture
def copy(declaration: Declaration, by: User) -> FairCopy:
    return make_fair_copy(declaration, by=by)


def file(declaration: Declaration, by: User, copy: FairCopy, **given: object) -> Submission:
    sealed = take_scan([("第1页.jpg", photograph())])
    how = {"typed_code": copy.code, "confirmed": True, "sealed": sealed, **given}
    return file_declaration(declaration, by=by, copy=copy, site="https://jiqun.example", **how)


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.select_related("call", "unit").get(pk=declaration.pk)


def test_the_fair_copy_is_the_draft_with_a_code_on_every_page(
    declaration: Declaration, copy: FairCopy
) -> None:
    assert copy.digest == draft_of(declaration).facts.digest
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", copy.code)
    with local_file(copy.pdf) as pdf, local_file(copy.word) as word:
        assert pdf.read_bytes().startswith(b"%PDF")
        assert word.read_bytes().startswith(b"PK")
    assert current_copy(declaration) == copy


def test_the_same_draft_gives_the_same_paper(declaration: Declaration, by: User) -> None:
    one, other = (make_fair_copy(declaration, by=by) for _ in range(2))
    assert (one.code, one.pdf, one.word) == (other.code, other.pdf, other.word)


def test_filing_keeps_everything_and_gives_a_receipt(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    submission = file(declaration, by, copy)
    draft = draft_of(declaration)
    length, head = head_of(declaration.chain)
    assert fresh(declaration).state == State.FILED
    assert submission.number == "2024-110118-0001"
    assert (submission.chain_length, submission.chain_head) == (length, head)
    assert (submission.code, submission.digest) == (copy.code, copy.digest)
    facts, problems = parse_facts(submission.edition_id, submission.facts)
    assert (facts, problems) == (draft.facts, ())
    assert submission.reasons == dict(draft.reasons)
    assert [entry["name"] for entry in submission.evidence] == ["示例佐证.pdf"]
    assert submission.statement.startswith("本单位承诺此次申报中小企业特色产业集群的申请材料")
    verbs = [event.verb for event in events_of(declaration.chain)]
    assert verbs == ["make_fair_copy", "file"]
    assert list(faults()) == []
    assert standing_submission(declaration) == submission


def test_filing_is_told_by_mail(
    declaration: Declaration,
    by: User,
    copy: FairCopy,
    django_capture_on_commit_callbacks: object,
) -> None:
    officer = district_maker()
    district_maker("海淀区")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        submission = file(declaration, by, copy)
    told = {message.to[0]: message.subject for message in mail.outbox}
    assert told == {
        by.email: f"报送成功：{declaration.cluster_name}（{submission.number}）",
        officer.email: f"收到报送：{declaration.cluster_name}（{submission.number}）",
    }
    assert submission.digest in mail.outbox[0].body + mail.outbox[1].body


def test_everything_that_is_missing_is_named_at_once(by: User) -> None:
    declaration = ready_to_file(by)
    declaration.evidence.all().delete()
    save_changes(declaration.pk, by=by, base=9, typed={"output.2021": None})
    with pytest.raises(Refused, match="处必须改正（含未填的栏目、未附的材料）"):
        make_fair_copy(fresh(declaration), by=by)


def test_nothing_is_filed_outside_the_call(
    declaration: Declaration, by: User, copy: FairCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for moment, why in ((BEFORE, "开始，请届时报送"), (AFTER, "报送已于2024年6月30日17:00截止")):
        set_clock(monkeypatch, moment)
        with pytest.raises(Refused, match=why):
            file(declaration, by, copy)
    assert Submission.objects.count() == 0


def test_the_closing_second_itself_is_in_time(
    declaration: Declaration, by: User, copy: FairCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, declaration.call.recommend_by)
    assert file(declaration, by, copy).pk
    set_clock(monkeypatch, declaration.call.recommend_by + timedelta(microseconds=1))
    with pytest.raises(Refused):
        file(declaration, by, copy)


def test_only_the_chief_files(declaration: Declaration, by: User, copy: FairCopy) -> None:
    for other in (filler(by.unit), chief(), district_maker()):
        with pytest.raises(PermissionDenied):
            file(declaration, other, copy)
    assert Submission.objects.count() == 0


def test_the_code_on_the_paper_is_compared(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    """Each sentence says which of the two codes in the footer is meant."""
    other = content_code(copy.digest)
    told = {}
    for typed in (" ", "AAAA-AAAA", "ZZZZ-ZZZZ-ZZZZ", other, other.replace("-", "").lower()):
        with pytest.raises(Refused) as refused:
            file(declaration, by, copy, typed_code=typed, confirmed=False)
        told[typed] = str(refused.value).removesuffix("请通读真实性声明，并勾选确认。")
    wrong = (
        "填写的核验码与报送稿的不一致。请对照盖章件每页左下角“核验码”后的8位重填；"
        "如果盖章件上印的就是这个，它不是由现在的报送稿打印的，请重新打印盖章。"
    )
    taken = "填写的是盖章件右下角的内容码（12位）；请改填左下角“核验码”后的8位。"
    assert list(told.values()) == [
        "请填写核验码：盖章件每页左下角“核验码”后的8位。",
        *(wrong, wrong),
        *(taken, taken),
    ]


def test_the_code_may_be_typed_in_small_letters(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    assert file(declaration, by, copy, typed_code=copy.code.replace("-", "").lower()).pk


def test_a_copy_is_out_of_date_once_the_draft_changes(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    save_changes(declaration.pk, by=by, base=9, typed={"quality": "又改了一处。"})
    assert current_copy(fresh(declaration)) is None
    with pytest.raises(Refused, match="报送稿生成之后，申报内容又有改动"):
        file(declaration, by, copy)


def test_filing_twice_gives_one_submission(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    """In two windows: both have the page from before."""
    first = file(declaration, by, copy)
    with pytest.raises(Refused, match=f"回执编号{first.number}，没有重复报送"):
        file(declaration, by, copy)
    assert list(Submission.objects.all()) == [first]


def test_each_district_has_its_own_numbers() -> None:
    numbers = []
    for _ in range(2):
        by = chief()
        declaration = ready_to_file(by)
        numbers.append(file(declaration, by, make_fair_copy(declaration, by=by)).number)
    assert numbers == ["2024-110118-0001", "2024-110118-0002"]


def test_a_submission_never_changes(declaration: Declaration, by: User, copy: FairCopy) -> None:
    submission = file(declaration, by, copy)
    submission.number = "另一个"
    with pytest.raises(TypeError):
        submission.save()


def test_a_filing_can_be_taken_back_until_it_is_taken_up(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    submission = file(declaration, by, copy)
    with pytest.raises(Refused, match="请写明撤回的原因。"):
        withdraw(declaration.pk, by=by, reason=" ")
    with pytest.raises(Refused, match="撤回的原因超过500字，请删减。"):
        withdraw(declaration.pk, by=by, reason="误" * 501)
    withdraw(declaration.pk, by=by, reason=" 佐证\x00材料有误")
    assert events_of(declaration.chain).last().sentence == (
        f"撤回报送（{submission.number}），原因：佐证材料有误"
    )
    assert fresh(declaration).state == State.DRAFT
    assert standing_submission(declaration) is None
    assert Submission.objects.get(pk=submission.pk).withdrawn_at is not None
    again = file(fresh(declaration), by, copy)
    assert again.number != submission.number
    Declaration.objects.update(state=State.DISTRICT_REVIEW)
    with pytest.raises(PermissionDenied):
        withdraw(declaration.pk, by=by, reason="太晚了")


def test_nothing_is_taken_back_that_could_not_be_filed_again(
    declaration: Declaration, by: User, copy: FairCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = file(declaration, by, copy)
    set_clock(monkeypatch, AFTER)
    with pytest.raises(Refused) as refused:
        withdraw(declaration.pk, by=by, reason="佐证材料有误")
    assert str(refused.value) == (
        "报送已于2024年6月30日17:00截止，不能再撤回；确需修改的，请联系区级主管部门退回补正。"
    )
    assert standing_submission(fresh(declaration)) == submission
    assert fresh(declaration).state == State.FILED


def test_the_district_hears_that_it_was_taken_back(
    declaration: Declaration,
    by: User,
    copy: FairCopy,
    django_capture_on_commit_callbacks: object,
) -> None:
    officer = district_maker()
    district_maker("海淀区")
    submission = file(declaration, by, copy)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw(declaration.pk, by=by, reason="佐证材料有误", site="https://jiqun.example")
    (letter,) = mail.outbox
    assert letter.to == [officer.email]
    assert letter.subject == f"撤回报送：{declaration.cluster_name}（{submission.number}）"
    assert letter.body == (
        f"您好：\n\n{by.unit.name}已于2024年5月11日09:00由{by.name}撤回“{declaration.cluster_name}”"
        f"的报送，回执{submission.number}作废。原因：佐证材料有误\n\n重新报送后会另行通知。"
        f"申报批次：https://jiqun.example/calls/{declaration.call_id}/\n"
    )


def test_a_scan_of_something_else_is_refused() -> None:
    with pytest.raises(Refused, match=r"报告\.docx"):
        take_scan([("报告.docx", b"not a paper")])


# --- Signed instead of sealed ---


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Holder]:
    """One whose signatures are believed."""
    made = make_test_authority(now=DURING)
    root = tmp_path / "root.cer"
    root.write_bytes(made.certificate.dump())
    with override_settings(SIGNING_ROOTS=[root]):
        yield made


def issued(copy: FairCopy) -> bytes:
    with local_file(copy.pdf) as path:
        return path.read_bytes()


def signed(copy: FairCopy, by: Holder) -> bytes:
    return sign_for_test(issued(copy), make_test_signer(by, now=DURING), at=DURING)


def test_a_signed_copy_is_filed_without_a_code(
    declaration: Declaration, by: User, copy: FairCopy, authority: Holder
) -> None:
    handed = signed(copy, authority)
    submission = file(declaration, by, copy, sealed=take_signed(copy, handed), typed_code="")
    assert submission.manner == Manner.SIGNATURE
    assert submission.signature["signer"] == "张示例（测试证书）"
    with local_file(submission.sealed) as path:
        assert path.read_bytes() == handed


def test_a_signature_under_another_paper_is_refused(
    declaration: Declaration, by: User, copy: FairCopy, authority: Holder
) -> None:
    save_changes(declaration.pk, by=by, base=9, typed={"quality": "又改了一处。"})
    other = make_fair_copy(fresh(declaration), by=by)
    with pytest.raises(Refused):
        take_signed(copy, signed(other, authority))


def test_a_signature_needs_a_root_that_is_believed(copy: FairCopy) -> None:
    stranger = make_test_authority(now=DURING)
    with pytest.raises(Refused, match="尚未设置认可的签名证书颁发机构"):
        take_signed(copy, signed(copy, stranger))
