"""jiqun manage create_demo: invented units, people and declarations to try the platform with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jiqun.web.accounts.demo import PASSWORD, accounts, create_accounts
from jiqun.web.declarations.demo import create_declarations
from jiqun.web.review.demo import create_reviews


class Command(BaseCommand):
    help = "建立演示用的单位、账号（密码公开）和申报，已有的不动；须设置 JIQUN_DEMO_ACCOUNTS=1。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            raise CommandError(
                "演示账号的密码人人可知，只在演示时建立：请设置 JIQUN_DEMO_ACCOUNTS=1 后再试。"
            )
        create_accounts()
        create_declarations()
        create_reviews()
        for account in accounts():
            self.stdout.write(f"{account.email}　{account.whose}")
        self.stdout.write(f"密码都是 {PASSWORD}，动态口令见登录页。")
