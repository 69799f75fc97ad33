"""Facts files: YAML and JSON in, YAML out.

Every scalar is read as text: 08, 1_0, no and 1e3 mean nothing special. Whatever stands in the
file, the answer is facts or ``Refused``, with line, key and reason.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, TypeAlias

from jiqun.core.evidence import all_demands
from jiqun.core.facts import MOST_SUGGESTIONS, Facts, Problem, as_json, parse_facts
from jiqun.core.form import EDITIONS, Edition, get_edition
from jiqun.core.reading import UNPRINTABLE, Raw, joined, one_line, print_value, shortened
from jiqun.core.rules.book import RULE_ID
from jiqun.documents.refused import Refused
from jiqun.documents.yamltext import MOST_ENTRIES, TOO_MANY, Entry, load_yaml

MAX_BYTES = 5_000_000

#: How many problems are listed; a file with more is not worth more patience.
MOST_PROBLEMS = 50

TOP_KEYS = ("edition", "facts", "reasons", "evidence")

#: A JSON string, and the colon behind it if it is a key.
JSON_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(?P<colon>\s*:)?')


Attached: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FactsFile:
    """``evidence`` maps each demand (``jiqun.core.evidence``) to the names of the files attached to
    it; None if the file says nothing of evidence."""

    facts: Facts
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Attached | None = None


def load_facts(data: bytes) -> FactsFile:
    """What a YAML or JSON facts file says. Raises ``Refused``."""
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
        problem = Problem(shortened(key.strip(' "'), 60), unprintable(found[0]), line)
        raise Refused(f"填报数据文件中有不能使用的字符：{problem}。", (problem,))


def unprintable(character: str) -> str:
    return f"含有无法写入Word文件的字符（U+{ord(character):04X}），请删除"


def load_json(text: str) -> list[Entry]:
    """The same entries from JSON."""
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
    return json_entries(tree, key_lines(text), 0)


def key_lines(text: str) -> Iterator[int]:
    """The line of every key of a JSON text, in the order of the text."""
    line, at = 1, 0
    for found in JSON_STRING.finditer(text):
        if found["colon"]:
            line += text.count("\n", at, found.start())
            at = found.start()
            yield line


def json_entries(pairs: list[tuple[str, Any]], lines: Iterator[int], depth: int) -> list[Entry]:
    if len(pairs) > MOST_ENTRIES:
        raise Refused(TOO_MANY)
    return [json_entry(key, value, lines, depth) for key, value in pairs]


def json_entry(key: str, value: Any, lines: Iterator[int], depth: int) -> Entry:
    line = next(lines)
    if is_object(value) and depth == 0:
        return Entry(key, line, json_entries(value, lines, depth + 1))
    return Entry(key, line, json_raw(key, line, value))


def is_object(value: Any) -> bool:
    """Objects arrive as lists of pairs; an array of pairs is no fact either way."""
    return isinstance(value, list) and all(isinstance(pair, tuple) for pair in value)


def json_raw(key: str, line: int, value: Any) -> Raw | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    reason = "应是文字、数字或一组文字，不能再嵌套，请核对"
    problem = Problem(shortened(key, 60), reason, line)
    raise Refused(f"JSON文件{problem}。", (problem,))


def take(entries: list[Entry]) -> FactsFile:
    """What the file's entries say, or everything that is wrong with them."""
    problems = [
        *repeated(entries),
        *(unknown(entry, TOP_KEYS) for entry in entries if entry.key not in TOP_KEYS),
    ]
    top = {entry.key: entry for entry in entries}
    facts_entries = mapping_of(top.get("facts"), problems)
    edition = edition_of(top.get("edition"), (entry.key for entry in facts_entries))
    problems += repeated(facts_entries)
    lines = {shortened(entry.key, 60): entry.line for entry in facts_entries}
    raw = {entry.key: entry.raw for entry in facts_entries}
    facts, wrong = parse_facts(edition, raw)
    problems += [Problem(p.key, p.reason, lines.get(p.key)) for p in wrong]
    reasons = take_reasons(mapping_of(top.get("reasons"), problems), problems)
    evidence = take_evidence(top.get("evidence"), facts.edition, problems)
    if problems:
        refuse(problems)
    return FactsFile(facts, reasons, evidence)


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


