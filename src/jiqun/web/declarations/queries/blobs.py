"""The content of evidence, as a file to work with."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import Storage

from jiqun.web.declarations.models import Blob
from jiqun.web.declarations.models.evidence import evidence_storage


@contextmanager
def local_file(blob: Blob) -> Iterator[Path]:
    """Where it can be read; a storage elsewhere is copied from."""
    storage = evidence_storage()
    path = own_path(storage, blob.place)
    if path:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="jiqun-") as copy:
        with storage.open(blob.place) as file:
            shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


def own_path(storage: Storage, place: str) -> Path | None:
    try:
        return Path(storage.path(place))
    except NotImplementedError:
        return None
