"""What the browser tests of calls find: a call that runs, and the same unit's draft in it; everyone
is signed in already, by the cookies in ``SESSIONS``.

Run as a module, with the settings of the copy of the product that is to be served.
"""

import os
from datetime import timedelta
from typing import Any

SESSIONS = {who: f"session-of-{who}-{who}-{who}" for who in ("chief", "district", "bureau")}

#: In an empty database the first of each is number 1; the draft is full of faults, and another
#: was made a year before.
CALL, DECLARATION = "/calls/2/", "/declarations/2/"


def set_scene() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    make_calls()


def make_calls() -> None:
    from jiqun.web import clock
    from tests.web.world import (
        a_call,
        a_declaration,
        a_document,
        bureau_maker,
        chief,
        district_maker,
        operator,
    )

    now, day = clock.now(), timedelta(days=1)
    unit = operator("密云区", name="示例集群运营中心")
    people = {"chief": chief(unit), "district": district_maker("密云区"), "bureau": bureau_maker()}
    for who, person in people.items():
        let_in(person, SESSIONS[who])
    before = a_call(title="上一年度申报", opens=now - 400 * day, recommend_by=now - 300 * day)
    fill_in(a_declaration(unit, before), people["chief"], "clean")
    call = a_call(opens=now - 30 * day, recommend_by=now + 30 * day)
    a_document(call)
    fill_in(a_declaration(unit, call), people["chief"], "flawed")


def let_in(person: Any, key: str) -> None:
    """A session under a name that the tests know. Written as a row: to load a key that is not
    there gives it another."""
    from django.contrib.sessions.models import Session

    from tests.web.visitors import visit_as

    begun = Session.objects.get(session_key=visit_as(person).session.session_key)
    Session.objects.create(
        session_key=key, session_data=begun.session_data, expire_date=begun.expire_date
    )


def fill_in(declaration: Any, by: Any, name: str) -> None:
    from jiqun.core.facts import as_json
    from jiqun.web.declarations.actions.draft import save_changes
    from tests.declarations import golden

    typed = {key: as_json(value) for key, value in golden(name).facts.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)


if __name__ == "__main__":
    set_scene()
