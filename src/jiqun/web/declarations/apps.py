from django.apps import AppConfig


class Declarations(AppConfig):
    name = "jiqun.web.declarations"
    label = "declarations"
    verbose_name = "申报"

    def ready(self) -> None:
        from jiqun.web.declarations.done import calls_named, waivers_named
        from jiqun.web.declarations.started import SOURCES
        from jiqun.web.declarations.todo import of_operator, waivers_of_bureau
        from jiqun.web.inbox import done, started
        from jiqun.web.inbox.todo import LINES

        LINES.extend((of_operator, waivers_of_bureau))
        started.SOURCES.update(SOURCES)
        done.KINDS.update(call=calls_named, waiver=waivers_named)
        done.WITHIN.append("waiver")
