"""What an address names, for whoever asks: 404 for what they must not know of."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from jiqun.web.accounts.models import User
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.queries import calls, declarations


def person(request: HttpRequest) -> User:
    """Who is signed in: the middleware lets nobody else come here."""
    return cast(User, request.user)


def the_call(request: HttpRequest, pk: int) -> Call:
    return get_object_or_404(calls.visible_to(person(request)), pk=pk)


def the_declaration(request: HttpRequest, pk: int) -> Declaration:
    return get_object_or_404(declarations.visible_to(person(request)), pk=pk)


def own_declaration(request: HttpRequest, pk: int) -> Declaration:
    """One's own unit's: how it came about is nobody else's affair."""
    declaration = the_declaration(request, pk)
    if not policy.is_own(person(request), declaration):
        raise PermissionDenied
    return declaration


def base_in(post: QueryDict) -> int:
    """The version that a page was made from; without one, the oldest: whatever has been changed
    then is a conflict."""
    version = post.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def closed(declaration: Declaration, therefore: str) -> str:
    """Why nothing is taken: it may have been handed in at this very moment."""
    now = Declaration.objects.get(pk=declaration.pk)
    return f"这份申报现为“{now.get_state_display()}”，{therefore}"
