"""How often one client address may ask for something that costs work."""

import math
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Concatenate, ParamSpec, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_ratelimit import ALL
from django_ratelimit.core import get_usage

from jiqun.web.errors import too_often

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]


def client_address(request: HttpRequest) -> str:
    """Where the request comes from: as the proxy in front says, if the settings name its header."""
    header = settings.ADDRESS_HEADER
    address = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(address.strip()))
    except ValueError:
        return "0.0.0.0"  # everyone without an address shares one count


def limited(group: str, *, only_posts: bool = False) -> Callable[[View[P]], View[P]]:
    """At most ``settings.RATES[group]`` requests from one address; more hear how long to wait.
    With ``only_posts`` looking at the page costs nothing."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            usage = get_usage(
                request,
                group=group,
                key="ip",
                rate=settings.RATES[group],
                method="POST" if only_posts else ALL,
                increment=True,
            )
            if usage and usage["should_limit"]:
                return too_often(request, seconds=max(1, math.ceil(usage["time_left"])))
            return view(request, *args, **kwargs)

        return counted

    return decorate
