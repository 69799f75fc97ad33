"""Who may open what: every address of the product, and what each role gets there.

A new address fails ``test_access`` until it has a row here. A row says what everyone gets whom it
does not name; ``where`` fills in the parts of an address that name a thing of the ``World``.
Addresses that only take forms are asked with an empty form.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from tests.web.world import operator, person, unit

#: What somebody gets: a status, or to which door they are sent.
Got = int | str

#: Sent to sign in, or to give the second factor.
SIGN_IN, SECOND_FACTOR = "login", "second_factor"

STRANGER = "stranger"
NOT_ADMITTED = "chief of a unit not admitted"
FILLER = "filler"
CHIEF = "chief"
OTHER_CHIEF = "chief of another unit"
DISTRICT_MAKER = "district maker"
DISTRICT_CHECKER = "district checker"
OTHER_MAKER = "maker of another district"
OTHER_CHECKER = "checker of another district"
BUREAU_MAKER = "bureau maker"
BUREAU_CHECKER = "bureau checker"
UNVERIFIED = "district checker without a second factor"

OPERATORS = (NOT_ADMITTED, FILLER, CHIEF, OTHER_CHIEF)
OWN_DISTRICT = (DISTRICT_MAKER, DISTRICT_CHECKER)
OTHER_DISTRICT = (OTHER_MAKER, OTHER_CHECKER)
BUREAU = (BUREAU_MAKER, BUREAU_CHECKER)
VERIFIED = (*OPERATORS, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU)
ROLES = (STRANGER, *VERIFIED, UNVERIFIED)


@dataclass(frozen=True)
class World:
    """Everything there is, for the addresses to speak of."""

    people: dict[str, User]
    unit: Unit  # of FILLER and CHIEF
    applicant: Unit  # of NOT_ADMITTED
    district: Unit  # of OWN_DISTRICT, which unit and applicant belong to
    bureau: Unit


def make_world() -> World:
    own = operator("密云区", name="示例集群运营中心")
    applicant = operator("密云区", name="示例待准入中心", admission=Admission.APPLIED)
    district = unit(UnitKind.DISTRICT, district="密云区")
    other = unit(UnitKind.DISTRICT, district="海淀区")
    bureau = unit(UnitKind.BUREAU)
    people = {
        NOT_ADMITTED: person(applicant, Role.CHIEF),
        FILLER: person(own, Role.FILLER),
        CHIEF: person(own, Role.CHIEF),
        OTHER_CHIEF: person(operator("密云区"), Role.CHIEF),
        DISTRICT_MAKER: person(district, Role.MAKER),
        DISTRICT_CHECKER: person(district, Role.CHECKER),
        OTHER_MAKER: person(other, Role.MAKER),
        OTHER_CHECKER: person(other, Role.CHECKER),
        BUREAU_MAKER: person(bureau, Role.MAKER),
        BUREAU_CHECKER: person(bureau, Role.CHECKER),
        UNVERIFIED: person(district, Role.CHECKER),
    }
    return World(people, own, applicant, district, bureau)


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """``got`` by role; ``method`` is how it is asked."""

    got: dict[str, Got]
    where: Callable[[World], dict[str, Any]] = field(default=nothing)
    method: str = "get"


def for_all(got: Got) -> dict[str, Got]:
    """An open address."""
    return dict.fromkeys(ROLES, got)


def signed_in(got: Got, /, *roles: str, otherwise: Got = 403) -> dict[str, Got]:
    """An address for some roles; all who are signed in, if none are named."""
    named = {role: got if role in (roles or VERIFIED) else otherwise for role in VERIFIED}
    return {STRANGER: SIGN_IN, **named, UNVERIFIED: SECOND_FACTOR}


TABLE: dict[str, Row] = {
    # --- the page without login
    "start": Row(for_all(200)),
    "demo": Row(for_all(200), lambda world: {"name": "clean"}),
    "template": Row(for_all(200)),
    "recheck": Row(for_all(302)),
    "download": Row(for_all(302)),
    "formulas": Row(for_all(302)),
    # --- signing in
    "login": Row({**dict.fromkeys(ROLES, 302), STRANGER: 200}),
    "logout": Row({**for_all(302), STRANGER: SIGN_IN}, method="post"),
    "session": Row(signed_in(200)),
    "second_factor": Row({**signed_in(302), UNVERIFIED: 200}),
    "renew_recovery_codes": Row(
        signed_in(200, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU), method="post"
    ),
    "lift_second_factor": Row(
        signed_in(302, *OWN_DISTRICT, *OTHER_DISTRICT, *BUREAU), method="post"
    ),
    "desk": Row(signed_in(200)),
}
