"""Notices (公示), lists of the recognised (认定名单), and the register (名册) they make."""

from jiqun.web.recognition.models.notice import Notice, NoticeEntry
from jiqun.web.recognition.models.paper import Paper, Printed
from jiqun.web.recognition.models.register import (
    ListEntry,
    RecognisedList,
    Recognition,
    RegisterSerial,
    Standing,
)

__all__ = [
    "ListEntry",
    "Notice",
    "NoticeEntry",
    "Paper",
    "Printed",
    "RecognisedList",
    "Recognition",
    "RegisterSerial",
    "Standing",
]
