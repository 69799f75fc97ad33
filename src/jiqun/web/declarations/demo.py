"""The declarations of a demonstration: one call that is open, and a declaration in every state."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from jiqun.core.corrections import REASONS
from jiqun.core.evidence import Demand, demands
from jiqun.core.facts import as_json
from jiqun.core.form import Edition
from jiqun.documents.factsfile import load_facts
from jiqun.documents.pdf import HERE
from jiqun.web import clock, mail
from jiqun.web.accounts.demo import BUREAU_MAKER, CHIEFS, DISTRICT_MAKER
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.calls import open_call, set_terms, start_declaration
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import add_evidence, bind_evidence
from jiqun.web.declarations.actions.filing import file_declaration, make_fair_copy, take_scan
from jiqun.web.declarations.actions.roster import hand_in_roster
from jiqun.web.declarations.models import Call, Declaration, Origin
from jiqun.web.declarations.queries.draft import Typed, draft_of

EDITION = "beijing-2024"
TITLE = "2024年度中小企业特色产业集群申报（示例）"
#: In days, from the day on which the demonstration is set up.
OPENED, FILE_BY, RECOMMEND_BY = -20, 40, 60

#: What stands in the draft that has only been begun.
BEGUN: Mapping[str, Typed] = {
    "cluster_name": "北京市密云区示例新材料产业集群",
    "sector": "secondary",
    "output.2021": "18.36",
    "output.2022": "20.15",
}
AS_IT_IS: Mapping[str, str] = {}
ANOTHER_CLUSTER = {"测控": "传感"}

TO_BE_RETURNED = CHIEFS[4]

FONT = HERE / "fonts" / "NotoSansSC-Medium.ttf"
PAGE = (620, 877)  # A4
INK, PAPER = 40, 255


def create_declarations() -> None:
    """What has been begun already stays as it is. The accounts must be there."""
    with mail.no_mail():
        call = the_call()
        for email, declare in zip(CHIEFS, DECLARED, strict=True):
            start(call, User.objects.get(email=email), declare)


@transaction.atomic
def start(call: Call, by: User, declare: Callable[[Declaration, User], None]) -> None:
    """Either all of a declaration is there or nothing."""
    declaration = start_declaration(by=by, call=call)
    if not declaration.version:
        declare(declaration, by)


def begun(declaration: Declaration, by: User) -> None:
    fill(declaration, by, BEGUN)


def flawed(declaration: Declaration, by: User) -> None:
    fill(declaration, by, golden("flawed", by, {"昌平": "密云"}))


def complete(declaration: Declaration, by: User, otherwise: Mapping[str, str] = AS_IT_IS) -> None:
    fill(declaration, by, golden("clean", by, otherwise))
    roster = reworded((settings.DEMO_DIR / "clean.xlsx").read_bytes(), otherwise)
    hand_in_roster(declaration.pk, by=by, data=roster, name="示例企业名录.xlsx")
    prove(declaration, by)


def filed(
    declaration: Declaration, by: User, otherwise: Mapping[str, str] = ANOTHER_CLUSTER
) -> None:
    """Another cluster with the same figures, as if sealed on paper and scanned."""
    complete(declaration, by, otherwise)
    copy = make_fair_copy(declaration, by=by)
    scan = drawn([(by.unit.name, f"盖章扫描件　核验码{copy.code}", "（此处应为全部盖章页）")])
    file_declaration(
        declaration,
        by=by,
        copy=copy,
        sealed=take_scan([("示例-盖章扫描件.pdf", scan)]),
        typed_code=copy.code,
        confirmed=True,
        site="",
    )


#: What each of ``CHIEFS`` has done: one to be returned, and two of another district at the end.
DECLARED: tuple[Callable[[Declaration, User], None], ...] = (
    complete,
    flawed,
    begun,
    filed,
    partial(filed, otherwise={"测控": "光电"}),
    partial(filed, otherwise={"密云": "海淀", "测控": "机器人"}),
    partial(filed, otherwise={"密云": "海淀", "测控": "智能软件"}),
)


@transaction.atomic
def the_call() -> Call:
    """Open since a while, with the terms of the district."""
    found = Call.objects.filter(title=TITLE).first()
    if found:
        return found
    call = open_call(
        by=User.objects.get(email=BUREAU_MAKER),
        edition_id=EDITION,
        title=TITLE,
        opens=in_days(OPENED, 9),
        recommend_by=in_days(RECOMMEND_BY, 17),
        quota=3,
    )
    set_terms(by=User.objects.get(email=DISTRICT_MAKER), call=call, file_by=in_days(FILE_BY, 17))
    return call


def in_days(days: int, hour: int) -> datetime:
    """That hour of the day so many days from now."""
    day = timezone.localtime(clock.now()) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def golden(name: str, by: User, otherwise: Mapping[str, str]) -> Mapping[str, Typed]:
    """An example declaration as that unit's own, with some words replaced."""
    file = load_facts((settings.DEMO_DIR / f"{name}.yaml").read_bytes())
    typed: dict[str, Typed] = {key: as_json(value) for key, value in file.facts.items()}
    typed |= {f"{REASONS}{rule}": reason for rule, reason in file.reasons.items()}
    typed |= {"cover.date": in_words(timezone.localdate(clock.now()))}
    typed |= {"operator": by.unit.name, "cover.operator": by.unit.name}
    return {key: said(value, otherwise) for key, value in typed.items()}


