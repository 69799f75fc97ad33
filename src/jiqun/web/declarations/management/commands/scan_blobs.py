"""jiqun manage scan_blobs: have everything scanned that is still waiting for it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.models import Blob, Quarantine


class Command(BaseCommand):
    help = "扫描仍在等待的佐证材料；有未能扫描的，退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SCANNER:
            raise CommandError("没有设置扫描程序，请设置环境变量 JIQUN_SCANNER。")
        waiting = Blob.objects.filter(state=Quarantine.WAITING).order_by("pk")
        verdicts = [scan_blob(blob) for blob in waiting.iterator()]
        counted = {state: verdicts.count(state) for state in Quarantine}
        sentence = (
            f"扫描了{len(verdicts)}份材料：{counted[Quarantine.CLEAN]}份可以使用，"
            f"{counted[Quarantine.INFECTED]}份发现病毒，{counted[Quarantine.WAITING]}份未能扫描。"
        )
        if counted[Quarantine.WAITING]:
            raise CommandError(sentence)
        self.stdout.write(sentence)
