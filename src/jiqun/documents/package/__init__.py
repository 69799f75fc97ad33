"""A whole declaration as one zip, to be kept, handed on, or checked elsewhere.

``model`` is what it holds, ``members`` where each thing stands in it, ``manifest`` the list with
which every byte is verified, ``write`` and ``read`` the two ways.
"""

from jiqun.documents.package.model import Description, Events, File, Package, file_at, file_of
from jiqun.documents.package.read import is_package, read_package, reopen_package
from jiqun.documents.package.write import write_package

__all__ = [
    "Description",
    "Events",
    "File",
    "Package",
    "file_at",
    "file_of",
    "is_package",
    "read_package",
    "reopen_package",
    "write_package",
]
