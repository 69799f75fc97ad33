"""What ``jiqun figures`` shows: every computed figure with how it came about."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from rich.markup import escape

from jiqun.cli.show import hang, out
from jiqun.core.factors import factors
from jiqun.core.figures import DEFINITIONS, Definition, Figure, Figures, Reading
from jiqun.core.quantity import Quantity
from jiqun.core.report import digits
from jiqun.core.standard import FIRMS
from jiqun.documents.refused import Refused

#: So many of the cells that a figure lacks are named in the overview.
NAMED = 3


def show_every_figure(figures: Figures) -> None:
    """All that can be computed, by part; then what cannot, and what it lacks."""
    headings = {part.number: part.heading for part in figures.facts.edition.parts}
    lacking: list[Figure] = []
    part = ""
    for definition, members in grouped(figures, figures):
        known = [figure for figure in members if figure.known]
        if not known:
            lacking.append(members[-1])
            continue
        if definition.part != part:
            part = definition.part
            out.print(f"\n[bold]{headings[part]}[/]")
        show_figure(definition, known, figures)
    if lacking:
        out.print("\n[bold]还不能计算[/]")
    for figure in lacking:
        hang(f"  {figure.definition.label}", wants(figure, figures, NAMED), at=34)


def show_chosen_figures(figures: Figures, wanted: Sequence[str]) -> None:
    """Those asked for by id or by key, in full: fit to be attached as the calculation formula."""
    keys = [key for name in wanted for key in keys_of(figures, name)]
    for definition, members in grouped(figures, keys):
        show_figure(definition, members, figures, in_full=True)
        show_factors(members)


def keys_of(figures: Figures, name: str) -> Iterator[str]:
    if name in figures:
        yield name
    elif name in DEFINITIONS:
        yield from (key for key, _ in DEFINITIONS[name].keys(figures.years))
    else:
        close = get_close_matches(name, [*DEFINITIONS, *figures], n=1)
        hint = f"，是否为“{close[0]}”？" if close else "。"
        raise Refused(f"没有“{name}”这项指标{hint}不写名称可列出全部指标。")


def grouped(figures: Figures, keys: Iterable[str]) -> Iterator[tuple[Definition, list[Figure]]]:
    """Figures by what they are, in the order they are defined."""
    members: dict[str, list[Figure]] = {}
    for key in keys:
        members.setdefault(figures[key].definition.id, []).append(figures[key])
    return ((DEFINITIONS[id], found) for id, found in members.items())


def show_figure(
    definition: Definition, members: Sequence[Figure], figures: Figures, *, in_full: bool = False
) -> None:
    """In full, every reading has its formula; else the first of them stands for all."""
    cites = f"[dim]（{'、'.join(definition.cites)}）[/]" if definition.cites else ""
    out.print(
        f"\n  [bold]{definition.label}（{definition.unit}）[/]  [dim]{definition.id}[/]{cites}"
    )
    hang("      [dim]算法[/]", definition.sentence, at=12)
    most = max(len(figure.known) for figure in members)
    for number in range(most):
        readings = [(f, f.known[number]) for f in members if number < len(f.known)]
        if in_full or number == 0:
            hang("      [dim]公式[/]", readings[-1][1].quantity.words, at=12)
        for figure, reading in readings:
            show_reading(figure, reading, in_full)
    for figure in members:
        if not figure.known:
            hang(f"      {when(figure)}", wants(figure, figures), at=14)
        compare_with_declared(figure, figures)


def when(figure: Figure) -> str:
    return f"{figure.year}年" if figure.year else "结果"


def show_reading(figure: Figure, reading: Reading, in_full: bool) -> None:
    value = value_of(reading, figure.unit)
    how = f"{reading.name}：" if reading.name else "＝ "
    span = possible(reading.quantity) if in_full and figure.unit != FIRMS else ""
    head = f"      {when(figure)}  [bold]{value}[/]"
    hang(head, f"{how}{reading.quantity.sum}{span}", at=26)


def value_of(reading: Reading, unit: str) -> str:
    """The number; both limits of a count known only between them."""
    quantity = reading.quantity
    assert quantity.value is not None and quantity.interval is not None
    low, high = quantity.interval.low, quantity.interval.high
    if unit == FIRMS and low < high:
        return f"{digits(low, unit)}—{digits(high, unit)}"
    return digits(quantity.value, unit)


def possible(quantity: Quantity) -> str:
    """Where the number lies if the figures filled in were rounded; "" if nowhere else."""
    assert quantity.interval is not None
    low, high = f"{quantity.interval.low:.4f}", f"{quantity.interval.high:.4f}"
    return "" if low == high else f"（所填数四舍五入之前：{low}至{high}）"


def compare_with_declared(figure: Figure, figures: Figures) -> None:
    """What was filled in where the form itself asks for the figure."""
    if figure.key not in figures.facts.edition.printed or not figure.known:
        return
    declared = figures.given(figure.key)
    if declared.blank or declared.value is None:
        return
    said = f"{when(figure) if figure.year else ''}所填{digits(declared.value, figure.unit)}"
    fitting = [r.name for r in figure.known if r.quantity.meets(declared)]
    if not fitting:
        slip = figures.slip_of(figure.key, declared)
        hang("      [bold red]✖[/]", f"{said}与计算不符{f'，{slip}' if slip else ''}。", at=12)
        return
    which = "、".join(filter(None, fitting))
    hang("      [green]✔[/]", f"{said}与计算相符{f'（{which}）' if which else ''}。", at=12)


def wants(figure: Figure, figures: Figures, most: int | None = None) -> str:
    """What the first reading of a figure lacks."""
    places = figures.facts.edition.places
    names = [places[key].short for key in figure.readings[0].quantity.missing]
    if not names:
        return "除数为0或“无”，没有这一指标"
    rest = f"等{len(names)}项" if most and len(names) > most else ""
    return f"缺{'、'.join(names[:most])}{rest}"


def show_factors(members: Iterable[Figure]) -> None:
    """The factors with unit, basis and data year."""
    used = dict.fromkeys(factor for figure in members for factor in factors(figure))
    if used:
        out.print("\n      [dim]所用系数[/]")
    for factor in used:
        text = f"{factor.value} {factor.unit}  依据：{factor.basis}"
        hang(f"      {escape(factor.name)}", text, at=46)
