from django.apps import AppConfig


class Grants(AppConfig):
    name = "jiqun.web.grants"
    label = "grants"
    verbose_name = "查阅授权"
