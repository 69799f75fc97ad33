"""A real server, killed while evidence comes in: nothing is ever half done."""

import hashlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from tools.browser import ROOT, free_port

from tests.documents.attachments import files
from tests.e2e.scene import PASSWORD, chief_of

PROGRAM = Path(sys.executable).with_name("jiqun")
BOUNDARY = "evidence"


@dataclass(frozen=True)
class Copy:
    """A copy of the product with its own data."""

    var: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "JIQUN_VAR": str(self.var), "DATABASE_URL": ""}

    def set_scene(self) -> None:
        command = [sys.executable, "-m", "tests.e2e.scene"]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    @contextmanager
    def served(self) -> Iterator["Server"]:
        """Killed at the end, with all its processes, if not before."""
        port = free_port()
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port)],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout and "已启动" in process.stdout.readline()
        server = Server(port, process)
        try:
            yield server
        finally:
            server.kill()
            process.communicate()

    def files(self) -> dict[str, bytes]:
        """What is stored, by its name."""
        return {path.name: path.read_bytes() for path in self.evidence.glob("??/*")}

    def incoming(self) -> list[Path]:
        return list((self.evidence / "incoming").glob("*"))

    @property
    def evidence(self) -> Path:
        return self.var / "evidence"

    def rows(self) -> list[str]:
        """The contents that files of declarations speak of."""
        with closing(sqlite3.connect(self.var / "jiqun.sqlite3")) as database:
            found = database.execute(
                "SELECT sha256 FROM declarations_evidencefile JOIN declarations_blob"
                " ON declarations_blob.id = blob_id"
            )
            return [sha256 for (sha256,) in found]

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, "manage", *arguments], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[str]

    def kill(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()

    def sign_in(self) -> tuple[str, str]:
        """The cookies, and what a form must carry."""
        cookies = CookieJar()
        opener = build_opener(HTTPCookieProcessor(cookies))
        address = f"http://127.0.0.1:{self.port}"
        token = token_in(opener.open(f"{address}/login/").read().decode())
        sent = {"username": chief_of(1), "password": PASSWORD, "csrfmiddlewaretoken": token}
        opener.open(f"{address}/login/", urlencode(sent).encode()).close()
        page = opener.open(f"{address}/declarations/1/evidence/").read().decode()
        return "; ".join(f"{each.name}={each.value}" for each in cookies), token_in(page)

    @contextmanager
    def upload(self, data: bytes) -> Iterator[tuple[socket.socket, bytes]]:
        """The head of the request sent; the body to send."""
        cookies, token = self.sign_in()
        body = (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=csrfmiddlewaretoken\r\n\r\n"
            f"{token}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name=file; "
            f"filename=a.pdf\r\n\r\n"
        ).encode()
        body += data + f"\r\n--{BOUNDARY}\r\n".encode()
        body += (
            f"Content-Disposition: form-data; name=whole\r\n\r\n1\r\n--{BOUNDARY}--\r\n".encode()
        )
        head = (
            f"POST /declarations/1/evidence/add/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {cookies}\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(head.encode())
            yield line, body


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def answer(line: socket.socket) -> str:
    received = b""
    while more := line.recv(65536):
        received += more
    return received.decode().partition("\r\n")[0]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    copy = Copy(tmp_path)
    copy.set_scene()
    return copy


def wait_for(what: object, seconds: float = 20) -> None:
    assert callable(what)
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < seconds
        time.sleep(0.01)


def large_pdf() -> bytes:
    """Some megabytes, so that there is something to be in the middle of."""
    return files.pdf(1).replace(b"%%EOF", b"%" + b"x" * 5_000_000 + b"\n%%EOF")


def test_killed_while_a_file_comes_in(copy: Copy) -> None:
    data, before = large_pdf(), copy.files()
    with copy.served() as server, server.upload(data) as (line, body):
        line.sendall(body[: len(body) // 2])
        wait_for(lambda: any(path.stat().st_size > 1_000_000 for path in copy.incoming()))
        server.kill()
    assert (copy.rows(), copy.files()) == ([], before)
    assert len(copy.incoming()) == 1
    with copy.served() as server, server.upload(data) as (line, body):
        line.sendall(body)
        assert answer(line) == "HTTP/1.1 200 OK"
    digest = hashlib.sha256(data).hexdigest()
    assert (copy.rows(), copy.files()) == ([digest], {**before, digest: data})
    assert copy.manage("sweep_blobs", "--hours", "0") == "清理了1个文件。\n"
    assert (copy.incoming(), copy.files()) == ([], {**before, digest: data})
    assert "完好" in copy.manage("verify_events")


def test_killed_at_any_moment_after_it_came(copy: Copy) -> None:
    """A file without a row may be left, and is swept; a row without its file never is."""
    before = copy.files()
    for number, delay in enumerate((0.0, 0.2, 0.4, 0.6), start=1):
        with copy.served() as server, server.upload(files.pdf(number)) as (line, body):
            line.sendall(body)
            time.sleep(delay)
            server.kill()
        stored = copy.files()
        assert {name: hashlib.sha256(data).hexdigest() for name, data in stored.items()} == {
            name: name for name in stored
        }
        assert set(copy.rows()) <= set(stored)
    copy.manage("sweep_blobs", "--hours", "0")
    assert copy.files().keys() == {*before, *copy.rows()}
    assert "完好" in copy.manage("verify_events")
