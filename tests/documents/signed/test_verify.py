"""Whose signature is accepted, and what is said of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from tools.testcertificate import (
    Holder,
    make_test_authority,
    make_test_signer,
    sign_for_test,
    stamper,
)

from jiqun.documents.refused import Refused
from jiqun.documents.signed import Signature, verify_signed
from tests.documents.signed.papers import (
    CHANGES,
    HOUR,
    NOW,
    YEAR,
    another,
    authority,
    changed,
    clock,
    issued,
    look,
    open_elsewhere,
    signature_of,
    signed,
    signer,
    stranger,
)


def refusal(handed: bytes, *, now: datetime = NOW) -> str:
    with pytest.raises(Refused) as refused:
        look(handed, now=now)
    return str(refused.value)


# --- Accepted ---


def test_a_signature_says_who_signed_when_and_with_what() -> None:
    assert look(signed()) == signature_of(signer())


def test_a_seal_may_show_on_the_paper() -> None:
    sealed = sign_for_test(issued(), signer(), at=NOW - HOUR, box=(350, 120, 490, 260))
    assert look(sealed) == signature_of(signer())


@pytest.mark.parametrize(
    "more",
    [
        {"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED},
        {"certify": True, "docmdp_permissions": MDPPerm.NO_CHANGES},
        {"reason": "负责人签署", "location": "北京市密云区", "name": "张示例"},
    ],
    ids=["pkcs7", "certified", "reasons"],
)
def test_signatures_as_programs_make_them_are_accepted(more: dict[str, object]) -> None:
    handed = sign_for_test(issued(), signer(), at=NOW - HOUR, **more)
    assert look(handed) == signature_of(signer())


def test_several_may_sign_one_after_the_other() -> None:
    unit = make_test_signer(authority(), now=NOW)
    both = sign_for_test(signed(), unit, at=NOW, field="单位章", box=(300, 100, 440, 240))
    expected = signature_of(unit, at=NOW)
    assert (look(both).serial, look(both).beside) == (expected.serial, (signature_of(signer()),))


def test_an_authority_between_root_and_signer_is_believed() -> None:
    between = make_test_authority(now=NOW, name="测试中间证书", above=authority())
    holder = make_test_signer(between, now=NOW)
    found = look(sign_for_test(issued(), holder, at=NOW))
    assert (found.issuer, found.root) == ("测试中间证书", "测试根证书（仅供演示，无效）")


def test_a_trusted_timestamp_proves_the_time() -> None:
    """So it does not matter that the certificate is out of date when the paper is handed in."""
    handed = sign_for_test(issued(), signer(), at=NOW - HOUR, clock=clock())
    assert look(handed) == replace(signature_of(signer()), timestamped=True)
    holder = until(NOW - HOUR)
    early = sign_for_test(issued(), holder, at=NOW - 2 * HOUR, clock=clock())
    assert look(early) == replace(signature_of(holder, NOW - 2 * HOUR), timestamped=True)


def test_a_timestamp_over_the_whole_file_may_follow() -> None:
    target = BytesIO()
    stamping = PdfTimeStamper(stamper(clock(), NOW))
    stamping.timestamp_pdf(IncrementalPdfFileWriter(BytesIO(signed())), "sha256", output=target)
    assert look(target.getvalue()) == signature_of(signer())


def test_it_says_why_it_is_believed() -> None:
    root = "测试根证书（仅供演示，无效）"
    assert look(signed()).trust == (
        f"证书由“{root}”签发，可追溯到本系统认可的根证书“{root}”，签名时间为签名人所报。"
    )


# --- Another file ---


def test_what_is_no_pdf_is_refused() -> None:
    assert refusal(b"PK\x03\x04") == "这不是PDF文件，请上传在申报表PDF上签名后得到的文件。"


UNSIGNED = "这份PDF上没有电子签名，请在下载的申报表PDF上签名后上传。"


def test_the_paper_as_it_was_issued_is_not_signed() -> None:
    assert refusal(issued()) == UNSIGNED


def test_a_paper_that_was_only_edited_is_not_signed() -> None:
    assert refusal(changed(issued(), open_elsewhere)) == UNSIGNED


def test_only_a_timestamp_is_no_signature() -> None:
    target = BytesIO()
    stamping = PdfTimeStamper(stamper(clock(), NOW))
    stamping.timestamp_pdf(IncrementalPdfFileWriter(BytesIO(issued())), "sha256", output=target)
    assert refusal(target.getvalue()) == UNSIGNED


def test_a_signature_on_another_paper_is_refused() -> None:
    assert refusal(sign_for_test(another(), signer(), at=NOW)) == (
        "签名的不是本系统生成的这份申报表（内容不同，或签名前经过另存、打印、编辑）；"
        "请重新下载申报表，直接在其上签名后上传。"
    )


# --- Changed after signing ---

CHANGED = "签名之后文件又被改动过；请重新下载申报表，签名后不要再编辑，直接上传。"


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_may_be_done_after_signing(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    assert refusal(changed(signed(), change)) == CHANGED


def test_one_byte_changed_in_the_issued_part_makes_it_another_paper() -> None:
    at = len(issued()) // 2
    assert refusal(flipped(signed(), at)).startswith("签名的不是本系统生成的这份申报表")


@given(st.data())
@settings(max_examples=15)
def test_one_byte_changed_in_what_was_appended_is_noticed(data: st.DataObject) -> None:
    """Whatever byte it is, outside the signature's own digits."""
    start, end = place_of_digits(signed())
    outside = [*range(len(issued()), start), *range(end, len(signed()))]
    at = data.draw(st.sampled_from(outside))
    with pytest.raises(Refused):
        look(flipped(signed(), at, data.draw(st.integers(1, 255))))


