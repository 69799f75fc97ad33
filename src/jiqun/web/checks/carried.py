"""What a result page carries from one press of a button to the next, since nothing is stored."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from jiqun.core.facts import Facts, Problem
from jiqun.documents.intake import Declared, open_declaration
from jiqun.documents.refused import Refused
from jiqun.web.checks.papers import facts_file
from jiqun.web.checks.reasons import Typed, plain, typed_reasons
from jiqun.web.checks.workbook import Workbook, take_workbook_back

#: The name of a file; what is longer was not put there by us.
LONGEST_SOURCE = 300

#: What stands before the names of files.
FROM_FILES = "文件："

INCOMPLETE = "网页送回的内容不完整，请返回首页，重新选择文件。"


@dataclass(frozen=True, slots=True)
class Carried:
    """A declaration, the ``source`` it came from, whether the page has changed it since, and the
    workbook beside it. ``left_behind`` is the name of one that was too large for the page to bring
    along."""

    declared: Declared
    source: str
    changed: bool = False
    workbook: Workbook | None = None
    left_behind: str = ""

    @property
    def alone(self) -> bool:
        """Only a workbook is there, and no form."""
        return self.workbook is not None and not self.declared.facts

    @property
    def sources(self) -> str:
        """Where everything came from, and which workbook is there no longer."""
        if self.left_behind:
            gone = f"企业名录“{self.left_behind}”已不在本页，请重新选择"
            return "；".join(filter(None, (self.source, gone)))
        workbook = self.workbook.name if self.workbook else ""
        if workbook and not self.source:
            return f"{FROM_FILES}{workbook}"
        return "、".join(filter(None, (self.source, workbook)))

    @property
    def facts_file(self) -> str:
        return facts_file(self.declared)

    @property
    def unread(self) -> str:
        return unread_text(self.declared.unread)

    @property
    def unread_count(self) -> int:
        return len(self.declared.unread)

    def with_workbook(self, workbook: Workbook | None) -> "Carried":
        roster = workbook.handed.roster if workbook else None
        declared = replace(self.declared, roster=roster)
        left_behind = "" if workbook else self.left_behind
        return replace(self, declared=declared, workbook=workbook, left_behind=left_behind)

    def with_reasons(self, typed: Typed) -> "Carried":
        reasons = typed.over(self.declared.reasons)
        changed = self.changed or reasons != dict(self.declared.reasons)
        return replace(self, declared=replace(self.declared, reasons=reasons), changed=changed)

    def with_facts(self, facts: Facts) -> "Carried":
        """With other facts; what could not be read is told no more where they now have a value."""
        set_anew = {change.key for change in self.declared.facts.diff(facts)}
        unread = tuple(p for p in self.declared.unread if p.key not in set_anew)
        declared = replace(self.declared, facts=facts, unread=unread)
        return replace(self, declared=declared, changed=self.changed or bool(set_anew))


def take_back(post: QueryDict, *, with_workbook: bool = True) -> tuple[Carried, Typed]:
    """What the page carried, with the reasons typed on it; the workbook takes long to read, and not
    everything needs it. Raises ``Refused``."""
    declared = open_declaration(plain(post.get("facts", "")).encode(), "facts.yaml")
    edition = declared.facts.edition
    workbook = take_workbook_back(post, edition, LONGEST_SOURCE) if with_workbook else None
    carried = Carried(
        declared=replace(declared, unread=(*declared.unread, *problems(post.get("unread", "")))),
        source=post.get("source", "")[:LONGEST_SOURCE],
        changed=bool(post.get("changed")),
        left_behind="" if post.get("workbook") else name_of_workbook(post),
    )
    typed = typed_reasons(post)
    return carried.with_workbook(workbook).with_reasons(typed), typed


def name_of_workbook(post: QueryDict) -> str:
    return post.get("workbook_name", "")[:LONGEST_SOURCE]


def unread_text(unread: Sequence[Problem]) -> str:
    """As a page carries it; ``problems`` undoes it."""
    return json.dumps([[p.key, p.reason, p.line] for p in unread])


def problems(text: str) -> Sequence[Problem]:
    """What could not be read, as a page sends it back. Raises ``Refused``."""
    try:
        entries = json.loads(text or "[]")
        return [problem(*entry) for entry in entries]
    except (ValueError, TypeError, RecursionError):
        raise Refused(INCOMPLETE) from None


def problem(key: str, reason: str, line: int | None) -> Problem:
    texts = isinstance(key, str) and isinstance(reason, str)
    if not texts or not isinstance(line, int | None):
        raise TypeError
    return Problem(key, reason, line)
