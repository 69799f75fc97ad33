"""Pages for some only."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from jiqun.web.accounts.models import User

P = ParamSpec("P")


def only(
    *may: Callable[[User], bool],
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """A view for those of whom all the predicates hold; for the others 403."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not all(holds(request.user) for holds in may):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
