"""The bureau's pages of objections: what there is, and what is done with one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from jiqun.core.calendar import unknown_in_words
from jiqun.core.lifecycle import State
from jiqun.documents.attachments.attachment import FileKind, fitting_name
from jiqun.documents.letters import Letter, Text, write_letter
from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.accounts.gate import only
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models.evidence import evidence_storage
from jiqun.web.declarations.views.evidence_files import as_download
from jiqun.web.declarations.views.found import person
from jiqun.web.downloads import as_file
from jiqun.web.recognition import policy
from jiqun.web.recognition.actions import objections as actions
from jiqun.web.recognition.models import Finding, Ground, Objection, ObjectionFile, Stage
from jiqun.web.recognition.queries import objections as queries
from jiqun.web.telling import told, told_of_mail

WORD = FileKind.WORD.media_type
#: Longer ones number nothing, and no database takes them.
LONGEST_NUMBER = 16
MAIL_FAILED = "已审签，但答复邮件没有发出，请打印答复函书面答复。"
FIELDS = ("finding", "ground", "examiners", "examined", "answer")


@only(policy.may_read_objections)
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """Those that are not answered first, the most urgent of them on top."""
    found = queries.visible_to(person(request))
    asked = request.GET.get("declaration", "")
    if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_NUMBER:
        found = found.filter(declaration=asked)
    cases = queries.cases_of(found)
    open_cases = sorted((c for c in cases if not c.answered), key=lambda case: case.clock.left)
    unknown = sorted({year for case in open_cases for year in case.clock.unknown})
    context = {
        "open": open_cases,
        "answered": [case for case in cases if case.answered],
        "unknown": unknown_in_words(unknown),
        "days": queries.ANSWER_DAYS,
    }
    return render(request, "recognition/objection_list.html", context)


def the_objection(request: HttpRequest, pk: int) -> Objection:
    return get_object_or_404(queries.visible_to(person(request)), pk=pk)


@only(policy.may_read_objections)
@require_safe
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    return page(request, found)


def page(
    request: HttpRequest,
    found: Objection,
    *,
    opened: bool = False,
    refusal: str = "",
) -> HttpResponse:
    """``opened`` shows who it is, and is only given where that has been recorded."""
    user = person(request)
    (case,) = queries.cases_of([found])
    typed = request.POST if refusal else {field: getattr(found, field) for field in FIELDS}
    known = queries.of_objections(found.declaration, None)
    examined = found.declaration.state == State.OBJECTED
    context: dict[str, Any] = {
        "objection": found,
        "case": case,
        "opened": opened,
        "masked": queries.masked(found),
        "files": found.files.select_related("blob"),
        "events": events_of(found.chain),
        "refusal": refusal,
        "typed": typed,
        "findings": Finding.pairs(),
        "grounds": Ground.pairs(),
        "may_prepare": policy.may_prepare(user),
        "may_take_up": policy.may_prepare(user) and waits(found, Stage.RECEIVED),
        "may_write": policy.may_prepare(user) and not found.is_decided and not found.is_pending,
        "may_sign": policy.may_sign(user) and found.is_pending and user != found.prepared_by,
        "may_take_back": found.is_pending and user == found.prepared_by,
        "to_answer": found.is_decided and found.answered_at is None,
        "next_verb": next_verb(known) if examined and policy.may_prepare(user) else "",
    }
    status = 422 if refusal else 200
    return render(request, "recognition/objection_page.html", context, status=status)


def waits(found: Objection, stage: Stage) -> bool:
    return found.stage == stage and not found.is_pending


def next_verb(known: Any) -> str:
    """What may be prepared once every objection has been decided."""
    if known["objections"]:
        return ""
    return "cancel" if known["upheld"] else "resume"


# --- Reading what leaves a trace ------------------------------------------------------------


@only(policy.may_read_objections)
@require_POST
def read_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is and every word, which is recorded: so it is asked for, not just looked at."""
    found = the_objection(request, pk)
    actions.read_identity(found, by=person(request))
    return page(request, found, opened=True)


@only(policy.may_read_objections)
@require_POST
def read_objection_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    found = get_object_or_404(
        ObjectionFile.objects.select_related("blob", "objection"),
        pk=file,
        objection=the_objection(request, pk),
    )
    if not found.is_clean:
        raise Http404
    actions.read_file(found, by=person(request))
    kind = FileKind(found.blob.kind)
    content = evidence_storage().open(found.blob.place)
    return as_download(content, fitting_name(found.name, kind), kind.media_type)


@only(policy.may_read_objections)
@require_POST
def answer_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer on paper."""
    found = the_objection(request, pk)
    if not found.is_decided or found.signed_at is None:
        raise Http404
    actions.read_identity(found, by=person(request), what="答复函")
    day = localdate(found.signed_at)
    return as_file(write_letter(letter_of(found, day)), WORD, f"{found.number}答复函.docx")


def letter_of(found: Objection, day: Any) -> Letter:
    came = localdate(found.received_at)
    ground = f"（{found.get_ground_display()}）" if found.ground else ""
    lines = [
        f"您于{came.year}年{came.month}月{came.day}日对“{found.entry.cluster_name}”提出的异议"
        f"（{found.number}）收悉。经办理，结论为：{found.get_finding_display()}{ground}。",
        *(line for line in found.answer.splitlines() if line.strip()),
        "特此答复。",
    ]
    assert found.signed_by is not None  # it has been signed
    return Letter(
        title="关于公示异议的答复",
        pieces=[Text(line) for line in lines],
        to=f"{found.unit}{found.name}",
        signed=found.signed_by.unit.name,
        day=day,
    )


# --- Acts -----------------------------------------------------------------------------------


@only(policy.may_read_objections)
@require_POST
def take_up_objection(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    with told(request, "已受理，开始核查。"):
        actions.take_up_objection(found.pk, by=person(request), site=mail.site(request))
    return redirect("objection", pk)


@only(policy.may_read_objections)
@require_POST
def prepare_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    proposed = actions.Proposed(**{field: request.POST.get(field, "") for field in FIELDS})
    try:
        with told_of_mail(request):
            actions.prepare_answer(
                found.pk, by=person(request), proposed=proposed, site=mail.site(request)
            )
    except Refused as why:
        return page(request, found, refusal=str(why))
    messages.success(request, "已送审签。")
    return redirect("objection", pk)


@only(policy.may_read_objections)
@require_POST
def sign_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    try:
        with mail.unsent() as addresses:
            actions.sign_answer(found.pk, by=person(request), site=mail.site(request))
    except Refused as why:
        messages.error(request, str(why))
        return redirect("objection", pk)
    if addresses:  # which is not named: a message stands in the browser
        actions.miss_answer(found.pk, by=person(request))
        messages.warning(request, MAIL_FAILED)
    else:
        messages.success(request, "已审签。")
    return redirect("objection", pk)


@only(policy.may_read_objections)
@require_POST
def send_answer_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    with told(request, "已退回经办。"):
        words = request.POST.get("words", "")
        actions.send_answer_back(found.pk, by=person(request), words=words, site=mail.site(request))
    return redirect("objection", pk)


@only(policy.may_read_objections)
@require_POST
def take_answer_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    with told(request, "拟办已撤回。"):
        actions.take_answer_back(found.pk, by=person(request))
    return redirect("objection", pk)


@only(policy.may_read_objections)
@require_POST
def hand_over_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_objection(request, pk)
    with told(request, "已记下答复送达。"):
        actions.hand_over_answer(found.pk, by=person(request))
    return redirect("objection", pk)
