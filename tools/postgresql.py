"""Run a command on a PostgreSQL of its own, which is gone afterwards:

    python -m tools.postgresql .venv/bin/python -m pytest tests/web/audit

The command finds it by DATABASE_URL. Nothing listens on the network; files are in a temporary
folder; nothing outlives a crash of the machine, so it is quick.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

#: Debian keeps the programs of the server away from the PATH.
PROGRAMS = Path("/usr/lib/postgresql")
#: The server refuses to run as root; Debian's package brings this user.
USER = "postgres"

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
}
PATIENCE = 30  # seconds


@contextmanager
def postgresql() -> Iterator[str]:
    """A server with one empty database: the address of that."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": USER, "group": USER, "extra_groups": []}
    with tempfile.TemporaryDirectory(prefix="jiqun-pg-") as name:
        folder = Path(name)
        if identity:
            shutil.chown(folder, USER, USER)
        prepare(folder / "data", identity)
        settings = {**SETTINGS, "unix_socket_directories": name}
        options = [part for each in settings.items() for part in ("-c", "=".join(each))]
        log = (folder / "log").open("wb")
        command = [program("postgres"), "-D", folder / "data", *options]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **identity)
        try:
            wait_for(process, folder)
            yield address_of(folder, "postgres")
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(PATIENCE)
            log.close()


def program(name: str) -> str:
    """The one of the newest PostgreSQL there is."""
    versions = sorted(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, versions), os.environ["PATH"]]))
    if found is None:
        raise FileNotFoundError(f"{name} of PostgreSQL is not installed; make test installs it")
    return found


def prepare(data: Path, identity: dict[str, Any]) -> None:
    """``data`` becomes the folder of a server that trusts whoever reaches its socket."""
    options = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [program("initdb"), "-D", data, *options],
        capture_output=True,
        text=True,
        cwd=data.parent,
        **identity,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr}")


def wait_for(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(address_of(folder, "postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text('utf-8')}")


def address_of(folder: Path, database: str) -> str:
    return f"postgresql://{USER}@{quote(str(folder), safe='')}/{database}"


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Another empty database on the server that this address is of: its address."""
    name = f"own_{os.getpid()}_{time.monotonic_ns()}"
    called = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(called))
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(called))


def main() -> int:
    with postgresql() as address:
        command = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address})
    return command.returncode


if __name__ == "__main__":
    sys.exit(main())
