"""The element names of WordprocessingML that the reader knows, in lxml's notation."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Word's “Strict Open XML” writes the same elements under another name.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

W = f"{{{MAIN}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

BODY, TBL, TR, TC, P, R, T = (f"{W}{name}" for name in ("body", "tbl", "tr", "tc", "p", "r", "t"))
TBL_ROW_PR, CELL_PR, PARAGRAPH_PR, RUN_PR = (
    f"{W}{name}" for name in ("trPr", "tcPr", "pPr", "rPr")
)
SDT, SDT_PR, SDT_CONTENT = (f"{W}{name}" for name in ("sdt", "sdtPr", "sdtContent"))
VAL = f"{W}val"

#: What may stand between a table and its rows, a row and its cells, the body and its tables.
WRAPPERS = frozenset(
    {
        SDT,
        SDT_CONTENT,
        *(f"{W}{name}" for name in ("customXml", "smartTag", "ins", "moveTo")),
        *(f"{MC}{name}" for name in ("AlternateContent", "Choice", "Fallback")),
    }
)


def is_on(value: str | None) -> bool:
    """The value of an on/off element that is present: on unless it says otherwise."""
    return value not in ("0", "false", "off", "none")
