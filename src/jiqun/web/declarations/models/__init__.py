"""Calls (申报批次), the declarations made in them, their evidence and rosters."""

from jiqun.web.declarations.models.call import Call, CallDocument, Terms
from jiqun.web.declarations.models.correction import Correction, Point
from jiqun.web.declarations.models.declaration import Declaration, Extension
from jiqun.web.declarations.models.draft import Change, Entry, Source
from jiqun.web.declarations.models.evidence import (
    Binding,
    Blob,
    EvidenceFile,
    Origin,
    Quarantine,
)
from jiqun.web.declarations.models.roster import RosterFile
from jiqun.web.declarations.models.submission import FairCopy, Manner, Serial, Submission
from jiqun.web.declarations.models.waiver import Waiver, WaiverStage

__all__ = [
    "Binding",
    "Blob",
    "Call",
    "CallDocument",
    "Change",
    "Correction",
    "Declaration",
    "Entry",
    "EvidenceFile",
    "Extension",
    "FairCopy",
    "Manner",
    "Origin",
    "Point",
    "Quarantine",
    "RosterFile",
    "Serial",
    "Source",
    "Submission",
    "Terms",
    "Waiver",
    "WaiverStage",
]
