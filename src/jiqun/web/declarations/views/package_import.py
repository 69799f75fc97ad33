"""Take a package in: received and verified, shown beside what there is, taken where ticked."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from jiqun.core.progress import Progress
from jiqun.core.reading import UNPRINTABLE
from jiqun.documents.filenames import tidy_name
from jiqun.documents.package import Package, read_package, reopen_package
from jiqun.documents.refused import Refused
from jiqun.web.declarations import packing, policy
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.actions.package import (
    Chosen,
    Taken,
    store_files,
    store_roster,
    take_package,
)
from jiqun.web.declarations.models import Blob, Declaration, Quarantine
from jiqun.web.declarations.pages.prefill import Offer
from jiqun.web.declarations.pages.takeover import (
    EVIDENCE,
    ROSTER,
    Piece,
    lay_out_package,
    offer_of,
    pieces_of,
    roster_name,
)
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.views.evidence import CUT, number
from jiqun.web.declarations.views.found import base_in, own_declaration, person
from jiqun.web.declarations.views.watched import Line, lines_of, watched
from jiqun.web.uploads import PackageUpload, refuse_too_large
from jiqun.web.wanted import wants_json

NO_FILE = "还没有选择文件，请先选择申报包（.zip）。"
NOTHING_TICKED = "还没有勾选要带入的内容，请先勾选。"
GONE = "上传的申报包已经清理或被新的替换，请重新上传。"
FAILED = "申报包没有读取完，请稍后再试；仍不行请联系管理员。"
CLOSED = "这份申报已不在填报中，没有带入。"
LONGEST_TITLE = 120
TOLD = ("fields", "files", "roster", "conflicts")


# --- Receiving ------------------------------------------------------------------------------


@csrf_exempt  # only until the upload is received where it shall be; see below
def import_package(request: HttpRequest, pk: int) -> HttpResponseBase:
    request.upload_handlers = [PackageUpload(request)]
    return receive(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """``whole`` is sent after the file: without that, something is missing."""
    declaration = editable_declaration(request, pk)
    if request.method != "POST":
        return upload_page(request, declaration)
    file = request.FILES.get("file")
    try:
        refuse_too_large(request, "请减少其中的佐证材料后重新导出。", "申报包")
        if not request.POST.get("whole"):
            raise Refused(CUT)
        if file is None:
            raise Refused(NO_FILE)
        if wants_json(request):
            return watched(lambda progress: received(declaration, file, progress), FAILED)
        return redirect(received(declaration, file, lambda done, total: None))
    except Refused as why:
        if wants_json(request):
            return lines_of([{"refused": str(why)}])
        return upload_page(request, declaration, str(why))


def editable_declaration(request: HttpRequest, pk: int) -> Declaration:
    declaration = own_declaration(request, pk)
    if not policy.may_edit(person(request), declaration):
        raise PermissionDenied
    return declaration


def received(declaration: Declaration, file: UploadedFile, progress: Progress) -> str:
    """Every byte verified, then kept for as long as one chooses; says where that is done. An
    earlier one gives way. Raises ``Refused``."""
    path = Path(file.file.name)
    title = tidy_name(UNPRINTABLE.sub("", file.name or ""), LONGEST_TITLE) or "申报包.zip"
    try:
        pieces_of(read_package(path, progress), declaration.edition)
    except Refused as why:
        raise Refused(f"“{title}”没有收取：{UNPRINTABLE.sub('', str(why))}") from None
    token = secrets.token_hex(16)
    target = staged(declaration, token)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in target.parent.glob("import-*"):
        old.unlink(missing_ok=True)
    title_of(target).write_text(json.dumps(title), encoding="utf-8")
    target.hardlink_to(path)  # the upload's own name is gone with the request
    return reverse("imported_package", args=[declaration.pk, token])


def staged(declaration: Declaration, token: str) -> Path:
    return packing.place_of(declaration, "import", token)


def title_of(path: Path) -> Path:
    """Where it is kept what the sender called it."""
    return path.with_suffix(".name")


def upload_page(request: HttpRequest, declaration: Declaration, refusal: str = "") -> HttpResponse:
    context = {
        "declaration": declaration,
        "refusal": refusal,
        "megabytes": settings.PACKAGE_LIMIT // settings.MB,
    }
    status = 422 if refusal else 200
    return render(request, "declarations/package_import.html", context, status=status)


# --- Choosing -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Staged:
    """A package that was received, as it is offered."""

    package: Package
    offer: Offer
    pieces: tuple[Piece, ...]


def open_staged(declaration: Declaration, token: str) -> Staged:
    """Raises FileNotFoundError where it is gone."""
    path = staged(declaration, token)
    title = json.loads(title_of(path).read_text(encoding="utf-8"))
    package = reopen_package(path)
    return Staged(package, offer_of(package, title), pieces_of(package, declaration.edition))


@require_http_methods(["GET", "HEAD", "POST"])
def imported_package(request: HttpRequest, pk: int, token: str) -> HttpResponseBase:
    declaration = editable_declaration(request, pk)
    try:
        found = open_staged(declaration, token)
    except FileNotFoundError:
        if wants_json(request):
            return lines_of([{"refused": GONE}])
        messages.error(request, GONE)
        return redirect("import_package", pk)
    if request.method != "POST":
        return choice_page(request, declaration, found)
    work = taking(request, declaration, found, chosen_of(request, declaration, found))
    if wants_json(request):
        return lines_of(work)
    *_, last = work
    if "refused" in last:
        return choice_page(request, declaration, found, last["refused"])
    return redirect(last["address"])


def chosen_of(request: HttpRequest, declaration: Declaration, found: Staged) -> Chosen:
    """The values come from the package, never from the browser."""
    ticked = set(request.POST.getlist("take"))
    typed = found.offer.typed(declaration.edition)
    roster = found.package.roster
    wanted = roster is not None and f"{ROSTER}{roster.sha256}" in ticked
    return Chosen(
        title=found.offer.title,
        base=base_in(request.POST),
        typed={key: value for key, value in typed.items() if key in ticked},
        pieces=[p for p in found.pieces if f"{EVIDENCE}{p.file.sha256}" in ticked],
        roster=roster if wanted else None,
        roster_name=roster_name(found.package),
    )


def taking(
    request: HttpRequest, declaration: Declaration, found: Staged, chosen: Chosen
) -> Iterator[Line]:
    """Lines as it goes on, in the thread of the request: when nobody takes them, it ends, and
    nothing has been changed before the last."""
    by = person(request)
    try:
        if not (chosen.typed or chosen.pieces or chosen.roster):
            raise Refused(NOTHING_TICKED)
        done, stored = 0, []
        roster = store_roster(chosen, declaration.edition)
        for size, attachment in store_files(declaration, chosen, by=by):
            stored.append(attachment)
            done += size
            yield {"done": done, "of": max(done, chosen.size)}
        taken = take_package(declaration.pk, by=by, chosen=chosen, stored=stored, roster=roster)
    except Refused as why:
        yield {"refused": str(why)}
        return
    except PermissionDenied:
        yield {"refused": CLOSED}
        return
    scan([each.sha256 for each in (*stored, *([roster] if roster else []))])
    yield {"address": f"{request.path}?{urlencode(told(taken))}"}


def scan(digests: list[str]) -> None:
    for blob in Blob.objects.filter(sha256__in=digests, state=Quarantine.WAITING):
        scan_blob(blob)


def told(taken: Taken) -> dict[str, int]:
    """What the page says afterwards."""
    counts = (len(taken.saved.kept), taken.files, int(taken.roster), len(taken.saved.conflicts))
    return dict(zip(TOLD, counts, strict=True))


def choice_page(
    request: HttpRequest, declaration: Declaration, found: Staged, refusal: str = ""
) -> HttpResponse:
    draft, offer, edition = draft_of(declaration), found.offer, declaration.edition
    groups = lay_out_package(declaration, draft, found.package, offer, found.pieces)
    if request.method == "POST":
        groups = tuple(group.ticked_as(set(request.POST.getlist("take"))) for group in groups)
    counts = {} if request.method == "POST" else taken_before(request)
    context: dict[str, Any] = {
        "declaration": declaration,
        "offer": offer,
        "groups": groups,
        "differing": sum(len(group.rows) for group in groups),
        "ticked": sum(row.ticked for group in groups for row in group.rows),
        "carried_over": not offer.is_same_form(edition),
        "edition": offer.facts.edition,
        "elsewhere": offer.has_no_place(edition),
        "homeless": sum(piece.homeless for piece in found.pieces),
        "no_rule": len(offer.reasons_without_rule),
        "version": draft.version,
        "taken": counts,
        "done": in_words(counts),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "declarations/package_choice.html", context, status=status)


def taken_before(request: HttpRequest) -> dict[str, int]:
    """What ``told`` said in the address."""
    return {key: number(request.GET.get(key, "")) or 0 for key in TOLD}


def in_words(counts: Mapping[str, int]) -> str:
    """“5栏、企业名录、2份佐证材料”; "" for nothing."""
    fields, files, roster = (counts.get(key, 0) for key in TOLD[:3])
    words = (
        f"{fields}栏" if fields else "",
        "企业名录" if roster else "",
        f"{files}份佐证材料" if files else "",
    )
    return "、".join(filter(None, words))
