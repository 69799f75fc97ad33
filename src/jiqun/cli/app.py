"""jiqun form | blank | render | read | check | figures | targets | roster | size | rules | serve |
manage"""

import io
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from jiqun.cli import show
from jiqun.cli.checked import (
    show_moved,
    show_report,
    show_standard,
    show_standings,
    show_verdict,
)
from jiqun.cli.files import (
    as_text,
    open_form,
    open_input,
    paper,
    read_bytes,
    refuse_other_than_facts,
    unread_notes,
    write_bytes,
)
from jiqun.cli.options import AsJson, EditionOption, edition_named, print_json
from jiqun.cli.proposed import left_out, show_proposals
from jiqun.cli.roster import open_workbook, roster, show_notes, show_read
from jiqun.cli.rulebook import show_rules
from jiqun.cli.size import size_asked, sized_as_json
from jiqun.cli.workings import show_chosen_figures, show_every_figure
from jiqun.core.facts import Facts, parse_entry
from jiqun.core.figures import Figures
from jiqun.core.form import DEFAULT_EDITION, Edition
from jiqun.core.form.catalogue import as_catalogue
from jiqun.core.reading import Unreadable, shortened
from jiqun.core.report import as_json as report_as_json
from jiqun.core.standard import judge
from jiqun.core.targets import propose_targets
from jiqun.core.values import Value
from jiqun.core.whatif import compare, moved_as_json, overlay
from jiqun.documents import rulebook
from jiqun.documents.factsfile import load_facts
from jiqun.documents.intake import Declared, Examined, examine, with_workbook
from jiqun.documents.pdf import FontsMissing
from jiqun.documents.refused import Refused

UNREADABLE = 2

app = typer.Typer(
    help="北京市中小企业特色产业集群申报表：填报、校验、打印、读回。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Input = Annotated[
    Path, typer.Argument(help="申报表 .docx（.doc）、填报数据 .yaml、.json，或申报包 .zip")
]
Output = Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件")]

app.add_typer(roster, name="roster")


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


@app.command()
def form(edition: EditionOption = DEFAULT_EDITION, as_json: AsJson = False) -> None:
    """列出表样的各部分与栏目。"""
    catalogue = as_catalogue(edition_named(edition))
    if as_json:
        print_json(catalogue)
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


@app.command()
def read(
    form: Annotated[Path, typer.Argument(help="填好的申报表 .docx（.doc），或申报包 .zip")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="填报数据写到哪个文件；不写则显示")
    ] = None,
) -> None:
    """把填好的申报表读成填报数据，或取出申报包中的；有读不懂的单元格时退出码为 1。"""
    if output:
        refuse_other_than_facts(output, "读出的是填报数据")
    declared = open_form(form)
    text = as_text(declared)
    if output:
        write_bytes(output, text.encode())
    else:
        typer.echo(text, nl=False)
    for note in unread_notes(declared):
        show.warning(note)
    raise typer.Exit(1 if declared.unread else 0)


