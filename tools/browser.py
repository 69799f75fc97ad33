"""The running product and a browser to look at it with, for the picture and the browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "jiqun" / "documents" / "fonts"

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
    port = free_port()
    with tempfile.TemporaryDirectory() as var:
        program = Path(sys.executable).with_name("jiqun")
        command = [program, "serve", "--host", host, "--port", str(port)]
        settings = {"JIQUN_VAR": var, "JIQUN_RATE": "10000/m", **environment}
        if scene:
            subprocess.run(
                [sys.executable, "-m", scene], env={**os.environ, **settings}, cwd=ROOT, check=True
            )
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True
        )
        try:
            first = process.stdout.readline() if process.stdout else ""
            if "已启动" not in first:
                raise RuntimeError(f"the product did not start: {first!r}")
            yield first.partition("：")[2].split()[0]
        finally:
            process.terminate()
            process.communicate(timeout=20)


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
