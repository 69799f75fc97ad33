from django.apps import AppConfig


class Grants(AppConfig):
    name = "jiqun.web.grants"
    label = "grants"
    verbose_name = "查阅授权"

    def ready(self) -> None:
        from jiqun.web.declarations.openings import SOURCES as OPENINGS
        from jiqun.web.grants.done import grants_named
        from jiqun.web.grants.openings import openings_of
        from jiqun.web.grants.started import SOURCES
        from jiqun.web.grants.todo import grants_to_sign
        from jiqun.web.inbox import done, started, todo

        todo.LINES.append(grants_to_sign)
        started.SOURCES.update(SOURCES)
        done.KINDS["grant"] = grants_named
        OPENINGS.append(openings_of)
