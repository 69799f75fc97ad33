"""The reasons an applicant writes on the page: one for each rule, sent with whatever is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from jiqun.core.reading import Unreadable, refuse_unprintable
from jiqun.core.rules import RULES
from jiqun.core.text import count_words

#: 字, as Word counts them.
LONGEST_REASON = 500

PREFIX = "reason."


@dataclass(frozen=True, slots=True)
class Typed:
    """``reasons`` as they were typed, by rule; ``refused`` says of those not taken why."""

    reasons: Mapping[str, str]
    refused: Mapping[str, str]

    def over(self, known: Mapping[str, str]) -> dict[str, str]:
        """The known reasons with the typed ones in their place; an emptied one is gone."""
        taken = {rule: text for rule, text in self.reasons.items() if rule not in self.refused}
        return {rule: text for rule, text in {**known, **taken}.items() if text}


def typed_reasons(post: QueryDict) -> Typed:
    reasons = {rule: plain(post[f"{PREFIX}{rule}"]) for rule in RULES if f"{PREFIX}{rule}" in post}
    found = {rule: refusal(rule, text) for rule, text in reasons.items()}
    return Typed(reasons, {rule: sentence for rule, sentence in found.items() if sentence})


def plain(text: str) -> str:
    """Lines end as they do in files: forms send them otherwise."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def refusal(rule: str, text: str) -> str:
    """Why a reason cannot be taken, in one sentence; "" if it can."""
    try:
        refuse_unprintable(text)
    except Unreadable as why:
        return f"{rule}的理由{why}。"
    words = count_words(text)
    if words > LONGEST_REASON:
        return f"{rule}的理由有{words}字，超过{LONGEST_REASON}字，请删减。"
    return ""
