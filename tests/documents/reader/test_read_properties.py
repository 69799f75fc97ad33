"""No bytes whatever make the reader fail: there is a reading or a polite refusal."""

import io
import zipfile
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from jiqun.core.reading import UNPRINTABLE
from jiqun.documents.reader import Reading, Refused, convert_doc, read_word
from tests.documents.reader.paper import Form, annex_of, package, run

MAIN = "word/document.xml"

EXAMPLES = 60


@cache
def form() -> bytes:
    """A form with a bit of everything in it."""
    filled = Form().write("output.2021", run("41.20")).write("chain_work:chain_map", run("☑"))
    filled.write("targets.co2.base", run("3万吨")).write("chain", run("……（全文见附页）"))
    filled.write("alliances.count", run("2")).write("alliances.names", run("甲"), run("乙"))
    filled.blocks.append(annex_of(("二、集群产业链强链补链情况（200字以内）", "全文")))
    return filled.docx()


def outcome(data: bytes) -> str:
    """“read”, or the sentence of refusal."""
    try:
        reading = read_word(data)
    except Refused as refused:
        sentence = str(refused)
        assert sentence.endswith("。") and not UNPRINTABLE.search(sentence)
        assert len(sentence) < 300
        return sentence
    assert isinstance(reading, Reading)
    assert all(problem.reason and len(problem.reason) < 300 for problem in reading.problems)
    return "read"


def test_the_form_itself() -> None:
    assert outcome(form()) == "read"


@given(st.binary(max_size=2_000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<"]))
def test_any_bytes(data: bytes, start: bytes) -> None:
    assert outcome(start + data)


@given(st.binary(max_size=2_000))
def test_any_bytes_called_doc(data: bytes) -> None:
    try:
        convert_doc(data)
    except Refused as refused:
        assert str(refused).endswith("。")


edits = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=6)


@given(edits)
@settings(max_examples=150, deadline=None)
def test_changed_bytes(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(form())
    for where, value in changes:
        at = int(where * (len(data) - 1))
        data[at : at + len(value)] = value
    assert outcome(bytes(data))


@given(st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_cut_off(where: float) -> None:
    assert outcome(form()[: int(where * (len(form()) - 1))]) != "read"


@cache
def main_part() -> bytes:
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        return archive.read(MAIN)


@given(edits)
@settings(max_examples=100, deadline=None)
def test_changed_xml(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(main_part())
    for where, value in changes:
        at = int(where * (len(data) - 1))
        data[at : at + len(value)] = value
    assert outcome(package({MAIN: bytes(data)}))


TAGS = (
    *("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "fldChar", "sym", "br"),
    *("rPr", "tcPr", "vMerge", "hMerge", "vanish", "rFonts", "drawing", "moveFrom", "cellDel"),
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "rename", "say", "move", "attribute", "wrap"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(TAGS),
        st.text(max_size=5).filter(lambda text: not UNPRINTABLE.search(text)),
    ),
    min_size=1,
    max_size=8,
)
NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def act(root: etree._Element, action: str, at: float, to: float, tag: str, text: str) -> None:
    elements = [element for element in root.iter() if element.getparent() is not None]
    if not elements:
        return
    element = elements[int(at * (len(elements) - 1))]
    parent = element.getparent()
    assert parent is not None
    match action:
        case "drop":
            parent.remove(element)
        case "double":
            parent.insert(0, etree.fromstring(etree.tostring(element)))
        case "rename":
            element.tag = NAMESPACE + tag
        case "say":
            element.text = text
        case "attribute":
            element.set(NAMESPACE + "val", text)
        case "wrap":
            wrap(element, parent, tag)
        case _:
            move(element, elements[int(to * (len(elements) - 1))])


def move(element: etree._Element, other: etree._Element) -> None:
    if element is not other and element not in list(other.iterancestors()):
        other.append(element)


def wrap(element: etree._Element, parent: etree._Element, tag: str) -> None:
    around = etree.Element(NAMESPACE + tag)
    parent.replace(element, around)
    around.append(element)


@given(ACTIONS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_elements(actions: list[tuple[str, float, float, str, str]]) -> None:
    root = etree.fromstring(main_part())
    for action in actions:
        act(root, *action)
    assert outcome(package({MAIN: etree.tostring(root)}))
