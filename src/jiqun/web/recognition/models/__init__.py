"""Notices (公示), lists of the recognised (认定名单), and the register (名册) they make."""

from jiqun.web.recognition.models.notice import Notice, NoticeEntry
from jiqun.web.recognition.models.objection import (
    Finding,
    Ground,
    Objection,
    ObjectionFile,
    ObjectionSerial,
    Objector,
    Stage,
)
from jiqun.web.recognition.models.paper import Paper, Printed
from jiqun.web.recognition.models.register import (
    ListEntry,
    RecognisedList,
    Recognition,
    RegisterSerial,
    Standing,
)

__all__ = [
    "Finding",
    "Ground",
    "ListEntry",
    "Notice",
    "NoticeEntry",
    "Objection",
    "ObjectionFile",
    "ObjectionSerial",
    "Objector",
    "Paper",
    "Printed",
    "RecognisedList",
    "Recognition",
    "RegisterSerial",
    "Stage",
    "Standing",
]
