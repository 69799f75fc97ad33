"""YAML as text only: keys, texts and lists of texts, with their lines. No tags, no aliases."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from jiqun.core.reading import Raw
from jiqun.documents.refused import Refused

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: edition / facts / one fact / its list: nothing goes deeper.
DEEPEST = 2

#: More than ten times what any edition knows.
MOST_ENTRIES = 5000
TOO_MANY = f"文件有超过{MOST_ENTRIES}项内容，填报数据最多几百项，请确认选对了文件。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One “key: value”. ``inner`` are the entries of a mapping; ``raw`` is a text or a list."""

    key: str
    line: int
    value: "Raw | list[Entry] | None"

    @property
    def inner(self) -> "list[Entry] | None":
        return self.value if isinstance(self.value, list) else None

    @property
    def raw(self) -> Raw | None:
        return None if isinstance(self.value, list) else self.value


def load_yaml(text: str) -> list[Entry]:
    """The entries of the one mapping a file holds. Raises ``Refused``."""
    try:
        return read_document(events(text))
    except yaml.MarkedYAMLError as error:
        where = place_of(error.problem_mark or error.context_mark)
        raise Refused(f"YAML文件{where}的写法有误，请检查缩进、冒号后的空格和引号。") from None
    except yaml.YAMLError:
        raise Refused("YAML文件的写法有误，请检查缩进、冒号后的空格和引号。") from None


def place_of(mark: Any) -> str:
    return f"第{mark.line + 1}行第{mark.column + 1}列" if mark else ""


def events(text: str) -> Iterator[Any]:
    event: Any
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(f"YAML文件第{line}行使用了锚点或别名（& 或 *），请直接写出内容。")
        if getattr(event, "tag", None):
            raise Refused(f"YAML文件第{line}行使用了类型标记（!），请删除，内容一律按文字读取。")
        if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            yield event


def read_document(stream: Iterator[Any]) -> list[Entry]:
    first = next(stream)
    if isinstance(first, yaml.StreamEndEvent):
        return []
    if not isinstance(first, yaml.MappingStartEvent):
        raise Refused("这个文件不是填报数据：应以“edition:”“facts:”开头，请核对。")
    entries = list(read_mapping(stream, 1))
    next(stream)  # the document's end
    if not isinstance(next(stream), yaml.StreamEndEvent):
        raise Refused("YAML文件里有多份文档（---），请只保留一份。")
    return entries


def read_mapping(stream: Iterator[Any], depth: int) -> Iterator[Entry]:
    for number, event in enumerate(stream):
        if isinstance(event, yaml.MappingEndEvent):
            return
        if number >= MOST_ENTRIES:
            raise Refused(TOO_MANY)
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            raise Refused(f"YAML文件第{line}行的写法有误，请按“栏目: 内容”填写。")
        yield Entry(event.value, line, read_value(stream, line, depth))


def read_value(stream: Iterator[Any], line: int, depth: int) -> "Raw | list[Entry]":
    event = next(stream)
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return tuple(read_items(stream, line))
    if depth >= DEEPEST:
        raise Refused(f"YAML文件第{line}行嵌套过深，每一项应是文字或一组文字。")
    return list(read_mapping(stream, depth + 1))


def read_items(stream: Iterator[Any], line: int) -> Iterator[str]:
    for event in stream:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        if not isinstance(event, yaml.ScalarEvent):
            raise Refused(f"YAML文件第{line}行的列表中只能是文字。")
        yield str(event.value)
