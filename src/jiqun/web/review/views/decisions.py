"""The decisions of a call on one page, and the list of those to be recognised as a letter."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from jiqun.documents.letters import Heading, Letter, Piece, Table, Text, in_full, write_letter
from jiqun.web import clock
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.policy import is_of_bureau
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.queries.decisions import Decision
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.downloads import as_file
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.decisions import Decided, Decisions, decisions_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@only(may_review)
@require_safe
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    call, user = the_call(request, pk), person(request)
    found = decisions_in(call, user)
    context = {
        "call": call,
        "whole_call": is_of_bureau(user),
        "groups": (
            ("proposed", "拟认定", found.proposed),
            ("against", "未通过", found.against),
            ("pending", "在审", found.pending),
        ),
    }
    return render(request, "review/decisions.html", context)


@only(is_of_bureau)
@require_safe
def decisions_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """For use within the bureau, until it is published."""
    call = the_call(request, pk)
    letter = letter_of(call, decisions_in(call, person(request)))
    return as_file(write_letter(letter), WORD, "拟认定名单（内部稿）.docx")


def letter_of(call: Call, found: Decisions) -> Letter:
    day = in_full(localdate(clock.now()))
    return Letter(
        title=f"{call.title}\n拟认定名单（内部稿）",
        pieces=(
            Text(f"截至{day}，未经公示，仅供内部使用。"),
            Heading(f"一、拟认定（{len(found.proposed)}个）"),
            *proposed(found.proposed),
            Heading(f"二、未通过（{len(found.against)}个，含不予推荐、取消、终止）"),
            *against(found.against),
            Heading(f"三、在审（{len(found.pending)}个）"),
            *pending(found.pending),
        ),
        broad=True,
    )


def proposed(decided: Sequence[Decided]) -> tuple[Piece, ...]:
    heads = ("序号", "区", "集群", "申报单位", "状态", "理由")
    return table(heads, (1, 2, 5, 5, 2, 7), [(*who(each), reasons(each)) for each in decided])


def against(decided: Sequence[Decided]) -> tuple[Piece, ...]:
    heads = ("序号", "区", "集群", "申报单位", "状态", "决定", "日期", "依据和理由")
    return table(
        heads,
        (1, 2, 4, 4, 2, 2, 2, 8),
        [(*who(each), *what(each.decision), reasons(each)) for each in decided],
    )


def pending(decided: Sequence[Decided]) -> tuple[Piece, ...]:
    return table(
        ("序号", "区", "集群", "申报单位", "状态"), (1, 2, 6, 6, 3), [who(each) for each in decided]
    )


def table(
    heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> tuple[Piece, ...]:
    if not rows:
        return (Text("没有。"),)
    numbered = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    return (Table(heads, numbered, widths),)


def who(each: Decided) -> tuple[str, str, str, str]:
    declaration = each.declaration
    unit = declaration.unit
    return unit.district, str(declaration), unit.name, declaration.get_state_display()


def what(decision: Decision | None) -> tuple[str, str]:
    return (decision.label, in_full(localtime(decision.at).date())) if decision else ("", "")


def reasons(each: Decided) -> str:
    if each.decision is None:
        return ""
    grounds = (f"{n}．{words}" for n, words in enumerate(each.decision.grounds, start=1))
    return "\n".join((*grounds, *filter(None, [each.decision.words])))
