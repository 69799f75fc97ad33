"""How uploaded files are received: in memory, up to a limit, never on disk."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class BoundedUpload(FileUploadHandler):
    """Stops at the limit; the request then says so instead of carrying half a file."""

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, *args: Any
    ) -> None:
        self.endless = content_length > settings.UPLOAD_PATIENCE
        self.left = settings.UPLOAD_LIMIT

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.content = BytesIO()
            self.request.upload_too_large = True
            raise StopUpload(connection_reset=self.endless)
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
