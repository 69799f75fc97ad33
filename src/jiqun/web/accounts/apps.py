from django.apps import AppConfig


class Accounts(AppConfig):
    name = "jiqun.web.accounts"
    label = "accounts"
    verbose_name = "单位与人员"
