"""Mutation testing of one module: change it in every small way, and see which changes no test
notices. Takes minutes; not part of CI.

    tools/mutate.py src/jiqun/core/rules/part2.py tests/core/rules

mutmut leaves decorated functions alone, and here every rule, figure and property is one. So the
module is first rewritten in a copy: ``@rule(…) def f`` becomes ``def f`` and, after it,
``f = rule(…)(f)``, which is the same program. Caches are taken off, or a mutant would be answered
from what the sound code has stored.
"""

import ast
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHES = ("cache", "lru_cache")
KEPT = ("staticmethod", "classmethod")  # mutmut knows these


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(f"用法：{sys.argv[0]} 模块.py 测试目录或文件…")
    module, *tests = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        work = Path(folder)
        prepare(work, module, tests)
        mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "2"]
        subprocess.run(mutmut, cwd=work, check=False, stdout=sys.stderr)
        report(work)


def prepare(work: Path, module: str, tests: list[str]) -> None:
    """A copy of what the tests need, the module rewritten, and mutmut told what to do."""
    for name in ("src", "tests", "demo", "docs", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, work / name)
    source = work / module
    source.write_text(undecorated(source.read_text("utf-8")), "utf-8")
    config = {
        "source_paths": ["src"],
        "only_mutate": [module],
        "also_copy": ["demo", "docs"],
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": ["-p", "no:randomly", "-q"],
        "use_git_change_detection": False,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in config.items()]
    with (work / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def undecorated(source: str) -> str:
    """The same program, each decorator applied by hand after its function."""
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda f: f.lineno, reverse=True):
        if not function.decorator_list or is_kept(function):
            continue
        indent = " " * function.col_offset
        applied = [
            f"{indent}{function.name} = ({ast.unparse(decorator)})({function.name})"
            for decorator in reversed(function.decorator_list)
            if ast.unparse(decorator).partition("(")[0] not in CACHES
        ]
        lines[function.end_lineno : function.end_lineno] = ["", *applied, ""]
        first = min(decorator.lineno for decorator in function.decorator_list)
        del lines[first - 1 : function.lineno - 1]
    return "\n".join(lines) + "\n"


def is_kept(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator) in KEPT for decorator in function.decorator_list)


def report(work: Path) -> None:
    """The score, and every change that no test noticed."""
    run = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    text = subprocess.run(run, cwd=work, check=True, capture_output=True, text=True).stdout
    results = [line.strip().rpartition(": ")[::2] for line in text.splitlines() if ": " in line]
    verdicts = [verdict for _, verdict in results]
    killed = sum(verdict in ("killed", "timeout", "segfault") for verdict in verdicts)
    for name, verdict in results:
        if verdict not in ("killed", "timeout", "segfault"):
            show = [sys.executable, "-m", "mutmut", "show", name]
            change = subprocess.run(show, cwd=work, check=True, capture_output=True, text=True)
            print(f"{verdict}\n{change.stdout}")
    print(f"{killed}/{len(verdicts)} = {killed / max(1, len(verdicts)):.1%}")


if __name__ == "__main__":
    main()
