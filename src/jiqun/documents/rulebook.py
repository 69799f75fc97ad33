"""The rule book as it is read: every rule with an example, in Markdown and in plain JSON."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from jiqun.core.case import Call
from jiqun.core.facts import Facts
from jiqun.core.form import DEFAULT_EDITION, get_edition
from jiqun.core.form.model import Field, Kind
from jiqun.core.reading import Raw, joined, print_value, read_value, shortened
from jiqun.core.roster.book import TypedRows
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import FIRST_ROW
from jiqun.core.rules import RULES, Rank, Rule, rulebook_version
from jiqun.core.rules.waivable import NEVER_WAIVED, is_waivable
from jiqun.core.rules.wording import named
from jiqun.core.values import Value

EDITION = get_edition(DEFAULT_EDITION)

#: What the letter or figure of an id stands for, in the order of the book.
CHAPTERS = {
    "0": "任何栏目",
    **{str(number): part.heading for number, part in enumerate(EDITION.parts, start=1)},
    "T": "各段文字",
    "S": "清单",
    "R": "企业名录",
    "E": "佐证材料",
    "H": "历次申报",
}
ORDER = tuple(CHAPTERS)

MEANINGS = {
    Rank.BLOCK: "不改正就不能报送；确属实际情况的，可以申请市经信局豁免，注明不能豁免的除外",
    Rank.EXPLAIN: "确属事实的，写明理由后可以报送，理由随申报表转给审核人员",
    Rank.HINT: "供核对，不影响报送",
}

INTRODUCTION = """\
# 校验规则

本页由 `jiqun rules --md` 生成，请勿手改；规则有变动时运行 `make rulebook` 重新生成。

"""

#: Longer values are cut: what matters of them is said in the message.
SHOWN = 40

MARKDOWN = re.compile(r"([\\`*_<\[\]#|~])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as it is read. ``typed`` is the example in words, ``message`` what is said of it."""

    rule: Rule
    chapter: str
    fields: tuple[str, ...]
    typed: tuple[str, ...]
    message: str


def entries() -> Iterator[Entry]:
    """Every rule by chapter."""
    for rule in sorted(RULES.values(), key=lambda rule: (ORDER.index(rule.id[1]), rule.id)):
        yield Entry(
            rule,
            CHAPTERS[rule.id[1]],
            tuple(EDITION.fields[id].called for id in rule.fields),
            tuple(told(rule)),
            message_of(rule),
        )


def message_of(rule: Rule) -> str:
    """What the rule says of its example, by running it."""
    faults = tuple(rule.check(rule.example.case(Facts(EDITION, {}))))
    about = (fault for fault in faults if rule.example.typed.keys() & fault.keys)
    return next(about, faults[0]).message


def told(rule: Rule) -> Iterator[str]:
    """The example in words; what it blanks matters only where it does nothing else."""
    example = rule.example
    filled = {key: typed for key, typed in example.typed.items() if typed is not None}
    yield from (told_entry(key, typed) for key, typed in (filled or example.typed).items())
    for key, typed in (example.earlier or {}).items():
        if typed is not None:
            yield f"此前一次申报中，{told_entry(key, typed)}"
    yield from told_rows("", example.roster.rows)
    yield from told_rows("同一批次另一集群的", example.roster.beside)
    yield from told_rows("以往的", example.roster.before)
    if example.roster.district:
        yield f"集群所属地区为{example.roster.district}"
    yield from (told_known(name, known) for name, known in example.known.items())


def told_rows(whose: str, typed: TypedRows) -> Iterator[str]:
    """Rows of lists, cell by cell."""
    for id, rows in typed.items():
        schedule = EDITION.schedule(id)
        for number, row in enumerate(rows, start=FIRST_ROW):
            cells = "、".join(
                f"{schedule.heads[key].called}填“{text}”"
                if text
                else f"{schedule.heads[key].called}空白"
                for key, text in row.items()
            )
            yield f"{whose}{schedule.title}第{number}行{cells}"


