"""Nothing but signatures may be appended to a paper, even by the one who signs it."""

from collections.abc import Callable

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from tools.testcertificate import sign_for_test

from jiqun.documents.refused import Refused
from tests.documents.signed.papers import (
    CHANGES,
    NOW,
    changed,
    issued,
    look,
    other_document,
    signature_of,
    signer,
)

Change = Callable[[IncrementalPdfFileWriter], None]


def refusal(handed: bytes) -> str:
    with pytest.raises(Refused) as refused:
        look(handed)
    return str(refused.value)


MORE = (
    "除电子签名外，文件还有其他改动（如增加了页面、批注或附件）；"
    "请重新下载申报表，只签名，不做其他编辑，再上传。"
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_before_signing_is_refused(change: Change) -> None:
    assert refusal(sign_for_test(changed(issued(), change), signer(), at=NOW)) == MORE


def test_another_document_behind_ours_is_refused() -> None:
    assert refusal(sign_for_test(other_document(issued()), signer(), at=NOW)) == MORE


def with_field(**entries: generic.PdfObject) -> bytes:
    """A field to sign in, with something in it that a field need not have."""

    def add(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(
            writer, SigFieldSpec("示例签章", on_page=0, box=(350, 120, 490, 260))
        )
        field = writer.root["/AcroForm"]["/Fields"][0]
        field.update({pdf_name(f"/{name}"): entry for name, entry in entries.items()})

    return sign_for_test(changed(issued(), add), signer(), at=NOW)


def test_an_empty_field_to_sign_in_is_no_change() -> None:
    assert look(with_field()) == signature_of(signer(), at=NOW)


def test_a_field_that_acts_is_refused() -> None:
    script = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("x")}
    )
    sentence = "签名中夹带了可执行的动作，为安全起见不予收取；请换用其他签名软件，重新签名后上传。"
    assert refusal(with_field(A=script)) == sentence
    assert refusal(with_field(AA=generic.DictionaryObject({pdf_name("/E"): script}))) == sentence


COVERING = (
    "签章图样过大，遮住了申报表的内容；请把每一页上的签章缩小到合计10厘米见方以内，重新签名后上传。"
)


def test_a_seal_as_large_as_the_paper_is_refused() -> None:
    assert refusal(sign_for_test(issued(), signer(), at=NOW, box=(0, 0, 595, 842))) == COVERING


def test_seals_that_cover_the_paper_together_are_refused() -> None:
    handed = issued()
    for left in (10, 200, 390):
        box = (left, 100, left + 180, 280)
        handed = sign_for_test(handed, signer(), at=NOW, field=f"章{left}", box=box)
    assert refusal(handed) == COVERING


def test_metadata_may_be_brought_up_to_date() -> None:
    """Programs that sign write their name and the time there."""

    def rename(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(
            writer.add_object(
                generic.DictionaryObject({pdf_name("/Producer"): generic.pdf_string("签名软件")})
            )
        )

    handed = sign_for_test(changed(issued(), rename), signer(), at=NOW)
    assert look(handed) == signature_of(signer(), at=NOW)
