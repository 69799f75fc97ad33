"""Tell what a file is that is not taken in as evidence, so that its sender knows what to do."""

import re

from jiqun.documents.reader.kinds import OTHERS
from jiqun.documents.refused import Refused

TAKEN = "请上传PDF、Word（.docx）、Excel（.xlsx）、JPG或PNG文件。"
AS_IMAGE = "请另存为JPG或PNG后重新上传。"
AS_PDF = "请另存为PDF后重新上传。"
UNPACK = "请解压后上传其中的文件。"

#: How files begin that only here need words of their own; for the rest see ``OTHERS``.
BEGINNINGS = (
    (b"GIF8", "GIF图片", AS_IMAGE),
    (b"BM", "BMP图片", AS_IMAGE),
    (b"II*\0", "TIFF图片", AS_IMAGE),
    (b"MM\0*", "TIFF图片", AS_IMAGE),
    (b"MZ", "程序文件", TAKEN),
    (b"\x7fELF", "程序文件", TAKEN),
    (b"#!", "程序文件", TAKEN),
    (b"<svg", "SVG图片", AS_IMAGE),
)
PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")

#: Kinds that say what they are a few bytes on.
FURTHER_ON = (
    (re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avi)", re.DOTALL), "HEIC图片", AS_IMAGE),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP图片", AS_IMAGE),
    (re.compile(rb".{4}ftyp", re.DOTALL), "视频", TAKEN),
)

#: Streams of old Office files, in UTF-16 as their directory has them.
OLD_OFFICE = (
    ("EncryptedPackage", "设有打开密码，无法核对；请取消密码后重新上传。"),
    ("WordDocument", "是旧版Word文件（.doc）；请另存为.docx或PDF后重新上传。"),
    ("Workbook", "是旧版Excel文件（.xls）；请另存为.xlsx或PDF后重新上传。"),
    ("PowerPoint Document", f"是PowerPoint文件；{AS_PDF}"),
)


def refuse_beginning(data: bytes) -> None:
    """Refuse what begins like something that is not taken in."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<svg" in start and start.startswith(b"<?xml"):
        raise Refused(f"是SVG图片；{AS_IMAGE}")
    for beginning, what, advice in BEGINNINGS:
        if start.startswith(beginning):
            raise Refused(f"是{what}；{advice}")
    for pattern, what, advice in FURTHER_ON:
        if pattern.match(start):
            raise Refused(f"是{what}；{advice}")
    for beginning, what, _ in OTHERS:
        if start.startswith(beginning):
            raise Refused(f"是{what}；{UNPACK if beginning in PACKED else AS_PDF}")
    raise Refused(f"不是可以收取的文件；{TAKEN}")


def refuse_old_office(data: bytes) -> None:
    for stream, sentence in OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            raise Refused(sentence)
    raise Refused(f"是旧版Office文件；{AS_PDF}")
