"""Files that are there as a whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

#: Where files stand while they come in: uploads, and copies on their way to their place.
INCOMING = "incoming"


def incoming_folder(location: Path) -> Path:
    folder = location / INCOMING
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class WholeFiles(FileSystemStorage):
    """A file gets its name when all of it is on the disk. One of the same name gives way: where
    names come from contents, it is the same file."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=incoming_folder(Path(self.location)), delete=False
        ) as file:
            half = Path(file.name)
            try:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                half.replace(target)
            except BaseException:
                half.unlink(missing_ok=True)
                raise
        fsync_folder(target.parent)
        return name


def fsync_folder(folder: Path) -> None:
    """Names are on the disk only when the folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
