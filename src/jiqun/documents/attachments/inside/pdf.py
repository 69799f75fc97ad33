"""Is a PDF sound and quiet: open to all, with nothing in it that acts by itself."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from jiqun.documents.attachments.inside.found import Found

CONTAINERS = (Dictionary, Array, Stream)
MOST_PAGES = 5000

#: Actions, by the word for them.
ACTIONS = {Name.JavaScript: "script", Name.Launch: "launch"}

#: Entries of dictionaries that only the unwanted have.
ENTRIES = {"/JS": "script", "/EF": "embedded", "/XFA": "xfa"}


def look_at_pdf(path: str) -> int:
    """How many pages it has."""
    try:
        with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as pdf:
            return examine(pdf)
    except pikepdf.PasswordError:
        raise Found("locked") from None
    except pikepdf.PdfError:
        raise Found("broken") from None


def examine(pdf: pikepdf.Pdf) -> int:
    if pdf.is_encrypted:
        raise Found("locked")
    pages = len(pdf.pages)
    if not pages:
        raise Found("broken")
    if pages > MOST_PAGES:
        raise Found("long")
    for obj in pdf.objects:
        for container in within(obj):
            refuse_unwanted(container)
    return pages


def within(obj: Object) -> Iterator[Object]:
    """The dictionaries in an object, without what it only refers to."""
    stack = [obj] if isinstance(obj, CONTAINERS) else []
    while stack:
        found = stack.pop()
        values = list(found) if isinstance(found, Array) else list(found.values())
        stack += [v for v in values if isinstance(v, CONTAINERS) and not v.is_indirect]
        if not isinstance(found, Array):
            yield found


def refuse_unwanted(found: Object) -> None:
    action = found.get(Name.S)
    if isinstance(action, Name) and action in ACTIONS:
        raise Found(ACTIONS[action])
    for entry, word in ENTRIES.items():
        if entry in found:
            raise Found(word)
    if found.get(Name.Type) == Name.EmbeddedFile:
        raise Found("embedded")
