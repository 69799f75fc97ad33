"""The server is killed while many save: what was answered is there, and nothing is half there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tools.browser import own_data, run_module, running

from tests.caller import Caller
from tests.e2e.scene import PASSWORD, chief_of, filler_of
from tests.web.killing import kill, until_cut

#: Each of these saves the same keys in one go, with a value that no other save has.
WRITERS = {
    "one": (1, chief_of, ("output.2021", "output.2022", "output.2023", "quality")),
    "two": (1, filler_of, ("firms.2021", "firms.2022", "firms.2023", "smes.2021")),
    "three": (2, chief_of, ("output.2021", "output.2022", "output.2023", "quality")),
}
TIMES_KILLED = 3
#: So many answers first, each time.
ANSWERS = 40
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


@dataclass
class Answered:
    """What the server has said that it has: versions of drafts, and people invited."""

    saved: list[tuple[int, int, dict[str, str]]] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __len__(self) -> int:
        return len(self.saved) + len(self.invited)


def keep_saving(address: str, writer: str, answered: Answered) -> None:
    declaration, email, keys = WRITERS[writer]
    with Caller(address, email(declaration), PASSWORD) as caller:
        while True:
            typed = dict.fromkeys(keys, f"第{next(answered.numbers)}次")
            saved = caller.save(declaration, typed, base=0, window=writer)
            answered.saved.append((declaration, saved["version"], typed))


def keep_inviting(address: str, answered: Answered) -> None:
    with Caller(address, chief_of(3), PASSWORD) as caller:
        while True:
            email = f"yaoqing{next(answered.numbers)}@example.org"
            status, _ = caller.send_form("/people/", name="示例", email=email, role="filler")
            assert status == 302
            answered.invited.append(email)


def save_until_killed(settings: Mapping[str, str], answered: Answered) -> None:
    enough = len(answered) + ANSWERS
    with running(settings) as (address, process):
        threads = [
            *(until_cut(lambda w=w: keep_saving(address, w, answered)) for w in WRITERS),
            until_cut(lambda: keep_inviting(address, answered)),
        ]
        while len(answered) < enough:
            assert any(thread.is_alive() for thread in threads)
            threads[0].join(0.01)
        kill(process)
        for thread in threads:
            thread.join()


def replayed(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The draft as its changes make it, each from what stood there before."""
    stands: dict[str, Any] = {}
    for _, key, old, new in draft["changes"]:
        assert stands.get(key) == old
        stands[key] = new
    return {key: value for key, value in stands.items() if value is not None}


def by_version(draft: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for version, key, _, new in draft["changes"]:
        found.setdefault(version, {})[key] = new
    return found


def test_what_was_answered_is_there_and_nothing_is_half_there() -> None:
    answered = Answered()
    with own_data(JIQUN_MAIL_BACKEND=NO_MAIL) as settings:
        run_module("tests.e2e.scene", settings)
        for _ in range(TIMES_KILLED):
            save_until_killed(settings, answered)
        with running(settings) as (address, _), Caller(address, chief_of(1), PASSWORD):
            pass  # it serves again
        kept = json.loads(run_module("tests.web.kept", settings))
    saves = {number: by_version(draft) for number, draft in kept["drafts"].items()}
    for number, draft in kept["drafts"].items():
        assert draft["entries"] == replayed(draft)
        assert list(saves[number]) == list(range(1, draft["version"] + 1))
    whole = {keys for _, _, keys in WRITERS.values()}
    assert {tuple(save) for versions in saves.values() for save in versions.values()} <= whole
    assert all(len(set(s.values())) == 1 for versions in saves.values() for s in versions.values())
    for number, version, typed in answered.saved:
        assert saves[str(number)][version] == typed
    assert set(answered.invited) <= set(kept["invited"])
    assert kept["events"] == len(kept["invited"])
    assert kept["faults"] == []
