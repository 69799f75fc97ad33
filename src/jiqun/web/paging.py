"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list, and the addresses of those beside it; "" where there is none."""

    page: Page[Any]
    before: str
    after: str

    @property
    def rows(self) -> Sequence[Any]:
        return self.page.object_list

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def is_whole(self) -> bool:
        return self.page.paginator.num_pages == 1


def paged(request: HttpRequest, rows: Any, size: int, name: str = "page") -> Paged:
    """The page that the address asks for under ``name``: the first or last for what there is not.
    Whatever else the address asks for stays as it is."""
    page = Paginator(rows, size).get_page(request.GET.get(name))

    def address(number: int) -> str:
        return f"?{urlencode({**request.GET.dict(), name: str(number)})}"

    return Paged(
        page,
        before=address(page.number - 1) if page.has_previous() else "",
        after=address(page.number + 1) if page.has_next() else "",
    )
