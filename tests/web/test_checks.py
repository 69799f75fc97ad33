"""A file in, findings out: every kind of file, every refusal, and files meant to do harm."""

import io
import json
import random
import zipfile
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django import Settings

from jiqun.core.facts import as_json
from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.intake import examine, open_declaration
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from tests.declarations import DEMO, blank, golden, widest
from tests.web.pages import carried, findings_shown, parsed, refusal, texts, upload

pytestmark = pytest.mark.django_db

FLAWED = (DEMO / "flawed.yaml").read_bytes()


def as_word(name: str) -> bytes:
    return write_word(fill(golden(name).facts))


def as_json_file(name: str) -> bytes:
    facts = golden(name).facts
    values = {key: as_json(value) for key, value in facts.items()}
    return json.dumps({"edition": facts.edition.id, "facts": values}).encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (FLAWED, "flawed.yaml"),
        (FLAWED, "flawed.yml"),
        (as_json_file("flawed"), "flawed.json"),
        (as_word("flawed"), "flawed.docx"),
    ],
)
def test_every_kind_of_file_gives_its_findings(client: Client, content: bytes, name: str) -> None:
    response = upload(client, content, name)
    assert response.status_code == 200
    expected = examine(open_declaration(content, name)).report.findings
    assert len(expected) > 10
    assert texts(response, ".finding-message") == [
        " ".join(finding.message.split()) for finding in expected
    ]
    assert texts(response, ".finding-rule") == [finding.rule for finding in expected]
    assert f"文件：{name}" in texts(response, ".summary-source")[0]


def test_a_clean_one_says_so_for_every_part(client: Client) -> None:
    response = client.get("/demo/clean/")
    assert texts(response, ".verdict") == ["没有发现问题。"]
    assert texts(response, ".finding") == []
    assert texts(response, ".part-tallies") == ["未发现问题"] * 10
    assert texts(response, "h1") == ["北京市密云区测控装备产业集群"]


