"""The papers a checked declaration can be fetched as, and those of the workbook beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.documents.factsfile import dump_facts
from jiqun.documents.filenames import plain_file_name
from jiqun.documents.intake import Declared, case_of
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from jiqun.documents.workbook.handed import Handed
from jiqun.documents.workbook.writing.annotated import write_annotated
from jiqun.web.checks.layout import cluster_name
from jiqun.web.checks.totalsfile import write_totals


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    suffix: str
    content_type: str
    write: Callable[[Declared], bytes]


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """Made from the workbook as well; ``write`` is told whether faulty rows come first."""

    title: str
    suffix: str
    content_type: str
    write: Callable[[Declared, Handed, bool], bytes]


def facts_file(declared: Declared) -> str:
    """What the downloads are made from; what could not be read stands at its head as comments."""
    unread = tuple(f"未能读取：{problem}" for problem in declared.unread)
    return dump_facts(declared.facts, declared.reasons, unread, declared.evidence)


def annotated(declared: Declared, handed: Handed, faulty_first: bool) -> bytes:
    findings = case_of(declared).row_findings
    return write_annotated(handed, findings, faulty_first=faulty_first)


PAPERS = {
    "word": Paper(
        "申报表",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda declared: write_word(fill(declared.facts)),
    ),
    "pdf": Paper(
        "申报表", ".pdf", "application/pdf", lambda declared: write_pdf(fill(declared.facts))
    ),
    "facts": Paper(
        "填报数据", ".yaml", "application/yaml", lambda declared: facts_file(declared).encode()
    ),
}

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ROSTER_PAPERS = {
    "annotated": RosterPaper("企业名录修改稿", ".xlsx", WORKBOOK_TYPE, annotated),
    "totals": RosterPaper(
        "企业名录合计",
        ".csv",
        "text/csv; charset=utf-8",
        lambda declared, handed, faulty_first: write_totals(case_of(declared)),
    ),
}


def file_name(paper: Paper | RosterPaper, declared: Declared) -> str:
    cluster = plain_file_name(cluster_name(declared.facts))
    return f"{cluster or '中小企业特色产业集群'}{paper.title}{paper.suffix}"
