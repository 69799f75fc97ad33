"""Claims: what a text says in figures of a topic it names, “2023年集群总产值69.48亿元”.

Only what is said plainly of the whole is a claim: not what is planned, added or averaged, nor what
is said of somebody else or of a part. A text is gone through once, whatever it holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from jiqun.core.interval import INFINITY, ONE, ZERO, Interval
from jiqun.core.language.phrases import (
    CLAUSE_END,
    CLUSTER_HAS,
    COMPARED,
    CONTEXT,
    DIGIT,
    IDLE_BEHIND,
    JOINTS,
    NARROW,
    NEAR,
    ODD,
    OVER,
    OWNED,
    PIECE,
    SIGNS,
    STOPS,
    UNDER,
    UNITS,
    WIDE,
    YEARS,
    YUAN,
    Sign,
    claim_pattern,
    counted_pattern,
)

#: A round number is taken for rounded if its last digit stands for more than this: 70亿元, 5600人.
ROUND = {YUAN: ONE, PIECE: Decimal(10)}


class Amount(NamedTuple):
    """A number as a text has it, in its unit, and the words it is hedged with."""

    number: Decimal
    unit: str
    hedges: frozenset[str] = frozenset()

    def fits(self, value: Decimal, interval: Interval, unit: str) -> bool:
        """Could it speak of such a figure? Nothing is known across unlike units."""
        if self.number == value and self.unit == unit:
            return True
        (base, size), (other_base, other_size) = UNITS[self.unit], UNITS[unit]
        ratio = other_size / size
        if base != other_base or value * ratio == self.number:
            return True
        return value * ratio in self.meaning or self.number / ratio in interval

    def lies_in(self, span: Interval, unit: str) -> bool:
        """Could it lie between such figures?"""
        (base, size), (other_base, other_size) = UNITS[self.unit], UNITS[unit]
        ratio, meaning = other_size / size, self.meaning
        return base != other_base or (
            meaning.low < span.high * ratio and span.low * ratio < meaning.high
        )

    @property
    def meaning(self) -> Interval:
        """All that it may stand for, rounded and spoken of as people do."""
        number, last = self.number, place_of_last_digit(self.number)
        margin = min(last, ONE) / 2
        if self.hedges & OVER:
            return Interval(number - margin, INFINITY)
        if self.hedges & UNDER:
            return Interval(ZERO, number + margin)
        if self.hedges & ODD:
            return Interval(number, number + last)
        if self.hedges & NEAR:
            margin = max(margin, min(last, number / 10))
        elif last > ROUND.get(UNITS[self.unit][0], INFINITY):
            margin = min(last / 2, number / 20)
        return Interval(number - margin, number + margin)


def place_of_last_digit(number: Decimal) -> Decimal:
    """What one more in its last digit would be: 0.01 for 69.50, and 10 for 5620."""
    exponent = int(number.as_tuple().exponent)
    if exponent == 0 and number:
        exponent = int(number.normalize().as_tuple().exponent)
    return ONE.scaleb(exponent)


#: What a name stands for may depend on the topic before it, or on where the cluster is named: right
#: before it, as subject of its sentence, or no matter where.
HEADED, SUBJECT, ANYWHERE = "集群", "主语", ""

#: What a name has that needs no context.
ALWAYS = {ANYWHERE}

#: Topics by the topic spoken of just before, or by one of these; "" is none.
Senses: TypeAlias = Mapping[str, str]


class Claim(NamedTuple):
    """``year`` is None if none is named, and not ``sure`` if it stands in another sentence or with
    something else. ``said`` are the words."""

    topic: str
    amount: Amount
    year: int | None
    sure: bool
    said: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What texts speak of: what each name stands for; which topics may follow another's 其中 and
    yet be all there is of them; which are by themselves about several years; which are groups of
    firms, and what each group has of its own. ``planned``: it is for texts about the future."""

    names: Mapping[str, Senses]
    parts: Mapping[str, frozenset[str]]
    spanning: frozenset[str]
    groups: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    planned: bool = False

    @cached_property
    def claims(self) -> re.Pattern[str]:
        return re.compile(claim_pattern(self.names))

    @cached_property
    def counted(self) -> re.Pattern[str]:
        return re.compile(counted_pattern(self.names))


class Dated(Enum):
    """How a year reaches a claim: with it, from elsewhere, as several years; or nobody knows."""

    SURELY = 1
    PERHAPS = 2
    SPAN = 3
    NOT = 4


#: More than this nobody says in one text.
MOST_CLAIMS = 1000
#: No name with its number is longer.
LONGEST_ITEM = 40
NOWHERE = -9
#: Behind these a cluster is our own: 占集群总产值, 为集群引进.
ASIDE = frozenset("占为对在较使让")
AMOUNT_GROUPS = {
    n: tuple(f"{group}{n}" for group in ("number", "unit", "before", "odd", "after"))
    for n in ("", "_was", "_of")
}


