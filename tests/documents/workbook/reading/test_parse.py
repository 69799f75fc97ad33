"""The process that reads cells: what ends it, and that it never outlives us."""

import os
import signal
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from jiqun.documents import apart
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading import child as script
from jiqun.documents.workbook.reading import parse
from jiqun.documents.workbook.reading.packed import PackedRows, Rows, pack, unpack
from jiqun.documents.workbook.reading.parse import Child
from tests.documents.workbook.sheets import FIRM, HEADS, workbook


def nothing(done: int, expected: int) -> None:
    pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(workbook(HEADS, FIRM, (), FIRM))
    return path


def test_sheets_and_rows(path: Path) -> None:
    with Child(nothing) as child:
        ((place, name, hidden, height, first),) = child.open(path)
        assert (place, name, hidden, height) == (0, "企业名录", False, 3)
        assert unpack(first) == Rows([1, 2, 3, 4], [[*HEADS], [*FIRM], [None] * 4, [*FIRM]])
        (chunk,) = child.rows(0)
        assert unpack(chunk) == Rows([1, 2, 4], [[*HEADS], [*FIRM], [*FIRM]])
        assert list(child.rows(0)) == [chunk]
    assert child.process.returncode == -signal.SIGKILL


def test_it_may_not_write_nor_take_more_than_it_is_given() -> None:
    assert dict(script.LIMITS)[script.resource.RLIMIT_FSIZE] == 0
    with Child(nothing) as child:
        time.sleep(0.3)
        limits = Path(f"/proc/{child.process.pid}/limits").read_text("ascii")
    rows = {line[:25].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    most = str(1536 << 20)
    assert rows["Max address space"] == [most, most]
    assert rows["Max file size"] == ["0", "0"]
    assert rows["Max cpu time"] == ["120", "120"]


@pytest.mark.parametrize("ending", [signal.SIGABRT, signal.SIGKILL, signal.SIGXCPU])
def test_its_end_is_told(path: Path, ending: signal.Signals) -> None:
    with Child(nothing) as child:
        os.kill(child.process.pid, ending)
        child.process.wait()
        with pytest.raises(Refused) as refused:
            child.open(path)
    assert str(refused.value) == parse.TOO_LARGE


def test_it_is_not_waited_for_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "SECONDS", 0.3)
    calls: list[tuple[int, int]] = []
    with Child(lambda *step: calls.append(step)) as child:
        os.kill(child.process.pid, signal.SIGSTOP)
        with pytest.raises(Refused, match="无法在限定的时间和内存内读完"):
            child.open(path)
    assert len(calls) >= 2
    assert child.process.returncode == -signal.SIGKILL


def test_it_is_not_listened_to_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_SENT", 100)
    with Child(nothing) as child, pytest.raises(Refused, match="文件过大或过于复杂"):
        child.open(path)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("locked", parse.PASSWORD), ("broken", parse.GATE.broken), ("large", parse.TOO_LARGE)],
)
def test_what_it_refuses_is_put_in_words(
    kind: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Child(nothing) as child:
        frame = script.marshal.dumps(("refused", kind))
        child.buffer += apart.LENGTH.pack(len(frame)) + frame
        with pytest.raises(Refused) as refused:
            child.receive()
    assert str(refused.value) == sentence


def test_a_file_that_is_none_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"PK\x03\x04 nothing")
    with Child(nothing) as child, pytest.raises(Refused, match="文件不完整或已损坏"):
        child.open(path)


def test_days_travel_beside_the_cells() -> None:
    cells = [["甲", date(2024, 5, 1), 1.5, True, None], [None, 2.0, date(1999, 1, 1)]]
    assert unpack(pack(Rows([3, 9], cells))) == Rows([3, 9], cells)
    packed = script.packed([(3, list(cells[0])), (9, list(cells[1]))])
    assert unpack(packed) == Rows([3, 9], cells)
    at_noon = [(1, [datetime(2024, 5, 1, 12)])]  # noqa: DTZ001
    assert unpack(script.packed(at_noon)) == Rows([1], [[date(2024, 5, 1)]])


def test_other_kinds_of_cells_travel_as_text() -> None:
    assert unpack(script.packed([(1, [datetime.min.time()])])) == Rows([1], [["00:00:00"]])


def test_packed_rows_are_as_wide_as_their_heads_and_can_be_gone_through_again() -> None:
    chunks = tuple(pack(Rows([n, n + 1], [["甲"], ["乙", 1.0, 2.0]])) for n in (1, 3))
    rows = PackedRows(chunks, 2, frozenset({1, 4}), 2)
    assert list(rows) == list(rows) == [(2, ("乙", 1.0)), (3, ("甲", None))]
    assert len(rows) == 2
    assert (3, ("甲", None)) in rows
    assert (1, ("甲", None)) not in rows