def told_known(name: str, known: Any) -> str:
    """What else an example holds, by the name of that part of a case."""
    match name, known:
        case "evidence", None:
            return "没有登记佐证材料"
        case "evidence", {}:
            files = "、".join(chain.from_iterable(known.values()))
            return f"附了{files}" if files else "一份材料也没有附"
        case "roster", Roster(worksheet=worksheet):
            values = (
                f"{EDITION.places[k].called}填“{print_value(v)}”" for k, v in worksheet.items()
            )
            return f"企业名录工作簿的测算底稿中，{'、'.join(values)}"
        case "call", Call(opens=opens, closes=closes):
            return f"申报批次自{opens}至{closes}"
    return KNOWN[name]


KNOWN = {
    "unread": "文件中有无法识别的内容",
    "overflows": "文字排不进单元格",
    "unshown": "含有字体中没有的字",
    "reasons": "已写明理由",
}


def told_entry(key: str, typed: Raw | None) -> str:
    place = EDITION.places[key]
    value = None if typed is None else read_value(place.field, typed)
    where = named(EDITION, [place])
    return f"{where}空白" if value is None else f"{where}填“{in_words(place.field, value)}”"


def in_words(field: Field, value: Value) -> str:
    """A value on one line, chosen options by their labels; a long one cut short."""
    if isinstance(value, frozenset):
        text = "；".join(option.label for option in field.options if option.id in value)
    elif field.kind is Kind.CHOICE:
        text = field.option(str(value)).label
    else:
        text = print_value(value).replace("\n", "；")
    return shortened(text, SHOWN)


def as_json() -> dict[str, Any]:
    return {
        "edition": EDITION.id,
        "rulebook": rulebook_version(),
        "rules": [entry_as_json(entry) for entry in entries()],
    }


def entry_as_json(entry: Entry) -> dict[str, Any]:
    rule = entry.rule
    return {
        "id": rule.id,
        "rank": rule.rank.value,
        "sentence": rule.sentence,
        "cites": list(rule.cites),
        "fields": list(rule.fields),
        "supersedes": list(rule.supersedes),
        "waivable": is_waivable(rule.id),
        "example": {
            "typed": as_typed(rule.example.typed),
            "earlier": as_typed(rule.example.earlier or {}),
            "rows": rows_as_json(rule.example.roster.rows),
            "told": list(entry.typed),
            "message": entry.message,
        },
    }


def as_typed(typed: Mapping[str, Raw | None]) -> dict[str, str | None]:
    return {key: None if raw is None else joined(raw) for key, raw in typed.items()}


def rows_as_json(typed: TypedRows) -> dict[str, list[dict[str, str]]]:
    return {id: [dict(row) for row in rows] for id, rows in typed.items()}


def as_markdown() -> str:
    return INTRODUCTION + "\n".join((*meanings(), *chapters()))


def meanings() -> Iterator[str]:
    yield f"共{len(RULES)}条，分三级："
    yield ""
    yield from (f"- **{rank.label}**：{meaning}。" for rank, meaning in MEANINGS.items())


def chapters() -> Iterator[str]:
    for chapter, rules in groupby(entries(), key=lambda entry: entry.chapter):
        yield f"\n## {chapter}"
        for entry in rules:
            yield from paragraphs(entry)


def paragraphs(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    yield f"\n### {rule.id}（{rule.rank.label}）\n\n{escaped(rule.sentence)}\n"
    yield from listed("依据", rule.cites)
    yield from listed("栏目", entry.fields)
    yield from listed("已报此条时不再报", rule.supersedes)
    yield from listed("不能豁免", (NEVER_WAIVED.get(rule.id, ""),))
    yield from listed("例", entry.typed, "；")
    yield f"- 报出：{escaped(entry.message)}"


def listed(head: str, items: Iterable[str], comma: str = "、") -> Iterator[str]:
    text = comma.join(items)
    if text:
        yield f"- {head}：{escaped(text)}"


def escaped(text: str) -> str:
    """Nothing in it is markup."""
    return MARKDOWN.sub(r"\\\1", text)
