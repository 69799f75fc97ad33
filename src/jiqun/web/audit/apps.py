from django.apps import AppConfig


class Audit(AppConfig):
    name = "jiqun.web.audit"
    label = "audit"
    verbose_name = "事件"
