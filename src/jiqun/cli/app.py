"""jiqun form | blank | render | read | check | serve | manage"""

import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli import show
from jiqun.core.facts import Facts
from jiqun.core.form import DEFAULT_EDITION, EDITIONS, Edition, get_edition
from jiqun.core.form.catalogue import as_catalogue
from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.intake import Declared, examine, open_declaration
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import FontsMissing, write_pdf
from jiqun.documents.reader import read_word
from jiqun.documents.refused import Refused
from jiqun.documents.word import write_word

UNREADABLE = 2

#: No form and no facts file comes near it; what is longer is not read to its end.
MOST_BYTES = 100_000_000

app = typer.Typer(
    help="北京市中小企业特色产业集群申报表：填报、校验、打印、读回。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

EditionOption = Annotated[str, typer.Option("--edition", help=f"表样版次：{'、'.join(EDITIONS)}")]
Input = Annotated[Path, typer.Argument(help="申报表 .docx（.doc），或填报数据 .yaml、.json")]
Output = Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]


def main() -> None:
    """Entry point; a refused file or a missing one gives a sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a screen that knows no ✖ shows a ? instead
            stream.reconfigure(errors="replace")
    try:
        app()
    except (Refused, FontsMissing) as refused:
        show.refusal(refused)
        raise SystemExit(UNREADABLE) from None
    except OSError:
        show.refusal(Refused("输出没有写完，请检查磁盘空间。"))
        os._exit(UNREADABLE)  # a full standard output would fail once more on the way out


def edition_named(name: str) -> Edition:
    if name not in EDITIONS:
        raise Refused(f"没有“{name}”这一表样版次，可用：{'、'.join(EDITIONS)}。")
    return get_edition(name)


def read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”，请核对文件名。") from None
    except OSError:
        raise Refused(f"无法读取“{path}”，请确认它是文件且有读取权限。") from None
    if len(data) > MOST_BYTES:
        raise Refused(f"“{path}”超过{MOST_BYTES // 1_000_000} MB，请确认选对了文件。")
    return data


def write_bytes(path: Path, data: bytes) -> None:
    """Write whole or not at all: a full disk must not leave half a form."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise Refused(f"无法写入“{path}”，请确认文件夹存在、可写且磁盘未满。") from None
    show.note(f"已写入 {path}")


@app.command()
def form(edition: EditionOption = DEFAULT_EDITION, as_json: AsJson = False) -> None:
    """列出表样的各部分与栏目。"""
    catalogue = as_catalogue(edition_named(edition))
    if as_json:
        typer.echo(json.dumps(catalogue, ensure_ascii=False, indent=1))
    else:
        show.catalogue(catalogue)


@app.command()
def blank(output: Output, edition: EditionOption = DEFAULT_EDITION) -> None:
    """生成空白申报表（.docx 或 .pdf）。"""
    write_bytes(output, paper(Facts(edition_named(edition), {}), output))


@app.command()
def render(
    facts: Annotated[Path, typer.Argument(help="填报数据 .yaml 或 .json")], output: Output
) -> None:
    """把填报数据打印到申报表上（.docx 或 .pdf）。"""
    loaded = load_facts(read_bytes(facts)).facts
    write_bytes(output, paper(loaded, output))
    left = len(loaded) - len(loaded.printed)
    if left:
        show.note(f"测算底稿的{left}项不印在申报表上，只保存在填报数据文件中，请一并留存。")


def paper(facts: Facts, output: Path) -> bytes:
    """The form in the format that the file name asks for."""
    writers = {".docx": write_word, ".pdf": write_pdf}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise Refused(f"“{output.name}”的扩展名应为 .docx 或 .pdf。")
    filled = fill(facts)
    for overflow in filled.overflows:
        called = facts.edition.places[overflow.key].called
        show.warning(f"“{called}”排不下约{overflow.characters}个字符，全文印在附页。")
    return writer(filled)


@app.command()
def read(
    form: Annotated[Path, typer.Argument(help="填好的申报表 .docx 或 .doc")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="填报数据写到哪个文件；不写则显示")
    ] = None,
) -> None:
    """把填好的申报表读成填报数据；有读不懂的单元格时退出码为 1。"""
    if output and output.suffix.lower() not in (".yaml", ".yml"):
        raise Refused(f"“{output.name}”的扩展名应为 .yaml：读出的是填报数据。")
    declared = open_form(form)
    notes = tuple(f"未能读取：{problem.reason}" for problem in declared.unread)
    text = dump_facts(declared.facts, notes=notes)
    if output:
        write_bytes(output, text.encode())
    else:
        typer.echo(text, nl=False)
    for note in notes:
        show.warning(note)
    raise typer.Exit(1 if declared.unread else 0)


def open_form(path: Path) -> Declared:
    data = read_bytes(path)
    if data.startswith(b"PK") or path.suffix.lower() in (".docx", ".doc"):
        return open_input(path, data)
    reading = read_word(data)
    return Declared(reading.facts, unread=reading.problems)


def open_input(path: Path, data: bytes) -> Declared:
    """Going through LibreOffice takes seconds, so it shows that it is at work."""
    with show.working("正在读取…"):
        return open_declaration(data, path.name)


@app.command()
def check(input: Input, as_json: AsJson = False) -> None:
    """校验申报表或填报数据：无阻断项退出码 0，有阻断项 1，无法读取 2。"""
    examined = examine(open_input(input, read_bytes(input)))
    if as_json:
        typer.echo(json.dumps(examined.report.as_json(), ensure_ascii=False, indent=1))
    else:
        show.report(examined.report, examined.case.facts.edition)
    raise typer.Exit(1 if examined.report.blocks else 0)


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="端口", min=1, max=65535)] = 8000,
) -> None:
    """启动网页。"""
    from jiqun.web.serve import serve as serve_web  # Django is slow to import, and rarely needed

    serve_web(host, port)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """网页的管理命令（Django）。"""
    from jiqun.web.serve import run_manage  # as above

    run_manage(context.args)
