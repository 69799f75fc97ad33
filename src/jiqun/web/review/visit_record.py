"""The record of a visit as an official paper (实地核查记录)."""

from collections.abc import Iterator, Sequence

from jiqun.core.sampling import FLAGGED_FIRMS, SAMPLED_FIGURES, SAMPLED_FIRMS
from jiqun.documents.letters import Heading, Letter, Piece, Table, Text, write_letter
from jiqun.web.review.models import Conclusion, Result, Visit, VisitItem, VisitPhoto, Why
from jiqun.web.review.visiting import Sheet, photos_of, sheet_of
from jiqun.web.wording import moment

HEADS = ("序号", "核查内容", "申报内容", "核对依据", "核实情况", "结果", "说明")
WIDTHS = (1, 5, 4, 4, 3, 2, 4)
BLANK = "　　　　"


def write_record(visit: Visit) -> bytes:
    sheet, photos = sheet_of(visit), photos_of(visit)
    return write_letter(
        Letter(
            title="实地核查记录" if visit.is_closed else "实地核查记录\n（未办结）",
            pieces=(*pieces_of(sheet, photos),),
            signed=visit.begun_by.unit.name,
            day=visit.day,
            broad=True,
        )
    )


def pieces_of(sheet: Sheet, photos: Sequence[VisitPhoto]) -> Iterator[Piece]:
    visit = sheet.visit
    yield Heading("一、基本情况")
    yield from (Text(line) for line in facts_of(visit))
    yield Heading("二、抽取方法")
    yield Text(method_of(visit))
    yield Heading("三、核查内容")
    number = 0
    for heading, lines in sheet.groups:
        yield Text(heading)
        rows = [row_of(number + at, line.item) for at, line in enumerate(lines, start=1)]
        number += len(lines)
        yield Table(HEADS, rows, WIDTHS)
    yield Heading("四、现场照片和材料")
    yield from (Text(line) for line in photos_listed(photos))
    yield Heading("五、核查结论")
    label = Conclusion.of(visit.conclusion).label if visit.conclusion else "（未填）"
    yield Text(f"{label}。{visit.words}")
    yield Text(f"核查人员签字：{BLANK * 4}集群方人员签字：{BLANK * 4}")


def facts_of(visit: Visit) -> Iterator[str]:
    yield f"集群：{visit.declaration}"
    yield f"申报单位：{visit.declaration.unit.name}"
    yield f"核查所依据的报送：回执编号{visit.submission.number}"
    day = visit.day
    yield f"核查日期：{f'{day.year}年{day.month}月{day.day}日' if day else '（未填）'}"
    yield f"核查地点：{visit.place or '（未填）'}"
    yield f"核查人员：{in_line(visit.ours) or '（未填）'}"
    yield f"集群方人员：{in_line(visit.theirs) or '（未填）'}"
    if visit.closed_at and visit.closed_by:
        yield f"办结：{visit.closed_by.signature}，{moment(visit.closed_at)}"


def in_line(text: str) -> str:
    return "、".join(line.strip() for line in text.splitlines() if line.strip())


def method_of(visit: Visit) -> str:
    """So that anybody can draw it once more."""
    if not visit.seed or visit.drawn_from is None:
        return "本次为再次核查，只核查上次核查后有改动的内容和上次未核实一致的内容，没有另行抽取。"
    source = visit.drawn_from
    return (
        f"抽样种子：{visit.seed}。种子取“报送内容校验值 回执编号 随机数”（以空格相连）的SHA-256的"
        f"前16位，校验值为{source.digest}，回执编号为{source.number}，随机数为{visit.secret}，"
        "在开始核查时产生，报送以前无从知晓。指标按“种子 figure 栏目键”、企业按“种子 firm 统一社会"
        "信用代码（没有代码的用名称）”的SHA-256从小到大排列，依次抽取："
        f"须说明的指标全部抽取，另从第二至第七部分抽取{SAMPLED_FIGURES}项，有数字的部分每部分至少一项；"
        f"名录中有须说明或须改正情况的企业抽取{FLAGGED_FIRMS}家，其余企业抽取{SAMPLED_FIRMS}家，"
        "一类不足时由另一类补足。抽取数量是本系统的规定。"
    )


def row_of(number: int, item: VisitItem) -> tuple[str, ...]:
    why = Why.of(item.why).label
    result = Result.of(item.result).label if item.result else ""
    label = f"{item.label}（{why}）"
    return (str(number), label, item.filed, item.against, item.found, result, item.words)


def photos_listed(photos: Sequence[VisitPhoto]) -> Iterator[str]:
    if not photos:
        yield "没有上传照片。"
    for number, photo in enumerate(photos, start=1):
        caption = f"　{photo.caption}" if photo.caption else ""
        yield f"{number}. {photo.name}{caption}（{photo.by.name}，{moment(photo.at)}上传）"
