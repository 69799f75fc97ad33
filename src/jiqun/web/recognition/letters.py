"""The notice and the list as official letters."""

from django.utils.timezone import localdate

from jiqun.documents.letters import Letter, Piece, Table, Text, write_letter
from jiqun.web.recognition.models import Notice, Paper, RecognisedList
from jiqun.web.recognition.texts import ADDRESSED, BUREAU, HOW_TO_OBJECT, period, term

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTICE_HEADS = ("序号", "集群名称", "所在区", "运营管理机构", "主导产业")
NOTICE_WIDTHS = (8, 34, 13, 27, 18)
LIST_HEADS = ("序号", "编号", "集群名称", "所在区", "运营管理机构")
LIST_WIDTHS = (8, 27, 30, 12, 23)


def notice_letter(notice: Notice) -> bytes:
    """Of one that is signed."""
    rows = [
        (str(each.order), each.cluster_name, each.district, each.unit_name, each.industry)
        for each in notice.entries.all()
    ]
    table = Table(NOTICE_HEADS, rows, NOTICE_WIDTHS)
    ends = (Text(period(notice)), Text(HOW_TO_OBJECT))
    return write_letter(letter(notice, (*words_of(notice), table, *ends)))


def list_letter(made: RecognisedList) -> bytes:
    """Of one that is signed."""
    recognitions = list(made.recognitions.all())
    rows = [
        (str(order), each.number, each.cluster_name, each.district, each.unit_name)
        for order, each in enumerate(recognitions, start=1)
    ]
    pieces = (*words_of(made), Text(term(recognitions[0].from_day.year)))
    table = Table(LIST_HEADS, rows, LIST_WIDTHS)
    return write_letter(letter(made, (*pieces, table), to=ADDRESSED, number=made.document))


def words_of(paper: Paper) -> tuple[Text, ...]:
    return tuple(Text(line.strip()) for line in paper.words.splitlines() if line.strip())


def letter(paper: Paper, pieces: tuple[Piece, ...], *, to: str = "", number: str = "") -> Letter:
    assert paper.decided_at is not None  # it is signed
    day = localdate(paper.decided_at)
    return Letter(paper.title, pieces, to=to, signed=BUREAU, day=day, number=number)
