"""Tell what a file is that is not a workbook, so that its sender knows what to do."""

from jiqun.documents.reader.kinds import OTHERS
from jiqun.documents.refused import Refused

WANTED = "请上传填好的企业名录（.xlsx、.xls或.csv）。"
SAVE_AS = "请在Excel或WPS中另存为.xlsx后重新上传。"

PASSWORD = "文件设有打开密码，无法读取；请去掉密码后重新上传。"

#: Streams of old Office files, in UTF-16 as their directory has them.
OLD_OFFICE = (
    ("EncryptedPackage", PASSWORD),
    ("WordDocument", f"这是Word文件，不是企业名录；{WANTED}"),
    ("PowerPoint Document", f"这是PowerPoint文件，不是企业名录；{WANTED}"),
)
OLD_WORKBOOKS = ("Workbook", "Book")

MACROS = f"文件含有宏，为安全起见不予读取；{SAVE_AS}"
BINARY = f"这是二进制工作簿（.xlsb），不能直接读取；{SAVE_AS}"


def refuse_empty(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n "):
        raise Refused(f"文件是空的；{WANTED}")


def refuse_known_kind(data: bytes) -> None:
    """Refuse what begins like a file of a kind we know and do not take."""
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what, _ in OTHERS:
        if start.startswith(beginning):
            raise Refused(f"这是{what}，不是企业名录；{advice(beginning)}")


def advice(beginning: bytes) -> str:
    """Packed files are to be unpacked, pages and texts of programs saved anew."""
    if beginning in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"):
        return f"请解压后{WANTED.removeprefix('请')}"
    return SAVE_AS if beginning in (b"<?xml", b"<", b"PK") else WANTED


def refuse_other_office(data: bytes) -> None:
    """Refuse an old Office file (an OLE container) that is no workbook, or a locked one."""
    for stream, sentence in OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            raise Refused(sentence)
    if not any(stream.encode("utf-16-le") in data for stream in OLD_WORKBOOKS):
        raise Refused(f"这是旧版Office文件，不是企业名录；{WANTED}")


def refuse_other_package(content_type: str, names: frozenset[str]) -> None:
    """Refuse a zip that is no workbook, by the type of its main part."""
    kind = content_type.lower()
    if "wordprocessingml" in kind or "presentationml" in kind:
        what = "Word文件" if "wordprocessingml" in kind else "PowerPoint文件"
        raise Refused(f"这是{what}，不是企业名录；{WANTED}")
    if "macroenabled" in kind:
        raise Refused(MACROS)
    if "sheet.binary" in kind:
        raise Refused(BINARY)
    if "spreadsheetml" not in kind:
        raise Refused(f"这是{package_kind(names)}，不是企业名录；{WANTED}")


def package_kind(names: frozenset[str]) -> str:
    if "ofd.xml" in names:
        return "OFD文件"
    return "OpenDocument文件" if {"mimetype", "content.xml"} <= names else "压缩文件"
