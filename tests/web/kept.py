"""What is stored in a copy of the product, told as JSON to a test that runs elsewhere.

Run as a module, with the settings of that copy.
"""

import json
import os
import sys


def tell() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from jiqun.web.accounts.models import Invitation
    from jiqun.web.audit.models import Event
    from jiqun.web.audit.queries import faults
    from jiqun.web.declarations.models import Declaration

    drafts = {
        declaration.pk: {
            "version": declaration.version,
            "entries": dict(declaration.entries.values_list("key", "typed")),
            "changes": list(declaration.changes.values_list("version", "key", "old", "new")),
        }
        for declaration in Declaration.objects.exclude(version=0)
    }
    told = {
        "drafts": drafts,
        "invited": sorted(Invitation.objects.values_list("email", flat=True)),
        "events": Event.objects.filter(verb="invite").count(),
        "faults": list(faults()),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    tell()
