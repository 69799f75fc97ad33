"""The messages one has received."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiqun.web.doors import open_to_departments
from jiqun.web.inbox.actions import mark_all_read, mark_read
from jiqun.web.inbox.queries import visible_to
from jiqun.web.paging import paged

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User

A_PAGE = 50


def reader(request: HttpRequest) -> "User":
    """Who is signed in: the middleware lets nobody else come here."""
    return cast("User", request.user)


@open_to_departments
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    found = paged(request, visible_to(reader(request)), A_PAGE)
    return render(request, "inbox/messages.html", {"found": found})


@open_to_departments
@require_POST
def open_message(request: HttpRequest, message: int) -> HttpResponse:
    """Read from now on; and on to what it speaks of."""
    found = get_object_or_404(visible_to(reader(request)), pk=message)
    mark_read(found, by=reader(request))
    return redirect(found.address)


@open_to_departments
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = mark_all_read(by=reader(request))
    notices.success(request, f"{count}条消息已标为已读。" if count else "没有未读的消息。")
    return redirect("messages")
