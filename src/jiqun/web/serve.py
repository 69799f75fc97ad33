"""Start the web application, and Django's own commands."""

import errno
import os
import socket
import subprocess
import sys
from typing import Any, NoReturn

from gunicorn.app.base import BaseApplication

#: Checking is short and mostly computing: a process for each core, a few threads each so that
#: slow uploads don't keep the others waiting.
THREADS = 4
MOST_WORKERS = 8

#: Addresses that stand for all of the machine's.
EVERYWHERE = ("", "0.0.0.0", "::")

PROBLEMS = {
    errno.EADDRINUSE: "端口{port}已被占用，请换一个端口（例如 PORT=8001），或先停止占用它的程序。",
    errno.EACCES: "没有权限使用端口{port}，请换一个大于1024的端口。",
    errno.EADDRNOTAVAIL: "本机没有“{host}”这个地址，请核对监听地址。",
}


def run_manage(args: list[str]) -> None:
    from django.core.management import execute_from_command_line

    set_up()
    execute_from_command_line(["jiqun manage", *args])


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.web.settings")


def serve(host: str, port: int) -> None:
    """Prepare the data and serve until told to stop. Exits with one sentence if it can't."""
    refuse_taken(host, port)
    allow(host)
    prepare()
    Server(host, port).run()


def refuse_taken(host: str, port: int) -> None:
    """Try the address now: the server would retry for seconds and then speak in tracebacks."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError, UnicodeError) as why:
        number = why.errno if isinstance(why, OSError) else None
        sentence = PROBLEMS.get(number or 0, "无法在 {host}:{port} 上启动，请核对监听地址和端口。")
        give_up(sentence.format(host=host, port=port))


def give_up(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)


def allow(host: str) -> None:
    """People may call the server by the address it listens on, unless the settings name others."""
    if host not in EVERYWHERE and "JIQUN_HOSTS" not in os.environ:
        name = f"[{host}]" if ":" in host else host
        os.environ["JIQUN_HOSTS"] = ",".join((name, "localhost", "127.0.0.1", "[::1]"))


def prepare() -> None:
    """Load everything, and bring tables and static files up to date.

    What is loaded before the workers fork is in memory once, and whatever is broken shows now.
    """
    import django
    from django.core.management import call_command
    from django.db import connections
    from django.urls import get_resolver

    set_up()
    django.setup()
    get_resolver().check()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    set_up_demonstration()
    connections.close_all()  # the workers open their own


def set_up_demonstration() -> None:
    """Where it is wished for and nobody else is there yet, invented people move in, once for all.

    In a process of its own: papers are printed for it, after which no worker could be forked off.
    """
    from django.conf import settings

    if not settings.DEMO_ACCOUNTS or not demonstration_lacks_something():
        return
    sys.stderr.write("正在建立演示数据（只在第一次，约十秒）……\n")
    command = [sys.executable, "-m", "jiqun.web.serve", "create_demo"]
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["没有说明原因"])[-1]
        give_up(f"演示数据没有建成（{why}）。请重新启动再试；不需要的，设 JIQUN_DEMO_ACCOUNTS=0。")


def demonstration_lacks_something() -> bool:
    """Is it to be made, or to be made complete, since that was broken off? What it makes last is
    all there or not at all."""
    from jiqun.web.accounts.demo import CHIEFS
    from jiqun.web.accounts.models import Unit
    from jiqun.web.audit.models import Event
    from jiqun.web.declarations.models import Declaration

    if not Unit.objects.exists():
        return True
    begun = Event.objects.filter(verb="create_demo").exists()
    return begun and not Declaration.objects.filter(unit__people__email=CHIEFS[-1]).exists()


class Server(BaseApplication):
    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options().items():
            self.cfg.set(name, value)

    def options(self) -> dict[str, Any]:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return {
            "bind": f"{name}:{self.port}",
            "workers": min(os.cpu_count() or 1, MOST_WORKERS),
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: self.announce(),
        }

    def load(self) -> Any:
        from jiqun.web.wsgi import application

        return application

    def announce(self) -> None:
        from django.conf import settings

        everywhere = self.host in EVERYWHERE
        name = "127.0.0.1" if everywhere else self.host
        name = f"[{name}]" if ":" in name else name
        sys.stdout.write(f"已启动：http://{name}:{self.port}/ （按 Ctrl+C 停止）\n")
        if everywhere and not os.environ.get("JIQUN_HOSTS"):
            known = "、".join(settings.ALLOWED_HOSTS)
            sys.stdout.write(
                f"目前只接受以 {known} 访问；如需从其他电脑访问，请设置 JIQUN_HOSTS=本机地址。\n"
            )
        sys.stdout.flush()


if __name__ == "__main__":
    run_manage(sys.argv[1:])
