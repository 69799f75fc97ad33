"""jiqun manage verify_events: is every chain of events as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiqun.web.audit.models import Chain
from jiqun.web.audit.queries import faults


class Command(BaseCommand):
    help = "核对全部事件链：有改动、缺失、插入或调换的，逐条指出，退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{Chain.objects.count()}条事件链完好。")
