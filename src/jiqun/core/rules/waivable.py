"""Waivers (豁免): which blocking rules the bureau may waive, and what a waiver holds for."""

import hashlib
import json
from collections.abc import Mapping

from jiqun.core.facts import Facts, as_json
from jiqun.core.rank import Rank
from jiqun.core.rules.book import RULES
from jiqun.core.rules.finding import Finding

UNREADABLE = "读不出来的内容无从核实，请照要求填写。"
MISSING = "空缺的内容无从核实；没有相关情况的，按要求填“无”或不勾选。"
UNPRINTABLE = "超出篇幅的内容印不到申报表上，请精简。"
FORMAL = "只涉及写法，改写即可，无须豁免。"
REPEATED = "重复的内容删去即可，无须豁免。"
BY_LAW = "这是认定办法规定的条件，不能豁免。"

#: Everything else that blocks can happen to a true filing: a rule is never wiser than the world.
NEVER_WAIVED: Mapping[str, str] = {
    **dict.fromkeys(("R0-01", "R0-10", "RR-01"), UNREADABLE),
    **dict.fromkeys(("R0-02", "R0-12", "R8-02", "R8-22", "RE-01", "RR-02"), MISSING),
    **dict.fromkeys(("R0-06", "R0-11", "R8-01"), UNPRINTABLE),
    **dict.fromkeys(("R0-03", "R0-04", "RR-13"), FORMAL),
    **dict.fromkeys(("RR-28", "RR-31"), REPEATED),
    **dict.fromkeys(("R1-13", "R1-14"), BY_LAW),
}


def is_waivable(rule: str) -> bool:
    """What asks for a reason needs no waiver."""
    return rule in RULES and RULES[rule].rank is Rank.BLOCK and rule not in NEVER_WAIVED


def digest_of(finding: Finding, facts: Facts) -> str:
    """A waiver holds for a finding as it was worded, and for what stands in the cells it speaks of,
    said or not: other figures make it another one."""
    values = ((key, facts.get(key)) for key in finding.fields)
    stands = [[key, None if value is None else as_json(value)] for key, value in values]
    said = json.dumps([finding.rule, finding.message, stands], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
