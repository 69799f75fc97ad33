"""What had to be explained: does the reason hold?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jiqun.core.checklist.line import Filed, Line, Source, Told, digest_of
from jiqun.core.rank import Rank


def finding_lines(filed: Filed) -> Iterator[Line]:
    """One for each rule: the applicant has written one reason for all that it found."""
    weighed = [each for each in filed.findings if each["rank"] != Rank.HINT]
    order = filed.edition.order
    by_rule = sorted(weighed, key=lambda finding: finding["rule"])
    for rule, group in groupby(by_rule, key=lambda finding: finding["rule"]):
        found = list(group)
        keys = {key for finding in found for key in finding["fields"] if key in order}
        first, reason, id = found[0], found[0]["reason"], f"finding.{rule}"
        yield Line(
            id=id,
            question=f"{Rank(first['rank']).label}：{told_once(found)}{asked(first['rank'])}",
            part=first["part"],
            source=Source.FINDING,
            about=tuple(sorted(keys, key=lambda key: order[key])),
            told=(
                *(Told(each["message"]) for each in found if len(found) > 1),
                Told(f"申报单位说明：{reason}" if reason else "申报单位没有说明理由"),
            ),
            cites=tuple(dict.fromkeys(cite for each in found for cite in each["cites"])),
            digest=digest_of(id, [sorted(each["message"] for each in found), reason]),
            doubtful=True,
        )


def asked(rank: str) -> str:
    """What blocks is only filed where it was waived (豁免)."""
    return "是否已经豁免？" if rank == Rank.BLOCK else "理由是否成立？"


def told_once(found: Sequence[Mapping[str, Any]]) -> str:
    if len(found) == 1:
        return str(found[0]["message"])
    return f"{found[0]['rule']}指出的{len(found)}处，"
