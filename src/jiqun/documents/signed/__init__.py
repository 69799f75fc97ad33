"""Electronic signatures (PAdES) on the papers we issue.

``handed`` tells whether a file is what we issued with something appended, ``changes`` whether that
is signatures only, and ``verify`` whether they hold and whose they are.
"""

from jiqun.documents.signed.roots import read_roots
from jiqun.documents.signed.signature import Signature
from jiqun.documents.signed.verify import verify_signed

__all__ = ["Signature", "read_roots", "verify_signed"]
