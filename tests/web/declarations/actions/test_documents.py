"""Documents beside a call: only what is harmless and can be read."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings

from jiqun.documents.refused import Refused
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.actions import documents
from jiqun.web.declarations.actions.documents import attach_document, remove_document
from jiqun.web.declarations.models import CallDocument
from tests.documents.attachments.files import image, of_type, pdf, sheet, word
from tests.web.world import a_call, bureau_maker, chief, district_maker

pytestmark = pytest.mark.django_db

PDF, WORD, EXCEL = pdf(), word(), sheet()


@pytest.mark.parametrize(
    ("sent", "data", "name", "kind"),
    [
        ("通知.pdf", PDF, "通知.pdf", "pdf"),
        ("通知.docx", WORD, "通知.docx", "word"),
        ("名额表.XLSX", EXCEL, "名额表.XLSX", "excel"),
        ("改了名.exe", PDF, "改了名.exe.pdf", "pdf"),
        ("没有后缀", EXCEL, "没有后缀.xlsx", "excel"),
    ],
)
def test_it_is_what_its_content_says(
    sent: str, data: bytes, name: str, kind: str, files_kept: Path
) -> None:
    call = a_call()
    document = attach_document(by=bureau_maker(), call=call, name=sent, data=data)
    assert (document.name, document.kind, document.size) == (name, kind, len(data))
    with document.file.open() as file:
        assert file.read() == data
    (stored,) = (path for path in files_kept.rglob("*") if path.is_file())
    assert stored.stat().st_mode & 0o777 == 0o600
    assert [event.sentence for event in events_of(call.chain)] == [f"附上文件“{name}”。"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空的；请上传PDF、Word（.docx）、Excel（.xlsx）、JPG或PNG文件。"),
        (b"<html>", "是网页文件；请另存为PDF后重新上传。"),
        (image(), "是PNG图片；请另存为PDF后重新上传。"),
        (
            of_type("sheet.main+xml", "sheet.macroEnabled.main+xml"),
            "含有宏，为安全起见不予收取；请另存为不含宏的.docx或.xlsx后重新上传。",
        ),
    ],
    ids=["empty", "html", "image", "macros"],
)
def test_anything_else_is_refused(data: bytes, sentence: str, files_kept: Path) -> None:
    with pytest.raises(Refused) as why:
        attach_document(by=bureau_maker(), call=a_call(), name="通知.docx", data=data)
    assert str(why.value) == f"“通知.docx”{sentence}"
    assert not CallDocument.objects.exists() and not files_kept.exists()


@override_settings(UPLOAD_LIMIT=20 << 20)
def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="文件超过20 MB；请压缩或拆分后重新上传。"):
        attach_document(
            by=bureau_maker(), call=a_call(), name="通知.pdf", data=PDF.ljust((20 << 20) + 1)
        )


def test_there_are_not_endlessly_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 1)
    by, call = bureau_maker(), a_call()
    attach_document(by=by, call=call, name="通知.pdf", data=PDF)
    with pytest.raises(Refused, match="最多附1个文件"):
        attach_document(by=by, call=call, name="通知.pdf", data=PDF)


def test_what_is_removed_is_gone_and_leaves_its_trace(
    files_kept: Path, django_capture_on_commit_callbacks: object
) -> None:
    by, call = bureau_maker(), a_call()
    document = attach_document(by=by, call=call, name="通知.pdf", data=PDF)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_document(by=by, document=document)
    assert not CallDocument.objects.exists()
    assert not [path for path in files_kept.rglob("*") if path.is_file()]
    assert [e.sentence for e in events_of(call.chain)][-1] == "移除文件“通知.pdf”。"


def test_only_the_bureau_does_either() -> None:
    call = a_call()
    document = attach_document(by=bureau_maker(), call=call, name="通知.pdf", data=PDF)
    for by in (chief(), district_maker()):
        with pytest.raises(PermissionDenied):
            attach_document(by=by, call=call, name="通知.pdf", data=PDF)
        with pytest.raises(PermissionDenied):
            remove_document(by=by, document=document)
