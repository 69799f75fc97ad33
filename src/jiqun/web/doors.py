"""Marks on views that say who else gets in; ``accounts.middleware`` keeps the doors."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def second_factor_not_required(view: View) -> View:
    """For the pages where the second factor is given, and the way out."""
    view.second_factor_required = False  # type: ignore[attr-defined]
    return view


def open_to_departments(view: View) -> View:
    """For the pages that who only reads may open as well: their own account, what they have been
    granted. Every other page is shut to them, whatever it would have let them see."""
    view.open_to_departments = True  # type: ignore[attr-defined]
    return view
