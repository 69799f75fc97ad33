"""The accounts of a demonstration: invented people with a password everybody may know."""

from binascii import unhexlify
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.core.roster.uscc import body_check, check_character
from jiqun.web import clock, mail
from jiqun.web.accounts.actions.authorities import BUREAU
from jiqun.web.accounts.actions.registration import (
    Applied,
    admit,
    digest_of,
    refuse,
    register,
)
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.accounts.policy import needs_second_factor
from jiqun.web.accounts.queries.second_factor import devices
from jiqun.web.audit.actions import record

PASSWORD = "jiqun-shili-2024"
#: Nobody can have such an address (RFC 2606).
DOMAIN = "@shili.example.org"


#: The operators that may declare: name, the eight characters of its own in its code, and district;
#: mailbox and name of the 负责人. The first has a 填报人 as well.
ADMITTED = (
    (("示例集群运营中心", "EXAMPLE1", "密云区"), ("fuzeren", "张示例")),
    (("示例数控产业园公司", "EXAMPLE4", "密云区"), ("shukong", "何示例")),
    (("示例新材料促进会", "EXAMPLE5", "密云区"), ("xincailiao", "吕示例")),
    (("示例传感产业运营公司", "EXAMPLE6", "密云区"), ("chuangan", "施示例")),
    (("示例光电产业服务公司", "EXAMPLE7", "密云区"), ("guangdian", "华示例")),
    (("示例机器人产业促进会", "EXAMPL10", "海淀区"), ("jiqiren", "尤示例")),
    (("示例智能软件园公司", "EXAMPL11", "海淀区"), ("ruanjian", "许示例")),
)
CHIEFS = tuple(f"{mailbox}{DOMAIN}" for _, (mailbox, _) in ADMITTED)
BUREAU_MAKER, BUREAU_CHECKER = f"shi-jingban{DOMAIN}", f"shi-shenqian{DOMAIN}"
DISTRICT_MAKER, DISTRICT_CHECKER = f"miyun-jingban{DOMAIN}", f"miyun-shenqian{DOMAIN}"
OTHER_MAKER, OTHER_CHECKER = f"haidian-jingban{DOMAIN}", f"haidian-shenqian{DOMAIN}"


@dataclass(frozen=True)
class Account:
    """One to sign in with; ``code`` is the 动态口令 it takes just now, "" if none."""

    email: str
    whose: str
    code: str


def is_shut(user: User) -> bool:
    """An account of the demonstration opens in the demonstration only."""
    return user.email.endswith(DOMAIN) and not settings.DEMO_ACCOUNTS


def accounts() -> tuple[Account, ...]:
    """Those to show on the page for signing in."""
    if not settings.DEMO_ACCOUNTS:
        return ()
    people = User.objects.filter(email__endswith=DOMAIN, is_active=True).order_by("pk")
    found = devices().filter(user__in=people)
    codes = {device.user_id: usable_code(device) for device in found}
    return tuple(
        Account(
            user.email,
            f"{user.unit.name}　{user.get_role_display()}　{user.name}",
            codes.get(user.pk, ""),
        )
        for user in people
    )


def usable_code(device: TOTPDevice) -> str:
    """The code of now; where that has been used, the next, which is taken a little early."""
    totp = TOTP(unhexlify(device.key), device.step, device.t0, device.digits, device.drift)
    totp.time = clock.now().timestamp()
    early = max(0, device.last_t + 1 - totp.t())
    totp.time += early * device.step
    return f"{totp.token():0{device.digits}}"


def demo_code(body: str, region: str = "110118") -> str:
    """A 统一社会信用代码 that adds up, of an enterprise that there is not."""
    first = f"91{region}{body}{body_check(body)}"
    return f"{first}{check_character(first)}"


def create_accounts() -> None:
    """What is there already stays as it is."""
    with mail.no_mail():
        bureau = create_authority(UnitKind.BUREAU, BUREAU)
        create_person(bureau, "shi-jingban", "王示例", Role.MAKER)
        create_person(bureau, "shi-shenqian", "赵示例", Role.CHECKER)
        miyun = create_authority(UnitKind.DISTRICT, "密云区经济和信息化局", "密云区")
        create_person(miyun, "miyun-jingban", "周示例", Role.MAKER)
        miyun_signs = create_person(miyun, "miyun-shenqian", "吴示例", Role.CHECKER)
        haidian = create_authority(UnitKind.DISTRICT, "海淀区科学技术和经济信息化局", "海淀区")
        create_person(haidian, "haidian-jingban", "郑示例", Role.MAKER)
        haidian_signs = create_person(haidian, "haidian-shenqian", "孙示例", Role.CHECKER)
        create_operators(miyun_signs, haidian_signs)


def create_operators(miyun_signs: User, haidian_signs: User) -> None:
    """Some admitted, one waiting, one refused."""
    site = ""
    for what, chief in ADMITTED:
        signs = miyun_signs if what[2] == "密云区" else haidian_signs
        create_operator(what, chief, partial(admit_as, signs))
    first = User.objects.get(email=CHIEFS[0])
    create_person(first.unit, "tianbao", "李示例", Role.FILLER)
    create_operator(
        ("示例测控产业服务中心", "EXAMPLE2", "密云区"), ("daizhunru", "钱示例"), leave_waiting
    )
    reason = "所属区填为海淀区，而营业执照的住所在昌平区，请核对后重新提交。"
    create_operator(
        ("示例智造园管理公司", "EXAMPLE3", "海淀区"),
        ("weizhunru", "冯示例"),
        lambda unit: refuse(unit, by=haidian_signs, seen=digest_of(unit), reason=reason, site=site),
    )


def admit_as(by: User, unit: Unit) -> None:
    admit(unit, by=by, seen=digest_of(unit), site="")


def leave_waiting(unit: Unit) -> None:
    """Its district has not decided."""


@transaction.atomic
def create_authority(kind: UnitKind, name: str, district: str = "") -> Unit:
    unit, created = Unit.objects.get_or_create(
        kind=kind,
        district=district,
        defaults={"name": name, "admission": Admission.ADMITTED, "created": clock.now()},
    )
    if created:
        record(unit.chain, "create_demo", f"为演示设立{unit.name}。", by=None)
    return unit


@cache
def hashed() -> str:
    """Once for all: that takes a while, as it should."""
    return make_password(PASSWORD)


@transaction.atomic
def create_person(unit: Unit, mailbox: str, name: str, role: Role) -> User:
    email = f"{mailbox}{DOMAIN}"
    found = User.objects.filter(email=email).first()
    if found:
        return found
    user = User.objects.create(
        unit=unit, email=email, name=name, role=role, created=clock.now(), password=hashed()
    )
    if needs_second_factor(user):
        TOTPDevice.objects.create(user=user, name="动态口令")
    record(unit.chain, "create_demo", f"为演示开设{name}的账号。", by=None)
    return user


@transaction.atomic
def create_operator(
    what: tuple[str, str, str], chief: tuple[str, str], decide: Callable[[Unit], None]
) -> Unit:
    """``what``: name, the eight characters of its own in its code, district; ``chief``: mailbox
    and name."""
    unit_name, body, district = what
    mailbox, name = chief
    found = User.objects.filter(email=f"{mailbox}{DOMAIN}").first()
    if found:
        return found.unit
    applied = Applied(unit_name, demo_code(body), district, name, "010-00000000")
    user = register(applied, name=name, email=f"{mailbox}{DOMAIN}", password=PASSWORD)
    decide(user.unit)
    return user.unit
