"""Where two come at once, the database lets in one."""

import pytest

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.taken import TAKEN_CODE, TAKEN_EMAIL, unless_taken
from jiqun.web.accounts.models import Unit, User
from tests.web.accounts.applying import APPLIED, register_example
from tests.web.world import operator, person

pytestmark = pytest.mark.django_db


def test_the_second_with_a_code_is_refused() -> None:
    register_example()
    other = operator()
    other.code = APPLIED.code
    with pytest.raises(Refused, match=TAKEN_CODE), unless_taken(TAKEN_CODE):
        other.save()
    assert Unit.objects.filter(code=APPLIED.code).count() == 1


def test_the_second_with_an_address_is_refused() -> None:
    chief = register_example()
    other = person(operator(), chief.role)
    other.email = chief.email.upper()
    with pytest.raises(Refused, match=TAKEN_EMAIL), unless_taken(TAKEN_EMAIL):
        other.save()
    assert User.objects.filter(email=chief.email).count() == 1
