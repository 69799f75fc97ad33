"""Say of a file that is not a Word document what to do."""

from jiqun.documents.kinds import (
    OLE,
    WORD_TYPES,
    ZIP,
    Family,
    OldOffice,
    known_kind,
    old_office,
    package_kind,
)
from jiqun.documents.refused import Refused

WANTED = "请上传填好的Word文件（.docx）"
SAVE_AS = "请在Word或WPS中另存为.docx后重新上传。"

#: What to do about files of other kinds. Those not named are taken for text, perhaps of ours.
ADVICE = {
    Family.PDF: f"{WANTED}。",
    Family.IMAGE: f"{WANTED}，不要上传截图或照片。",
    Family.SCAN: f"{WANTED}，不要上传扫描件。",
    Family.PACKED: "请解压后上传其中的Word文件（.docx）。",
    Family.RICH_TEXT: SAVE_AS,
    Family.MARKUP: SAVE_AS,
    Family.TORN: "请重新下载或另存后上传。",
}
OLD_OFFICE = {
    OldOffice.LOCKED: "文件设有打开密码，无法读取；请在Word或WPS中取消密码后重新上传。",
    OldOffice.WORD: f"这是旧版Word文件（.doc），不能直接读取；{SAVE_AS}",
    OldOffice.SLIDES: f"这是PowerPoint文件，不是申报表；{WANTED}。",
    OldOffice.EXCEL: f"这是Excel文件，不是申报表；{WANTED}。",
    OldOffice.OTHER: f"这是旧版Office文件，无法读取；{SAVE_AS}",
}


def refuse_other_kind(data: bytes) -> None:
    """Refuse what does not even begin like a .docx."""
    if data.startswith(ZIP):
        return
    if not data.strip(b"\0\t\r\n "):
        raise Refused("文件是空的；请重新选择填好的Word文件（.docx）。")
    refuse_known_kind(data)
    raise Refused(f"这不是Word文件；{WANTED}。")


def refuse_known_kind(data: bytes) -> None:
    """Refuse what begins like a file of a kind we know and do not take."""
    if data.startswith(OLE):
        raise Refused(OLD_OFFICE[old_office(data)])
    known = known_kind(data)
    if known and known.family in ADVICE:
        raise Refused(f"这是{known.name}，不是Word文件；{ADVICE[known.family]}")


def refuse_other_package(content_type: str, names: frozenset[str]) -> None:
    """Refuse a zip that is not a Word document, by the type of its main part."""
    if "macroenabled" in content_type.lower():
        raise Refused("文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。")
    if content_type.endswith(WORD_TYPES):
        return
    if "wordprocessingml" in content_type:  # a part of one that is no document
        raise Refused(f"这不是Word文件；{WANTED}。")
    raise Refused(f"这是{package_kind(content_type, names)}，不是Word文件；{WANTED}。")
