"""Pages as people write them."""

import pytest

from jiqun.documents.attachments.pages import read_pages
from jiqun.documents.refused import Refused


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", ""),
        (" 全 ".replace("全", ""), ""),
        ("3", "3"),
        ("1-3,5", "1-3,5"),
        ("第1-3页、第5页", "1-3,5"),
        ("５，１～２，3", "1-3,5"),
        ("1至2；2到4", "1-4"),
        ("p.2—p.4", "2-4"),
        ("1 2  4", "1-2,4"),
        ("第1页第3页", "1,3"),
        ("1.3.5", "1,3,5"),
        ("1 - 3", "1-3"),
        ("第 1 页 至 第 3 页，第5页", "1-3,5"),
        ("P1-P3 pp. 5—6", "1-3,5-6"),
    ],
)
def test_they_are_written_one_way(text: str, pages: str) -> None:
    assert read_pages(text, 9) == pages
    assert read_pages(pages, 9) == pages


@pytest.mark.parametrize(
    ("text", "count", "sentence"),
    [
        ("中间", 9, "页码“中间”无法识别，请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"),
        ("1-2-3", 9, "页码“1-2-3”无法识别，请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"),
        ("3P", 9, "页码“3P”无法识别，请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"),
        ("-3", 9, "页码“-3”无法识别，请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"),
        ("5-3", 9, "页码“5-3”前大后小，请写成“1-3,5”的样式；证明内容遍及全文的不必填写。"),
        ("10", 9, "页码“10”超出范围，应在1至9之间，请改正。"),
        ("0-1", 9, "页码“0-1”超出范围，应在1至9之间，请改正。"),
        ("10000", None, "页码“10000”超出范围，应在1至9999之间，请改正。"),
        (
            ",".join(map(str, range(1, 199, 2))),
            None,
            "页码“1,3,5,7,9,11,13,15,1…”过长，请合并或改为不填。",
        ),
    ],
)
def test_what_cannot_be_read(text: str, count: int | None, sentence: str) -> None:
    with pytest.raises(Refused) as why:
        read_pages(text, count)
    assert str(why.value) == sentence
