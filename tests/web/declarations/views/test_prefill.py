"""Filling in from a file or from last time: everything is shown first, and only ticks count."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from jiqun.core.facts import as_json, parse_facts
from jiqun.core.lifecycle import State
from jiqun.documents.factsfile import dump_facts
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Change, Declaration
from jiqun.web.declarations.queries.draft import Typed, draft_of
from tests.declarations import golden
from tests.documents.package.packages import demo_zip
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import OPENS, RECOMMEND_BY, a_call, a_declaration, chief, filler

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)
FACTS = """edition: beijing-2024
facts:
  output.2021: 41.20
  output.2022: 52.36
  quality: 文件里的一段
  plan.overview: 规划概述
reasons:
  R2-12: 龙头企业迁入
  R0-02: 不需要说明的规则
"""


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


def save(declaration: Declaration, by: User, **typed: Typed) -> None:
    base = Declaration.objects.get(pk=declaration.pk).version
    named = {key.replace("__", "."): value for key, value in typed.items()}
    save_changes(declaration.pk, by=by, base=base, typed=named)


def stands(declaration: Declaration) -> dict[str, Typed]:
    return dict(draft_of(Declaration.objects.get(pk=declaration.pk)).typed)


def offer(page: Client, declaration: Declaration, content: str | bytes = FACTS) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("申报.yaml" if isinstance(content, str) else "申报.docx", data)
    return page.post(f"/declarations/{declaration.pk}/prefill/", {"file": file})


def rows(response: HttpResponse) -> list[tuple[str, str, str, bool]]:
    """Key, what stands there, what is offered, and whether that is ticked."""
    return [
        (
            row.xpath("string(.//input/@value)"),
            row.xpath("string(td[2])").strip(),
            row.xpath("string(td[3])").strip(),
            bool(row.xpath(".//input/@checked")),
        )
        for row in parsed(response).xpath("//table[contains(@class, 'offers')]/tbody/tr")
    ]


def take(page: Client, seen: HttpResponse, *keys: str) -> HttpResponse:
    """Send the page back with those ticks, as a browser would; by default with its own."""
    form = next(form for form in parsed(seen).forms if "offer" in form.get("class", ""))
    fields = {field.get("name"): field.value for field in form.xpath(".//input[@type='hidden']")}
    for text in form.xpath(".//textarea"):
        fields[text.get("name")] = text.text
    fields["take"] = list(keys or [key for key, _, _, ticked in rows(seen) if ticked])
    return page.post(seen.wsgi_request.path, fields)


def test_a_file_is_compared_and_nothing_applied(declaration: Declaration, by: User) -> None:
    save(declaration, by, output__2021="40.00", output__2022="52.36", quality="自己写的")
    page = visit_as(by)
    seen = offer(page, declaration)
    assert rows(seen) == [
        ("output.2021", "40.00亿元", "41.20亿元", False),
        ("quality", "自己写的", "文件里的一段", False),
        ("plan.overview", "空白", "规划概述", True),
        ("reasons.R2-12", "空白", "龙头企业迁入", True),
    ]
    assert [" ".join(heading.split()) for heading in texts(seen, "h2")] == [
        "申报.yaml",
        "二、主导产业情况",
        "八、未来三年中小企业特色产业集群发展规划",
        "说明理由",
    ]
    assert stands(declaration) == {
        "output.2021": "40.00",
        "output.2022": "52.36",
        "quality": "自己写的",
    }


def test_only_what_is_ticked_is_taken(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    done = take(page, offer(page, declaration), "output.2021", "reasons.R2-12", "no_such_key")
    assert (done.status_code, done.url) == (302, f"/declarations/{declaration.pk}/")
    assert stands(declaration) == {"output.2021": "41.20", "reasons.R2-12": "龙头企业迁入"}
    assert {change.source for change in Change.objects.all()} == {"word"}
    assert texts(page.get(done.url), ".said") == ["已带入2栏。每一栏都可以在修改记录中恢复。"]


def test_a_word_form_fills_an_empty_draft_whole(declaration: Declaration, by: User) -> None:
    facts, page = golden("clean").facts.printed, visit_as(by)
    seen = offer(page, declaration, write_word(fill(facts)))
    assert all(ticked for *_, ticked in rows(seen))
    take(page, seen)
    assert stands(declaration) == {key: as_json(value) for key, value in facts.items()}


def test_what_could_not_be_read_is_listed(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    content = FACTS.replace("41.20", "约四十亿")
    seen = offer(page, declaration, content)
    assert seen.status_code == 422 and "约四十亿" in refusal(seen) + str(texts(seen, "td"))


def test_it_stays_listed_after_a_refusal_and_a_conflict(declaration: Declaration, by: User) -> None:
    facts, page = golden("clean").facts.printed, visit_as(by)
    declared = as_json(facts["output.2021"])
    word = written_over(write_word(fill(facts)), f">{declared}<", ">约四十亿<")
    seen = offer(page, declaration, word)
    (unread,) = texts(seen, ".unread")
    assert "约四十亿" in unread
    refused = take(page, seen, "no_such_key")
    assert (refused.status_code, texts(refused, ".unread")) == (422, [unread])
    save(declaration, filler(by.unit), quality="同事刚写的")
    disputed = take(page, refused, "quality")
    assert (disputed.status_code, texts(disputed, ".unread")) == (409, [unread])


def written_over(word: bytes, old: str, new: str) -> bytes:
    """A Word file with other words in it."""
    written = BytesIO()
    with ZipFile(BytesIO(word)) as before, ZipFile(written, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old.encode(), new.encode(), 1))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("facts: [", "申报.yaml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "旧版Word"),
        (b"%PDF-1.7", "PDF文件"),
        (b"", "文件是空的"),
        (demo_zip(), "这是申报包，请点页面下方的“从申报包带入”"),
    ],
    ids=["yaml", "doc", "pdf", "empty", "package"],
)
def test_what_is_no_declaration_is_refused(
    declaration: Declaration, by: User, content: str | bytes, sentence: str
) -> None:
    seen = offer(visit_as(by), declaration, content)
    assert seen.status_code == 422 and refusal(seen)
    assert texts(seen, ".btn-primary") == ["读取并比较"]


def test_no_file_too_large_a_file_and_no_tick(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    nothing = page.post(f"/declarations/{declaration.pk}/prefill/")
    assert (nothing.status_code, refusal(nothing)) == (
        422,
        "还没有选择文件，请先选择填好的申报表或填报数据文件。",
    )
    with override_settings(UPLOAD_LIMIT=5):
        assert refusal(offer(page, declaration)) == (
            "文件超过0 MB；申报表一般不到1 MB，请删去其中的图片后另存。"
        )
    unticked = take(page, offer(page, declaration), "no_such_key")
    assert (unticked.status_code, refusal(unticked)) == (
        422,
        "还没有勾选要带入的栏目，请先勾选。",
    )
    assert len(rows(unticked)) == 5


def test_a_conflict_is_told_and_the_rest_taken(declaration: Declaration, by: User) -> None:
    page, other = visit_as(by), filler(by.unit)
    seen = offer(page, declaration)
    save(declaration, other, quality="同事刚写的")
    disputed = take(page, seen, "output.2021", "quality")
    assert disputed.status_code == 409
    assert refusals(disputed) == [
        f"集群质量品牌建设情况（200字以内）：{other.signature}改为“同事刚写的”，您要带入“文件里的一段”。",
        "仍要带入的，请在下面重新勾选。",
    ]
    assert ("quality", "同事刚写的", "文件里的一段", False) in rows(disputed)
    assert stands(declaration) == {"output.2021": "41.20", "quality": "同事刚写的"}
    # Knowing of it now, one may insist.
    assert take(page, disputed, "quality").status_code == 302
    assert stands(declaration)["quality"] == "文件里的一段"


def test_too_long_a_reason_is_refused_beside_what_was_offered(
    declaration: Declaration, by: User
) -> None:
    page = visit_as(by)
    seen = offer(page, declaration, FACTS.replace("龙头企业迁入", "迁" * 501))
    refused = take(page, seen)
    assert (refused.status_code, refusal(refused)) == (
        422,
        "R2-12的理由有501字，超过500字，请删减。",
    )
    assert rows(refused) == rows(seen)
    assert stands(declaration) == {}


def refusals(response: HttpResponse) -> list[str]:
    return [
        " ".join(sentence.text_content().split())
        for sentence in parsed(response).xpath("//*[@role='alert' and .//h2]//p")
    ]


# --- last time ----------------------------------------------------------------------------------


@pytest.fixture
def next_year(by: User) -> Declaration:
    """In the call of the year after, when there is something from the year before."""
    earlier = a_declaration(by.unit)
    save(
        earlier,
        by,
        cluster_name="示例产业集群",
        output__2021="41.20",
        output__2022="52.36",
        output__2023="约六十亿",
        national_platforms__count="2",
        targets__output_growth__2025="8.00",
    )
    call = a_call(
        edition_id="beijing-2025",
        title="2025年度申报",
        opens=OPENS - timedelta(days=1) + YEAR,
        recommend_by=RECOMMEND_BY + YEAR,
    )
    return a_declaration(by.unit, call)


def test_figures_of_years_gone_by_are_ticked_and_nothing_else(
    next_year: Declaration, by: User
) -> None:
    page = visit_as(by)
    address = f"/declarations/{next_year.pk}/prefill/"
    links = parsed(page.get(address)).xpath("//a[contains(@href, 'from=earlier')]")
    assert [link.text for link in links] == ["比较"]
    seen = page.get(address, {"from": "earlier"})
    assert rows(seen) == [
        ("cluster_name", "空白", "示例产业集群", False),
        ("output.2022", "空白", "52.36亿元", True),
        ("national_platforms.count", "空白", "2个", False),
        ("output.2021", "空白", "41.20亿元", True),  # on the worksheet: the year before the first
        ("targets.output_growth.2025", "空白", "8.00%", False),
    ]
    assert [" ".join(text.split()) for text in texts(seen, ".unread")] == [
        "有1处内容没有读出，请对照原件自行填写 行栏目原因 "
        "集群总产值（亿元）（2023年）“约六十亿”不是数字"
    ]
    assert take(page, seen).status_code == 302
    assert stands(next_year) == {"output.2022": "52.36", "output.2021": "41.20"}
    assert {change.source for change in next_year.changes.all()} == {"earlier"}


def test_the_form_of_another_year_is_taken_like_last_times(
    declaration: Declaration, by: User
) -> None:
    facts, _ = parse_facts(
        "beijing-2025", {"output.2022": "52.36", "area": "3.2", "output.2024": "60"}
    )
    seen = offer(visit_as(by), declaration, dump_facts(facts))
    assert rows(seen) == [
        ("area", "空白", "3.20平方公里", False),
        ("output.2022", "空白", "52.36亿元", True),
    ]
    assert "另有1栏属于其他年度，这份申报不填，没有列出。" in texts(seen, "p")


def test_without_an_earlier_declaration_none_is_offered(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    address = f"/declarations/{declaration.pk}/prefill/"
    assert not parsed(page.get(address)).xpath("//a[contains(@href, 'from=earlier')]")
    assert refusal(page.get(address, {"from": "earlier"})) == "本单位没有以往的申报。"


def test_only_its_own_people_and_only_while_it_is_with_them(
    declaration: Declaration, by: User
) -> None:
    address = f"/declarations/{declaration.pk}/prefill/"
    assert visit_as(chief()).get(address).status_code == 404
    Declaration.objects.update(state=State.FILED)
    page = visit_as(by)
    assert (page.get(address).status_code, page.post(address).status_code) == (403, 403)
