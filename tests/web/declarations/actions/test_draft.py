"""Saving a draft: field by field, with nothing lost and nothing written over."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jiqun.core.facts import Problem
from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Admission, User
from jiqun.web.declarations.actions.draft import Conflict, Saved, restore, save_changes
from jiqun.web.declarations.models import Change, Declaration, Source
from jiqun.web.declarations.queries.draft import Typed, draft_of, history_of
from tests.web.world import a_declaration, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


def save(declaration: Declaration, by: User, base: int = 0, **typed: Typed) -> Saved:
    """Keys written with __ for the dot."""
    named = {key.replace("__", "."): value for key, value in typed.items()}
    return save_changes(declaration.pk, by=by, base=base, typed=named)


def told(saved: Saved) -> tuple[object, ...]:
    """What the one who saved is told."""
    return saved.version, saved.kept, saved.conflicts, saved.others


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.get(pk=declaration.pk)


def test_what_is_saved_are_facts(declaration: Declaration, by: User) -> None:
    saved = save(
        declaration,
        by,
        output__2021=" 41.2 ",
        smes__2021="６４家",
        chain_work=["chain_map"],
        overseas_branches="无",
    )
    assert told(saved) == (
        1,
        {
            "output.2021": "41.20",
            "smes.2021": "64",
            "chain_work": ["chain_map"],
            "overseas_branches": "无",
        },
        (),
        {},
    )
    draft = draft_of(fresh(declaration))
    assert dict(draft.facts)["output.2021"] == Decimal("41.2")
    assert (draft.version, draft.unread) == (1, ())


def test_what_cannot_be_read_is_kept_as_it_was_typed(declaration: Declaration, by: User) -> None:
    saved = save(declaration, by, output__2021="约四十亿")
    assert saved.kept == {"output.2021": "约四十亿"}
    draft = draft_of(fresh(declaration))
    assert dict(draft.facts) == {}
    (problem,) = draft.unread
    assert isinstance(problem, Problem) and problem.key == "output.2021"
    assert draft.typed == {"output.2021": "约四十亿"}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("output.2021", "4\x00\ud83d", "4\ufffd\ufffd"),
        ("quality", "质量\udfff", "质量\ufffd"),
        ("quality", "换行\x0b", "换行\x0b"),
        ("chain_work", ["chain_map", "\x00"], ["chain_map", "\ufffd"]),
        ("reasons.R2-12", "迁\x00入\ud800", "迁入"),
    ],
)
def test_what_no_database_takes_is_kept_with_a_mark(
    declaration: Declaration, by: User, key: str, typed: Typed, kept: Typed
) -> None:
    saved = save_changes(declaration.pk, by=by, base=0, typed={key: typed}, window="w\x00\ud83d1")
    assert saved.kept == {key: kept}
    assert draft_of(fresh(declaration)).typed == {key: kept}
    assert Change.objects.get().window == "w1"


def test_a_blank_is_no_entry_but_leaves_its_trace(declaration: Declaration, by: User) -> None:
    save(declaration, by, quality="做了很多")
    save(declaration, by, base=1, quality="  ")
    assert draft_of(fresh(declaration)).typed == {}
    changes = history_of(declaration, "quality")
    assert [(c.version, c.old, c.new) for c in changes] == [
        (2, "做了很多", None),
        (1, None, "做了很多"),
    ]


def test_two_people_change_different_fields(declaration: Declaration, by: User) -> None:
    other = filler(by.unit)
    save(declaration, by, output__2021="41.20")
    saved = save(declaration, other, base=0, output__2022="52.36")
    assert told(saved) == (2, {"output.2022": "52.36"}, (), {"output.2021": "41.20"})


def test_the_same_field_is_a_conflict_and_stays(declaration: Declaration, by: User) -> None:
    other = filler(by.unit)
    save(declaration, by, output__2021="41.20")
    saved = save(declaration, other, base=0, output__2021="42.00", output__2022="52.36")
    (conflict,) = saved.conflicts
    assert conflict == Conflict("output.2021", "42.00", "41.20", by.signature, conflict.at)
    assert saved.kept == {"output.2022": "52.36"}
    assert draft_of(fresh(declaration)).typed == {"output.2021": "41.20", "output.2022": "52.36"}
    # Knowing of it now, one may insist.
    insisted = save(declaration, other, base=saved.version, output__2021="42.00")
    assert (insisted.conflicts, insisted.version) == ((), 3)


def test_both_typing_the_same_is_no_conflict(declaration: Declaration, by: User) -> None:
    save(declaration, by, output__2021="41.20")
    again = save(declaration, filler(by.unit), base=0, output__2021="41.20")
    assert told(again) == (1, {"output.2021": "41.20"}, (), {})


def test_emptying_what_another_has_filled_in_is_a_conflict(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, quality="第一稿")
    save(declaration, by, base=1, quality=None)
    saved = save(declaration, filler(by.unit), base=1, quality="第二稿")
    (conflict,) = saved.conflicts
    assert (conflict.yours, conflict.theirs) == ("第二稿", None)


def test_a_save_without_an_answer_may_be_repeated(declaration: Declaration, by: User) -> None:
    save(declaration, by, output__2021="41.20")
    again = save(declaration, by, base=0, output__2021="41.20")
    assert (again.version, again.conflicts) == (1, ())
    assert Change.objects.count() == 1


def test_a_window_does_not_conflict_with_itself(declaration: Declaration, by: User) -> None:
    """The answer to the first save was lost, and one has typed on meanwhile."""
    for typed in ("4", "41.20"):
        saved = save_changes(
            declaration.pk, by=by, base=0, typed={"output.2021": typed}, window="w1"
        )
    assert (saved.conflicts, saved.kept) == ((), {"output.2021": "41.20"})


def test_reasons_are_kept_like_fields(declaration: Declaration, by: User) -> None:
    save_changes(declaration.pk, by=by, base=0, typed={"reasons.R2-12": "龙头企业迁入"})
    draft = draft_of(fresh(declaration))
    assert (draft.reasons, dict(draft.facts)) == ({"R2-12": "龙头企业迁入"}, {})


@pytest.mark.parametrize("key", ["no_such_key", "output.1999", "reasons.R0-02", "reasons.X"])
def test_unknown_keys_are_refused_whole(declaration: Declaration, by: User, key: str) -> None:
    with pytest.raises(Refused, match="请刷新页面"):
        save_changes(declaration.pk, by=by, base=0, typed={"output.2021": "1", key: "1"})
    assert draft_of(fresh(declaration)).typed == {}


def test_what_is_far_too_long_is_refused(declaration: Declaration, by: User) -> None:
    with pytest.raises(Refused, match="超过60000个字符，没有保存"):
        save(declaration, by, quality="集" * 60_001)


def test_a_reason_is_as_long_as_the_check_takes_it(declaration: Declaration, by: User) -> None:
    typed: dict[str, Typed] = {"reasons.R2-12": "迁" * 500}
    assert save_changes(declaration.pk, by=by, base=0, typed=typed).kept == typed
    with pytest.raises(Refused, match="R2-12的理由有501字，超过500字，请删减。"):
        save_changes(declaration.pk, by=by, base=1, typed={"reasons.R2-12": "迁" * 501})


def test_the_name_of_the_cluster_is_known_without_its_facts(
    declaration: Declaration, by: User
) -> None:
    save(declaration, by, cluster_name="北京市密云区示例产业集群")
    assert fresh(declaration).cluster_name == "北京市密云区示例产业集群"


def test_any_change_can_be_taken_back(declaration: Declaration, by: User) -> None:
    save(declaration, by, quality="第一稿")
    save(declaration, by, base=1, quality="第二稿")
    last = history_of(declaration, "quality")[0]
    restore(declaration.pk, by=by, base=2, change=last)
    assert draft_of(fresh(declaration)).typed == {"quality": "第一稿"}
    assert history_of(declaration, "quality")[0].source == Source.UNDO


def test_only_its_own_people_edit_while_it_is_with_them(declaration: Declaration, by: User) -> None:
    others = (chief(operator()), district_maker())
    for other in others:
        with pytest.raises(PermissionDenied):
            save(declaration, other, output__2021="1")
    Declaration.objects.update(state=State.FILED)
    with pytest.raises(PermissionDenied):
        save(declaration, by, output__2021="1")
    Declaration.objects.update(state=State.DRAFT)
    assert save(declaration, by, output__2021="1").version == 1


def test_a_unit_not_yet_admitted_edits_nothing() -> None:
    by = chief(operator(admission=Admission.APPLIED))
    with pytest.raises(PermissionDenied):
        save(a_declaration(by.unit), by, output__2021="1")


KEYS = ("output.2021", "output.2022", "quality")
texts = st.sampled_from((None, "1.00", "2.00"))
saves = st.lists(
    st.tuples(
        st.booleans(), st.integers(0, 3), st.dictionaries(st.sampled_from(KEYS), texts, min_size=1)
    ),
    max_size=6,
)


class TestMerging(TestCase):
    @given(saves)
    def test_nothing_typed_is_ever_lost(
        self, saves: list[tuple[bool, int, dict[str, Typed]]]
    ) -> None:
        """Two people save on whatever versions they know. Every value either stands, or was seen by
        whoever replaced it, or is told as a conflict."""
        first = chief()
        people = (first, filler(first.unit))
        declaration = a_declaration(first.unit)
        knows = dict.fromkeys(people, 0)
        stands: dict[str, Typed] = {}
        changed: dict[str, int] = {}
        for second, behind, typed in saves:
            by = people[second]
            base = max(0, knows[by] - behind)
            saved = save_changes(declaration.pk, by=by, base=base, typed=typed)
            for key, value in typed.items():
                unseen = changed.get(key, 0) > base and stands.get(key) != value
                assert (key in {c.key for c in saved.conflicts}) == unseen
                if not unseen and stands.get(key) != value:
                    stands[key], changed[key] = value, saved.version
            knows[by] = saved.version
            kept = draft_of(fresh(declaration)).typed
            assert kept == {k: v for k, v in stands.items() if v is not None}
