"""Two chiefs of a unit file at the same moment: one does, and the other is told so."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tools.browser import own_data, run_module, running

from tests.caller import Caller
from tests.web.filers import CHIEFS, PASSWORD, Paper, chief_of, file

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
TOLD = "没有重复报送"


def filing(address: str, paper: Paper, which: int, meet: Barrier) -> Callable[[], tuple[int, bool]]:
    """The status, and whether one is told that it is filed already: who comes too late to try, on
    the receipt, where one is sent."""

    def act() -> tuple[int, bool]:
        with Caller(address, chief_of(paper.declaration, which), PASSWORD) as caller:
            meet.wait(30)
            status, page = file(caller, paper)
            if status == 302:
                _, receipt = caller.call("GET", f"/declarations/{paper.declaration}/receipt/")
                page = receipt.decode()
            return status, TOLD in page

    return act


def test_one_files_and_the_other_is_told() -> None:
    """All at once, two for each declaration; some of them at least come into the very act."""
    with own_data(JIQUN_MAIL_BACKEND=NO_MAIL) as settings:
        papers = [Paper(**each) for each in json.loads(run_module("tests.web.filers", settings))]
        meet = Barrier(len(papers) * len(CHIEFS))
        with running(settings) as (address, _), ThreadPoolExecutor(meet.parties) as pool:
            came = [
                [pool.submit(filing(address, paper, which, meet)) for which in CHIEFS]
                for paper in papers
            ]
            answers = [sorted(each.result() for each in both) for both in came]
        told = json.loads(run_module("tests.web.filed", settings))
    assert [[said for _, said in both] for both in answers] == [[False, True]] * len(papers)
    statuses = [[status for status, _ in both] for both in answers]
    assert [302, 422] in statuses
    assert all(both in ([302, 302], [302, 422]) for both in statuses)
    stories = told["declarations"].values()
    assert [[event["verb"] for event in story["events"]] for story in stories] == [
        ["make_fair_copy", "file"]
    ] * len(papers)
    numbers = sorted(each["number"] for story in stories for each in story["submissions"])
    assert numbers == [f"2024-110118-{n:04}" for n in range(1, len(papers) + 1)]
    assert (told["last"], told["spoilt"], told["faults"]) == (len(papers), [], [])
