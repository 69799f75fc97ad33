"""jiqun manage lift_second_factor: for whom nobody else can."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiqun.web.accounts.actions.second_factor import lift
from jiqun.web.accounts.models import User


class Command(BaseCommand):
    help = "解除一个账号的动态口令，下次登录时重新设置；用于没有其他审签人员可以解除的账号。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="账号的邮箱")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"没有邮箱为“{options['email']}”的账号，请核对。")
        lift(user, by=None)
        self.stdout.write(f"已解除{user.signature}的动态口令。")
