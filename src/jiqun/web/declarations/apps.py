from django.apps import AppConfig


class Declarations(AppConfig):
    name = "jiqun.web.declarations"
    label = "declarations"
    verbose_name = "申报"

    def ready(self) -> None:
        from jiqun.web.declarations.todo import of_operator
        from jiqun.web.inbox.todo import LINES

        LINES.append(of_operator)
