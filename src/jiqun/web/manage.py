"""Django's own commands, for administrators: ``jiqun manage …``."""

import os

from django.core.management import execute_from_command_line


def run_manage(args: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.web.settings")
    execute_from_command_line(["jiqun manage", *args])
