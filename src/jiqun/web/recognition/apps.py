from django.apps import AppConfig


class Recognition(AppConfig):
    name = "jiqun.web.recognition"
    label = "recognition"
    verbose_name = "公示与认定"
