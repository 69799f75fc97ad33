"""What the browser tests of objections find: a notice that runs today, one objection that waits to
be signed and one that has just come; the bureau's people are signed in already.

Run as a module, with the settings of the copy of the product that is to be served.
"""

import os

SESSIONS = {who: f"session-of-{who}-{who}-{who}" for who in ("maker", "checker")}

#: In an empty database the first of each is number 1.
NOTICE, OBJECT = "/notices/1/", "/notices/1/object/1/"
COME, WAITING = "/objections/1/", "/objections/2/"


def set_scene() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    make_objections()


def make_objections() -> None:
    from jiqun.web import mail
    from jiqun.web.recognition.actions.objections import prepare_answer
    from jiqun.web.recognition.models import Finding
    from tests.e2e.calls_scene import let_in
    from tests.web.objections import (
        ON_PAPER,
        an_entry,
        objected,
        proposed,
        running,
        with_two_files,
    )
    from tests.web.world import bureau_checker, bureau_maker

    maker = bureau_maker()
    for who, person in {"maker": maker, "checker": bureau_checker()}.items():
        let_in(person, SESSIONS[who])
    with mail.no_mail():
        entry = an_entry()
        with_two_files(entry)
        running(entry)
        waiting = objected(entry, ON_PAPER).objection
        prepare_answer(waiting.pk, by=maker, proposed=proposed(Finding.NOT_ACCEPTED))


if __name__ == "__main__":
    set_scene()
