"""``jiqun targets``: proposals shown, and written only where nothing stands yet."""

from pathlib import Path

import pytest

from jiqun.core.targets import propose_targets
from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.refused import Refused
from tests.cli.running import CLEAN, FLAWED, run, words
from tests.declarations import blank, golden


def test_proposals_stand_beside_what_is_filled_in() -> None:
    shown = run("targets", FLAWED).stdout
    proposals = propose_targets(golden("flawed").facts)
    assert proposals
    for why in {proposal.why for proposal in proposals}:
        assert why in shown
    lines = [words(line) for line in shown.splitlines()]
    assert "研发经费投入2026年目标值（亿元） 2.60 3.33" in lines
    assert "2026年研发经费投入阶段性目标值（亿元） 空白 3.33" in lines


def test_nothing_is_written_unasked() -> None:
    before = FLAWED.read_bytes()
    assert "建议只是起点，没有写入文件" in run("targets", FLAWED).stderr
    assert FLAWED.read_bytes() == before


def test_only_blanks_are_filled(tmp_path: Path) -> None:
    output = tmp_path / "facts.yaml"
    done = run("targets", FLAWED, "-o", output)
    before, after = golden("flawed").facts, load_facts(output.read_bytes()).facts
    proposals = propose_targets(before)
    filled = {p.key: p.value for p in proposals if p.key not in before}
    assert after == before.overlay(filled)
    kept = [proposal.key for proposal in proposals if proposal.key in before]
    assert "targets.rd_spend.target" in kept
    assert f"按建议补上{len(filled)}栏；已填的{len(kept)}栏保持原样" in words(done.stderr)
    assert all(key in done.stderr for key in kept)


def test_reasons_and_evidence_are_written_back_too(tmp_path: Path) -> None:
    file, output = tmp_path / "in.yaml", tmp_path / "out.yaml"
    attached = {"chain_work.chain_map.evidence": ("图.pdf",)}
    text = dump_facts(golden("clean").facts, {"R0-08": "属实"}, evidence=attached)
    file.write_text(text, encoding="utf-8")
    run("targets", file, "-o", output)
    before, after = load_facts(file.read_bytes()), load_facts(output.read_bytes())
    assert (after.reasons, after.evidence) == (before.reasons, before.evidence)
    assert after.evidence


def test_without_a_baseline_there_is_nothing_to_propose(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(dump_facts(blank()), encoding="utf-8")
    done = run("targets", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("缺少基准值，提不出目标")


def test_the_form_is_no_facts_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"扩展名应为 \.yaml：写出的是填报数据"):
        run("targets", CLEAN, "-o", tmp_path / "form.docx")
