"""A roster as comma-separated text, in the encodings that Excel and WPS write in China."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from jiqun.core.roster.cells import RawCell
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.packed import Rows, pack
from jiqun.documents.workbook.reading.scan import MOST_COLUMNS, MOST_ROWS

ROWS_AT_ONCE = 1000

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = (",", "\t", ";", "，")

#: How many of the first lines tell what parts the cells.
SAMPLE_LINES = 30

UNKNOWN_ENCODING = (
    "文件的文字编码无法识别；请在Excel或WPS中另存为.xlsx，或另存为“CSV UTF-8”格式后重新上传。"
)
UNEVEN = "文件不是逗号分隔的表格；请在Excel或WPS中另存为.xlsx后重新上传。"
TOO_LONG = (
    f"表格超过{MOST_ROWS // 10000}万行或{MOST_COLUMNS}列，不是企业名录；请只保留名录后重新上传。"
)


def decode(data: bytes) -> str:
    """UTF-8, or GB18030, which Excel writes on Chinese machines. Raises ``Refused``."""
    if data.startswith(UTF16):
        return decode_as(data, "utf-16")
    if b"\0" in data:
        raise Refused("这不是表格文件；请上传填好的企业名录（.xlsx、.xls或.csv）。")
    try:
        return data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        return decode_as(data, "gb18030")


def decode_as(data: bytes, encoding: str) -> str:
    """Text that makes sense: hardly any byte sequence is wrong in GB18030, but private and
    unassigned characters do not stand in a roster."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(UNKNOWN_ENCODING) from None
    sample = text[:20_000]
    strange = sum(not (c.isprintable() or c in "\r\n\t") for c in sample)
    if strange * 50 > len(sample):
        raise Refused(UNKNOWN_ENCODING)
    return text


def lines_of(text: str) -> io.StringIO:
    """Its lines, whichever of three ways they end."""
    return io.StringIO(text, newline=None)


def separator_of(text: str) -> str:
    """What parts the cells: the sign that stands in most of the first lines."""
    lines = [line for line in islice(lines_of(text), SAMPLE_LINES) if line.strip()]
    return max(SEPARATORS, key=lambda sign: sum(line.count(sign) > 0 for line in lines))


def read_rows(text: str) -> Iterator[Rows]:
    """Rows that hold anything, some at a time, numbered as Excel shows them."""
    numbers: list[int] = []
    cells: list[list[RawCell]] = []
    try:
        for number, row in enumerate(csv.reader(lines_of(text), delimiter=separator_of(text)), 1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Refused(TOO_LONG)
            if any(row):
                numbers.append(number)
                cells.append([cell or None for cell in row])
            if len(numbers) == ROWS_AT_ONCE:
                yield Rows(numbers, cells)
                numbers, cells = [], []
    except csv.Error:
        raise Refused(UNEVEN) from None
    if numbers:
        yield Rows(numbers, cells)


def read_chunks(text: str) -> Iterator[bytes]:
    yield from map(pack, read_rows(text))
