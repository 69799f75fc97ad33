from django.apps import AppConfig


class Inbox(AppConfig):
    name = "jiqun.web.inbox"
    label = "inbox"
    verbose_name = "消息"
