"""The task list of a declaration: what there is to do, how far it is, and where to go on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from jiqun.core.form import ROSTER
from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.core.rank import Rank
from jiqun.core.rules import Finding
from jiqun.documents.intake import Examined
from jiqun.web.checks.layout import part_headings, verdict
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.sheet import SLUG_OF
from jiqun.web.declarations.queries.case import PartDone, examined, progress_of, wrong_now
from jiqun.web.declarations.queries.corrections import standing_correction, unanswered
from jiqun.web.declarations.queries.draft import Draft, draft_of

#: The part in which nothing is left to fill in: it is signed and sealed.
STATEMENT = "九"

CORRECTIONS = "补正要求"


@dataclass(frozen=True, slots=True)
class Seen:
    """A declaration with what follows from what is filled in so far."""

    declaration: Declaration
    draft: Draft
    examined: Examined
    progress: Mapping[str, PartDone]


@dataclass(frozen=True, slots=True)
class Task:
    """``told`` says what is done and what is left; ``mark`` names the icon for it, if any."""

    title: str
    address: str
    told: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A page beside the parts; ``name`` is that of its address, which takes the declaration;
    ``filed`` is what stands there instead once it is filed."""

    title: str
    name: str
    told: Callable[[Seen], tuple[str, str]]
    filed: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """``onward`` is the one thing to do next, None if there is nothing."""

    tasks: tuple[Task, ...]
    onward: Task | None


def seen(declaration: Declaration) -> Seen:
    draft = draft_of(declaration)
    report = examined(declaration, draft)
    return Seen(declaration, draft, report, progress_of(declaration.edition, report, draft))


def task_list(declaration: Declaration) -> TaskList:
    known = seen(declaration)
    tasks = (*correction_tasks(known), *part_tasks(known), *tasks_beside(known))
    editable = declaration.state in WITH_OPERATOR
    return TaskList(tasks, onward(known) if editable else None)


def correction_tasks(known: Seen) -> Iterator[Task]:
    """Of what was returned: to answer every point."""
    correction = standing_correction(known.declaration)
    if correction is None:
        return
    count, blank = len(correction.points.all()), len(unanswered(known.declaration))
    words = f"{count}条，还有{blank}条没有答复" if blank else f"{count}条，均已答复"
    yield Task(CORRECTIONS, corrections_address(known), words, "explain" if blank else "fine")


def corrections_address(known: Seen) -> str:
    return reverse("corrections", args=[known.declaration.pk])


def part_tasks(known: Seen) -> Iterator[Task]:
    headings = part_headings(known.declaration.edition)
    for part, slug in SLUG_OF.items():
        address = reverse("part", args=[known.declaration.pk, slug])
        yield Task(headings[part], address, *part_told(known, known.progress[part]))


def part_told(known: Seen, progress: PartDone) -> tuple[str, str]:
    """“已填18／24栏，1处必须改正，2处待说明”"""
    words = (filled(known, progress), *to_do(progress.blocks, progress.unexplained))
    return "，".join(words), mark(progress)


def to_do(blocks: int, unexplained: int) -> Iterator[str]:
    if blocks:
        yield f"{blocks}处必须改正"
    if unexplained:
        yield f"{unexplained}处待说明"


def filled(known: Seen, progress: PartDone) -> str:
    if progress.asked:
        return f"已填{progress.filled}／{progress.asked}栏"
    edition = known.declaration.edition
    keys = known.draft.typed.keys() & edition.places.keys()
    count = sum(edition.part_of[edition.places[key].field.id] == progress.part for key in keys)
    if progress.part == STATEMENT:
        return "报送时由负责人声明"
    return f"选填，已填{count}栏" if count else "选填，未填"


def mark(progress: PartDone) -> str:
    if progress.blocks:
        return "block"
    if progress.unexplained:
        return "explain"
    return "fine" if progress.asked and progress.done else ""


