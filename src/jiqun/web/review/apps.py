from django.apps import AppConfig


class Review(AppConfig):
    name = "jiqun.web.review"
    label = "review"
    verbose_name = "审查"
