"""Facts files: YAML and JSON in, YAML out.

Every scalar is read as text: 08, 1_0, no and 1e3 mean nothing special. Whatever stands in the
file, the answer is facts or ``Refused``, with line, key and reason.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jiqun.core.facts import Facts, Problem, as_json, parse_facts
from jiqun.core.form import DEFAULT_EDITION, EDITIONS, Edition
from jiqun.core.reading import UNPRINTABLE, Raw, print_value, shortened
from jiqun.documents.refused import Refused
from jiqun.documents.yamltext import Entry, load_yaml

MAX_BYTES = 5_000_000

#: How many problems are listed; a file with more is not worth more patience.
MOST_PROBLEMS = 50

TOP_KEYS = ("edition", "facts", "reasons")


@dataclass(frozen=True, slots=True)
class FactsFile:
    facts: Facts
    reasons: dict[str, str] = field(default_factory=dict)


def load_facts(data: bytes) -> FactsFile:
    """The facts and reasons of a YAML or JSON facts file. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused("填报数据文件超过5 MB，请确认选对了文件；填报数据一般不到100 KB。")
    text = decode(data)
    refuse_unprintable(text)
    entries = load_json(text) if text.lstrip().startswith("{") else load_yaml(text)
    return take(entries)


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Windows calls ANSI in China."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("文件不是文本，无法按填报数据读取，请上传 .docx、.yaml 或 .json 文件。")


def refuse_unprintable(text: str) -> None:
    found = UNPRINTABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        key = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].partition(":")[0]
        reason = f"含有无法写入Word文件的字符（U+{ord(found[0]):04X}），请删除"
        problem = Problem(shortened(key.strip(' "'), 60), reason, line)
        raise Refused(f"填报数据文件中有不能使用的字符：{problem}。", (problem,))


