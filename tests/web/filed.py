"""What is filed in a copy of the product, told as JSON to a test that runs elsewhere.

Run as a module, with the settings of that copy.
"""

import hashlib
import json
import os
import sys
from typing import Any


def tell() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from jiqun.web.audit.queries import faults
    from jiqun.web.declarations.models import Blob, Declaration, Serial

    told = {
        "declarations": {each.pk: story(each) for each in Declaration.objects.order_by("pk")},
        "last": sum(Serial.objects.values_list("last", flat=True)),
        "spoilt": [blob.sha256 for blob in Blob.objects.all() if not is_there(blob)],
        "faults": list(faults()),
    }
    json.dump(told, sys.stdout)


def story(declaration: Any) -> dict[str, Any]:
    """Its state, its submissions from the first on, and what its chain says of them."""
    from jiqun.web.audit.queries import events_of

    return {
        "state": declaration.state,
        "submissions": [
            {
                "number": each.number,
                "chain": [each.chain_length, each.chain_head],
                "withdrawn": each.withdrawn_at is not None,
                "papers": [each.pdf.sha256, each.sealed.sha256],
                "facts": each.digest,
            }
            for each in declaration.submissions.order_by("pk")
        ],
        "events": [
            {"verb": each.verb, "chain": [each.number, each.digest], "data": each.data}
            for each in events_of(declaration.chain)
        ],
    }


def is_there(blob: Any) -> bool:
    from jiqun.web.declarations.queries.blobs import local_file

    with local_file(blob) as path:
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == blob.sha256


if __name__ == "__main__":
    tell()
