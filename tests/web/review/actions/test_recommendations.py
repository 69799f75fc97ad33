"""What a district recommends with, and the signing of it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Call, Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review.actions.intake import accept
from jiqun.web.review.actions.motions import drop_motion, send_back, sign
from jiqun.web.review.actions.ranking import rank_candidates
from jiqun.web.review.actions.recommendations import (
    explain_beyond_quota,
    take_sealed,
    write_opinion,
)
from jiqun.web.review.models import Motion, Recommendation
from jiqun.web.review.queries.recommendations import candidates_in, seen_in
from jiqun.web.review.queries.situation import situation_of
from tests.documents.attachments.files import pdf
from tests.web.filings import photograph
from tests.web.letters import letters
from tests.web.moments import AFTER, DURING, set_clock
from tests.web.recommendations import (
    OPINION,
    all_else_done,
    filed_in_full,
    in_district_review,
    propose,
    rank_all,
    recommend,
    seal,
)
from tests.web.world import (
    a_call,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture(autouse=True)
def everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    all_else_done(monkeypatch)


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def declaration(call: Call) -> Declaration:
    return in_district_review(call, "示例甲集群")


@pytest.fixture
def maker() -> User:
    return district_maker()


@pytest.fixture
def checker() -> User:
    return district_checker()


def kept(declaration: Declaration) -> Recommendation:
    return Recommendation.objects.get(declaration=declaration)


def last(chain: str) -> tuple[str, str]:
    event = list(events_of(chain))[-1]
    return event.verb, event.sentence


def ready(call: Call, maker: User, *declarations: Declaration) -> None:
    for each in declarations:
        seal(each, maker)
    rank_all(call, maker, *declarations)


# --- The opinion ----------------------------------------------------------------------------


def test_an_opinion_speaks_of_what_was_filed_last(declaration: Declaration, maker: User) -> None:
    found = write_opinion(declaration.pk, by=maker, opinion=f" {OPINION}\r\n同意。 ")
    assert (found.opinion, found.submission) == (
        f"{OPINION}\n同意。",
        standing_submission(declaration),
    )
    assert last(declaration.chain) == ("write_opinion", f"填写推荐意见，核验码{found.code}。")
    before = Submission.objects.values().get()
    assert write_opinion(declaration.pk, by=maker, opinion=found.opinion).code == found.code
    assert len(list(events_of(declaration.chain))) == 2  # filed, written; nothing new
    assert Submission.objects.values().get() == before


def test_the_code_is_of_that_opinion_of_that_filing(call: Call, maker: User) -> None:
    one, other = (in_district_review(call, f"示例{name}集群") for name in "甲乙")
    codes = [
        write_opinion(each.pk, by=maker, opinion=opinion).code
        for each in (one, other)
        for opinion in (OPINION, "同意。")
    ]
    assert len(set(codes)) == 4
    assert write_opinion(one.pk, by=maker, opinion=OPINION).code == codes[0]


@pytest.mark.parametrize(
    ("opinion", "why"), [(" \n", "推荐意见是空白的"), ("字" * 401, "推荐意见有401字，超过400字")]
)
def test_what_is_no_opinion(declaration: Declaration, maker: User, opinion: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        write_opinion(declaration.pk, by=maker, opinion=opinion)
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    "whose",
    [district_checker, lambda: district_maker("海淀区"), bureau_maker, bureau_checker, chief],
)
def test_nobody_else_writes_anything(
    declaration: Declaration, call: Call, whose: Callable[[], User]
) -> None:
    by = whose()
    for act in (
        lambda: write_opinion(declaration.pk, by=by, opinion=OPINION),
        lambda: explain_beyond_quota(declaration.pk, by=by, words="理由"),
        lambda: take_sealed(declaration, by=by, files=[], typed_code=""),
    ):
        with pytest.raises(PermissionDenied):
            act()
    if by.unit.district != "海淀区":  # who ranks its own district's, which has none
        with pytest.raises(PermissionDenied):
            rank_candidates(call, by=by, typed={declaration.pk: "1"}, seen="")
    else:
        with pytest.raises(Refused, match="本区还没有候选集群"):
            rank_candidates(call, by=by, typed={declaration.pk: "1"}, seen="")


@pytest.mark.parametrize("state", [State.FILED, State.RETURNED_BY_DISTRICT, State.RECOMMENDED])
def test_nothing_is_written_in_another_stage(
    declaration: Declaration, maker: User, state: State
) -> None:
    Declaration.objects.filter(pk=declaration.pk).update(state=state)
    with pytest.raises(PermissionDenied):
        write_opinion(declaration.pk, by=maker, opinion=OPINION)


# --- The sealed pages -----------------------------------------------------------------------


def test_photographs_of_the_sealed_pages_become_one_paper(
    declaration: Declaration, maker: User
) -> None:
    found = seal(declaration, maker)
    assert found.sealed is not None
    assert (found.sealed.kind, found.sealed.pages) == (FileKind.PDF.value, 2)
    assert (found.uploaded_by, found.uploaded_at) == (maker, DURING)
    assert last(declaration.chain) == (
        "take_sealed",
        f"上传盖章的封面和推荐意见页，核验码{found.code}。",
    )


@pytest.mark.parametrize("pages", [1, 3])
def test_only_the_two_pages_are_taken(declaration: Declaration, maker: User, pages: int) -> None:
    code = write_opinion(declaration.pk, by=maker, opinion=OPINION).code
    with pytest.raises(Refused) as why:
        take_sealed(declaration, by=maker, files=[("a.pdf", pdf(pages))], typed_code=code)
    assert str(why.value) == (
        f"应正好是2页（封面、推荐意见页），上传的有{pages}页；请重新扫描后上传。"
    )
    taken = take_sealed(
        declaration, by=maker, files=[("a.pdf", pdf(2))], typed_code=code.lower().replace("-", "")
    )
    assert taken.sealed is not None


def test_a_seal_on_an_old_opinion_is_refused(declaration: Declaration, maker: User) -> None:
    """And one that was taken is worth nothing any more."""
    old = seal(declaration, maker).code
    new = write_opinion(declaration.pk, by=maker, opinion="同意推荐。")
    assert (new.sealed, new.uploaded_by, new.uploaded_at) == (None, None, None)
    assert situation_of(declaration).sealed is False

    def told(code: str) -> str:
        with pytest.raises(Refused) as why:
            take_sealed(declaration, by=maker, files=[("a.pdf", pdf(2))], typed_code=code)
        return str(why.value)

    assert told(old).startswith(f"印章盖在旧的意见上：核验码{old}是以前的推荐意见的")
    assert told("").startswith("请填写核验码")
    assert told("A1B2-C3D4-E5F6").startswith("填写的是盖章件右下角的内容码")
    assert told("7K3D-9QXZ").startswith("填写的是申报单位报送稿的核验码")
    assert told("0000-0001").startswith("填写的核验码与现在的推荐意见页不一致")


def test_what_was_filed_anew_is_read_and_sealed_anew(declaration: Declaration, maker: User) -> None:
    """The opinion stays, but speaks of the filing before until it is kept again."""
    before = Submission.objects.filter(declaration=declaration)
    before.update(number="2024-110118-9999")  # that of the tests comes from the declaration
    old = seal(declaration, maker)
    again = filed_in_full(declaration, before.get().filed_by)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    declaration.refresh_from_db()
    assert (situation_of(declaration).opinion, situation_of(declaration).sealed) == (OPINION, False)
    with pytest.raises(Refused, match="申报内容补正后又报送过"):
        take_sealed(declaration, by=maker, files=[("a.pdf", pdf(2))], typed_code=old.code)
    found = write_opinion(declaration.pk, by=maker, opinion=OPINION)
    assert (found.submission, found.sealed) == (again, None)
    with pytest.raises(Refused, match="印章盖在旧的意见上"):
        take_sealed(declaration, by=maker, files=[("a.pdf", pdf(2))], typed_code=old.code)


def test_pages_in_quarantine_are_none_to_sign(declaration: Declaration, maker: User) -> None:
    sealed = seal(declaration, maker).sealed
    assert sealed is not None
    for state in (Quarantine.WAITING, Quarantine.INFECTED):
        type(sealed).objects.update(state=state)
        assert situation_of(declaration).sealed is False


# --- The order ------------------------------------------------------------------------------


def order_of(call: Call) -> list[tuple[str, int | None]]:
    return [(str(each.declaration), each.place) for each in candidates_in(call, "密云区")]


def test_all_candidates_are_ranked_in_one_act(call: Call, maker: User) -> None:
    one, two, three = (in_district_review(call, name) for name in "甲乙丙")
    in_district_review(call, "别区", district="海淀区")
    assert order_of(call) == [("甲", None), ("乙", None), ("丙", None)]
    rank_all(call, maker, three, one, two)
    assert order_of(call) == [("丙", 1), ("甲", 2), ("乙", 3)]
    assert last(call.chain) == ("rank_candidates", "密云区候选集群排序：1 丙；2 甲；3 乙。")
    assert [event.verb for event in events_of(one.chain)] == ["file"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("1", "1"), "“甲”和“乙”的序号都是1"),
        (("1", "3"), "“乙”的序号应为1至2的整数"),
        (("0", "1"), "“甲”的序号应为1至2的整数"),
        (("", "1"), "“甲”的序号应为1至2的整数"),
        (("２", "1"), "“甲”的序号应为1至2的整数"),
        (("一", "1"), "“甲”的序号应为1至2的整数"),
    ],
)
def test_an_order_has_no_gaps_and_no_doubles(
    call: Call, maker: User, typed: tuple[str, str], why: str
) -> None:
    both = [in_district_review(call, name) for name in "甲乙"]
    seen = seen_in(candidates_in(call, "密云区"))
    numbers = dict(zip((each.pk for each in both), typed, strict=True))
    with pytest.raises(Refused, match=why):
        rank_candidates(call, by=maker, typed=numbers, seen=seen)
    assert order_of(call) == [("甲", None), ("乙", None)]


def test_whoever_saw_another_order_is_told(call: Call, maker: User) -> None:
    one, two = (in_district_review(call, name) for name in "甲乙")
    seen = seen_in(candidates_in(call, "密云区"))
    rank_all(call, maker, one, two)
    for typed in ({one.pk: "2", two.pk: "1"}, {one.pk: "1"}):
        with pytest.raises(Refused, match="候选集群或者排序刚刚有变动"):
            rank_candidates(call, by=district_maker(), typed=typed, seen=seen)
    assert order_of(call) == [("甲", 1), ("乙", 2)]


def test_one_that_drops_out_leaves_no_gap(call: Call, maker: User) -> None:
    one, two, three = (in_district_review(call, name) for name in "甲乙丙")
    rank_all(call, maker, one, two, three)
    Declaration.objects.filter(pk=one.pk).update(state=State.NOT_RECOMMENDED)
    assert order_of(call) == [("乙", 1), ("丙", 2)]


def test_nothing_overtakes_what_is_being_signed(call: Call, maker: User, checker: User) -> None:
    """Nor what was signed; what stood before it may drop behind."""
    one, two = (in_district_review(call, name) for name in "甲乙")
    ready(call, maker, one, two)
    three = in_district_review(call, "丙")
    motion = propose(two, maker)
    with pytest.raises(Refused, match="“乙”正在等待审签，不能再把“丙”排到它前面"):
        rank_all(call, maker, one, three, two)
    sign(motion.pk, by=checker)
    with pytest.raises(Refused, match="“乙”已经推荐，不能再把“丙”排到它前面"):
        rank_all(call, maker, three, one, two)
    rank_all(call, maker, two, three, one)
    assert order_of(call) == [("乙", 1), ("丙", 2), ("甲", 3)]


# --- Signing --------------------------------------------------------------------------------


def test_what_it_needs_is_said_at_once(declaration: Declaration, maker: User) -> None:
    with pytest.raises(Refused) as why:
        propose(declaration, maker)
    assert str(why.value) == (
        "推荐意见还没有写，请填写。还没有排序，请先在本区候选集群中排序。"
        "还没有上传盖章的封面和推荐意见页，请上传。"
    )


def test_what_is_signed_is_kept_in_the_motion_and_the_event(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    before = Submission.objects.values().get()
    ready(call, maker, declaration)
    events = list(events_of(declaration.chain))
    motion = propose(declaration, maker)
    found = kept(declaration)
    assert found.sealed is not None
    content = {
        "submission": before["number"],
        "opinion": OPINION,
        "code": found.code,
        "sealed": found.sealed.sha256,
        "why_beyond_quota": "",
    }
    chain = {"chain_length": len(events), "chain_head": events[-1].digest}
    checklist = {"checklist": motion.payload["checklist"]}
    assert motion.payload == {**content, "rank": 1, **chain, **checklist}
    with letters() as sent:
        sign(motion.pk, by=checker)
    event, found = list(events_of(declaration.chain))[-1], kept(declaration)
    assert (event.verb, event.sentence) == (
        "recommend",
        f"推荐，推荐意见页核验码{found.code}。",
    )
    assert event.data == {
        **content,
        "motion": motion.pk,
        "rank": 1,
        "from": "district_review",
        "to": "recommended",
        "prepared_by": maker.pk,
    }
    assert (found.signed_by, found.signed_at) == (checker, DURING)
    assert (found.chain_length, found.chain_head) == (event.number, event.digest)
    own = User.objects.get(unit=declaration.unit)
    bureau = User.objects.filter(unit__kind="bureau").values_list("email", flat=True)
    assert sorted(to for letter in sent for to in letter.to) == sorted([own.email, *bureau])
    assert not any(OPINION in letter.body for letter in sent)
    assert Submission.objects.values().get() == before
    assert list(faults()) == []


def test_nothing_changes_while_it_waits_to_be_signed(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    ready(call, maker, declaration)
    motion, code = propose(declaration, maker), kept(declaration).code
    for act in (
        lambda: write_opinion(declaration.pk, by=maker, opinion="别的意见。"),
        lambda: explain_beyond_quota(declaration.pk, by=maker, words="理由"),
        lambda: take_sealed(
            declaration, by=maker, files=[("1.jpg", photograph())] * 2, typed_code=code
        ),
    ):
        with pytest.raises(Refused, match="有一件拟办在等待审签，不能再改"):
            act()
    send_back(motion.pk, by=checker, answer="意见请写具体。")
    seal(declaration, maker, "意见已写具体。")
    second = propose(declaration, maker)
    assert second.payload["opinion"] == "意见已写具体。"
    drop_motion(second.pk, by=maker)


def test_what_differs_from_what_was_read_is_not_signed(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    """Nothing of ours lets it come to that."""
    ready(call, maker, declaration)
    motion = propose(declaration, maker)
    Recommendation.objects.update(opinion="别的意见。")
    with pytest.raises(Refused, match="推荐意见或者盖章件与送审签时不同"):
        sign(motion.pk, by=checker)
    assert Declaration.objects.get().state == State.DISTRICT_REVIEW


def test_the_last_place_of_the_quota_and_the_one_beyond(maker: User, checker: User) -> None:
    """What is terminated after it was recommended has been recommended."""
    call = a_call(quota=3)
    declared = [in_district_review(call, name) for name in "甲乙丙丁"]
    for each in declared:
        seal(each, maker)
    rank_all(call, maker, *declared)
    for each in declared[:3]:
        recommend(each, maker, checker)
    Declaration.objects.filter(pk=declared[0].pk).update(state=State.TERMINATED)
    accept(declared[1].pk, by=bureau_maker())
    assert situation_of(declared[3]).recommended == 3
    with pytest.raises(Refused, match="本区已推荐3个，原则上不超过3个；确需超出的，请写明"):
        propose(declared[3], maker)
    with pytest.raises(Refused, match="超额推荐的理由有501字"):
        explain_beyond_quota(declared[3].pk, by=maker, words="字" * 501)
    explain_beyond_quota(declared[3].pk, by=maker, words="新兴产业，确需支持。")
    assert last(declared[3].chain) == (
        "explain_beyond_quota",
        "写明超额推荐的理由：新兴产业，确需支持。",
    )
    motion = recommend(declared[3], maker, checker)
    assert motion.payload["why_beyond_quota"] == "新兴产业，确需支持。"
    assert situation_of(in_district_review(a_call(), "另一批次")).recommended == 0


def test_the_quota_is_counted_when_it_is_signed(maker: User, checker: User) -> None:
    call = a_call(quota=1)
    one, two = (in_district_review(call, name) for name in "甲乙")
    ready(call, maker, one, two)
    first, second = propose(one, maker), propose(two, maker)
    sign(first.pk, by=checker)
    with pytest.raises(Refused, match="本区已推荐1个，原则上不超过1个"):
        sign(second.pk, by=checker)
    two.refresh_from_db()
    assert (two.state, Motion.objects.get(pk=second.pk).outcome) == (
        State.DISTRICT_REVIEW,
        "pending",
    )


def test_after_the_day_nothing_is_recommended(
    call: Call,
    declaration: Declaration,
    maker: User,
    checker: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready(call, maker, declaration)
    motion = propose(declaration, maker)
    set_clock(monkeypatch, call.recommend_by)
    assert situation_of(declaration).in_time is True
    set_clock(monkeypatch, AFTER)
    with pytest.raises(Refused, match="区级推荐截止时间已过，不能再推荐"):
        sign(motion.pk, by=checker)
