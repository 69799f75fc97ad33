"""The command line run in this process; what it refuses is raised."""

from pathlib import Path

from typer.testing import CliRunner, Result

from jiqun.cli.app import app
from tests.declarations import DEMO

CLEAN, FLAWED = DEMO / "clean.yaml", DEMO / "flawed.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


def words(text: str) -> str:
    """What is shown, however it is spaced."""
    return " ".join(text.split())
