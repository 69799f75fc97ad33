"""How long a roster takes: what a cluster waits for, and the largest one anybody could hand in."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from jiqun.core.roster.rules import judge_rows
from jiqun.core.roster.totals import totals_of
from jiqun.documents.workbook.reading.read import read_workbook
from tests.bench.firms import HEADS, workbook_of

USUAL, LARGEST = 500, 100_000
#: In MB, of this process and of the one that parses.
MOST_MEMORY = 1500


def work_through(path: Path) -> dict[str, float]:
    """Seconds for each step of one workbook."""
    started = time.perf_counter()
    handed = read_workbook(path.read_bytes(), path.name)
    read = time.perf_counter()
    findings = judge_rows(handed.roster)
    judged = time.perf_counter()
    totals_of(handed.roster)
    done = time.perf_counter()
    assert findings
    return {"读取": read - started, "逐行检查": judged - read, "汇总": done - judged}


def read_bare(path: Path) -> float:
    """The peer: calamine alone, in this process."""
    started = time.perf_counter()
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert sum(1 for _ in sheet.iter_rows()) > 1
    return time.perf_counter() - started


def measure_largest() -> None:
    """In a process of its own, so that the memory is its own; tools/bench calls it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "firms.xlsx")
        path.write_bytes(workbook_of(LARGEST))
        run = [sys.executable, "-m", "tests.bench.roster", str(path)]
        subprocess.run(run, check=True)
        print(f"  calamine只读取 {read_bare(path):8.1f} 秒")


def main() -> None:
    path = Path(sys.argv[1])
    steps = work_through(path)
    for step, seconds in steps.items():
        print(f"  {step:　<10} {seconds:8.1f} 秒")
    usage = [resource.getrusage(who).ru_maxrss / 1024 for who in (0, -1)]
    within = "达到" if sum(usage) < MOST_MEMORY else "超出"
    print(f"  合计 {sum(steps.values()):.1f} 秒；内存 {usage[0]:.0f} ＋ {usage[1]:.0f} MB")
    print(f"  （不超过{MOST_MEMORY} MB）{within}；{len(HEADS)}列，5%的行有错")


if __name__ == "__main__":
    main()
