"""Say of a file that is not a workbook what to do."""

from jiqun.documents.kinds import Family, OldOffice, known_kind, old_office, package_kind
from jiqun.documents.refused import Refused

WANTED = "请上传填好的企业名录（.xlsx、.xls或.csv）。"
SAVE_AS = "请在Excel或WPS中另存为.xlsx后重新上传。"

PASSWORD = "文件设有打开密码，无法读取；请去掉密码后重新上传。"
MACROS = f"文件含有宏，为安全起见不予读取；{SAVE_AS}"
BINARY = f"这是二进制工作簿（.xlsb），不能直接读取；{SAVE_AS}"

#: What to do about files of other kinds: packed ones are to be unpacked, pages and texts of
#: programs saved anew. Those not named are taken for a table as text.
ADVICE = {
    Family.PDF: WANTED,
    Family.IMAGE: WANTED,
    Family.SCAN: WANTED,
    Family.PACKED: f"请解压后{WANTED.removeprefix('请')}",
    Family.RICH_TEXT: WANTED,
    Family.MARKUP: SAVE_AS,
    Family.TORN: SAVE_AS,
}
OLD_OFFICE = {
    OldOffice.LOCKED: PASSWORD,
    OldOffice.WORD: f"这是Word文件，不是企业名录；{WANTED}",
    OldOffice.SLIDES: f"这是PowerPoint文件，不是企业名录；{WANTED}",
    OldOffice.OTHER: f"这是旧版Office文件，不是企业名录；{WANTED}",
}


def refuse_empty(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n "):
        raise Refused(f"文件是空的；{WANTED}")


def refuse_known_kind(data: bytes) -> None:
    """Refuse what begins like a file of a kind we know and do not take."""
    known = known_kind(data)
    if known and known.family in ADVICE:
        raise Refused(f"这是{known.name}，不是企业名录；{ADVICE[known.family]}")


def refuse_other_office(data: bytes) -> None:
    """Refuse an old Office file (an OLE container) that is no workbook, or a locked one."""
    kind = old_office(data)
    if kind in OLD_OFFICE:
        raise Refused(OLD_OFFICE[kind])


def refuse_other_package(content_type: str, names: frozenset[str]) -> None:
    """Refuse a zip that is no workbook, by the type of its main part."""
    kind, what = content_type.lower(), package_kind(content_type.lower(), names)
    if what in ("Word文件", "PowerPoint文件"):
        raise Refused(f"这是{what}，不是企业名录；{WANTED}")
    if "macroenabled" in kind:
        raise Refused(MACROS)
    if "sheet.binary" in kind:
        raise Refused(BINARY)
    if "spreadsheetml" not in kind:
        raise Refused(f"这是{what}，不是企业名录；{WANTED}")
