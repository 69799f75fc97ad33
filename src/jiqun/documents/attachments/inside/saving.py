"""Write a PDF to a disk that may be full."""

import io
from typing import Any

import pikepdf


class Target(io.BufferedWriter):
    """A file that keeps what goes wrong to itself until all is said: an exception from within the
    writer, which is of another language, would end the process."""

    error: OSError | None = None

    def write(self, data: Any, /) -> int:
        if self.error is None:
            try:
                return super().write(data)
            except OSError as error:
                self.error = error
        return memoryview(data).nbytes

    def flush(self) -> None:
        if self.error is None:
            try:
                super().flush()
            except OSError as error:
                self.error = error


def save(pdf: pikepdf.Pdf, target: str, **options: Any) -> None:
    """Raises ``OSError`` where it can't be written."""
    with Target(io.FileIO(target, "w")) as file:
        pdf.save(file, **options)
        file.flush()
        if file.error:
            raise file.error
