"""Which roster counts, who gets to see it, and what the rules are shown of it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.core.lifecycle import State
from jiqun.core.roster.model import Roster
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.roster import remove_roster
from jiqun.web.declarations.models import Blob, Declaration
from jiqun.web.declarations.queries.case import declared_in, examined
from jiqun.web.declarations.queries.roster import (
    current_roster,
    earlier_rosters,
    roster_in,
    visible_to,
)
from tests.web.world import (
    ROSTER,
    WORKSHEET,
    a_declaration,
    a_roster,
    bureau_maker,
    chief,
    district_maker,
    operator,
)

pytestmark = pytest.mark.django_db

OTHER = ROSTER.replace("甲".encode(), "乙".encode())


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def save(declaration: Declaration, by: User, typed: Mapping[str, str]) -> None:
    save_changes(declaration.pk, by=by, base=0, typed=dict(typed), window="w")


def names(declaration: Declaration) -> list[str]:
    roster = declared_in(declaration).roster
    return [row.text_at("name") for row in roster.firms.rows] if roster else []


def counted(declaration: Declaration, district: str | None) -> Roster | None:
    return roster_in(current_roster(declaration), declaration.call.edition_id, district)


def test_the_rules_see_the_one_that_counts(declaration: Declaration, by: User) -> None:
    assert names(declaration) == []
    a_roster(declaration, by)
    assert names(declaration) == ["北京示例甲有限公司"]
    file = a_roster(declaration, by, OTHER)
    assert names(declaration) == ["北京示例乙有限公司"]
    remove_roster(file.pk, by=by)
    assert names(declaration) == []


def test_its_totals_are_held_against_the_form(declaration: Declaration, by: User) -> None:
    save(declaration, by, {"output.2023": "1.00"})
    a_roster(declaration, by)
    (against,) = [f for f in examined(declaration).report.findings if f.rule == "RR-51"]
    assert against.fields == ("output.2023",)
    assert "填了1.00亿元，按企业名录" in against.message


def test_it_is_read_and_judged_once(declaration: Declaration, by: User) -> None:
    """Whoever looks next, at another state of the draft, finds it done."""
    save(declaration, by, {"cover.district": "密云区"})
    a_roster(declaration, by)
    before = examined(declaration).case
    save(declaration, by, {"output.2023": "1.00"})
    after = examined(declaration).case
    assert after.placed_roster is before.placed_roster
    assert after.row_findings is before.row_findings
    assert after.every_total is before.every_total


def test_it_knows_where_the_cluster_is(declaration: Declaration, by: User) -> None:
    a_roster(declaration, by)
    read = [counted(declaration, district) for district in (None, "密云区", "延庆区")]
    assert [roster.district for roster in read if roster] == ["", "密云区", "延庆区"]


def test_what_is_infected_counts_nothing(declaration: Declaration, by: User) -> None:
    a_roster(declaration, by)
    Blob.objects.update(state="infected")
    assert names(declaration) == []


def test_the_worksheet_is_offered_and_not_taken(declaration: Declaration, by: User) -> None:
    a_roster(declaration, by, WORKSHEET, "测算底稿.csv")
    declared = declared_in(declaration)
    assert dict(declared.facts) == {}
    assert declared.roster and declared.roster.worksheet == {"water_total": Decimal("168.00")}


def test_who_sees_it(declaration: Declaration, by: User) -> None:
    first = a_roster(declaration, by)
    second = a_roster(declaration, by, OTHER)
    everybody = {
        "own": by,
        "another unit": chief(operator()),
        "another district": district_maker("房山区"),
        "district": district_maker(),
        "bureau": bureau_maker(),
    }

    def seen() -> dict[str, set[int]]:
        return {
            who: set(visible_to(user).values_list("pk", flat=True))
            for who, user in everybody.items()
        }

    nobody: dict[str, set[int]] = {who: set() for who in everybody}
    assert seen() == {**nobody, "own": {first.pk, second.pk}}
    Declaration.objects.update(state=State.FILED)
    filed = {"own": {first.pk, second.pk}, "district": {second.pk}, "bureau": {second.pk}}
    assert seen() == {**nobody, **filed}


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_for_one_roster_and_for_many(
    declaration: Declaration, by: User, count: int, django_assert_num_queries: object
) -> None:
    for n in range(count + 1):
        a_roster(declaration, by, ROSTER + b"\r\n" * n)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len([file.removed_by.signature for file in earlier_rosters(declaration)]) == count
    with django_assert_num_queries(1):  # type: ignore[operator]
        counted(declaration, None)
