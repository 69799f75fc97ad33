"""Calls are opened, districts set their own deadline, and more time needs a reason."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Admission
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.actions.calls import (
    extend_deadline,
    open_call,
    set_terms,
    start_declaration,
)
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.queries.calls import deadline_in, deadline_of, is_open
from tests.web.moments import AFTER, BEFORE, DURING, set_clock
from tests.web.world import (
    OPENS,
    RECOMMEND_BY,
    a_call,
    a_declaration,
    bureau_maker,
    chief,
    district_maker,
    operator,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TITLE = "2024年度中小企业特色产业集群申报"


def opened(**known: object) -> Call:
    terms = {
        "edition_id": "beijing-2024",
        "title": TITLE,
        "opens": OPENS,
        "recommend_by": RECOMMEND_BY,
        "quota": 3,
    }
    return open_call(**{"by": bureau_maker(), **terms, **known})


def sentences(chain: str) -> list[str]:
    return [event.sentence for event in events_of(chain)]


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.get(pk=declaration.pk)


def test_the_bureau_opens_a_call() -> None:
    call = opened(title=f" {TITLE} ")
    assert (call.title, call.quota, deadline_in(call, "密云区")) == (TITLE, 3, RECOMMEND_BY)
    assert sentences(call.chain) == [
        f"发布申报批次“{TITLE}”，2024年5月1日09:00开始，"
        "区级推荐截止2024年6月30日17:00，每区3个名额。"
    ]


def test_everything_that_stands_in_the_way_is_said_at_once() -> None:
    with pytest.raises(Refused) as why:
        opened(title=" ", recommend_by=OPENS, quota=0, edition_id="beijing-1999")
    assert str(why.value) == (
        "没有“beijing-1999”这个表样版次，请另选。请填写申报批次的名称。"
        "区级推荐截止时间应晚于开始时间，请改正。各区推荐名额至少为1，请改正。"
    )
    assert not Call.objects.exists()


def test_nobody_else_opens_one() -> None:
    for by in (chief(), district_maker()):
        with pytest.raises(PermissionDenied):
            opened(by=by)


def test_a_district_sets_its_own_deadline_and_only_that() -> None:
    call, by = a_call(), district_maker("密云区")
    set_terms(by=by, call=call, file_by=RECOMMEND_BY - 5 * DAY)
    set_terms(by=by, call=call, file_by=RECOMMEND_BY - 3 * DAY)
    deadlines = [deadline_in(call, district) for district in ("密云区", "海淀区")]
    assert deadlines == [RECOMMEND_BY - 3 * DAY, RECOMMEND_BY]
    assert sentences(call.chain)[-1] == "密云区报送截止时间定为2024年6月27日17:00。"


@pytest.mark.parametrize(
    ("file_by", "sentence"),
    [
        (RECOMMEND_BY + DAY, "不能晚于区级推荐截止时间2024年6月30日17:00，请改正。"),
        (DURING, "应晚于现在，也晚于申报批次的开始时间2024年5月1日09:00，请改正。"),
    ],
)
def test_the_deadline_lies_between_now_and_the_bureaus(file_by: datetime, sentence: str) -> None:
    with pytest.raises(Refused, match=f"^{sentence}$"):
        set_terms(by=district_maker(), call=a_call(), file_by=file_by)


def test_once_somebody_has_filed_a_deadline_only_moves_on() -> None:
    call, by = a_call(), district_maker("密云区")
    earlier, later = RECOMMEND_BY - 5 * DAY, RECOMMEND_BY - DAY
    a_declaration(operator("海淀区"), call)
    Declaration.objects.update(state=State.FILED)
    a_declaration(operator("密云区"), call)
    set_terms(by=by, call=call, file_by=earlier)  # another district's is no obstacle
    Declaration.objects.update(state=State.FILED)
    with pytest.raises(Refused, match="已有单位报送，截止时间不能再提前，只能推后。"):
        set_terms(by=by, call=call, file_by=earlier - DAY)
    set_terms(by=by, call=call, file_by=later)
    assert deadline_in(Call.objects.get(), "密云区") == later


def test_only_districts_set_terms() -> None:
    for by in (chief(), bureau_maker()):
        with pytest.raises(PermissionDenied):
            set_terms(by=by, call=a_call(), file_by=RECOMMEND_BY)


def test_more_time_for_one_declaration_has_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    by = district_maker("密云区")
    declaration = a_declaration(operator("密云区"))
    set_terms(by=by, call=declaration.call, file_by=RECOMMEND_BY - 5 * DAY)
    until = RECOMMEND_BY - DAY
    extend_deadline(by=by, declaration=declaration, until=until, reason=" 系统\x00停电 ")
    assert deadline_of(fresh(declaration)) == until
    assert sentences(declaration.chain) == ["报送截止时间延至2024年6月29日17:00，理由：系统停电"]
    set_clock(monkeypatch, until)
    assert is_open(fresh(declaration))
    set_clock(monkeypatch, until + timedelta(seconds=1))
    assert not is_open(fresh(declaration))


def test_what_an_extension_lacks_is_said_at_once() -> None:
    declaration = a_declaration(operator("密云区"))
    with pytest.raises(Refused) as why:
        extend_deadline(
            by=district_maker("密云区"), declaration=declaration, until=DURING, reason=" "
        )
    assert str(why.value) == (
        "请写明延期的理由。延期应晚于现在的截止时间2024年6月30日17:00，请改正。"
    )


def test_no_time_is_granted_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    by, declaration = district_maker("密云区"), a_declaration(operator("密云区"))
    set_terms(by=by, call=declaration.call, file_by=RECOMMEND_BY - 5 * DAY)
    now = RECOMMEND_BY - 2 * DAY
    set_clock(monkeypatch, now)
    with pytest.raises(Refused, match=r"^延期应晚于此刻，请改正。$"):
        extend_deadline(by=by, declaration=declaration, until=now, reason="系统停电")
    assert deadline_of(fresh(declaration)) == RECOMMEND_BY - 5 * DAY


def test_only_the_bureau_extends_beyond_its_own_deadline() -> None:
    declaration = a_declaration(operator("密云区"))
    later = {"declaration": declaration, "until": RECOMMEND_BY + DAY, "reason": "暴雨"}
    with pytest.raises(Refused, match="不能晚于区级推荐截止时间"):
        extend_deadline(by=district_maker("密云区"), **later)
    extend_deadline(by=bureau_maker(), **later)
    assert deadline_of(fresh(declaration)) == RECOMMEND_BY + DAY


def test_what_is_filed_needs_no_more_time() -> None:
    declaration = a_declaration(operator("密云区"))
    Declaration.objects.update(state=State.FILED)
    with pytest.raises(Refused, match="这份申报已经报送，不需要延期。"):
        extend_deadline(
            by=bureau_maker(),
            declaration=fresh(declaration),
            until=RECOMMEND_BY + DAY,
            reason="暴雨",
        )


def test_nobody_extends_their_own_or_another_districts() -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    for other in (by, district_maker("海淀区")):
        with pytest.raises(PermissionDenied):
            extend_deadline(
                by=other, declaration=declaration, until=RECOMMEND_BY + DAY, reason="暴雨"
            )


def test_a_unit_has_one_declaration_in_a_call() -> None:
    by, call = chief(), a_call()
    first = start_declaration(by=by, call=call)
    assert start_declaration(by=by, call=call) == first
    assert sentences(first.chain) == [f"开始填报“{TITLE}”。"]


def test_nobody_starts_before_the_call_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, BEFORE)
    with pytest.raises(Refused, match=f"“{TITLE}”2024年5月1日09:00开始，请届时再来填报。"):
        start_declaration(by=chief(), call=a_call())


def test_a_late_unit_starts_all_the_same_so_that_it_can_be_given_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, AFTER)
    declaration = start_declaration(by=chief(), call=a_call())
    assert not is_open(declaration)


def test_a_unit_not_yet_admitted_starts_nothing() -> None:
    with pytest.raises(PermissionDenied):
        start_declaration(by=chief(operator(admission=Admission.APPLIED)), call=a_call())
