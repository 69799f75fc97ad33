"""Say of a file that is not taken in as evidence what to do."""

from jiqun.documents.kinds import Family, OldOffice, known_kind, old_office
from jiqun.documents.refused import Refused

TAKEN = "请上传PDF、Word（.docx）、Excel（.xlsx）、JPG或PNG文件。"
AS_IMAGE = "请另存为JPG或PNG后重新上传。"
AS_PDF = "请另存为PDF后重新上传。"
UNPACK = "请解压后上传其中的文件。"

#: What to do about files of other kinds; the rest can be printed.
ADVICE = {
    Family.IMAGE: AS_IMAGE,
    Family.SCAN: AS_IMAGE,
    Family.PACKED: UNPACK,
    Family.PROGRAM: TAKEN,
    Family.VIDEO: TAKEN,
}
OLD_OFFICE = {
    OldOffice.LOCKED: "设有打开密码，无法核对；请取消密码后重新上传。",
    OldOffice.WORD: "是旧版Word文件（.doc）；请另存为.docx或PDF后重新上传。",
    OldOffice.SLIDES: f"是PowerPoint文件；{AS_PDF}",
    OldOffice.EXCEL: "是旧版Excel文件（.xls）；请另存为.xlsx或PDF后重新上传。",
    OldOffice.OTHER: f"是旧版Office文件；{AS_PDF}",
}


def refuse_beginning(data: bytes) -> None:
    """Refuse what begins like something that is not taken in."""
    known = known_kind(data)
    if known is None:
        raise Refused(f"不是可以收取的文件；{TAKEN}")
    raise Refused(f"是{known.name}；{ADVICE.get(known.family, AS_PDF)}")


def refuse_old_office(data: bytes) -> None:
    raise Refused(OLD_OFFICE[old_office(data)])
