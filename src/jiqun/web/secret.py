"""The key Django signs with: made once, kept beside the data, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key kept in ``folder``; the first process to ask for it makes it."""
    file = folder / "secret_key"
    if not file.exists():
        make_key(file)
    return file.read_text("ascii").strip()


def make_key(file: Path) -> None:
    """Write a key under another name first: a link appears whole, and only if none is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was quicker, and its key counts
    finally:
        draft.unlink()
