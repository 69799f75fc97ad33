"""The only reader of the tables packaged with the product. Each is read once.

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


@cache
def advances() -> Mapping[str, float]:
    """Character to width in em, for characters that are not one em wide."""
    return {chr(int(row["code"], 16)): float(row["em"]) for row in rows("advances")}
