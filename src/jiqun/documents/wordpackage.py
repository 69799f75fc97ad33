"""The fixed members of a .docx around its body: styles, footer, settings, relations."""

import io
import zipfile
from functools import cache

from jiqun.documents.paper.footer import content_line
from jiqun.documents.paper.sheet import (
    ALL_SIZES,
    FOOTER,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    MARGIN_X,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WIDTH,
    Face,
    leading,
)

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: The earliest moment a zip can carry, so that the same body gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def package(body: str, *, code: str, mark: str, fonts: dict[Face, str]) -> bytes:
    """A .docx with that body, and ``code`` and ``mark`` in its footer."""
    buffer = io.BytesIO()
    buffer.write(fixed_members(tuple(fonts.items())))
    with zipfile.ZipFile(buffer, "a") as archive:
        add_member(archive, "word/footer2.xml", first_footer(mark))
        add_member(archive, "word/document.xml", document(body))
        add_member(archive, "word/footer1.xml", footer(code, mark))
        add_member(archive, "docProps/core.xml", core_properties(code))
    return buffer.getvalue()


@cache
def fixed_members(fonts: tuple[tuple[Face, str], ...]) -> bytes:
    """A zip of what is the same in every form, to which the rest is added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        add_member(archive, "[Content_Types].xml", content_types())
        add_member(archive, "_rels/.rels", package_relations())
        add_member(archive, "word/_rels/document.xml.rels", document_relations())
        add_member(archive, "word/styles.xml", styles(fonts))
        add_member(archive, "word/settings.xml", settings())
    return buffer.getvalue()


def add_member(archive: zipfile.ZipFile, name: str, text: str) -> None:
    member = zipfile.ZipInfo(name, EPOCH)
    archive.writestr(member, text.encode(), zipfile.ZIP_DEFLATED, compresslevel=1)


def document(body: str) -> str:
    """The body and its one section; the last paragraph, which Word wants, takes no room."""
    return (
        f'{DECLARATION}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>{body}'
        '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN_X}" w:bottom="{MARGIN_BOTTOM}"'
        f' w:left="{MARGIN_X}" w:header="510" w:footer="{FOOTER}" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def content_types() -> str:
    parts = (
        ("word/document.xml", f"{TYPES}.document.main+xml"),
        ("word/styles.xml", f"{TYPES}.styles+xml"),
        ("word/settings.xml", f"{TYPES}.settings+xml"),
        ("word/footer1.xml", f"{TYPES}.footer+xml"),
        ("word/footer2.xml", f"{TYPES}.footer+xml"),
        (
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{type_}"/>' for name, type_ in parts
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def package_relations() -> str:
    return relations(
        (f"{RELATIONS}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def document_relations() -> str:
    return relations(
        (f"{RELATIONS}/styles", "styles.xml"),
        (f"{RELATIONS}/settings", "settings.xml"),
        (f"{RELATIONS}/footer", "footer1.xml"),
        (f"{RELATIONS}/footer", "footer2.xml"),
    )


def styles(fonts: tuple[tuple[Face, str], ...]) -> str:
    """One character style a face, and one paragraph style a size, so that whoever types into a
    blank gets the right type."""
    faces = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{face}">'
        f'<w:name w:val="jiqun {face}"/><w:rPr>{font_xml(font)}</w:rPr></w:style>'
        for face, font in fonts
    )
    sizes = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{size_style(size)}">'
        f'<w:name w:val="jiqun {size / 2:g} pt"/><w:pPr><w:spacing w:line="{leading(size)}"'
        f' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        for size in ALL_SIZES
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{font_xml(dict(fonts)[Face.PRINT])}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style>{sizes}{faces}</w:styles>'
    )


def size_style(size: int) -> str:
    return f"s{size}"


def font_xml(font: str) -> str:
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"'
        ' w:hint="eastAsia"/>'
    )


def settings() -> str:
    """Compatibility 15 is Word 2013 and later; without it Word opens in a limited mode."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{MAIN}"><w:characterSpacingControl'
        ' w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def footer(code: str, mark: str) -> str:
    """Page number in the middle, the content's code at the right, a mark at the left."""

    def field(kind: str) -> str:
        return (
            f'<w:r>{FOOTER_LOOK}<w:fldChar w:fldCharType="{kind}"/></w:r>'
            if kind != "PAGE"
            else f"<w:r>{FOOTER_LOOK}<w:instrText> PAGE </w:instrText></w:r>"
        )

    run, tab = footer_run, "<w:r><w:tab/></w:r>"
    number = f"{field('begin')}{field('PAGE')}{field('separate')}{run('1')}{field('end')}"
    left = run(mark) if mark else ""
    line = f"{left}{tab}{run('— ')}{number}{run(' —')}{tab}{run(content_line(code))}"
    return footer_xml(
        f'<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="{WIDTH // 2}"/>'
        f'<w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs></w:pPr>{line}</w:p>'
    )


FOOTER_LOOK = '<w:rPr><w:rStyle w:val="print"/><w:sz w:val="18"/></w:rPr>'


def footer_run(text: str) -> str:
    return f'<w:r>{FOOTER_LOOK}<w:t xml:space="preserve">{text}</w:t></w:r>'


def first_footer(mark: str) -> str:
    """On the cover nothing but the mark."""
    return footer_xml(f"<w:p>{footer_run(mark)}</w:p>" if mark else "<w:p/>")


def footer_xml(paragraph: str) -> str:
    return f'{DECLARATION}<w:ftr xmlns:w="{MAIN}">{paragraph}</w:ftr>'


def core_properties(code: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>北京市中小企业特色产业集群申报表'
        f"</dc:title><dc:identifier>{code}</dc:identifier></cp:coreProperties>"
    )
