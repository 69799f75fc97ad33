"""The worksheet (测算底稿) as rows of a sheet: one a field, or one a line of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiqun.core.form import Edition
from jiqun.core.form.model import Field

#: Heads of the sheet, beside one for each year.
KEY, NAME, VALUE = "键", "名称", "数值"


@dataclass(frozen=True, slots=True)
class Line:
    """``id`` stands in the first column; ``places`` has the key of the facts for each year, under
    None if the field has no years."""

    id: str
    label: str
    field: Field
    places: Mapping[int | None, str]


def lines(edition: Edition) -> Iterator[Line]:
    for field in edition.worksheet:
        for number in range(1, field.lines + 1) if field.lines else (None,):
            places = {place.year: place.key for place in field.places() if place.line == number}
            id = field.template.format(n=number, year="{year}") if number else field.id
            yield Line(id, labelled(field, number), field, places)


def labelled(field: Field, number: int | None) -> str:
    """“集群营业收入（亿元）”, “主导产品名称（第3项）”."""
    line = f"（第{number}项）" if number else ""
    return f"{field.short}{line}（{field.unit}）" if field.unit else f"{field.short}{line}"


def years_of(edition: Edition) -> tuple[int, ...]:
    """Every year that any field of the worksheet has."""
    return tuple(sorted({year for field in edition.worksheet for year in field.years}))


def year_head(year: int) -> str:
    return f"{year}年"
