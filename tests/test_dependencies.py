"""Every package this project leans on is explained in docs/dependencies.md, and nothing else is."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements"


def plain(name: str) -> str:
    """One spelling for a package's name, as the package index compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def python_packages() -> dict[str, str]:
    """Name and pinned version of everything the *.in files ask for."""
    found = {}
    for asked in PINS.glob("*.in"):
        names = re.findall(r"^([A-Za-z0-9][\w.-]*)", asked.read_text("utf-8"), re.MULTILINE)
        locked = asked.with_suffix(".txt").read_text("utf-8")
        pins = {plain(n): v for n, v in re.findall(r"^([\w.-]+)==(\S+)", locked, re.MULTILINE)}
        found |= {plain(name): pins[plain(name)] for name in names}
    return found


def node_packages() -> dict[str, str]:
    return json.loads((ROOT / "assets" / "package.json").read_text("utf-8"))["dependencies"]


def debian_packages() -> dict[str, str]:
    """What tools/setup.sh takes from Debian, in the version of that Debian."""
    script = (ROOT / "tools" / "setup.sh").read_text("utf-8")
    (programs,) = re.findall(r"^test_programs=\((.*)\)$", script, re.MULTILINE)
    names = [pair.partition("=")[2] for pair in programs.split()]
    names += re.findall(r"\|\| install_debian ([\w-]+)$", script, re.MULTILINE)
    names += re.findall(r"\|\| missing\+=\(([\w-]+)\)$", script, re.MULTILINE)
    return dict.fromkeys(names, "Debian 12")


def documented() -> list[tuple[str, str]]:
    """Name and version of every row in the tables of the document."""
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    return [
        (row[0], row[1]) for row in rows if len(row) == 5 and row[0] != "包" and row[0][0] != "-"
    ]


def test_document_and_pins_agree() -> None:
    known = {**python_packages(), **node_packages(), **debian_packages()}
    written = {name if name in known else plain(name): version for name, version in documented()}
    assert written == known


def test_every_package_has_one_row() -> None:
    rows = Counter(plain(name) for name, _ in documented())
    assert [name for name, times in rows.items() if times > 1] == []


def own_imports() -> set[str]:
    """The first names of everything that our code imports."""
    files = [file for folder in ("src", "tools") for file in (ROOT / folder).rglob("*.py")]
    return {name for file in files for name in imported(ast.parse(file.read_text("utf-8")))}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_what_is_imported_is_asked_for() -> None:
    """And does not merely come along with something else."""
    asked = set(python_packages())
    comes = packages_distributions()
    missing = {
        name
        for name in own_imports() - {"jiqun", "tests", "tools"}
        if name in comes and not asked & {plain(package) for package in comes[name]}
    }
    assert missing == set()


def test_every_row_gives_its_reasons() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert [row for row in rows if re.search(r"\|\s*\|", row)] == []


def test_pins_name_no_address() -> None:
    """A pin file with an address or a local path installs on one machine only."""
    locks = [*PINS.glob("*.txt"), ROOT / "assets" / "package-lock.json"]
    forbidden = re.compile(r'"resolved"|^[^"]*(://|file:/)|^ *--(?!hash)', re.MULTILINE)
    assert [lock.name for lock in locks if forbidden.search(lock.read_text("utf-8"))] == []
