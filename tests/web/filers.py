"""Declarations that wait to be filed in a copy of the product, and their chiefs, who file them over
the wire.

Run as a module, with the settings of that copy, it sets the scene and tells the papers as JSON.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import uuid4

from tests.caller import Caller

PASSWORD = "shili-mima-2024"
DECLARATIONS = 4
#: Every unit has two.
CHIEFS = (1, 2)

BOUNDARY = "sealed"


def chief_of(declaration: int, which: int = 1) -> str:
    return f"fuzeren{declaration}-{which}@example.org"


@dataclass(frozen=True)
class Paper:
    """A fair copy: of which declaration, its code, the digest of its PDF."""

    declaration: int
    code: str
    pdf: str


def file(caller: Caller, paper: Paper) -> tuple[int, str]:
    """Hand the paper in sealed, as the page of filing does: the status, and the page. No two scans
    are the same."""
    said = {"manner": "scan", "code": paper.code, "confirmed": "on", "pdf": paper.pdf}
    parts = [
        *(f'form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in said.items()),
        b'form-data; name="scan"; filename="scan.pdf"\r\n\r\n' + a_scan(),
    ]
    begins = f"--{BOUNDARY}\r\nContent-Disposition: ".encode()
    body = b"".join(begins + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    status, page = caller.call("POST", f"/declarations/{paper.declaration}/file/", body, **kind)
    return status, page.decode()


def a_scan() -> bytes:
    from tests.documents.attachments.files import pdf

    return pdf().replace(b"%%EOF", f"% {uuid4()}\n%%EOF".encode())


def set_scene() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from jiqun.web import clock
    from jiqun.web.accounts.models import User
    from jiqun.web.declarations.actions.filing import make_fair_copy
    from tests.web.filings import ready_to_file
    from tests.web.world import a_call, chief, operator

    call_command("migrate", verbosity=0, interactive=False)
    now, days = clock.now(), timedelta(days=30)
    call, hashed = a_call(opens=now - days, recommend_by=now + days), make_password(PASSWORD)
    papers = []
    for number in range(1, DECLARATIONS + 1):
        unit = operator()
        for which in CHIEFS:
            by = chief(unit)
            by.email, by.password = chief_of(number, which), hashed
            by.save()
        declaration = ready_to_file(User.objects.get(email=chief_of(number)), call)
        copy = make_fair_copy(declaration, by=by)
        papers.append(asdict(Paper(declaration.pk, copy.code, copy.pdf.sha256)))
    json.dump(papers, sys.stdout)


if __name__ == "__main__":
    set_scene()
