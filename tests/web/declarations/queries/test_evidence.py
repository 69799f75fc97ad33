"""What is claimed against what there is, and who gets to see it."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.core.evidence import demands
from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import (
    add_evidence,
    bind_evidence,
    describe_evidence,
    remove_evidence,
)
from jiqun.web.declarations.models import Declaration, EvidenceFile
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.queries.evidence import (
    CatalogueLine,
    catalogue_of,
    claims_of,
    evidence_of,
    files_of,
    visible_to,
)
from tests.declarations import golden
from tests.documents.attachments import files
from tests.web.world import a_declaration, bureau_maker, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db

MAP = "chain_work.chain_map.evidence"
MONITORING = "carbon_monitoring.evidence"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def add(declaration: Declaration, by: User, folder: Path, pages: int) -> EvidenceFile:
    handed = folder / "handed"
    handed.write_bytes(files.pdf(pages))
    return add_evidence(declaration.pk, by=by, path=handed, name=f"{pages}.pdf").file


def fill(declaration: Declaration, by: User) -> None:
    typed = {key: as_json(value) for key, value in golden("clean").facts.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)


def test_every_claim_with_its_proofs(declaration: Declaration, by: User, tmp_path: Path) -> None:
    fill(declaration, by)
    first, second = (add(declaration, by, tmp_path, n) for n in (1, 2))
    bind_evidence(second.pk, by=by, demand=MAP, pages="2")
    bind_evidence(first.pk, by=by, demand=MAP)
    claims = claims_of(draft_of(declaration).facts, files_of(declaration))
    assert [claim.demand for claim in claims] == list(demands(golden("clean").facts))
    by_key = {claim.key: claim for claim in claims}
    proved = by_key[MAP]
    assert [(proof.file.name, proof.where) for proof in proved.proofs] == [
        ("1.pdf", "全文"),
        ("2.pdf", "第2页"),
    ]
    assert [claim.key for claim in claims if not claim.gap] == [MAP]
    assert evidence_of(declaration) == {MAP: ("1.pdf", "2.pdf")}


def test_a_proof_of_nothing_is_shown_too(
    declaration: Declaration, by: User, tmp_path: Path
) -> None:
    bind_evidence(add(declaration, by, tmp_path, 1).pk, by=by, demand=MONITORING)
    (claim,) = claims_of(draft_of(declaration).facts, files_of(declaration))
    assert (claim.key, claim.claimed, claim.idle, claim.gap) == (MONITORING, False, True, False)


def test_what_is_removed_proves_nothing(declaration: Declaration, by: User, tmp_path: Path) -> None:
    file = add(declaration, by, tmp_path, 1)
    bind_evidence(file.pk, by=by, demand=MONITORING)
    remove_evidence(file.pk, by=by)
    assert (evidence_of(declaration), files_of(declaration), catalogue_of(declaration)) == (
        {},
        [],
        (),
    )


def test_the_catalogue_says_what_each_file_proves(
    declaration: Declaration, by: User, tmp_path: Path
) -> None:
    file = add(declaration, by, tmp_path, 3)
    describe_evidence(file.pk, by=by, origin="third_party", note="见盖章页")
    bind_evidence(file.pk, by=by, demand=MAP, pages="3")
    assert catalogue_of(declaration) == (
        CatalogueLine(
            number=1,
            name="3.pdf",
            origin="第三方证明",
            note="见盖章页",
            proves=(
                "第二部分“集群已开展的产业链强链补链工作：绘制产业链图谱，开展产业链培育”"
                "佐证材料（第3页）",
            ),
            attachment=file.blob.attachment,
            bindings=((MAP, "3"),),
        ),
    )


def test_who_sees_a_file(declaration: Declaration, by: User, tmp_path: Path) -> None:
    _, removed = (add(declaration, by, tmp_path, n) for n in (1, 2))
    remove_evidence(removed.pk, by=by)
    strangers = [chief(operator()), district_maker("房山区")]
    offices = [district_maker(), bureau_maker()]

    def seen(person: User) -> set[str]:
        return set(visible_to(person).values_list("name", flat=True))

    assert [seen(person) for person in (by, filler(by.unit))] == [{"1.pdf", "2.pdf"}] * 2
    assert [seen(person) for person in (*strangers, *offices)] == [set()] * 4
    Declaration.objects.update(state=State.FILED)
    assert [seen(person) for person in strangers] == [set()] * 2
    assert [seen(person) for person in offices] == [{"1.pdf"}] * 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_for_one_file_and_for_many(
    declaration: Declaration, by: User, tmp_path: Path, count: int
) -> None:
    for n in range(1, count + 1):
        bind_evidence(add(declaration, by, tmp_path, n).pk, by=by, demand=MAP)
    with CaptureQueriesContext(connection) as queries:
        catalogue_of(declaration)
    assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        evidence_of(declaration)
    assert len(queries) == 1
