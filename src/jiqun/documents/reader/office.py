"""Turn an old .doc into .docx through LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from jiqun.documents.kinds import OLE, OldOffice, old_office
from jiqun.documents.reader.container import MAX_BYTES, TOO_LARGE
from jiqun.documents.reader.kinds import OLD_OFFICE, SAVE_AS, refuse_other_kind
from jiqun.documents.refused import Refused

PROGRAMS = ("soffice", "libreoffice")
TIME_LIMIT = 60

MISSING = f"这是旧版Word文件（.doc），本系统未安装LibreOffice，不能转换；{SAVE_AS}"
FAILED = f"旧版Word文件（.doc）无法转换，可能已损坏或设有密码；{SAVE_AS}"
SLOW = f"旧版Word文件（.doc）转换超过{TIME_LIMIT}秒，已停止；{SAVE_AS}"


def convert_doc(data: bytes) -> bytes:
    """The same document as .docx. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    if not data.startswith(OLE):
        refuse_other_kind(data)
        raise Refused("这不是旧版Word文件（.doc），不需要转换；请直接上传.docx文件。")
    if (kind := old_office(data)) is not OldOffice.WORD:
        raise Refused(OLD_OFFICE[kind])
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused(MISSING)
    with tempfile.TemporaryDirectory(prefix="jiqun-doc-") as folder:
        return run(program, Path(folder), data)


def run(program: str, folder: Path, data: bytes) -> bytes:
    """Convert in a folder of its own, with a profile of its own: no macros, no history."""
    (folder / "form.doc").write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)),
        str(folder / "form.doc"),
    ]
    wait(command, folder)
    try:
        return (folder / "form.docx").read_bytes()
    except OSError:
        raise Refused(FAILED) from None


def wait(command: list[str], folder: Path) -> None:
    """Run it to its end; on time-out end everything it started."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise Refused(FAILED) from None
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Refused(SLOW) from None
