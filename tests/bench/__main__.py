"""Print medians against the budgets of the design, on a complete and on the largest golden."""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jiqun.core.case import Case
from jiqun.core.figures import Figures
from jiqun.core.rules import check
from jiqun.core.standard import judge
from jiqun.documents.factsfile import FactsFile
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.reader import read_word
from jiqun.documents.word import write_word
from tests.bench import autosave, roster
from tests.bench.firms import workbook_of
from tests.bench.peer import render_with_docxtpl
from tests.declarations import blank, golden

ROUNDS = 30


def main() -> None:
    empty = blank()
    print(f"中位数（毫秒），每项{ROUNDS}次；括号内是预算")
    show("空白表 docx", median_ms(lambda: write_word(fill(empty))), 10)
    for name, called in (("clean", "完整的一份"), ("longest", "最长的一份，附页6页")):
        print(called)
        measure_declaration(golden(name))
    measure_roster()
    measure_autosave()


def measure_autosave() -> None:
    """Through the real server, from sending to the answer."""
    for beside, firms in (("", 0), (f"，旁有{roster.USUAL}家企业的名录", roster.USUAL)):
        print(f"在线填报，最长的一份{beside}：存一栏")
        for slug, median, p95 in autosave.median_and_p95(firms):
            show(f"第{slug}部分", median)
            show(f"第{slug}部分，95%", p95, autosave.BUDGET)


def measure_roster() -> None:
    print(f"企业名录，{roster.USUAL}家")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "firms.xlsx")
        path.write_bytes(workbook_of(roster.USUAL))
        show("读取、检查、汇总", median_ms(lambda: roster.work_through(path), rounds=10), 150)
        show("calamine只读取", median_ms(lambda: roster.read_bare(path), rounds=10))
    print(f"企业名录，{roster.LARGEST:,}家（一次）")
    roster.measure_largest()


def measure_declaration(file: FactsFile) -> None:
    facts, filled = file.facts, fill(file.facts)
    docx = write_word(filled)
    word = median_ms(lambda: write_word(fill(facts)))
    peer = median_ms(lambda: render_with_docxtpl(facts), rounds=7)
    show("填写 docx", word, 10)
    show("填写 pdf", median_ms(lambda: write_pdf(fill(facts))), 120)
    show("读回 docx", median_ms(lambda: read_word(docx)), 15)
    # A case remembers what it has worked out, so each run is given a new one.
    case = Case(facts=facts, overflows=filled.overflows, evidence=file.evidence)
    show("全部规则", median_ms(lambda: check(replace(case))), 5)
    show("认定标准", median_ms(lambda: judge(replace(case))))
    show("全部指标", median_ms(lambda: list(Figures(facts).known())))
    print(f"  docxtpl 同内容 {peer:8.2f}   本系统快 {peer / word:.1f} 倍（不少于10倍）")


def show(name: str, found: float, budget: float | None = None) -> None:
    verdict = "" if budget is None else f"（{budget}）{'达到' if found <= budget else '超出'}"
    print(f"  {name:　<10} {found:8.2f}  {verdict}")


def median_ms(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median of ``rounds`` runs in milliseconds, after two to warm up."""
    action()
    action()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
