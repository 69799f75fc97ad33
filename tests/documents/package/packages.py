"""Packages: the demo's declaration with its roster, papers and evidence, and any at all."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from jiqun.core.evidence import all_demands
from jiqun.core.form import get_edition
from jiqun.core.report import as_json
from jiqun.documents.factsfile import FactsFile, dump_facts, load_facts
from jiqun.documents.filenames import saved_name
from jiqun.documents.intake import Declared, examine
from jiqun.documents.package import Description, Events, File, Package, file_of, write_package
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from tests.declarations import DEMO, golden
from tests.strategies import any_facts

#: Of another year than the current one, so that nothing is taken for granted.
EDITION = "beijing-2025"


@cache
def demo() -> Package:
    """The clean golden with a file for everything it names."""
    file = golden("clean")
    evidence = dict(file.evidence or {})
    names = dict.fromkeys(name for names in evidence.values() for name in names)
    examined = examine(Declared(file.facts, file.reasons, evidence=evidence))
    filled = fill(file.facts)
    return Package(
        facts=file.facts,
        reasons=dict(file.reasons),
        evidence=evidence,
        files=tuple(file_of(name, f"%PDF-1.7 {name}".encode()) for name in names),
        roster=file_of("clean.xlsx", (DEMO / "clean.xlsx").read_bytes()),
        papers=(
            file_of("申报表.docx", write_word(filled, "7K3D-9QXZ")),
            file_of("申报表.pdf", write_pdf(filled, "7K3D-9QXZ")),
        ),
        findings=as_json(examined.case, examined.report),
        rulebook=examined.report.rulebook,
        declaration={"number": "12", "unit": "示例集群运营中心"},
        receipt={"number": "2024-110118-0001", "at": "2024-05-24T17:30:00+08:00"},
        events=Events(7, "ab" * 32),
    )


def written(package: Package) -> bytes:
    target = BytesIO()
    write_package(package, target)
    return target.getvalue()


@cache
def demo_zip() -> bytes:
    return written(demo())


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


# --- Any package ---

NAMES = st.one_of(
    st.sampled_from(
        ["证明.pdf", "../../etc/passwd", "C:\\a.docx", "a/b.xlsx", ".", "..", "名 录", "x"]
    ),
    st.text(max_size=80),
)
FILES = st.builds(file_of, NAMES, st.binary(max_size=200))
ROSTERS = st.builds(file_of, st.sampled_from(["名录.xlsx", "a.csv"]), st.binary())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
TYPED = st.text(max_size=20).filter(lambda text: printable(text))
UNREAD = st.dictionaries(
    st.text(max_size=9), TYPED | st.lists(TYPED, max_size=3).map(tuple), max_size=3
)
TABLES = st.dictionaries(st.text(max_size=9), JSON, max_size=4)


def stands_at(paper: File) -> str:
    return saved_name(paper.name).lower()


@st.composite
def any_package(draw: DrawFn) -> Package:
    """Facts, reasons and evidence as a facts file can say them, with whatever else."""
    files = draw(st.lists(FILES, max_size=12))
    said = as_said(draw, files)
    return Package(
        facts=said.facts,
        reasons=dict(said.reasons),
        evidence=None if said.evidence is None else dict(said.evidence),
        files=tuple(files),
        described=as_described(draw, files, said),
        unread=draw(UNREAD),
        roster=draw(
            st.none() | st.builds(file_of, st.sampled_from(["名录.xlsx", "a.csv"]), st.binary())
        ),
        papers=tuple(draw(st.lists(FILES, max_size=2, unique_by=stands_at))),
        findings=draw(TABLES),
        rulebook=draw(st.text(max_size=9)),
        declaration=draw(TABLES),
        receipt=draw(TABLES),
        events=Events(draw(st.integers(0, 99)), draw(st.text(max_size=64))),
    )


def as_described(draw: DrawFn, files: list[File], said: FactsFile) -> dict[str, Description]:
    """Nothing, or just what is said of the evidence; of one content no two things can be said."""
    if len({file.sha256 for file in files}) < len(files) or not draw(st.booleans()):
        return {}
    texts = st.text(max_size=9)
    return {
        file.sha256: Description(
            draw(texts),
            draw(texts),
            {d: draw(texts) for d, names in (said.evidence or {}).items() if file.name in names},
        )
        for file in files
    }


def as_said(draw: DrawFn, files: list[File]) -> FactsFile:
    """What a facts file makes of it, names of files among it."""
    facts = draw(any_facts(EDITION))
    reasons = draw(
        st.dictionaries(st.sampled_from(["R2-07", "R0-08"]), st.text(max_size=20), max_size=2)
    )
    names = sorted({file.name for file in files if printable(file.name)})
    evidence = None
    if names:
        keys = st.sampled_from(sorted(all_demands(get_edition(EDITION))))
        some = st.lists(st.sampled_from(names), min_size=1, max_size=3).map(tuple)
        evidence = draw(st.none() | st.dictionaries(keys, some, max_size=3))
    reasons = {key: text for key, text in reasons.items() if printable(text)}
    return load_facts(dump_facts(facts, reasons, evidence=evidence).encode())


def printable(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
