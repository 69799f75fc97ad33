"""Evidence for the tests: files to hand in, and declarations that have some."""

import tempfile
from pathlib import Path

from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.evidence import add_evidence
from jiqun.web.declarations.models import Declaration, EvidenceFile
from tests.documents.attachments import files

#: Two claims of the form that files can be bound to.
MAP, MONITORING = "chain_work.chain_map.evidence", "carbon_monitoring.evidence"


def a_file(
    declaration: Declaration, by: User, data: bytes = b"", name: str = "证明.pdf"
) -> EvidenceFile:
    """A PDF of two pages, if nothing else is given."""
    with tempfile.NamedTemporaryFile() as handed:
        handed.write(data or files.pdf(2))
        handed.flush()
        return add_evidence(declaration.pk, by=by, path=Path(handed.name), name=name).file
