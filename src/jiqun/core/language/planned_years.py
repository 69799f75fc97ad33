"""Years that the texts of a plan speak of, where that cannot be."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jiqun.core.form.years import Years

YEAR = r"(?<!\d)(20\d\d)年"

#: A text that opens with a year speaks of that year (“到2025年，……”), unless it only dates what it
#: goes on to speak of (“2024年启动的……”, “2023年基础上……”).
ITEM = r"(?:\d[.．、]|[（(]\d[)）]|[一1]是)?"
OPENING = re.compile(
    rf"\W{{0,3}}{ITEM}(?:力争|争取|计划|预计|确保)?(?:到|在|至|截至)?{YEAR}"
    r"(?!\d|(?:度|末|底)?(?:启动|开工|立项|建成|投产|以来|以前|之前|起|已|基|的|前))"
)
#: What is to be reached in a year (“2025年达到65家”).
REACHED = re.compile(rf"{YEAR}[度末底内]?，?(?:达到|实现|完成|突破|增至|提高到|降至)")
NAMED = re.compile(r"(?<!\d)20\d\d(?!\d)")

RANGE = r"(?<!\d)(20\d\d)年?[-—–－~～至到]{1,2}(20\d\d)年?"
COMING = re.compile(rf"(?:(?:未来|今后)三年|规划期)[（(，,：:为]?{RANGE}")
AIMED = re.compile(rf"{RANGE}，?三年(?:总体|发展|工作)?(?:目标|规划)")
#: The name of another paper, whose years are its own.
TITLE = re.compile(r"《[^《》]{0,200}》")


def other_year(text: str, year: int, years: Years) -> int | None:
    """The year that the goals of ``year`` speak of instead of their own. What lies beyond the form
    (“为2030年实现碳达峰……”) is no slip."""
    if str(year) in NAMED.findall(text):
        return None
    opening = OPENING.match(text)
    spoken_of = [*([opening[1]] if opening else []), *REACHED.findall(text)]
    known = (*years.past, *years.plan)
    return next((int(other) for other in spoken_of if int(other) in known), None)


@lru_cache(maxsize=64)  # a declaration is checked after every change, and few change its texts
def other_plans(text: str, years: Years) -> tuple[str, ...]:
    """Each stretch of years that is called the coming three, or their plan, and is not."""
    return tuple(stretches(text, years))


def stretches(text: str, years: Years) -> Iterator[str]:
    text = TITLE.sub("", text)
    starts = (years.base, years.call)  # 2023—2026年 is from the base to the target
    for found in (*COMING.finditer(text), *AIMED.finditer(text)):
        start, end = int(found[1]), int(found[2])
        over = found.re is AIMED and end <= years.base  # a plan that has been carried out
        if not over and not (start in starts and end == years.target):
            yield f"{start}—{end}年"
