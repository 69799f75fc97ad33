"""Forms that went through LibreOffice: re-saved as .docx, and through .doc."""

from pathlib import Path

import pytest

from jiqun.core.facts import Facts
from jiqun.core.values import NONE, Value
from jiqun.documents.paper.fill import fill
from jiqun.documents.reader import Reading, Refused, convert_doc, office, read_word
from jiqun.documents.word import write_word
from tests.declarations import GOLDENS, blank, golden, widest
from tests.documents.reader.paper import Form, control, paragraph, run
from tests.documents.reader.test_read_habits import CHECKED, form_field, lettered, symbol, tracked
from tests.documents.reader.test_read_numbers import numbered, with_lists
from tests.documents.reader.test_read_official import official
from tests.office import convert
from tests.strategies import drawn_facts

pytestmark = pytest.mark.office

DRAWN = {f"drawn{n}": n for n in range(10)}
RENDERED = ("blank", "widest", "long", *GOLDENS, *DRAWN)
TICKS = {
    "typed": run("√"),
    "control": control(run("☒"), CHECKED.format(1)),
    "field": form_field('<w:default w:val="0"/><w:checked/>'),
    "symbol": symbol("Wingdings", "F0FE"),
    "symbol2": symbol("Wingdings 2", "F052"),
    "letter": lettered("Wingdings 2", "R"),
    "inserted": tracked("ins", run("☑")),
}
TARGETS = ("re-saved", "through-doc")


def rendered(name: str) -> Facts:
    if name in DRAWN:
        return drawn_facts("beijing-2024", len(DRAWN))[DRAWN[name]]
    if name == "long":
        names = tuple(f"第{n}号示例智能装备重点实验室" for n in range(120))
        lines = {
            f"targets.added.{d}.{n}.label": f"指标{n}" for d in ("green", "other") for n in (1, 2)
        }
        return blank().overlay({"alliances.names": names, "rd_spend.2021": NONE, **lines})
    return {"blank": blank, "widest": widest}.get(name, lambda: golden(name).facts)().printed


def habit(xml: str) -> Form:
    form = Form().write("major_accident:no", xml).write("sharing_work:workshops", xml)
    form.write("software_rising:yes", xml).write("authority", run("示例区____经信局"))
    return form.write("chain", run("第一段。"), run("第二段。"))


def habit_facts() -> Facts:
    return Form().facts(
        {
            "authority": "示例区____经信局",
            "chain": "第一段。\n第二段。",
            "major_accident": "no",
            "sharing_work": frozenset({"workshops"}),
            "software_rising": "yes",
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files, converted in three runs of LibreOffice."""
    base = tmp_path_factory.mktemp("office")
    data = {name: write_word(fill(rendered(name))) for name in RENDERED}
    data |= {name: habit(xml).docx() for name, xml in TICKS.items()}
    sources = [base / f"{name}.docx" for name in data]
    for source in sources:
        source.write_bytes(data[source.stem])
    convert(sources, "docx", base / "re-saved")
    convert(convert(sources, "doc", base / "doc"), "docx", base / "through-doc")
    return base


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", RENDERED)
def test_rendered_form(folder: Path, name: str, target: str) -> None:
    facts = rendered(name)
    assert read_word((folder / target / f"{name}.docx").read_bytes()) == Reading(facts)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", TICKS)
def test_filled_by_hand(folder: Path, name: str, target: str) -> None:
    data = (folder / target / f"{name}.docx").read_bytes()
    assert read_word(data) == Reading(habit_facts())


def test_convert_doc(folder: Path) -> None:
    data = (folder / "doc" / "clean.doc").read_bytes()
    with pytest.raises(Refused, match="这是旧版Word文件"):
        read_word(data)
    assert read_word(convert_doc(data)) == Reading(rendered("clean"))


def test_convert_what_is_broken(folder: Path) -> None:
    data = (folder / "doc" / "clean.doc").read_bytes()
    torn = data[:512] + bytes(2_000) + "WordDocument".encode("utf-16-le")
    with pytest.raises(Refused, match="无法转换，可能已损坏或设有密码"):
        convert_doc(torn)


def test_convert_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "TIME_LIMIT", 0.05)
    with pytest.raises(Refused, match="转换超过"):
        convert_doc((folder / "doc" / "clean.doc").read_bytes())


def test_convert_without_office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-office",))
    with pytest.raises(Refused, match="未安装LibreOffice"):
        convert_doc((folder / "doc" / "clean.doc").read_bytes())


def test_official_shape_and_numbers_through_doc(folder: Path) -> None:
    """The official .doc, filled in by hand, as nearly as its text tells."""
    form = official(Form().write("plan.tasks", run("任务。")).write("chain", run("补链。")))
    form.blocks[3] = paragraph(run("所属地区：  北京市示例区  "))
    lines = numbered("规模小。", 1) + numbered("人才少。", 1)
    form.cell("chain").wrap = lambda xml: xml.replace("</w:tcPr>", f"</w:tcPr>{lines}")
    source = folder / "official.docx"
    source.write_bytes(with_lists(form))
    (doc,) = convert([source], "doc", folder / "doc")
    values: dict[str, Value] = {
        "cover.district": "北京市示例区",
        "chain": "1. 规模小。\n2. 人才少。\n补链。",
        "plan.tasks": "任务。",
    }
    assert read_word(convert_doc(doc.read_bytes())) == Reading(form.facts(values))
