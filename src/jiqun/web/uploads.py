"""How uploaded files are received: up to a limit, in memory; evidence, which is larger, on disk.
What goes over the limit is refused in one place."""

from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from jiqun.documents.refused import Refused
from jiqun.web.storage import incoming_folder


def too_large(limit: int, advice: str, what: str = "文件") -> str:
    return f"{what}超过{limit // settings.MB} MB；{advice}"


def is_too_large(request: HttpRequest) -> bool:
    """Receives what is uploaded, and says whether it went over the limit."""
    received = request.FILES
    return received is not None and hasattr(request, "upload_limit_passed")


def refuse_too_large(request: HttpRequest, advice: str, what: str = "文件") -> None:
    """Receives what is uploaded; where that is over the limit, ``advice`` says what to do."""
    if is_too_large(request):
        raise Refused(too_large(request.upload_limit_passed, advice, what))


def received_file(request: HttpRequest, name: str, *, missing: str, advice: str) -> UploadedFile:
    """The file of that field. Raises ``Refused`` where there is none, or too large a one."""
    refuse_too_large(request, advice)
    file = request.FILES.get(name)
    if file is None:
        raise Refused(missing)
    return file


class BoundedUpload(FileUploadHandler):
    """Stops at the limit; the request then says so instead of carrying half a file."""

    def limit(self) -> int:
        return int(settings.UPLOAD_LIMIT)

    def holder(self) -> IO[bytes]:
        """What content goes into as it comes."""
        return BytesIO()

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, *args: Any
    ) -> None:
        self.endless = content_length > settings.UPLOAD_PATIENCE
        self.left = self.limit()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = self.holder()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.content.close()
            self.request.upload_limit_passed = self.limit()
            raise StopUpload(connection_reset=self.endless)
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(
            cast(BytesIO, self.content),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


class EvidenceUpload(BoundedUpload):
    """Keeps it in a file that is gone when the request is over. One that a killed process leaves
    stands where sweep_blobs finds it."""

    def limit(self) -> int:
        return int(settings.EVIDENCE_LIMIT)

    def folder(self) -> Path:
        return Path(settings.EVIDENCE_DIR)

    def holder(self) -> IO[bytes]:
        return cast(IO[bytes], NamedTemporaryFile(dir=incoming_folder(self.folder())))

    def file_complete(self, file_size: int) -> UploadedFile:
        self.content.flush()  # for whoever opens it by its name
        self.content.seek(0)
        return UploadedFile(
            self.content,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "content"):
            self.content.close()


class PackageUpload(EvidenceUpload):
    """A package, with all of its evidence, where it can be kept until one has chosen from it."""

    def limit(self) -> int:
        return int(settings.PACKAGE_LIMIT)

    def folder(self) -> Path:
        return Path(settings.BOUND_DIR)


class ScanUpload(EvidenceUpload):
    """A sealed paper: one file, or a photograph of every page."""

    def limit(self) -> int:
        return int(settings.SCAN_LIMIT)


class ObjectionUpload(EvidenceUpload):
    """What is sent along with an objection: a few files, each up to the limit."""

    def limit(self) -> int:
        return int(settings.OBJECTION_LIMIT)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.count = getattr(self, "count", 0) + 1
        if self.count > settings.OBJECTION_FILES:
            self.request.too_many_files = True
            raise StopUpload(connection_reset=self.endless)
        self.left = self.limit()
        super().new_file(*args, **kwargs)
