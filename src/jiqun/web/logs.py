"""What the log may say: where something broke, never what somebody wrote."""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

Raised: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class WithoutContent(logging.Formatter):
    """Tracebacks without the exception's own words, which may quote a declaration."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - logging's own name
        kind, _, where = ei
        frames = "".join(traceback.format_tb(where))
        return f"{frames}{kind.__qualname__ if kind else 'no exception'}"
