"""Tell what a file is that is not a Word document, so that its sender knows what to do."""

from jiqun.documents.refused import Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SAVE_AS = "请在Word或WPS中另存为.docx后重新上传。"

#: How files of other kinds begin, and what to say of them.
OTHERS = (
    (b"%PDF", "PDF文件", "请上传填好的Word文件（.docx）。"),
    (b"\x89PNG", "图片", "请上传填好的Word文件（.docx），不要上传截图或照片。"),
    (b"\xff\xd8\xff", "图片", "请上传填好的Word文件（.docx），不要上传截图或照片。"),
    (b"GIF8", "图片", "请上传填好的Word文件（.docx），不要上传截图或照片。"),
    (b"BM", "图片", "请上传填好的Word文件（.docx），不要上传截图或照片。"),
    (b"II*\0", "图片", "请上传填好的Word文件（.docx），不要上传扫描件。"),
    (b"MM\0*", "图片", "请上传填好的Word文件（.docx），不要上传扫描件。"),
    (b"Rar!", "RAR压缩文件", "请解压后上传其中的Word文件（.docx）。"),
    (b"7z\xbc\xaf", "7z压缩文件", "请解压后上传其中的Word文件（.docx）。"),
    (b"\x1f\x8b", "gzip压缩文件", "请解压后上传其中的Word文件（.docx）。"),
    (b"{\\rtf", "RTF文件", SAVE_AS),
    (b"<?xml", "XML文件", SAVE_AS),
    (b"<", "网页文件", SAVE_AS),
    (b"PK", "不完整的压缩文件", "请重新下载或另存后上传。"),
)

#: Streams of old Office files, in UTF-16 as their directory has them.
OLD_OFFICE = (
    ("EncryptedPackage", "文件设有打开密码，无法读取；请在Word或WPS中取消密码后重新上传。"),
    ("WordDocument", f"这是旧版Word文件（.doc），不能直接读取；{SAVE_AS}"),
    ("Workbook", "这是Excel文件，不是申报表；请上传填好的Word文件（.docx）。"),
    ("PowerPoint Document", "这是PowerPoint文件，不是申报表；请上传填好的Word文件（.docx）。"),
)

WORD_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")


def refuse_other_kind(data: bytes) -> None:
    """Refuse what does not even begin like a .docx."""
    if data.startswith(ZIP):
        return
    if not data.strip(b"\0\t\r\n "):
        raise Refused("文件是空的；请重新选择填好的Word文件（.docx）。")
    refuse_known_kind(data)
    raise Refused("这不是Word文件；请上传填好的Word文件（.docx）。")


def refuse_known_kind(data: bytes) -> None:
    """Refuse what begins like a file of a kind we know and do not take."""
    if data.startswith(OLE):
        raise Refused(old_office(data))
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what, advice in OTHERS:
        if start.startswith(beginning):
            raise Refused(f"这是{what}，不是Word文件；{advice}")


def old_office(data: bytes) -> str:
    for stream, sentence in OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            return sentence
    return f"这是旧版Office文件，无法读取；{SAVE_AS}"


def refuse_other_package(content_type: str, names: frozenset[str]) -> None:
    """Refuse a zip that is not a Word document, by the type of its main part."""
    if "macroenabled" in content_type.lower():
        raise Refused("文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。")
    if content_type.endswith(WORD_TYPES):
        return
    raise Refused(
        f"这是{package_kind(content_type, names)}，不是Word文件；请上传填好的Word文件（.docx）。"
    )


def package_kind(content_type: str, names: frozenset[str]) -> str:
    if "spreadsheetml" in content_type:
        return "Excel文件"
    if "presentationml" in content_type:
        return "PowerPoint文件"
    if "ofd.xml" in names:
        return "OFD文件"
    if "mimetype" in names and "content.xml" in names:
        return "OpenDocument文件"
    return "压缩文件"
