"""How rules on rows speak: what stands in a cell, and of which firm."""

from datetime import date

from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.reading import print_value
from jiqun.core.roster.listing import NAME, CellValue, Listing, Row
from jiqun.core.values import NONE


def said(listing: Listing, row: Row, *keys: str) -> str:
    """“2023年从业人员期末数350人、2023年研发人员400人”"""
    return "、".join(said_at(listing.schedule.heads[key], row) for key in keys)


def said_at(head: Head, row: Row) -> str:
    value = row.get(head.key)
    if value is None:
        return f"{head.name}空白"
    shown = shown_as(head, value)
    plain = head.column.kind in (ColumnKind.NUMBER, ColumnKind.COUNT) and value is not NONE
    return f"{head.name}{shown}{head.column.unit}" if plain else f"{head.name}“{shown}”"


def shown_as(head: Head, value: CellValue) -> str:
    """A value as the sheet shows it: options by their labels."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if head.column.options:
        return next((o.label for o in head.column.options if o.id == value), str(value))
    return print_value(value)


def firm_of(row: Row) -> str:
    """The name of what the row is about, as a message has it."""
    return row.text_at(NAME) or f"第{row.number}行"