def load_json(text: str) -> list[Entry]:
    """The same entries from JSON; line numbers are those of each key's first mention."""
    try:
        tree = json.loads(
            text, object_pairs_hook=list, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        raise Refused(
            f"JSON文件第{error.lineno}行第{error.colno}列的写法有误，请检查逗号、引号和括号。"
        ) from None
    except RecursionError:
        raise Refused("JSON文件嵌套层次过深，填报数据只有一层，请核对。") from None

    def line_of(key: str) -> int:
        found = text.find(json.dumps(key, ensure_ascii=False))
        return text.count("\n", 0, found) + 1 if found >= 0 else 1

    return [json_entry(str(key), value, line_of, 0) for key, value in tree]


def json_entry(key: str, value: Any, line_of: Callable[[str], int], depth: int) -> Entry:
    line = line_of(key)
    if is_object(value) and depth == 0:
        inner = [json_entry(str(k), v, line_of, depth + 1) for k, v in value]
        return Entry(key, line, inner)
    return Entry(key, line, json_raw(value))


def is_object(value: Any) -> bool:
    """Objects arrive as lists of pairs; an array of pairs is no fact either way."""
    return isinstance(value, list) and all(isinstance(pair, tuple) for pair in value)


def json_raw(value: Any) -> Raw | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Refused("填报数据的每一项应是文字、数字或一组文字，不能再嵌套，请核对。")


def take(entries: list[Entry]) -> FactsFile:
    """Facts and reasons of the file's entries, or everything that is wrong with them."""
    problems = [
        *repeated(entries),
        *(unknown(entry, TOP_KEYS) for entry in entries if entry.key not in TOP_KEYS),
    ]
    top = {entry.key: entry for entry in entries}
    edition = edition_of(top.get("edition"))
    facts_entries = mapping_of(top.get("facts"), problems)
    problems += repeated(facts_entries)
    lines = {entry.key: entry.line for entry in facts_entries}
    raw = {entry.key: entry.raw for entry in facts_entries}
    facts, wrong = parse_facts(edition, raw)
    problems += [Problem(p.key, p.reason, lines.get(p.key)) for p in wrong]
    reasons = take_reasons(mapping_of(top.get("reasons"), problems))
    if problems:
        refuse(problems)
    return FactsFile(facts, reasons)


def refuse(problems: list[Problem]) -> None:
    first = str(problems[0])
    more = f"等{len(problems)}处问题" if len(problems) > 1 else ""
    raise Refused(
        f"填报数据文件有无法读取的内容：{first}{more}，请改正后重试。",
        tuple(problems[:MOST_PROBLEMS]),
    )


def repeated(entries: list[Entry]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.key in seen:
            reason = f"与第{seen[entry.key]}行重复，请只保留一处"
            yield Problem(shortened(entry.key, 60), reason, entry.line)
        seen.setdefault(entry.key, entry.line)


def unknown(entry: Entry, known: tuple[str, ...]) -> Problem:
    close = get_close_matches(entry.key[:100], known, n=1)
    hint = f"是否为“{close[0]}”？" if close else ""
    reason = f"填报数据文件最外层没有这一项，{hint}可用：{'、'.join(known)}"
    return Problem(shortened(entry.key, 60), reason, entry.line)


def edition_of(entry: Entry | None) -> str:
    """The edition named, the default one if none is."""
    if entry is None or not entry.raw:
        return DEFAULT_EDITION
    if entry.raw not in EDITIONS:
        named = shortened(str(entry.raw))
        problem = Problem("edition", f"没有“{named}”这一表样版次", entry.line)
        raise Refused(f"没有“{named}”这一表样版次，可用：{'、'.join(EDITIONS)}。", (problem,))
    return str(entry.raw)


def mapping_of(entry: Entry | None, problems: list[Problem]) -> list[Entry]:
    if entry is None or (entry.inner is None and not entry.raw):
        return []
    if entry.inner is None:
        problems.append(Problem(entry.key, "下面应逐行写“栏目: 内容”", entry.line))
    return entry.inner or []


def take_reasons(entries: list[Entry]) -> dict[str, str]:
    return {
        entry.key: "\n".join(entry.raw) if isinstance(entry.raw, tuple) else entry.raw
        for entry in entries
        if entry.raw
    }


PLAIN = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff（）、，。“”《》；·%./+-]*")
BLOCK = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+")
UNSAFE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def dump_facts(
    facts: Facts, reasons: Mapping[str, str] | None = None, notes: tuple[str, ...] = ()
) -> str:
    """A facts file that ``load_facts`` reads back; ``notes`` become comments at its head."""
    lines = [f"# {UNSAFE.sub('?', ' '.join(note.split()))}" for note in notes]
    lines += [f"edition: {facts.edition.id}", "facts:" if facts else "facts: {}"]
    part = ""
    for key, value in facts.items():
        here = facts.edition.part_of[facts.edition.places[key].field.id]
        if here != part:
            part = here
            lines.append(f"  # {part_title(facts.edition, part)}")
        shape = as_json(value)
        if isinstance(shape, list):
            lines += [f"  {key}:", *(f"    - {scalar(item)}" for item in shape)]
        else:
            lines += value_lines(key, print_value(value))
    if reasons:
        lines += ["reasons:", *(f"  {key}: {quoted(text)}" for key, text in reasons.items())]
    return "\n".join(lines) + "\n"


def part_title(edition: Edition, number: str) -> str:
    return next((part.heading for part in edition.parts if part.number == number), number)


def value_lines(key: str, text: str) -> list[str]:
    if "\n" in text and BLOCK.fullmatch(text):
        return [f"  {key}: |-", *(f"    {line}" for line in text.split("\n"))]
    return [f"  {key}: {scalar(text)}"]


def scalar(text: str) -> str:
    return text if PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """A double-quoted scalar; JSON's escapes are YAML's too, but YAML wants more escaped."""
    plain = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda found: f"\\U{ord(found[0]):08x}", plain)
