"""How long one waits for 已保存: a save through the real server, on the largest golden."""

import statistics
import time

from tools.browser import served

from jiqun.core.facts import as_json
from tests.bench.firms import workbook_of
from tests.caller import Caller
from tests.declarations import golden
from tests.e2e.scene import PASSWORD, chief_of

SAVES, TO_WARM_UP = 300, 60
#: Within so many milliseconds, 95 of 100.
BUDGET = 60
#: One text and one figure, each with what follows from it on its page.
SAVED = (("2", "output.2021", "1876.4{}"), ("8", "plan.overview", "集群现状第{}稿。"))


def round_trips(caller: Caller, slug: str, key: str, value: str) -> list[float]:
    """Milliseconds of each save, from the shortest on; the first, which find the processes of the
    server cold, don't count."""
    found = []
    base = caller.save(1, {}, base=0, window="bench", slug=slug)["version"]
    for number in range(TO_WARM_UP + SAVES):
        typed = {key: value.format(number % 10)}
        begun = time.perf_counter()
        saved = caller.save(1, typed, base=base, window="bench", slug=slug)
        found.append((time.perf_counter() - begun) * 1000)
        base = saved["version"]
    return sorted(found[TO_WARM_UP:])


def median_and_p95(firms: int = 0) -> list[tuple[str, float, float]]:
    """Of each page; with a roster of so many firms beside, every rule judges these as well."""
    whole = {key: as_json(value) for key, value in golden("longest").facts.items()}
    with (
        served(scene="tests.e2e.scene") as address,
        Caller(address, chief_of(1), PASSWORD) as caller,
    ):
        caller.save(1, whole, base=0, window="bench")
        if firms:
            roster = workbook_of(firms)
            status = caller.hand_in("/declarations/1/roster/hand-in/", roster, "firms.xlsx")
            assert status == 302, f"the roster was answered with {status}"
        times = {slug: round_trips(caller, slug, key, value) for slug, key, value in SAVED}
    return [
        (slug, statistics.median(each), each[len(each) * 95 // 100]) for slug, each in times.items()
    ]
