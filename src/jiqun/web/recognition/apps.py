from django.apps import AppConfig


class Recognition(AppConfig):
    name = "jiqun.web.recognition"
    label = "recognition"
    verbose_name = "公示与认定"

    def ready(self) -> None:
        """What the review and the first page are told from here."""
        from jiqun.core.lifecycle import State
        from jiqun.web.inbox import done, started, todo
        from jiqun.web.recognition.done import KINDS
        from jiqun.web.recognition.queries.objections import (
            line_to_objections,
            naming_objectors,
            of_objections,
        )
        from jiqun.web.recognition.queries.waits import of_notice, waits_of
        from jiqun.web.recognition.started import SOURCES as STARTED
        from jiqun.web.recognition.todo import LINES as TODOS
        from jiqun.web.recognition.works import line_to_paper
        from jiqun.web.review.actions.motions import IMPROPER
        from jiqun.web.review.queries.clocks import WAITS
        from jiqun.web.review.queries.situation import SOURCES
        from jiqun.web.review.works import LINES

        WAITS[State.NOTICE] = waits_of
        SOURCES.extend((of_notice, of_objections))
        LINES.extend((line_to_paper, line_to_objections))
        IMPROPER.append(naming_objectors)
        todo.LINES.extend(TODOS)
        started.SOURCES.update(STARTED)
        done.KINDS.update(KINDS)
