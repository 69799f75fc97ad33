"""What everybody may read, without signing in. Nobody's name or telephone stands here."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jiqun.core.districts import districts
from jiqun.documents.filenames import plain_file_name
from jiqun.web import clock
from jiqun.web.downloads import as_file
from jiqun.web.limits import limited
from jiqun.web.recognition.letters import WORD, list_letter, notice_letter
from jiqun.web.recognition.models import Paper, Recognition, Standing
from jiqun.web.recognition.queries.register import (
    public_lists,
    public_notices,
    register,
    search_in,
    years_in_register,
)
from jiqun.web.recognition.texts import BUREAU, HOW_TO_OBJECT, period


def open_to_all(group: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    """To be read by anybody, as often as the settings allow."""

    def decorate(view: Callable[..., HttpResponse]) -> Any:
        return login_not_required(require_safe(limited(group)(view)))

    return decorate


@open_to_all("read")
def notices(request: HttpRequest) -> HttpResponse:
    today = localdate(clock.now())
    found = list(public_notices())
    context = {
        "running": [each for each in found if not each.has_ended(today)],
        "ended": [each for each in found if each.has_ended(today)],
        "today": today,
    }
    return render(request, "recognition/notices.html", context)


@open_to_all("read")
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(public_notices(), pk=pk)
    today = localdate(clock.now())
    context = {
        "notice": found,
        "entries": found.entries.all(),
        "period": period(found),
        "running": found.is_running(today),
        "ended": found.has_ended(today),
        "how_to_object": HOW_TO_OBJECT,
        "bureau": BUREAU,
    }
    return render(request, "recognition/notice.html", context)


@open_to_all("download")
def notice_paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(public_notices(), pk=pk)
    return as_file(notice_letter(found), WORD, file_name(found))


@open_to_all("read")
def recognised(request: HttpRequest) -> HttpResponse:
    today, search = localdate(clock.now()), search_in(request.GET)
    found = [(each, each.standing(today)) for each in register(search, today)]
    context = {
        "search": search,
        "found": found,
        "districts": districts(),
        "years": years_in_register(),
        "standings": list(Standing),
        "lists": public_lists(),
    }
    return render(request, "recognition/recognised.html", context)


@open_to_all("read")
def recognised_cluster(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Recognition.objects.select_related("list"), pk=pk)
    context = {"each": found, "standing": found.standing(localdate(clock.now())), "bureau": BUREAU}
    return render(request, "recognition/recognised_cluster.html", context)


@open_to_all("download")
def list_paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(public_lists(), pk=pk)
    return as_file(list_letter(found), WORD, file_name(found))


def file_name(paper: Paper) -> str:
    return f"{plain_file_name(paper.title) or paper.kind}.docx"
