from django.apps import AppConfig


class Accounts(AppConfig):
    name = "jiqun.web.accounts"
    label = "accounts"
    verbose_name = "单位与人员"

    def ready(self) -> None:
        from jiqun.web.accounts.done import units_named
        from jiqun.web.accounts.todo import to_admit
        from jiqun.web.inbox.done import KINDS
        from jiqun.web.inbox.todo import LINES

        LINES.append(to_admit)
        KINDS["unit"] = units_named
