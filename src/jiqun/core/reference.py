"""The only reader of what is packaged with the product: its tables, and its own rules.

Sources and status of every table stand in ``data/README.md``.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>.csv``, every cell as text."""
    text = (files(__package__) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def sources(package: str) -> Iterator[tuple[str, str]]:
    """Name and text of every module and table of a package, sorted by name."""
    modules = (file for file in files(package).iterdir() if file.name.endswith((".py", ".csv")))
    for module in sorted(modules, key=lambda module: module.name):
        yield module.name, module.read_text(encoding="utf-8")


@cache
def advances() -> Mapping[str, float]:
    """Character to width in em, for characters that are not one em wide."""
    return {chr(int(row["code"], 16)): float(row["em"]) for row in rows("advances")}
