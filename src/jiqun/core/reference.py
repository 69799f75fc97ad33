"""The only reader of what is packaged with the product: its tables, and its own rules.

Sources and status of every table stand in ``data/README.md``.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>.csv``, every cell as text."""
    text = (files(__package__) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def sources(package: str) -> Iterator[tuple[str, str]]:
    """Path and text of every module and table of a package and what is in it, sorted by path."""
    return written_in(files(package), "")


def written_in(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from written_in(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".py", ".csv")):
            yield f"{path}{entry.name}", entry.read_text(encoding="utf-8")


@cache
def advances() -> Mapping[str, float]:
    """Character to width in em, for characters that are not one em wide."""
    return {chr(int(row["code"], 16)): float(row["em"]) for row in rows("advances")}