@given(st.data())
@settings(max_examples=15)
def test_one_byte_changed_in_the_signature_never_changes_who_signed(data: st.DataObject) -> None:
    """A signature carries copies of certificates that nothing hangs on."""
    start, end = place_of_digits(signed())
    at = data.draw(st.integers(start, end - 1))
    try:
        found: Signature | None = look(flipped(signed(), at, data.draw(st.integers(1, 255))))
    except Refused:
        found = None
    assert found in (None, signature_of(signer()))


def flipped(data: bytes, at: int, by: int = 1) -> bytes:
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]


def place_of_digits(data: bytes) -> tuple[int, int]:
    start = data.index(b"/Contents <", len(issued())) + len(b"/Contents <")
    return start, data.index(b">", start)


# --- Certificates that are not believed ---


def test_a_certificate_of_an_unknown_authority_is_refused() -> None:
    unknown = make_test_authority(now=NOW, name="某测试颁发机构")
    handed = sign_for_test(issued(), make_test_signer(unknown, now=NOW), at=NOW)
    assert refusal(handed) == (
        "签名证书“张示例（测试证书）”由“某测试颁发机构”签发，不在本系统认可的范围内；"
        "请改用认可的证书签名。"
    )


def test_an_authority_that_only_has_the_name_of_a_believed_one_is_not_believed() -> None:
    handed = sign_for_test(issued(), make_test_signer(stranger(), now=NOW), at=NOW)
    assert refusal(handed).endswith("不在本系统认可的范围内；请改用认可的证书签名。")


def test_a_certificate_that_vouches_for_itself_is_refused() -> None:
    alone = make_test_authority(now=NOW, name="张示例自签")
    said = refusal(sign_for_test(issued(), alone, at=NOW))
    assert said.startswith("签名证书“张示例自签”由“张示例自签”签发")


def until(end: datetime, start: datetime = NOW - YEAR) -> Holder:
    return make_test_signer(authority(), now=NOW, valid=(start, end))


def test_a_certificate_out_of_date_when_signing_is_refused() -> None:
    handed = sign_for_test(issued(), until(NOW - 48 * HOUR), at=NOW - HOUR)
    assert refusal(handed) == (
        "签名证书“张示例（测试证书）”的有效期为2023年5月25日至2024年5月22日，"
        "签名时（2024年5月24日）不在有效期内；请更换证书重新签名。"
    )


def test_a_time_set_back_does_not_help() -> None:
    """Without a timestamp it is only the signer who says that it was in date."""
    handed = sign_for_test(issued(), until(NOW - 48 * HOUR), at=NOW - 72 * HOUR)
    assert "上传时（2024年5月24日）不在有效期内" in refusal(handed)


def test_a_certificate_that_is_not_valid_yet_is_refused() -> None:
    handed = sign_for_test(issued(), until(NOW + YEAR, NOW + 24 * HOUR), at=NOW - HOUR)
    assert "签名时（2024年5月24日）不在有效期内" in refusal(handed)


def test_a_signature_from_the_future_is_refused() -> None:
    assert refusal(sign_for_test(issued(), signer(), at=NOW + 30 * HOUR)) == (
        "签名时间（2024年5月25日）晚于现在；请校准签名所用电脑的时间，重新签名后上传。"
    )


def test_an_untrusted_timestamp_proves_nothing() -> None:
    foreign = make_test_signer(stranger(), now=NOW, name="别处的时间戳")
    handed = sign_for_test(issued(), signer(), at=NOW - HOUR, clock=foreign)
    assert look(handed) == signature_of(signer())


def test_the_certificate_of_an_authority_is_not_for_signing() -> None:
    between = make_test_authority(now=NOW, name="测试中间证书", above=authority())
    assert refusal(sign_for_test(issued(), between, at=NOW)) == (
        "证书“测试中间证书”不是用于签名的证书；请改用签名证书重新签名。"
    )


def test_one_signature_that_is_not_believed_spoils_all() -> None:
    foreign = make_test_signer(stranger(), now=NOW)
    both = sign_for_test(signed(), foreign, at=NOW, field="单位章")
    assert refusal(both).endswith("不在本系统认可的范围内；请改用认可的证书签名。")


def test_weak_algorithms_are_refused() -> None:
    handed = sign_for_test(issued(), signer(), at=NOW, md_algorithm="sha1")
    assert refusal(handed) == "签名使用的算法不够安全，请更换签名证书或签名软件，重新签名后上传。"


def test_chinese_algorithms_are_named() -> None:
    """Their number is put in, as nothing here can sign with them."""
    rsa, sm2 = b"2A864886F70D01010B", b"2A811CCF5501837501"
    at = signed().rindex(rsa)
    handed = signed()[:at] + sm2 + signed()[at + len(sm2) :]
    assert refusal(handed).startswith("签名使用国密算法（SM2、SM3），本系统目前不能核对")


def test_without_roots_nothing_is_believed() -> None:
    with pytest.raises(Refused, match="尚未设置认可的签名证书颁发机构"):
        verify_signed(issued(), signed(), [], now=NOW)


# --- Hostile files ---


@given(st.binary(max_size=400))
@settings(max_examples=40)
def test_whatever_is_appended_the_answer_is_a_sentence(junk: bytes) -> None:
    for handed in (issued() + b"/ByteRange" + junk, signed() + junk + b"\n%%EOF"):
        assert refusal(handed).endswith("。")


@given(st.integers(0, 20_000))
@settings(max_examples=20)
def test_a_cut_file_is_refused(cut: int) -> None:
    assert refusal(signed()[: len(signed()) - 1 - cut]).endswith("。")
