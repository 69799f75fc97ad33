"""The papers a checked declaration can be fetched as."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from jiqun.documents.factsfile import dump_facts
from jiqun.documents.intake import Declared
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from jiqun.web.checks.layout import cluster_name

#: What no system allows in the name of a file.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    suffix: str
    content_type: str
    write: Callable[[Declared], bytes]


def facts_file(declared: Declared) -> str:
    """What the downloads are made from; what could not be read stands at its head as comments."""
    unread = tuple(f"未能读取：{problem}" for problem in declared.unread)
    return dump_facts(declared.facts, declared.reasons, unread, declared.evidence)


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


def file_name(paper: Paper, declared: Declared) -> str:
    cluster = NOT_IN_NAMES.sub("", cluster_name(declared.facts))[:LONGEST_NAME].strip(". ")
    return f"{cluster or '中小企业特色产业集群'}{paper.title}{paper.suffix}"
