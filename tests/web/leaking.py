"""Look for what somebody must not be told, in whatever they can get hold of."""

import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pypdfium2
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from django.utils.encoding import force_str


class Leaked(AssertionError):
    """Where, and what."""


@dataclass(frozen=True)
class Told:
    """Something that somebody gets to see, and where."""

    where: str
    text: str


def refuse_leaks(told: Iterable[Told], secrets: Sequence[str]) -> None:
    found = [f"{each.where}: {s}" for each in told for s in secrets if s in each.text]
    if found:
        raise Leaked("\n".join(found))


def body_of(response: HttpResponse) -> str:
    """All that can be read of it, and what it is called; of a file what is inside."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(force_str(value) for value in response.headers.values())
    return f"{unquoted(headers)}\n{text_in(data)}"


def unquoted(headers: str) -> str:
    """A file's name stands in them percent-encoded, a redirect's words too."""
    return f"{headers}\n{unquote(headers)}"


def text_in(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as paper:
            return "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = ((name, text_in(archive.read(name))) for name in archive.namelist())
        return "\n".join(f"{name}\n{text}" for name, text in inside)


#: What the parts of addresses may be, by the word that an address begins with; "" for the others.
#: Parts that belong together stand in one mapping.
Known = Mapping[str, Sequence[Mapping[str, Sequence[object]]]]


def addresses(known: Known) -> Iterator[tuple[str, str]]:
    """Every address of the product with its name. A part nobody has thought of raises
    ``KeyError``."""
    for name, address, parts in patterns():
        for one in known.get(address.partition("/")[0], [{}]):
            pools = [one[part] if part in one else known[""][0][part] for part in parts]
            for values in itertools.product(*pools):
                yield name, "/" + address % dict(zip(parts, values, strict=True))


def patterns() -> Iterator[tuple[str, str, list[str]]]:
    resolver: Any = get_resolver()
    for name in sorted(key for key in resolver.reverse_dict if isinstance(key, str)):
        for possible, *_ in resolver.reverse_dict.getlist(name):
            yield from ((name, address, parts) for address, parts in possible)


def seen_by(visitor: Client, who: str, known: Known, *, only: Sequence[str] = ()) -> Iterator[Told]:
    """Whatever is got by looking, at every address or only at some."""
    for name, address in addresses(known):
        if not only or name in only:
            response = visitor.get(address)
            assert response.status_code != 429, address
            yield Told(f"{name} {address} as {who}", body_of(response))
