"""Starting: one line with the address, or one sentence why not."""

import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django import Settings
from tools.browser import own_data, running, served

from jiqun.web.accounts.demo import CHIEFS, create_accounts
from jiqun.web.accounts.models import User
from jiqun.web.secret import secret_key
from jiqun.web.serve import demonstration_lacks_something, set_up_demonstration
from tests.web.world import a_declaration, operator

JIQUN = Path(sys.executable).with_name("jiqun")


def test_it_serves() -> None:
    with served() as address, urllib.request.urlopen(address) as response:
        assert response.status == 200
        assert "检查申报表" in response.read().decode()


def page(address: str) -> str:
    with urllib.request.urlopen(address) as response:
        return response.read().decode()


def test_people_move_into_an_empty_demonstration_once() -> None:
    with own_data(JIQUN_DEMO_ACCOUNTS="1") as settings:
        with running(settings) as (address, _):
            first = page(f"{address}login/")
        with running(settings) as (address, _):
            again = page(f"{address}login/")
    assert (
        first.count("@shili.example.org</code>") == again.count("@shili.example.org</code>") == 16
    )


@pytest.mark.django_db
def test_a_demonstration_that_was_broken_off_is_made_complete() -> None:
    wanted = [demonstration_lacks_something()]
    create_accounts()
    wanted.append(demonstration_lacks_something())
    a_declaration(User.objects.get(email=CHIEFS[-1]).unit)
    wanted.append(demonstration_lacks_something())
    assert wanted == [True, True, False]


@pytest.mark.django_db
def test_a_demonstration_does_not_move_in_with_others() -> None:
    operator()
    assert not demonstration_lacks_something()


@pytest.mark.django_db
def test_a_demonstration_that_cannot_be_made_is_one_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Django in that process finds no settings."""
    settings.DEMO_ACCOUNTS = True
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "jiqun.web.none")
    with pytest.raises(SystemExit):
        set_up_demonstration()
    assert capsys.readouterr().err.splitlines()[1:] == [
        "演示数据没有建成（ModuleNotFoundError: No module named 'jiqun.web.none'）。"
        "请重新启动再试；不需要的，设 JIQUN_DEMO_ACCOUNTS=0。"
    ]


def test_nobody_is_there_otherwise() -> None:
    with served() as address:
        assert "演示账号" not in page(f"{address}login/")


def test_it_answers_to_the_address_it_listens_on() -> None:
    with served(host="127.0.0.2") as address:
        assert address.startswith("http://127.0.0.2:")
        with urllib.request.urlopen(address) as response:
            assert response.status == 200


def test_all_processes_count_together() -> None:
    def status(address: str) -> int:
        try:
            with urllib.request.urlopen(f"{address}demo/clean/") as response:
                return int(response.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code

    with served(JIQUN_RATE="20/d") as address, ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(status, [address] * 40))
    assert Counter(statuses) == {200: 20, 429: 20}


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [JIQUN, "serve", "--port", str(port)], capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"端口{port}已被占用，请换一个端口（例如 PORT=8001），或先停止占用它的程序。\n"
    )


def test_an_address_of_another_machine_is_one_sentence() -> None:
    done = subprocess.run(
        [JIQUN, "serve", "--host", "192.0.2.1"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (
        1,
        "本机没有“192.0.2.1”这个地址，请核对监听地址。\n",
    )


def test_a_name_nobody_knows_is_one_sentence() -> None:
    done = subprocess.run(
        [JIQUN, "serve", "--host", "no.such.invalid"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr == "无法在 no.such.invalid:8000 上启动，请核对监听地址和端口。\n"


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(folder), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) > 80
    assert [file.name for file in folder.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_django_finds_nothing_to_complain_of() -> None:
    done = subprocess.run(
        [JIQUN, "manage", "check", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
