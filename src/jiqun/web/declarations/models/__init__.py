"""Calls (申报批次) and the declarations made in them."""

from jiqun.web.declarations.models.call import Call, CallDocument, Terms
from jiqun.web.declarations.models.declaration import Declaration, Extension
from jiqun.web.declarations.models.draft import Change, Entry, Source

__all__ = ["Call", "CallDocument", "Change", "Declaration", "Entry", "Extension", "Source", "Terms"]
