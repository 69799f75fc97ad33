"""The two pages that a district seals."""

from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from jiqun.documents.paper.fill import fill
from jiqun.documents.paper.recommending import (
    LONGEST_OPINION,
    fill_sealed_pages,
    wrong_with_opinion,
)
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from tests.declarations import blank, golden, of_length, widest
from tests.documents.geometry import squeezed

UNIT, SIGNED = "示例区经济和信息化局", "见报送的签章件（核验码7K3D-9QXZ）"
MARK = "0A1B-2C3D"
OPINION = "经初审和实地核查，材料真实。\n同意推荐。"


def pages(opinion: str = OPINION, facts: object = None) -> list[str]:
    filled = fill_sealed_pages(
        facts or golden("clean").facts,  # type: ignore[arg-type]
        opinion=opinion,
        unit=UNIT,
        signed=SIGNED,
        signed_on="2024年5月24日报送",
    )
    document = pypdfium2.PdfDocument(write_pdf(filled, MARK))
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def test_the_pdf_is_the_cover_and_part_nine_with_the_opinion() -> None:
    cover, part = pages()
    assert cover.startswith("附件1北京市中小企业特色产业集群申报表")
    assert "集群名称：北京市密云区测控装备产业集群" in cover
    assert cover.endswith(f"核验码{MARK}")
    assert part.startswith("九、真实性声明及推荐意见真实性声明本单位承诺")
    assert f"单位负责人（签字）：{SIGNED}集群运营管理机构（公章）：{SIGNED}" in part
    assert "2024年5月24日报送区级中小企业主管部门推荐意见" in part
    assert f"推荐意见经初审和实地核查，材料真实。同意推荐。推荐单位（公章）：{UNIT}年月日" in part
    assert f"核验码{MARK}" in part


def test_the_opinion_is_no_part_of_the_content() -> None:
    """The same content code as the form's, whatever the district writes."""
    facts = golden("clean").facts
    filled = fill_sealed_pages(facts, opinion=OPINION, unit=UNIT)
    assert filled.digest == fill(facts).digest == facts.printed.digest


def test_what_the_operator_wrote_on_its_lines_stays() -> None:
    facts = golden("clean").facts.overlay(
        {
            "statement.signatory": "示例签字人",
            "recommendation.opinion": "申报单位自己写的",
            "recommendation.date": "2024年1月1日",
        }
    )
    _, part = pages(facts=facts)
    assert "单位负责人（签字）：示例签字人" in part
    assert "申报单位自己写的" not in part and "2024年1月1日" not in part


def test_the_word_form_says_the_same() -> None:
    filled = fill_sealed_pages(golden("clean").facts, opinion=OPINION, unit=UNIT, signed=SIGNED)
    document = Document(BytesIO(write_word(filled, MARK)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert [table.rows[0].cells[0].text for table in document.tables] == [
        "集群名称：",
        "真实性声明",
    ]
    assert OPINION in cells
    assert f"　　推荐单位（公章）：{UNIT}" in cells
    assert f"　　单位负责人（签字）：{SIGNED}" in cells
    assert any(MARK in p.text for p in document.sections[0].footer.paragraphs)


@pytest.mark.parametrize("opinion", [of_length(LONGEST_OPINION), "字" * LONGEST_OPINION])
def test_the_longest_opinion_is_printed_whole_on_its_page(opinion: str) -> None:
    assert wrong_with_opinion(golden("clean").facts, opinion) == ""
    _, part = pages(opinion)
    assert opinion in part


def test_so_it_is_beside_the_longest_cover() -> None:
    assert len(pages("字" * LONGEST_OPINION, widest())) == 2
    assert len(pages("意见", blank())) == 2


@pytest.mark.parametrize(
    ("opinion", "why"),
    [
        ("字" * 401, "推荐意见有401字，超过400字"),
        ("\n".join("段" * 20), "推荐意见分段太多"),
        ("同意推荐，见附页", "推荐意见不能以“见附页”“详见清单”结尾"),
        ("同意推荐\U0001f600", "推荐意见中的“\U0001f600”印不出来"),
    ],
)
def test_what_cannot_be_printed_is_said(opinion: str, why: str) -> None:
    assert wrong_with_opinion(golden("clean").facts, opinion).startswith(why)
