from django.apps import AppConfig


class Review(AppConfig):
    name = "jiqun.web.review"
    label = "review"
    verbose_name = "审查"

    def ready(self) -> None:
        from jiqun.web.declarations.actions.stages import FOLLOWS
        from jiqun.web.inbox import done, started
        from jiqun.web.inbox.todo import LINES
        from jiqun.web.review.actions.motions import drop_overtaken
        from jiqun.web.review.done import calendar_named, declarations_named
        from jiqun.web.review.started import SOURCES
        from jiqun.web.review.todo import to_review

        LINES.append(to_review)
        started.SOURCES.update(SOURCES)
        done.KINDS.update(declaration=declarations_named, calendar=calendar_named)
        FOLLOWS.append(drop_overtaken)
