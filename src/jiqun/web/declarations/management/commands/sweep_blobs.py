"""jiqun manage sweep_blobs: delete what uploads that were cut off have left behind, and bound PDFs
that nobody fetches any more."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from jiqun.web.declarations.actions.blobs import sweep_files
from jiqun.web.declarations.actions.bound import sweep_bound


class Command(BaseCommand):
    help = "清理中断的上传留下的文件（超过一天、没有任何申报引用的），以及以前装订的PDF。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hours", type=int, default=24, help="只清理早于这么多小时的文件")

    def handle(self, *args: Any, **options: Any) -> None:
        age = timedelta(hours=options["hours"])
        swept = sweep_files(age) + sweep_bound(age)
        self.stdout.write(f"清理了{swept}个文件。")