@lru_cache(maxsize=1024)  # a declaration is checked after every change, and few change its texts
def claims_in(text: str, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of a text, in its order."""
    return tuple(heard_in(text, lexicon))


def heard_in(text: str, lexicon: Lexicon) -> Iterator[Claim]:
    shown = f"\n{text}"
    listener = Listener(shown.translate(NARROW) if WIDE.search(text) else shown, shown, lexicon)
    for found in islice(lexicon.claims.finditer(listener.text), MOST_CLAIMS):
        listener.listen(found.start() + 1)
        yield from listener.claims(found)
        listener.heard = found.end()


@dataclass
class Listener:
    """Goes through a text and keeps in mind what its sentence and its paragraph are about.

    ``text`` has plain digits, ``shown`` stands as it was written. The last claim was on ``topic``
    and ended at ``topic_end``; ``whole`` is the topic that a 其中 has taken apart, "" if nobody
    knows which, None if there was no 其中. The last thing counted up ended at ``counted_to``.
    """

    text: str
    shown: str
    lexicon: Lexicon
    heard: int = 0
    year: int | None = None
    dated: Dated = Dated.SURELY
    topic: str = ""
    topic_end: int = 0
    whole: str | None = None
    subject: bool = False
    group: bool = False
    bracketed: bool = False
    counted_to: int = NOWHERE
    clause_end: int = 0
    doubts: set[Sign] = field(default_factory=set)

    def listen(self, end: int) -> None:
        """Hear what stands between the last claim and the next."""
        for found in CONTEXT.finditer(self.text, self.heard, end):
            word = found[0]
            if word in SIGNS:
                self.heed(SIGNS[word], found.start())
            elif word[0] == "2":
                self.date(found)
            else:
                self.turn(word[0])
                if len(word) > 1:  # a district follows
                    self.doubts.add(Sign.OTHERS)

    def turn(self, stop: str) -> None:
        """End what ends with a bracket, a sentence, a paragraph."""
        if stop in "（）()":
            self.bracketed = stop in "（("
        elif stop not in "，,：:":
            self.topic, self.whole = "", None
            self.dated = Dated.PERHAPS if self.year else Dated.SURELY
            if stop not in "；;":
                self.doubts &= {Sign.FIRM}
                self.subject = self.group = False
            if stop == "\n":
                self.doubts.clear()
                self.bracketed = False
                self.year, self.dated = None, Dated.SURELY

    def heed(self, sign: Sign, start: int) -> None:
        before = self.text[start - 1]
        if before in IDLE_BEHIND.get(sign, ()):
            return
        if sign is Sign.SPAN:
            self.year, self.dated = None, Dated.SPAN
        elif sign is Sign.NOW:
            self.dated = Dated.NOT
        elif sign is Sign.PART:
            self.whole = ""
        elif sign is not Sign.CLUSTER:
            self.doubts.add(sign)
        elif before in f"{STOPS}本全":
            self.speak_of_cluster()
        elif before not in ASIDE and CLUSTER_HAS.match(self.text, start):
            self.doubts.add(Sign.OTHERS)

    def speak_of_cluster(self) -> None:
        self.subject, self.group = True, False
        self.doubts -= {Sign.OTHERS, Sign.FIRM, Sign.SOME}

    def date(self, found: re.Match[str]) -> None:
        """A year outside of claims: of a clause by itself, or of something else that happened."""
        before = self.text[max(0, found.start() - 3) : found.start()]
        if self.bracketed or before[-1] in COMPARED:
            return
        if found["range"] or found["since"]:
            self.year, self.dated = None, Dated.SPAN
            return
        self.year = year_in(found[0])
        alone = found["alone"] is not None and before.rstrip("截至止到在")[-1:] in STOPS
        self.dated = Dated.NOT if found["part"] else Dated.SURELY if alone else Dated.PERHAPS

    def claims(self, found: re.Match[str]) -> Iterator[Claim]:
        """What one clause says: a figure, and before it perhaps what the figure has been."""
        kind = "" if found["name"] else "_of"
        if found["head"]:
            self.heed_head(found["head"], found.start())
        topic = self.topic_of(found["name" + kind], "集群" in found["head"], found.start())
        plain = topic and self.is_plain(found, topic, kind)
        if topic in self.lexicon.groups:
            self.group = True
        elif found["name" + kind].startswith("中小企业"):
            self.group = False
        self.topic, self.topic_end = topic, found.end()
        for n in ("_was", "") if found["number_was"] else (kind,):
            dated = self.dating(found, topic, n)
            if plain and dated and found["number" + n]:
                yield Claim(topic, amount(found, n), *dated, self.words(found, n))

    def heed_head(self, head: str, start: int) -> None:
        year = year_in(head)
        if year:
            self.year, self.dated = year, Dated.SURELY
        if "近三年" in head:
            self.year, self.dated = None, Dated.SPAN
        if "集群" in head:
            self.speak_of_cluster()
            self.doubts.discard(Sign.DEED)
        if "其中" in head:
            self.whole, self.bracketed = self.topic_before(start), False

    def topic_before(self, start: int) -> str:
        """The topic of the claim before, unless other figures stand between."""
        return "" if DIGIT.search(self.text, self.topic_end, start) else self.topic

    def topic_of(self, name: str, headed: bool, start: int) -> str:
        senses = self.lexicon.names[name]
        if senses.keys() == ALWAYS:
            return senses[ANYWHERE]
        keys = [self.topic_before(start)] + [HEADED] * headed + [SUBJECT] * self.subject
        known = (senses[key] for key in keys if key and key in senses)
        return next(known, senses.get(ANYWHERE, ""))

    def is_plain(self, found: re.Match[str], topic: str, kind: str) -> bool:
        """Is it said plainly of the whole cluster, in a clause that says nothing else?"""
        doubts = self.doubts - {Sign.PLAN} if self.lexicon.planned else self.doubts
        if doubts and has_moved(found, kind):
            doubts = doubts - {Sign.DEED}
        if doubts and found["unit" + kind] == "家":
            doubts = doubts - {Sign.SOME}
        if self.bracketed or doubts or self.is_of_group(found["name" + kind], topic):
            return False
        if self.whole is not None and topic not in self.lexicon.parts.get(self.whole, ()):
            return False
        return self.is_owned(found, kind) and self.ends_clause(found.end())

    def is_of_group(self, name: str, topic: str) -> bool:
        """Is it of the firms just named, as in “高新技术企业46家，研发人员900人”?"""
        return self.group and topic in self.lexicon.owned and not name.startswith("中小企业")

    def is_owned(self, found: re.Match[str], kind: str) -> bool:
        """Whose the things counted up are, the first of them says; and “46家高新技术企业” is all
        there are only behind a verb: “集群有46家高新技术企业”."""
        if found[0][0] in JOINTS:
            owned = found.start() - self.counted_to in (0, 1)  # 以及
        else:
            owned = not kind or OWNED.search(found["head"]) is not None
        self.counted_to = found.end() if owned else NOWHERE
        return owned

    def ends_clause(self, end: int) -> bool:
        """Things counted up stand for themselves only if the clause ends with the last of them:
        “高新技术企业18家、专精特新中小企业9家通过认证” is about some of either."""
        if self.clause_end < end:
            stop = CLAUSE_END.search(self.text, end)
            self.clause_end = stop.start() if stop else len(self.text)
        if self.clause_end == end:
            return True
        last = max(end, self.clause_end - LONGEST_ITEM)
        return self.lexicon.counted.search(self.text, last, self.clause_end) is not None

    def dating(self, found: re.Match[str], topic: str, n: str) -> tuple[int | None, bool] | None:
        """The year of a figure and whether it is sure; None if nobody knows."""
        if n == "_was":
            was = year_in(found["year_was"])
            return (was, True) if was else None
        year = year_in(found["year"] or found["year_after"])
        if year:
            self.year, self.dated = year, Dated.SURELY
        if self.dated is Dated.SPAN:
            ends_span = has_moved(found, n) or topic in self.lexicon.spanning
            return (None, True) if ends_span else None
        return None if self.dated is Dated.NOT else (self.year, self.dated is Dated.SURELY)

    def words(self, found: re.Match[str], n: str) -> str:
        """The clause as far as this figure, as it is written."""
        if n == "_was":
            end = max(found.end("number_was"), found.end("unit_was"))
        else:
            end = found.end("unit") if not n and found["year_after"] else found.end()
        return self.shown[found.start() + 1 : end]


def year_in(text: str | None) -> int | None:
    """The last year named."""
    years = YEARS.findall(text) if text else ()
    return int(years[-1]) if years else None


def has_moved(found: re.Match[str], kind: str) -> bool:
    """Does it say what the figure has come to, not by how much it has changed?"""
    if kind:
        return False
    return bool(found["moved"] or found["number_was"]) or "达" in found["how"] + found["link"]


def amount(found: re.Match[str], n: str) -> Amount:
    number, unit, *hedges = found.group(*AMOUNT_GROUPS[n])
    plain = Decimal(number.replace(",", ""))
    return Amount(plain, unit or found["unit"], frozenset(filter(None, hedges)))
