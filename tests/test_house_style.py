"""The rules of the house that no linter knows, held over every file of the product."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "jiqun"
FILES = sorted(
    path for path in SOURCE.rglob("*.py") if "migrations" not in path.relative_to(SOURCE).parts
)

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
# Words that say that something has no business of its own.
EMPTY_WORDS = {"manager", "helper", "util", "service"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(params=FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def untyped(function: Function) -> Iterator[str]:
    """What lacks a type in one definition: arguments by name, "return" for the result."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    yield from (a.arg for a in every if a.annotation is None and a.arg not in {"self", "cls"})
    if function.returns is None:
        yield "return"


def empty_words(name: str) -> set[str]:
    """The empty words in a CamelCase or snake_case name, plural or not."""
    words = re.findall(r"[A-Z]?[a-z]+", name)
    return {word.lower().removesuffix("s") for word in words} & EMPTY_WORDS


def reads_clock(node: ast.AST) -> bool:
    """Is this datetime.now(), datetime.datetime.utcnow(), date.today() or the like?"""
    match node:
        case ast.Call(
            func=ast.Attribute(
                value=ast.Name(id="datetime" | "date") | ast.Attribute(attr="datetime" | "date"),
                attr="now" | "utcnow" | "today",
            )
        ):
            return True
    return False


#: “(…)*+”, “(…){0,8}+”, also where braces are doubled in an f-string.
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{+[\d,]+\}+)\+")


def test_no_group_is_repeated_possessively(path: Path) -> None:
    """Python 3.11.2, which Debian 12 has, loses its place where the last repetition fails half way;
    ``kept`` in core/language/phrases.py does the same soundly."""
    assert POSSESSIVE_GROUP.findall(path.read_text("utf-8")) == []


def test_there_is_something_to_check() -> None:
    assert FILES


def test_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_functions_are_short(tree: ast.Module) -> None:
    lengths = {f"{f.name} (line {f.lineno})": f.end_lineno - f.lineno + 1 for f in functions(tree)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_functions_are_typed(tree: ast.Module) -> None:
    found = {f"{f.name} (line {f.lineno})": list(untyped(f)) for f in functions(tree)}
    assert {name: missing for name, missing in found.items() if missing} == {}


def test_names_say_something(path: Path, tree: ast.Module) -> None:
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    # A function may speak of 公共服务平台 (public service); a class or a module may not be one.
    modules = [path.stem] if path.stem.rstrip("s") in EMPTY_WORDS else []
    assert [name for name in [*classes, *modules] if empty_words(name)] == []


def test_only_the_clock_reads_the_time(path: Path, tree: ast.Module) -> None:
    lines = [node.lineno for node in ast.walk(tree) if reads_clock(node)]
    assert lines == [] or path.stem == "clock"