def test_what_could_not_be_read_is_a_finding_and_stays_blank(client: Client) -> None:
    """The cell keeps its place in the result; the downloads have it blank, with a note."""
    with zipfile.ZipFile(io.BytesIO(as_word("clean"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(b">52.36<", b">5x.36<")
    response = upload(client, zip_of(**members))
    assert texts(response, ".finding-rule") == ["RE-02", "R0-01"]  # paper says nothing of evidence
    assert "5x.36" in texts(response, ".finding-message")[1]
    assert [b.text_content() for b in parsed(response).xpath("//td[@class='blank']")] == ["空白"]
    assert texts(response, ".summary-note")[0].startswith("有1处内容未能读取")
    assert carried(response).startswith("# 未能读取：")
    assert "output.2021" not in load_facts(carried(response).encode()).facts


def test_a_blank_one_has_no_name(client: Client) -> None:
    response = upload(client, write_word(fill(blank())))
    assert texts(response, "h1") == ["（未填集群名称）"]
    expected = examine(open_declaration(b"facts: {}")).report.findings
    assert len(findings_shown(response)) == len(expected)


def test_clauses_can_be_read_in_place(client: Client) -> None:
    (details,) = parsed(client.get("/demo/flawed/")).xpath(
        "//article[contains(., '78.41%')]//details"
    )
    assert details.find("summary").text_content() == "依据：填报说明12、填报说明13"
    assert [p.text_content()[:12] for p in details.iterfind("p")] == [
        "12. 企业上云指制造设",
        "13. 集群中小企业工业",
    ]


def test_reasons_already_written_are_shown(client: Client) -> None:
    """One that is asked for stands in its box, where it can be changed."""
    content = (
        b"facts: {plan.overview: 'TBD, to do', area: '1.005'}\n"
        b"reasons: {R0-08: '<b>quoted</b>', R0-03: '<i>kept</i>'}\n"
    )
    response = upload(client, content, "a.yaml")
    (box,) = parsed(response).xpath("//textarea[@name='reason.R0-08']")
    assert box.text == "\n<b>quoted</b>"
    assert texts(response, ".finding-reason") == ["已写明的理由：<i>kept</i>"]


# --- Refusals ------------------------------------------------------------------------------


def zip_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


NOISE = random.Random(7).randbytes(5000)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [
        (b"", "a.docx", "空"),
        (b"  \n", "a.yaml", "空"),
        (b"%PDF-1.7 ...", "a.pdf", "PDF"),
        (b"\x89PNG\r\n", "a.docx", "图片"),
        (OLD_WORD, "a.doc", ".docx"),
        (NOISE, "a.docx", "Word"),
        (NOISE, "a.yaml", ""),
        (zip_of(hello=b"hello"), "a.docx", "Word"),
        (zip_of(bomb=bytes(30_000_000)), "a.docx", ""),
        (b"facts: [", "a.yaml", ""),
        (b"facts: {output.2021: &a 1, output.2022: *a}", "a.yaml", ""),
        (b'{"facts": ' + b"[" * 5000, "a.json", "JSON"),
        (b"just a sentence", "a.txt", ""),
    ],
    ids=lambda value: value[:8].hex() if isinstance(value, bytes) else value,
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    client: Client, content: bytes, name: str, part: str
) -> None:
    response = upload(client, content, name)
    assert response.status_code == 422
    sentence = refusal(response)
    assert part in sentence
    assert sentence.endswith("。")
    assert parsed(response).xpath("//form//input[@type='file']")


def test_an_old_word_file_never_starts_an_office_suite(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiqun.documents.intake.convert_doc", None)
    assert "另存为.docx" in refusal(upload(client, OLD_WORD, "a.doc"))


def test_every_problem_of_a_facts_file_is_listed(client: Client) -> None:
    content = b"edition: beijing-2024\nfacts:\n  output.2021: 12.3.4\n  outpt.2022: 5\n"
    rows = parsed(upload(client, content, "a.yaml")).xpath("//table[@class='cells']/tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows] == [
        ["3", "output.2021", "“12.3.4”不是数字"],
        ["4", "outpt.2022", "beijing-2024表样中没有这一项，是否为“output.2022”？"],
    ]


def test_no_file_chosen(client: Client) -> None:
    response = client.post("/", {})
    assert response.status_code == 422
    assert "没有选择文件" in refusal(response)


def test_too_large_is_refused_unread(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.web.checks.views.open_declaration", None)
    response = upload(client, bytes(21_000_000))
    assert response.status_code == 413
    assert refusal(response) == "文件超过20 MB；申报表一般不到1 MB，请删去其中的图片后另存。"


def test_the_limit_itself_is_allowed(client: Client, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = len(FLAWED)
    assert upload(client, FLAWED, "a.yaml").status_code == 200
    assert upload(client, FLAWED + b"\n", "a.yaml").status_code == 413


# --- Harm ----------------------------------------------------------------------------------

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


@pytest.mark.parametrize("name", ["../../etc/passwd.yaml", f"{ATTACK}.yaml", "a" * 300 + ".yaml"])
def test_file_names_do_no_harm(client: Client, name: str) -> None:
    response = upload(client, FLAWED, name)
    assert response.status_code == 200
    assert parsed(response).xpath("//script[not(@src)] | //main//img") == []
    assert "etc/" not in response.content.decode()


def test_values_do_no_harm(client: Client) -> None:
    quoted = json.dumps(ATTACK)
    content = (
        f"facts:\n  cluster_name: {quoted}\n  cover.date: {quoted}\nreasons:\n  R0-10: {quoted}\n"
    )
    response = upload(client, content.encode(), "a.yaml")
    assert texts(response, "h1") == [" ".join(ATTACK.split())]
    assert parsed(response).xpath("//script[not(@src)] | //main//img") == []


def test_keys_do_no_harm(client: Client) -> None:
    content = json.dumps({"facts": {ATTACK: ATTACK}}).encode()
    response = upload(client, content, "a.json")
    assert response.status_code == 422
    assert parsed(response).xpath("//script[not(@src)] | //main//img") == []


#: What every database has from the start.
SET_UP = {"django_migrations", "django_content_type", "auth_permission"}


def test_nothing_is_left_behind(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file, and in the database only how many requests one (hashed) address has made."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    upload(client, as_word("flawed"), "a.docx")
    upload(client, FLAWED, "a.yaml")
    upload(client, bytes(21_000_000), "b.docx")
    assert list(tmp_path.iterdir()) == []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names()) - SET_UP
        for table in tables - {"cache"}:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            assert (table, cursor.fetchone()) == (table, (0,))
        cursor.execute("SELECT cache_key FROM cache")
        assert [key.startswith(":1:rl:") for (key,) in cursor.fetchall()] == [True]


def test_results_are_kept_by_no_browser(client: Client) -> None:
    assert "no-store" in upload(client, FLAWED, "a.yaml")["Cache-Control"]


def test_the_rule_book_is_named(client: Client) -> None:
    version = examine(open_declaration(FLAWED)).report.rulebook
    assert texts(client.get("/demo/flawed/"), ".rulebook") == [f"规则版本 {version}"]


def test_the_worst_page_is_fast(client: Client) -> None:
    """Every text at its limit, every figure wrong in two ways; busy neighbours don't count."""
    facts = widest()
    figures = (key for key, value in facts.items() if isinstance(value, Decimal | int))
    content = dump_facts(facts.overlay(dict.fromkeys(figures, Decimal("-1.005")))).encode()
    seconds = []
    for _ in range(3):
        started = process_time()
        response = upload(client, content, "a.yaml")
        seconds.append(process_time() - started)
    assert len(findings_shown(response)) > 230
    assert min(seconds) < 0.3


def test_two_files_at_once_are_refused(client: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.yaml", FLAWED) for n in ("甲", "乙")]
    response = client.post("/", {"file": files})
    assert (response.status_code, refusal(response)) == (
        422,
        "一次只能检查一份申报表和一份企业名录，请重新选择。",
    )
