"""Ask the process apart about a file."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from jiqun.core.progress import Progress
from jiqun.documents.apart import LARGE, Apart
from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.refused import Refused

SCRIPT = (
    "import sys; sys.path += sys.argv[1:]; "
    "from jiqun.documents.attachments.inside.child import main; main()"
)
SECONDS = 90.0
SECONDS_TO_BIND = 3600.0

#: The picture of one page.
MOST_SENT = 64 * MEGABYTE

ACTIVE = "为安全起见不予收取；请打印或另存为普通PDF后重新上传。"
FULL = "磁盘空间不足，没有生成文件；请稍后重试，仍不行时请联系管理员。"
SENTENCES = {
    "broken": "不完整或已损坏，无法打开；请检查原件，重新生成或扫描后上传。",
    "locked": "设有密码或使用限制，无法核对和装订；请取消限制或打印为PDF后重新上传。",
    "script": f"含有脚本，{ACTIVE}",
    "launch": f"含有启动程序的动作，{ACTIVE}",
    "embedded": f"内嵌了其他文件，{ACTIVE}",
    "xfa": f"是动态表单（XFA），{ACTIVE}",
    "long": "超过5000页；请只保留能够证明申报内容的部分后重新上传。",
    "pixels": "的像素过多，无法处理；请缩小图片后重新上传。",
    "page": "没有这一页。",
    "full": FULL,
    LARGE: "过大或过于复杂，无法在限定的时间和内存内处理；请拆分或重新生成后上传。",
}


#: What a sentence is about: the name of the file at work on, after so many steps.
Subject: TypeAlias = Callable[[int], str]


def ask(
    task: str,
    *arguments: Any,
    progress: Progress | None = None,
    subject: Subject = lambda done: "",
) -> Any:
    """What comes of a task (``inside.child``). Raises ``Refused`` with a sentence that lacks the
    name of the file, unless the ``subject`` says it."""
    steps = [(0, 0)]

    def waiting() -> None:
        if progress:
            progress(*steps[-1])

    with Apart(
        *("-c", SCRIPT, *folders()),
        sentences=SENTENCES,
        seconds=SECONDS_TO_BIND if progress else SECONDS,
        most_sent=MOST_SENT,
        waiting=waiting,
    ) as process:
        process.ask((task, arguments))
        while True:
            kind, content = received(process, lambda: subject(steps[-1][0]))
            if kind == "done":
                return content
            steps.append(content)
            waiting()


def received(process: Apart, subject: Callable[[], str]) -> tuple[str, Any]:
    try:
        return process.receive()
    except Refused as why:
        raise why if str(why) == FULL else Refused(f"{subject()}{why}") from None


def folders() -> list[str]:
    """Where we and the libraries are installed; the bare interpreter knows of no packages."""
    return list(dict.fromkeys(folder_of(name) for name in ("jiqun", "pikepdf", "PIL")))


def folder_of(name: str) -> str:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    return str(Path(spec.origin).parent.parent)
