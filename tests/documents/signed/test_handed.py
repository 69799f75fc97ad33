"""A signature must be over everything, and nothing may hide in its place."""

import pytest

from jiqun.documents.refused import Refused
from jiqun.documents.signed.handed import MOST_ADDED
from tests.documents.signed.papers import issued, look, signed


def refusal(handed: bytes) -> str:
    with pytest.raises(Refused) as refused:
        look(handed)
    return str(refused.value)


CHANGED = "签名之后文件又被改动过；请重新下载申报表，签名后不要再编辑，直接上传。"


def test_an_encrypted_file_is_refused() -> None:
    handed = signed().replace(b"/Size", b"/Encrypt 1 0 R /Size", 1)
    assert (
        refusal(handed)
        == "文件已加密或设有密码，无法核对；请重新下载申报表，签名时不要加密，再上传。"
    )


def test_a_file_encrypted_behind_our_bytes_is_refused() -> None:
    at = signed().rindex(b"/Size")
    handed = signed()[:at] + b"/Encrypt 1 0 R " + signed()[at:]
    assert refusal(handed).endswith("。")


def test_a_file_that_grew_too_much_is_refused() -> None:
    handed = signed() + b"\0" * MOST_ADDED
    assert refusal(handed) == "签名后的文件比申报表大出10 MB以上，请缩小签章图片，重新签名后上传。"


def test_another_kind_of_signature_is_refused() -> None:
    handed = signed().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachex")
    assert refusal(handed) == (
        "签名的格式无法核对，请使用PAdES（或PKCS#7）格式的PDF签名，重新签名后上传。"
    )


def test_nothing_may_follow_the_signature_in_its_place() -> None:
    """Its room is filled up with zeros, which it does not cover."""
    at = signed().rindex(b"00>")
    assert refusal(signed()[:at] + b"41" + signed()[at + 2 :]) == CHANGED


def test_the_range_signed_must_begin_with_the_file() -> None:
    at = signed().rindex(b"/ByteRange [0 ")
    handed = signed()[:at] + b"/ByteRange [1 " + signed()[at + len(b"/ByteRange [0 ") :]
    assert refusal(handed) == CHANGED


def test_the_range_signed_must_hold_what_was_issued() -> None:
    start = signed().rindex(b"/ByteRange [0 ")
    end = signed().index(b"]", start)
    short = b"/ByteRange [0 10 20 30"
    handed = signed()[:start] + short.ljust(end - start) + signed()[end:]
    assert refusal(handed) == CHANGED
    assert handed.startswith(issued())