@app.command()
def check(
    input: Input,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="键=值",
            help="假设某栏改成此值，看结果怎样变；可写多次，值留空即空白",
        ),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option("--earlier", metavar="文件", help="同一集群以前的申报，由早到晚；可写多次"),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--roster", metavar="名录", help="企业名录工作簿 .xlsx、.xls 或 .csv"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """校验申报表或填报数据：无阻断项退出码 0，有阻断项 1，无法读取 2。"""
    declared = open_input(input, with_workbook=workbook is None)
    show_notes(declared.notes)
    if workbook:
        handed = open_workbook(workbook, declared.facts.edition)
        show_read(handed)
        filled, declared = len(declared.facts), with_workbook(declared, handed)
        if len(declared.facts) > filled:
            added = len(declared.facts) - filled
            show.note(f"测算底稿有{added}项取自名录工作簿，申报数据中没有填。")
    if earlier:
        before = tuple(open_input(path, with_workbook=False).facts for path in earlier)
        declared = replace(declared, earlier=(*declared.earlier, *before))
    values = assumed(declared.facts.edition, settings or [])
    real = examine(declared)
    examined = examine_with(declared, real, values) if values else real
    if as_json:
        print_json(as_data(real, examined))
    else:
        show_all(real, examined, input)
    raise typer.Exit(1 if examined.report.blocks else 0)


def assumed(edition: Edition, settings: list[str]) -> dict[str, Value | None]:
    """What ``--set`` lays over the facts."""
    values = {}
    for setting in settings:
        key, sign, typed = setting.partition("=")
        if not sign:
            raise Refused(f"“{shortened(setting)}”应写成“键=值”，例如 --set area=5.86。")
        try:
            values[key] = parse_entry(edition, key, typed, suggest=True)
        except Unreadable as why:
            end = "" if str(why).endswith("？") else "。"
            raise Refused(f"--set 的“{shortened(key, 60)}”：{why}{end}") from None
    return values


def examine_with(declared: Declared, real: Examined, values: dict[str, Value | None]) -> Examined:
    """The same declaration with some values assumed, filled in and checked anew."""
    case = overlay(real.case, values)
    return examine(replace(declared, facts=case.facts, unread=case.unread))


def as_data(real: Examined, examined: Examined) -> dict[str, Any]:
    """The report for scripts, with what moved where something was assumed."""
    data = report_as_json(examined.case, examined.report)
    if examined is not real:
        data["whatif"] = moved_as_json(compare(real.case, examined.case))
    return data


def show_all(real: Examined, examined: Examined, input: Path) -> None:
    edition = examined.case.facts.edition
    requirements = judge(examined.case)
    show_report(examined.report, edition)
    show_standard(requirements)
    if examined is not real:
        show_moved(compare(real.case, examined.case), edition)
    show.out.print(f"\n各项指标怎样算出：jiqun figures {input}", markup=False)
    show_standings(requirements)
    show_verdict(examined.report)


@app.command()
def figures(
    input: Input,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="[指标]…", help="只看这些指标，例如 co2_per_output；不写则列出全部"),
    ] = None,
) -> None:
    """列出各项指标的数值、口径和公式，可作申报表要求的计算公式。"""
    computed = Figures(open_input(input).facts)
    if keys:
        show_chosen_figures(computed, keys)
    else:
        show_every_figure(computed)


@app.command()
def targets(
    input: Input,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="连同建议一起写到哪个填报数据文件；只填空白的栏"),
    ] = None,
) -> None:
    """提出符合要求的发展目标和阶段目标，作为起点，请自行修改。"""
    if output:
        refuse_other_than_facts(output, "写出的是填报数据")
    declared = open_input(input)
    proposals = propose_targets(declared.facts)
    show_proposals(proposals, declared.facts)
    if output:
        blanks = {p.key: p.value for p in proposals if p.key not in declared.facts}
        filled = replace(declared, facts=declared.facts.overlay(blanks))
        write_bytes(output, as_text(filled).encode())
        show.note(left_out(proposals, declared.facts))


@app.command()
def size(
    code: Annotated[str, typer.Option(help="4位行业小类代码（GB/T 4754-2017），例如 3463")] = "",
    staff: Annotated[str, typer.Option(help="从业人员（人）")] = "",
    revenue: Annotated[str, typer.Option(help="营业收入（万元）")] = "",
    assets: Annotated[
        str, typer.Option(help="资产总额（万元），建筑、房地产开发、租赁和商务服务业要用")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """按工信部联企业〔2011〕300号给一家企业划型：划不出退出码 1，填写有误 2。"""
    industry, found = size_asked(code, staff=staff, revenue=revenue, assets=assets)
    if as_json:
        print_json(sized_as_json(industry, found))
    else:
        show.out.print(f"{industry.code} {industry.name}\n{found.reason}", markup=False)
    raise typer.Exit(1 if found.size is None else 0)


@app.command()
def rules(
    as_markdown: Annotated[bool, typer.Option("--md", help="输出 Markdown")] = False,
    as_json: AsJson = False,
) -> None:
    """列出全部校验规则，每条附一个例子。"""
    if as_json:
        print_json(rulebook.as_json())
    elif as_markdown:
        typer.echo(rulebook.as_markdown(), nl=False)
    else:
        show_rules(rulebook.entries())


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
