"""Print medians against the budgets of the design, on the largest golden declaration."""

import statistics
import time
from collections.abc import Callable

from tests.bench.peer import render_with_docxtpl
from tests.declarations import blank, golden

from jiqun.core.case import Case
from jiqun.core.rules import check
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.reader import read_word
from jiqun.documents.word import write_word

ROUNDS = 30


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


def main() -> None:
    facts = golden("longest").facts
    empty = blank()
    filled = fill(facts)
    case = Case(facts=facts, overflows=filled.overflows)
    docx = write_word(filled)
    word = median_ms(lambda: write_word(fill(facts)))
    peer = median_ms(lambda: render_with_docxtpl(facts), rounds=5)
    lines = (
        ("空白表 docx", median_ms(lambda: write_word(fill(empty))), 10),
        ("填好的表 docx", word, 10),
        ("填好的表 pdf", median_ms(lambda: write_pdf(fill(facts))), 120),
        ("读回填好的表", median_ms(lambda: read_word(docx)), 15),
        ("全部规则", median_ms(lambda: check(case)), 5),
    )
    print(f"最长的示例申报，中位数（毫秒），每项{ROUNDS}次")
    for name, found, budget in lines:
        print(
            f"{name:　<10}{found:8.2f}   预算 ≤ {budget}   {'达到' if found <= budget else '超出'}"
        )
    print(f"{'docxtpl 同内容':　<10}{peer:8.2f}   本系统快 {peer / word:.1f} 倍（目标 ≥ 10 倍）")
    print(
        f"docx 大小 {len(docx) / 1000:.0f} kB；docxtpl {len(render_with_docxtpl(facts)) / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