def tasks_beside(known: Seen) -> Iterator[Task]:
    filed = known.declaration.state not in WITH_OPERATOR
    for page in BESIDE:
        name = (filed and page.filed) or page.name
        yield Task(page.title, reverse(name, args=[known.declaration.pk]), *page.told(known))


def onward(known: Seen) -> Task:
    """The points to be answered; the first part that is not done; the proofs that are missing;
    whatever else blocks or lacks its reason; then filing."""
    if unanswered(known.declaration):
        return Task("查看补正要求", corrections_address(known), "")
    undone = [slug for part, slug in SLUG_OF.items() if not known.progress[part].done]
    if undone:
        words = "继续填写" if known.draft.version else "开始填写"
        return Task(words, reverse("part", args=[known.declaration.pk, undone[0]]), "")
    words, page = last_step(known)
    return Task(words, reverse(page, args=[known.declaration.pk]), "")


def last_step(known: Seen) -> tuple[str, str]:
    """Of a declaration whose parts are filled in: what the button says, and where it leads."""
    if lacking(known):
        return "去附佐证材料", "evidence"
    report = known.examined.report
    unexplained = any(not finding.reason for finding in report.of_rank(Rank.EXPLAIN))
    if report.blocks or unexplained:
        return "去检查", "check"
    return "去报送", "file"


def lacking(known: Seen) -> int:
    """How many demanded proofs are not there."""
    return len(known.examined.case.unproved)


def part_address(declaration: Declaration, key: str) -> str:
    """The page of the part a key stands in; "" for a reason, which stands in none."""
    edition = declaration.edition
    place = edition.places.get(key)
    if place is None:
        return ""
    return reverse("part", args=[declaration.pk, SLUG_OF[edition.part_of[place.field.id]]])


def findings_told(known: Seen) -> tuple[str, str]:
    """Of everything together, leaving out what is only blank or has its reason."""
    if not known.draft.version:
        return "", ""
    wrong = unsettled(wrong_now(known.examined.report.findings))
    counts = Counter(finding.rank for finding in wrong)
    left = sum(progress.left for progress in known.progress.values())
    blank = f"；还有{left}栏未填" if left else ""
    return verdict(*(counts[rank] for rank in Rank)).removesuffix("。") + blank, gravest(counts)


def unsettled(findings: Iterable[Finding]) -> list[Finding]:
    """Those that neither a reason nor a waiver answers for."""
    return [finding for finding in findings if not (finding.reason or finding.waiver)]


def roster_told(known: Seen) -> tuple[str, str]:
    """“67家企业，1处必须改正，2处待说明”"""
    case, report = known.examined.case, known.examined.report
    if case.roster is None or not case.roster.firms.rows:
        return ("没有企业" if case.roster else "未上传"), ""
    found = unsettled(f for f in report.findings if f.part == ROSTER)
    counts = Counter(finding.rank for finding in found)
    firms = f"{len(case.roster.firms.rows):,}家企业"
    words = (firms, *to_do(counts[Rank.BLOCK], counts[Rank.EXPLAIN]))
    return "，".join(words), gravest(counts)


def gravest(counts: Counter[Rank]) -> str:
    return next((rank.value for rank in (Rank.BLOCK, Rank.EXPLAIN) if counts[rank]), "fine")


def evidence_told(known: Seen) -> tuple[str, str]:
    """“应附材料12项，还缺3项”"""
    demands, missing = known.examined.case.demands, lacking(known)
    if not demands:
        return "", ""
    words = f"应附材料{len(demands)}项，"
    return (f"{words}还缺{missing}项", "") if missing else (f"{words}已齐", "fine")


def filing_told(known: Seen) -> tuple[str, str]:
    with_operator = known.declaration.state in WITH_OPERATOR
    return ("", "") if with_operator else (known.declaration.get_state_display(), "fine")


#: Whoever builds one of these pages says here what is done on it.
BESIDE = (
    Beside("企业名录", "roster", roster_told),
    Beside("佐证材料", "evidence", evidence_told),
    Beside("检查", "check", findings_told),
    Beside("报送", "file", filing_told, filed="receipt"),
)
