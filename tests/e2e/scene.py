"""What the browser tests of the desk find: a call that is open, and a unit that declares in it.

Run as a module, with the settings of the copy of the product that is to be served.
"""

import os
from datetime import timedelta

PASSWORD = "shili-mima-2024"

#: So many units, each with a declaration of the same number.
UNITS = 40
#: The last one's is returned, to correct only its output of 2021.
RETURNED = UNITS


def chief_of(number: int) -> str:
    return f"fuzeren{number}@example.org"


def filler_of(number: int) -> str:
    return f"tianbao{number}@example.org"


def set_scene() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    make_people()


def make_people() -> None:

    from django.contrib.auth.hashers import make_password

    from jiqun.web import clock
    from jiqun.web.accounts.models import Role, User
    from tests.web.filings import returned
    from tests.web.world import a_call, a_declaration, operator

    now, days = clock.now(), timedelta(days=30)
    call = a_call(opens=now - days, recommend_by=now + days)
    hashed = make_password(PASSWORD)
    for number in range(1, UNITS + 1):
        unit = operator(name=f"示例集群运营中心{number}")
        people = (
            (chief_of(number), "示例负责人", Role.CHIEF),
            (filler_of(number), "示例填报人", Role.FILLER),
        )
        for email, name, role in people:
            by = User.objects.create(
                email=email, name=name, role=role, unit=unit, created=now, password=hashed
            )
        declaration = a_declaration(unit, call)
        assert declaration.pk == number
        if number == RETURNED:
            returned(declaration, by, "output.2021")


if __name__ == "__main__":
    set_scene()
