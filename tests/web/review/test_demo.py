"""The declarations of the demonstration."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import faults
from jiqun.web.declarations.models import Call, Change, Declaration, EvidenceFile, Submission
from jiqun.web.declarations.queries.calls import is_open
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.filing import hindrances

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def printed(settings: Settings) -> str:
    settings.DEMO_ACCOUNTS = True
    out = StringIO()
    call_command("create_demo", stdout=out)
    return out.getvalue()


def test_a_declaration_in_every_state_there_is_so_far(printed: str) -> None:
    assert "fuzeren@shili.example.org　示例集群运营中心　负责人　张示例\n" in printed
    declarations = {d.unit.name: d for d in Declaration.objects.select_related("call", "unit")}
    found = {
        unit: (d.state, str(d), d.entries.count(), d.evidence.count(), d.rosters.count())
        for unit, d in declarations.items()
    }
    draft, filed, returned = State.DRAFT, State.FILED, State.RETURNED_BY_DISTRICT
    assert found == {
        "示例集群运营中心": (draft, "北京市密云区测控装备产业集群", 321, 6, 1),
        "示例数控产业园公司": (draft, "北京市密云区示例智能农机装备产业集群", 225, 0, 0),
        "示例新材料促进会": (draft, "北京市密云区示例新材料产业集群", 4, 0, 0),
        "示例传感产业运营公司": (filed, "北京市密云区传感装备产业集群", 321, 6, 1),
        "示例光电产业服务公司": (returned, "北京市密云区光电装备产业集群", 321, 6, 1),
        "示例机器人产业促进会": (filed, "北京市海淀区机器人装备产业集群", 321, 6, 1),
        "示例智能软件园公司": (filed, "北京市海淀区智能软件装备产业集群", 321, 6, 1),
    }
    complete, flawed = declarations["示例集群运营中心"], declarations["示例数控产业园公司"]
    assert hindrances(complete, examined(complete)) == ()
    assert len(hindrances(flawed, examined(flawed))) == 2
    assert [str(submission) for submission in Submission.objects.all()] == [
        "2024-110108-0002",
        "2024-110108-0001",
        "2024-110118-0002",
        "2024-110118-0001",
    ]
    returned_one = declarations["示例光电产业服务公司"]
    assert [each.sentence for each in hindrances(returned_one, examined(returned_one))] == [
        "有3条补正要求还没有答复，请逐条答复。"
    ]
    assert all(is_open(declaration) for declaration in declarations.values())
    assert mail.outbox == []
    assert list(faults()) == []
    stay_as_they_are()


def stay_as_they_are() -> None:
    """Another time nothing is added."""
    tables = (User, Call, Declaration, Change, EvidenceFile, Submission, Event)
    before = [table.objects.count() for table in tables]
    call_command("create_demo", stdout=StringIO())
    assert [table.objects.count() for table in tables] == before


def test_only_where_it_is_wished_for() -> None:
    with pytest.raises(CommandError, match="JIQUN_DEMO_ACCOUNTS=1"):
        call_command("create_demo")
    assert not User.objects.exists()
