"""Declarations of a call side by side, and the same as a table to keep."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jiqun.documents.workbook.writing.table import Cell, Sheet, write_sheet, write_text
from jiqun.web import clock
from jiqun.web.accounts.gate import only
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.downloads import as_file
from jiqun.web.review.peers import Compared, Entry, compared
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.peers import MOST, Choice, choice_of, with_filed

TOO_MANY = f"一次最多并列{MOST}个集群，请减少勾选后再比较。"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAYS = {"xlsx": (write_sheet, XLSX), "csv": (write_text, "text/csv; charset=utf-8")}
RANKED = "名次按数值从大到小排列，不表示优劣；“无”按0计，空白不计。"


@only(may_review)
@require_safe
def peers(request: HttpRequest, pk: int) -> HttpResponse:
    call = the_call(request, pk)
    choice = choice_in(request, call)
    context = {
        "call": call,
        "choice": choice,
        "most": MOST,
        "refusal": TOO_MANY if choice.too_many else "",
        "compared": None if choice.too_many else compared_in(call, choice),
        "ranked": RANKED,
    }
    return render(request, "review/peers.html", context, status=422 if choice.too_many else 200)


@only(may_review)
@require_safe
def peers_table(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    call = the_call(request, pk)
    choice = choice_in(request, call)
    if kind not in WAYS or choice.too_many:
        raise Http404
    write, media_type = WAYS[kind]
    sheet = sheet_of(call, compared_in(call, choice))
    return as_file(write(sheet), media_type, f"{sheet.title}.{kind}")


def choice_in(request: HttpRequest, call: Call) -> Choice:
    wanted = {int(each) for each in request.GET.getlist("declaration") if is_number(each)}
    beside = request.GET.get("beside", "")
    return choice_of(call, person(request), wanted, int(beside) if is_number(beside) else None)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def compared_in(call: Call, choice: Choice) -> Compared:
    return compared(call.edition, with_filed(choice.chosen))


def sheet_of(call: Call, found: Compared) -> Sheet:
    """Two columns for each declaration: what stands there, and what is to be said of it."""
    columns = [head for peer in found.peers for head in (str(peer.declaration), "说明")]
    day = localdate(clock.now())
    return Sheet(
        title="同类比较",
        notes=(f"{call.title}，{day.year}年{day.month}月{day.day}日导出。{RANKED}",),
        heads=("部分", "项目", "单位", *columns, "分布"),
        widths=(18, 40, 10, *(width for _ in found.peers for width in (16, 28)), 40),
        rows=[
            [group.title, line.label, line.unit, *cells(line.entries), line.told]
            for group in found.groups
            for line in group.lines
        ],
    )


def cells(entries: tuple[Entry, ...]) -> Iterator[Cell]:
    for entry in entries:
        yield entry.value if entry.number is None else entry.number
        yield "；".join(entry.notes)
