"""Units, people, calls and declarations for the tests, all invented."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from jiqun.web import clock
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.declarations.actions.roster import hand_in_roster
from jiqun.web.declarations.models import Call, CallDocument, Declaration, RosterFile
from jiqun.web.inbox.models import Message

BEIJING = ZoneInfo("Asia/Shanghai")
numbers = count(1)

#: A roster of one firm, in the cluster all the while, with a faulty code.
ROSTER = (
    "企业名称,统一社会信用代码,进入集群年份,2023年产值（万元）\r\n"
    "北京示例甲有限公司,9111,2019,500\r\n"
).encode()

#: One figure of the worksheet, in a file that is called so.
WORKSHEET = "键,名称,数值\r\nwater_total,用水总量,168\r\n".encode()

#: The call of the tests runs from 2024-05-01 to 2024-06-30.
OPENS = datetime(2024, 5, 1, 9, tzinfo=BEIJING)
RECOMMEND_BY = datetime(2024, 6, 30, 17, tzinfo=BEIJING)


def unit(kind: UnitKind, *, district: str = "", name: str = "", **known: object) -> Unit:
    n = next(numbers)
    return Unit.objects.create(
        kind=kind,
        name=name or f"示例{kind.label}{n}",
        district=district,
        **{"admission": Admission.ADMITTED, "created": clock.now(), **known},
    )


def person(of: Unit, role: Role, name: str = "") -> User:
    n = next(numbers)
    return User.objects.create(
        unit=of,
        role=role,
        name=name or f"示例{n}",
        email=f"shili{n}@example.org",
        created=clock.now(),
    )


def operator(district: str = "密云区", **known: object) -> Unit:
    return unit(UnitKind.OPERATOR, district=district, code=f"CODE{next(numbers)}", **known)


def chief(of: Unit | None = None) -> User:
    return person(of or operator(), Role.CHIEF)


def filler(of: Unit) -> User:
    return person(of, Role.FILLER)


def district_maker(district: str = "密云区") -> User:
    found = Unit.objects.filter(kind=UnitKind.DISTRICT, district=district).first()
    return person(found or unit(UnitKind.DISTRICT, district=district), Role.MAKER)


def district_checker(district: str = "密云区") -> User:
    return person(district_maker(district).unit, Role.CHECKER)


def bureau_maker() -> User:
    found = Unit.objects.filter(kind=UnitKind.BUREAU).first()
    return person(found or unit(UnitKind.BUREAU), Role.MAKER)


def bureau_checker() -> User:
    return person(bureau_maker().unit, Role.CHECKER)


def a_call(**known: object) -> Call:
    by = known.pop("created_by", None) or bureau_maker()
    return Call.objects.create(
        **{
            "edition_id": "beijing-2024",
            "title": "2024年度中小企业特色产业集群申报",
            "opens": OPENS,
            "recommend_by": RECOMMEND_BY,
            "created_by": by,
            "created": OPENS - timedelta(days=10),
            **known,
        }
    )


def a_document(call: Call) -> CallDocument:
    return CallDocument.objects.create(
        call=call,
        name="示例通知.pdf",
        kind="pdf",
        size=8,
        file=ContentFile(b"%PDF-1.7", name="示例通知.pdf"),
        added_by=call.created_by,
        added=clock.now(),
    )


def a_declaration(of: Unit | None = None, call: Call | None = None) -> Declaration:
    return Declaration.objects.create(
        call=call or a_call(), unit=of or operator(), created=clock.now()
    )


def a_roster(
    declaration: Declaration, by: User, data: bytes = ROSTER, name: str = "名录.csv"
) -> RosterFile:
    return hand_in_roster(declaration.pk, by=by, data=data, name=name).file


def a_message(person: User, sentence: str = "示例消息", address: str = "/desk/") -> Message:
    return Message.objects.create(
        person=person,
        kind="accounts/mail/admitted",
        sentence=sentence,
        address=address,
        at=clock.now(),
    )