def reworded(workbook: bytes, otherwise: Mapping[str, str]) -> bytes:
    """The firms of another cluster: the same workbook with some words replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename.endswith(".xml"):
                content = str(said(content.decode(), otherwise)).encode()
            after.writestr(member, content)
    return made.getvalue()


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def said(value: Typed, otherwise: Mapping[str, str]) -> Typed:
    if isinstance(value, list):
        return [str(said(item, otherwise)) for item in value]
    for one, other in otherwise.items():
        value = value and value.replace(one, other)
    return value


def fill(declaration: Declaration, by: User, typed: Mapping[str, Typed]) -> None:
    save_changes(declaration.pk, by=by, base=0, typed=typed)
    declaration.refresh_from_db()


def prove(declaration: Declaration, by: User) -> None:
    """A file for each part, with a page for every claim."""
    edition = declaration.edition
    for part, claims in by_part(edition, demands(draft_of(declaration).facts)):
        name = f"示例-第{part}部分佐证材料.pdf"
        with TemporaryDirectory(prefix="jiqun-") as folder:
            path = Path(folder, "proof")
            path.write_bytes(drawn([(by.unit.name, name, claim.called) for claim in claims]))
            added = add_evidence(
                declaration.pk, by=by, path=path, name=name, origin=Origin.THIRD_PARTY
            )
        for page, claim in enumerate(claims, start=1):
            bind_evidence(added.file.pk, by=by, demand=claim.key, pages=str(page))


def by_part(
    edition: Edition, claims: tuple[Demand, ...]
) -> Iterator[tuple[str, tuple[Demand, ...]]]:
    """In the order of the form, as they come."""
    for part, group in groupby(claims, lambda claim: edition.part_of[claim.places[0].field.id]):
        yield part, tuple(group)


def drawn(pages: list[tuple[str, ...]]) -> bytes:
    """A PDF as a scanner makes it: each page a picture of some lines."""
    first, *rest = (page_of(lines) for lines in pages)
    file = BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=75)
    return file.getvalue()


@cache
def font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), 22)


def page_of(lines: tuple[str, ...]) -> Image.Image:
    picture = Image.new("L", PAGE, PAPER)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(("示例材料，内容均为虚构", *lines)):
        draw.text((60, 90 + 60 * number), line, font=font(), fill=INK)
    return picture
