"""The running product and a browser to look at it with, for the picture and the browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tools.postgresql import own_database

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "jiqun" / "documents" / "fonts"

PROGRAM = Path(sys.executable).with_name("jiqun")

WINDOW = {"width": 1366, "height": 768}

# A bare machine has no Chinese font, so the browser is shown ours.
FONT_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def served(host: str = "127.0.0.1", scene: str = "", **environment: str) -> Iterator[str]:
    """A copy of the product of its own, on a free port, as "make run" starts it: its address.
    ``scene`` is a module that is run before, to fill the database."""
    with own_data(**environment) as settings:
        if scene:
            run_module(scene, settings)
        with running(settings, host) as (address, _):
            yield address


@contextmanager
def own_data(**environment: str) -> Iterator[Mapping[str, str]]:
    """The settings of a copy with a folder and a database of its own, both empty."""
    with ExitStack() as stack:
        var = stack.enter_context(tempfile.TemporaryDirectory())
        settings = {"JIQUN_VAR": var, "JIQUN_RATE": "10000/m", **environment}
        server = os.environ.get("DATABASE_URL")
        if server:
            settings["DATABASE_URL"] = stack.enter_context(own_database(server))
        yield settings


def run_module(name: str, settings: Mapping[str, str], *arguments: str) -> str:
    """What it prints."""
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments],
        env={**os.environ, **settings},
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@contextmanager
def running(
    settings: Mapping[str, str],
    host: str = "127.0.0.1",
    program: Sequence[str | Path] = (PROGRAM,),
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The product on the data that are there: its address, and its first process."""
    command = [*program, "serve", "--host", host, "--port", str(free_port())]
    environment = {**os.environ, **settings}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        # It prints every letter it would mail: into a full pipe it would wait for ever.
        reading = threading.Thread(target=deque, args=(process.stdout, 0))
        reading.start()
        try:
            if "已启动" not in first:
                raise RuntimeError(f"the product did not start: {first!r}")
            yield first.partition("：")[2].split()[0], process
        finally:
            process.terminate()
            process.wait(timeout=20)
            reading.join(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        raise FileNotFoundError("chromium is not installed; make test installs it")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(FONT_CONFIG.format(fonts=FONTS, cache=folder), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=program,
            args=list(ARGUMENTS),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        try:
            yield browser
        finally:
            browser.close()