def edition_of(entry: Entry | None, keys: Iterable[str]) -> str:
    """The edition named; if none is, the first that knows the most of the keys."""
    if entry is None or (entry.inner is None and not entry.raw):
        known = set(keys)
        return max(EDITIONS, key=lambda edition: len(known & get_edition(edition).places.keys()))
    named = joined(entry.raw or "")
    if named not in EDITIONS:
        reason = f"没有“{shortened(named)}”这一表样版次"
        problem = Problem("edition", reason, entry.line)
        raise Refused(f"{reason}，可用：{'、'.join(EDITIONS)}。", (problem,))
    return named


def mapping_of(entry: Entry | None, problems: list[Problem]) -> list[Entry]:
    if entry is None or (entry.inner is None and not entry.raw):
        return []
    if entry.inner is None:
        problems.append(Problem(entry.key, "下面应逐行写“栏目: 内容”", entry.line))
    return entry.inner or []


def take_reasons(entries: list[Entry], problems: list[Problem]) -> dict[str, str]:
    """The written reasons by rule id; one for no rule would be lost, and is a problem instead."""
    problems += repeated(entries)
    reasons: dict[str, str] = {}
    for entry in entries:
        text = joined(entry.raw or "")
        bad = UNPRINTABLE.search(text)
        if not RULE_ID.fullmatch(entry.key):
            reason = "不是校验规则的编号（编号如R2-07）"
            problems.append(Problem(shortened(entry.key, 60), reason, entry.line))
        elif bad:
            problems.append(Problem(entry.key, unprintable(bad[0]), entry.line))
        elif text:
            reasons[entry.key] = text
    return reasons


def take_evidence(
    section: Entry | None, edition: Edition, problems: list[Problem]
) -> Attached | None:
    """The files attached, by demand; an empty section says that there are none, a blank one
    nothing."""
    if section is None or section.value in ("", None):
        return None
    entries = mapping_of(section, problems)
    known = all_demands(edition)
    problems += repeated(entries)
    problems += unknown_demands([entry for entry in entries if entry.key not in known], edition)
    attached = {entry.key: files_of(entry, problems) for entry in entries if entry.key in known}
    return {key: files for key, files in attached.items() if files}


def unknown_demands(entries: list[Entry], edition: Edition) -> Iterator[Problem]:
    for number, entry in enumerate(entries):
        near = nearest_demand(entry.key[:100], edition) if number < MOST_SUGGESTIONS else ""
        hint = f"，是否为“{near}”？" if near else ""
        reason = f"{edition.id}表样中没有需要附材料的这一项{hint}"
        yield Problem(shortened(entry.key, 60), reason, entry.line)


def nearest_demand(key: str, edition: Edition) -> str:
    """The known key most like an unknown one: of the same field, if that demands anything."""
    every = all_demands(edition)
    of_field = [known for known in every if known.partition(".")[0] == key.partition(".")[0]]
    close = get_close_matches(key, of_field or every, n=1, cutoff=0 if of_field else 0.6)
    return next(iter(close), "")


def files_of(entry: Entry, problems: list[Problem]) -> tuple[str, ...]:
    names = (entry.raw,) if isinstance(entry.raw, str) else entry.raw or ()
    bad = UNPRINTABLE.search(joined(names))
    if bad:
        problems.append(Problem(entry.key, unprintable(bad[0]), entry.line))
    return tuple(filter(None, map(one_line, names)))


PLAIN = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff（）、，。“”《》；·%./+-]*")
BLOCK = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+")
UNSAFE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def dump_facts(
    facts: Facts,
    reasons: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
    evidence: Attached | None = None,
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
            lines += list_lines(key, shape)
        else:
            lines += value_lines(key, print_value(value))
    if reasons:
        lines += ["reasons:", *(f"  {key}: {quoted(text)}" for key, text in reasons.items())]
    if evidence is not None:
        lines.append("evidence:" if evidence else "evidence: {}")
        lines += (line for key, files in evidence.items() for line in list_lines(key, files))
    return "\n".join(lines) + "\n"


def part_title(edition: Edition, number: str) -> str:
    return next((part.heading for part in edition.parts if part.number == number), number)


def list_lines(key: str, items: Iterable[str]) -> list[str]:
    return [f"  {key}:", *(f"    - {scalar(item)}" for item in items)]


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
