"""jiqun manage create_bureau: the first account, which all others come from."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.accounts.actions.authorities import set_up_bureau


class Command(BaseCommand):
    help = "设立市经济和信息化局，并给首位审签人员发邀请；邀请过期的，再运行一次即重新发送。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="首位审签人员的邮箱")
        parser.add_argument("--name", required=True, help="首位审签人员的姓名")
        parser.add_argument(
            "--site", default=settings.ADDRESS, help="链接的开头，如 https://jiqun.example"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["site"]:
            raise CommandError("请用 --site 或环境变量 JIQUN_ADDRESS 写明人们访问本系统的地址。")
        name, email, site = options["name"], options["email"], options["site"].rstrip("/")
        try:
            with mail.unsent() as addresses:
                link = set_up_bureau(name=name, email=email, site=site)
        except Refused as why:
            raise CommandError(str(why)) from why
        if addresses:
            self.stderr.write("邮件没有发出，请把下面的链接转给对方。")
        self.stdout.write(f"邀请链接（7天内有效，只能使用一次）：{link}")
