"""The whole form for one year's call."""

from jiqun.core.form.beijing import cover, notes
from jiqun.core.form.beijing.part1 import part1
from jiqun.core.form.beijing.part2 import part2
from jiqun.core.form.beijing.part3 import part3
from jiqun.core.form.beijing.part4 import part4
from jiqun.core.form.beijing.part5 import part5
from jiqun.core.form.beijing.part6 import part6
from jiqun.core.form.beijing.part7 import part7
from jiqun.core.form.beijing.part8 import part8
from jiqun.core.form.beijing.part9 import part9
from jiqun.core.form.beijing.schedules import schedules
from jiqun.core.form.beijing.worksheet import worksheet
from jiqun.core.form.edition import Edition
from jiqun.core.form.years import Years


def write_form(call: int) -> Edition:
    """The form of the call of that year, e.g. 2024 for figures of 2021 to 2023."""
    years = Years(call)
    parts = (
        part1(),
        part2(years),
        part3(years),
        part4(years),
        part5(years),
        part6(),
        part7(),
        part8(years),
        part9(),
    )
    return Edition(
        id=f"beijing-{call}",
        attachment=cover.ATTACHMENT,
        title=cover.TITLE,
        issuer=cover.ISSUER,
        years=years,
        cover=cover.LINES,
        notes_heading=notes.HEADING,
        notes=notes.clauses(years),
        parts=parts,
        worksheet=worksheet(years, parts),
        schedules=schedules(years),
    )
