from django.apps import AppConfig


class Review(AppConfig):
    name = "jiqun.web.review"
    label = "review"
    verbose_name = "审查"

    def ready(self) -> None:
        from jiqun.web.inbox.todo import LINES
        from jiqun.web.review.todo import to_review

        LINES.append(to_review)
