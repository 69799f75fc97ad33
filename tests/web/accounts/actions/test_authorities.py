"""Setting up districts and the bureau."""

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.authorities import set_up_district
from jiqun.web.accounts.actions.invitations import accept_invitation
from jiqun.web.accounts.actions.taken import TAKEN_EMAIL
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.audit.queries import events_of
from tests.web.accounts.applying import PASSWORD
from tests.web.letters import letters
from tests.web.world import bureau_maker, chief, person, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return person(unit(UnitKind.BUREAU), Role.CHECKER)


def set_up(by: User, district: str = "密云区", email: str = "wu@example.org") -> Unit:
    return set_up_district(
        by=by, district=district, unit_name="密云区经信局", name="吴示例", email=email, site=""
    )


def test_a_unit_and_its_first_person_in_one_act(by: User) -> None:
    with letters() as sent:
        unit = set_up(by)
    assert (unit.kind, unit.name, unit.district, unit.admission) == (
        UnitKind.DISTRICT,
        "密云区经信局",
        "密云区",
        Admission.ADMITTED,
    )
    (event,) = events_of(unit.chain)
    assert (event.verb, event.actor, event.sentence) == (
        "set_up_district",
        by,
        "设立密云区的单位“密云区经信局”，邀请吴示例（wu@example.org）任审签。",
    )
    (letter,) = sent
    assert letter.to == ["wu@example.org"]
    secret = letter.body.split("/invitation/")[1].split("/")[0]
    assert accept_invitation(secret, name="吴示例", password=PASSWORD).role == Role.CHECKER


def test_one_unit_a_district(by: User) -> None:
    set_up(by)
    with pytest.raises(Refused, match="密云区的单位已经设立"):
        set_up(by, email="other@example.org")
    assert Unit.objects.filter(kind=UnitKind.DISTRICT).count() == 1


def test_no_unit_without_its_first_person(by: User) -> None:
    with pytest.raises(Refused, match=TAKEN_EMAIL):
        set_up(by, email=by.email)
    assert not Unit.objects.filter(kind=UnitKind.DISTRICT).exists()


def test_a_district_there_is_not(by: User) -> None:
    with pytest.raises(Refused, match="没有“亦庄”这个区"):
        set_up(by, "亦庄")


def test_who_may() -> None:
    for other in (bureau_maker(), chief()):
        with pytest.raises(PermissionDenied):
            set_up(other)
