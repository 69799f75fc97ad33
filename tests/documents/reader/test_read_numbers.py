"""Automatic numbers come back as the text that the page shows."""

import pytest

from jiqun.documents.reader import Reading, read_word
from jiqun.documents.reader.numbering import written_as
from tests.documents.reader.paper import NAMESPACES, OFFICE, Form, package, run

LISTS = """<w:numbering {}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="japaneseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


LINKS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="numbering.xml" Type="{OFFICE.rpartition("/")[0]}/numbering"/>
</Relationships>"""


def numbered(text: str, depth: int = 0, lists: int = 7) -> str:
    about = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{lists}"/></w:numPr>'
    return f"<w:p><w:pPr>{about}</w:pPr>{run(text) if text else ''}</w:p>"


def with_lists(form: Form) -> bytes:
    body = f"<w:document {NAMESPACES}><w:body>{form.body()}<w:p/></w:body></w:document>"
    numbering = LISTS.format(NAMESPACES)
    return package(
        {
            "word/document.xml": body,
            "word/numbering.xml": numbering,
            "word/_rels/document.xml.rels": LINKS,
        }
    )


def test_automatic_numbers() -> None:
    """WPS turns a typed “一、” into an automatic one; the text keeps it."""
    form = Form()
    texts = (
        ("规模。", 0),
        ("产值", 1),
        ("企业", 1),
        ("人才。", 0),
        ("", 0),
        ("品牌。", 0),
        ("专利", 1),
    )
    inside = "".join(numbered(text, depth) for text, depth in texts) + numbered("完", lists=9)
    form.cell("chain").wrap = lambda xml: xml.replace(
        "<w:p><w:pPr><w:jc", inside + "<w:p><w:pPr><w:jc"
    )
    chain = "一、规模。\n1. 产值\n2. 企业\n二、人才。\n四、品牌。\n1. 专利\n完"
    assert read_word(with_lists(form)) == Reading(form.facts({"chain": chain}))


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 30, "三十"),
        ("chineseCounting", 123, "123"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 29, "XXIX"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimal", -1, "-1"),
    ],
)
def test_ways_to_number(kind: str, number: int, shown: str) -> None:
    assert written_as(kind, number) == shown
