"""The server is killed while many file and take back: each filing is whole, or it never was.

The kills are aimed: just after another scan has come into the storage, when its transaction is at
hand, each a little later than the one before. That a half would be seen was tried: with the row of
the submission written after the transaction, which was committed before, it failed every time.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from tools.browser import own_data, run_module, running

from tests.caller import Caller
from tests.web.filers import PASSWORD, Paper, chief_of, file
from tests.web.killing import kill, until_cut

TIMES_KILLED = 4
#: So many filings are answered first, each time.
ANSWERS = 3
#: Then another scan is in the storage, and its transaction is at hand: killed within this.
AT_HAND = 0.2  # seconds
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


@dataclass
class Answered:
    """Which declarations the server has said are filed, or taken back, one after the other."""

    filed: list[int] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)


def keep_filing(address: str, paper: Paper, answered: Answered) -> None:
    """From wherever the last kill has left it."""
    number = paper.declaration
    with Caller(address, chief_of(number), PASSWORD) as caller:
        status, _ = caller.call("GET", f"/declarations/{number}/file/")
        while True:
            if status == 200:
                filing, page = file(caller, paper)
                assert filing == 302, page
                answered.filed.append(number)
            withdrawing, _ = caller.send_form(f"/declarations/{number}/withdraw/", reason="有误")
            assert withdrawing == 302
            answered.withdrawn.append(number)
            status = 200


def scans(settings: Mapping[str, str]) -> list[Path]:
    """With the papers of ours; no two of them are the same."""
    return list(Path(settings["JIQUN_VAR"], "evidence").glob("??/*"))


def wait_until(threads: list[Thread], holds: Callable[[], bool]) -> None:
    while not holds():
        assert all(thread.is_alive() for thread in threads)
        time.sleep(0.002)


def file_until_killed(
    settings: Mapping[str, str], papers: list[Paper], answered: Answered, after: float
) -> None:
    enough = len(answered.filed) + ANSWERS
    with running(settings) as (address, process):
        threads = [
            until_cut(lambda each=each: keep_filing(address, each, answered)) for each in papers
        ]
        wait_until(threads, lambda: len(answered.filed) >= enough)
        before = len(scans(settings))
        wait_until(threads, lambda: len(scans(settings)) > before)
        time.sleep(after)
        kill(process)
        for thread in threads:
            thread.join()


def assert_whole(story: Mapping[str, Any], paper: Paper) -> None:
    """Submissions and events tell the same, and the state is what comes of it."""
    submissions = story["submissions"]
    verbs = [event["verb"] for event in story["events"]]
    last = [] if story["state"] == "draft" else ["file"]
    pairs = ["file", "withdraw"] * (len(submissions) - len(last))
    assert verbs == ["make_fair_copy", *pairs, *last]
    filings = [event for event in story["events"] if event["verb"] == "file"]
    for submission, event in zip(submissions, filings, strict=True):
        pdf, sealed = submission["papers"]
        assert pdf == paper.pdf
        assert submission["chain"] == event["chain"]
        assert event["data"] == {
            "from": "draft",
            "to": "filed",
            "number": submission["number"],
            "digest": submission["facts"],
            "sealed": sealed,
        }
    withdrawn = [submission["withdrawn"] for submission in submissions]
    assert withdrawn == [True] * (len(pairs) // 2) + [False] * len(last)


def assert_all_whole(told: Mapping[str, Any], papers: list[Paper]) -> None:
    """Also that every content is there, and every number given out stands on a receipt."""
    stories = told["declarations"]
    for paper in papers:
        assert_whole(stories[str(paper.declaration)], paper)
    numbers = [each["number"] for story in stories.values() for each in story["submissions"]]
    assert sorted(numbers) == [f"2024-110118-{n:04}" for n in range(1, told["last"] + 1)]
    assert (told["spoilt"], told["faults"]) == ([], [])


def test_a_filing_is_whole_or_never_was() -> None:
    answered, chance = Answered(), random.Random()
    with own_data(JIQUN_MAIL_BACKEND=NO_MAIL) as settings:
        papers = [Paper(**each) for each in json.loads(run_module("tests.web.filers", settings))]
        for n in range(TIMES_KILLED):
            after = (n + chance.random()) * AT_HAND / TIMES_KILLED
            file_until_killed(settings, papers, answered, after)
            told = json.loads(run_module("tests.web.filed", settings))
            assert_all_whole(told, papers)
    for number, story in told["declarations"].items():
        withdrawn = [each["withdrawn"] for each in story["submissions"]]
        assert len(withdrawn) >= answered.filed.count(int(number))
        assert withdrawn.count(True) >= answered.withdrawn.count(int(number))
