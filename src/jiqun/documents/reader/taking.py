"""Take what was found in the cells over as facts, and say what could not be."""

import re
from dataclasses import dataclass, field

from jiqun.core.facts import Facts, Problem
from jiqun.core.form.model import Kind, Place
from jiqun.core.reading import FULL_WIDTH, LONGEST, Raw, Unreadable, read_value, shortened
from jiqun.core.values import Value
from jiqun.documents.paper.fit import ALL_IN_ANNEX, MORE_NAMES, MORE_TEXT
from jiqun.documents.paper.sheet import Slot
from jiqun.documents.plain import plain
from jiqun.documents.reader.layout import Layout
from jiqun.documents.reader.outcome import Outcome
from jiqun.documents.reader.wordtext import Written

#: More than anything the form prints in a place that is blank.
LONGEST_BLANK = 100

#: What a line to write on is drawn with.
RULES = "_＿"
RULES_AND_SPACES = RULES + " \t\r\n\u3000\xa0"

NAMES_GO_ON = re.compile(re.escape(plain(MORE_NAMES)).replace(r"\{count\}", r"(\d+)"))
TEXT_GOES_ON, TEXT_ELSEWHERE = plain(MORE_TEXT), plain(ALL_IN_ANNEX)

FIGURE = re.compile(r"([+-]?[\d.,\s]*\d[\d.,\s]*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """The unit behind a figure whose unit the applicant chooses; None if there is none."""

    where: str
    figure: str
    unit: str | None


@dataclass(slots=True)
class Taking:
    """Facts and problems as they come up; ``annex`` is the plain label and text of its rows."""

    layout: Layout
    annex: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    units: dict[Place, list[UnitSeen]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def take(self, outcome: Outcome, written: Written, where: str, keys: tuple[str, ...]) -> None:
        """Everything one cell says."""
        if written.picture and outcome.ticked:
            self.report_picture(keys, where)
            return
        before = len(self.values), len(self.problems)
        if outcome.fault:
            for key in keys:
                self.report(key, where, written.text, outcome.fault)
        for slot, raw in outcome.written:
            self.take_slot(slot, raw, where)
        for place, options in outcome.ticked:
            one = place.field.kind is Kind.CHOICE
            self.take_value(place, "".join(options) if one else options, where)
        if outcome.stray.strip():
            key = keys[0] if keys else ""
            self.report(key, where, outcome.stray, "不是表样所印的文字，这里也不填写，未读入")
        if written.picture and before == (len(self.values), len(self.problems)):
            self.report_picture(keys, where)

    def report_picture(self, keys: tuple[str, ...], where: str) -> None:
        """A picture where a value is expected; a signature or a seal is none of our business."""
        for key in keys:
            place = self.layout.edition.places[key]
            if place.field.required or place.field.kind is Kind.TICKS:
                reason = f"{where}有图片或图形，其中的内容无法读入，请改为文字"
                self.problems.append(Problem(key, reason))

    def report_length(self, key: str, where: str, text: str) -> None:
        self.report(key, where, text[:100], f"共{len(text)}个字符，过长，未读入")

    def report(self, key: str, where: str, raw: str, why: str) -> None:
        quoted = f"“{shortened(raw)}”"
        reason = f"{where}{why}" if why.startswith(quoted) else f"{where}{quoted}：{why}"
        self.problems.append(Problem(key, reason))

    def take_slot(self, slot: Slot, raw: str, where: str) -> None:
        bare = unruled(raw)
        if self.is_blank(slot, bare):
            return
        text = self.whole(slot.place, bare, where)
        if text is None:
            return
        if len(text) > LONGEST:
            self.report_length(slot.place.key, where, text)
        elif slot.unit_place is not None:
            self.take_with_unit(slot, slot.unit_place, text, where)
        else:
            self.take_value(slot.place, text, where)

    def is_blank(self, slot: Slot, bare: str) -> bool:
        if len(bare.strip()) > LONGEST_BLANK:
            return False
        text = plain(bare)
        others = self.layout.blanks.get(slot.place.key, frozenset())
        return text in ("", plain(slot.blank)) or text in others

    def whole(self, place: Place, text: str, where: str) -> str | None:
        """The text, or the whole of it from the annex where the cell says it goes on there."""
        last = plain(text.rstrip().rpartition("\n")[2])
        names = NAMES_GO_ON.fullmatch(last) if place.field.kind is Kind.NAMES else None
        elsewhere = last == TEXT_ELSEWHERE and plain(text) == last
        goes_on = elsewhere or last.endswith(TEXT_GOES_ON)
        if names is None and not goes_on:
            return text
        label = next(label for label, key in self.layout.annex.items() if key == place.key)
        self.used.add(label)
        found = self.annex.get(label)
        if found is None:
            called = f"{self.layout.edition.part_of[place.field.id]}、{place.called}"
            why = f"写明全文见附页，但附页表格中没有“{called}”一行"
            self.report(place.key, where, text.strip(), why)
            return None
        listed = len([line for line in found.split("\n") if line.strip()])
        if names and int(names[1][:9]) != listed:
            why = f"与附页所列的{listed}个名称不一致"
            self.report(place.key, where, text.strip().rpartition("\n")[2], why)
            return None
        return found

    def take_value(self, place: Place, raw: Raw, where: str) -> bool:
        try:
            value = read_value(place.field, raw)
        except Unreadable as why:
            shown = raw if isinstance(raw, str) else "、".join(raw)
            self.report(place.key, where, shown, str(why))
            return False
        if value is not None:
            self.values[place.key] = value
        return True

    def take_with_unit(self, slot: Slot, chosen: Place, text: str, where: str) -> None:
        """A figure and the unit printed behind it, which is a fact of its own."""
        found = FIGURE.fullmatch(text.translate(FULL_WIDTH).strip())
        unit = plain(found[2]) if found else ""
        options = {plain(option.label): option.id for option in chosen.field.options}
        if unit and unit not in options:
            known = "、".join(option.label for option in chosen.field.options)
            why = f"单位“{shortened(unit)}”无法识别，应为{known}之一"
            self.report(slot.place.key, where, text, why)
            return
        figure = found[1] if found else text
        if self.take_value(slot.place, figure, where) and found:
            seen = UnitSeen(where, text, options.get(unit))
            self.units.setdefault(chosen, []).append(seen)

    def settle_units(self) -> None:
        """The unit all figures agree on."""
        for place, seen in self.units.items():
            units = {one.unit for one in seen}
            if len(units) > 1:
                figures = "与".join(f"“{shortened(one.figure)}”" for one in seen)
                reason = f"{seen[0].where}等处{figures}的计量单位不一致，请统一"
                self.problems.append(Problem(place.key, reason))
            elif None not in units:
                (unit,) = (one for one in units if one)
                self.values[place.key] = unit

    def settle_annex(self) -> None:
        """Rows of the annex that no cell refers to."""
        for label, text in self.annex.items():
            if label not in self.used:
                key = self.layout.annex.get(label, "")
                why = f"属于“{shortened(label)}”一行，但表中没有写明全文见附页，未读入"
                self.report(key, "附页", text, why)

    @property
    def facts(self) -> Facts:
        return Facts(self.layout.edition, self.values)


def unruled(raw: str) -> str:
    """Without the line it is written on; one or two underscores may belong to what is written."""
    if not any(rule in raw for rule in RULES):
        return raw
    text = raw
    for strip in (str.lstrip, str.rstrip):
        bare = strip(text, RULES_AND_SPACES)
        gone = text[: len(text) - len(bare)] if strip is str.lstrip else text[len(bare) :]
        if sum(map(gone.count, RULES)) > 2:
            text = bare
    return text
