from django.apps import AppConfig


class Declarations(AppConfig):
    name = "jiqun.web.declarations"
    label = "declarations"
    verbose_name = "申报"
