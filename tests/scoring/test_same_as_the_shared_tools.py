"""On the same warehouse, scores and cases are those of the measuring tools beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import PROJECT_ROOT
from tests.corpus.compile import compile_corpus
from tests.scoring.cases import compare_cases, load_cases, read_texts
from tests.scoring.corpora import load_corpus
from tests.scoring.measures import measure
from tests.scoring.reading import ReadReports, read_reports
from tests.scoring.scores import judge_corpus

SHARED = PROJECT_ROOT.parent / "shared"
CASES = SHARED / "cases" / "reading.jsonl"

pytestmark = pytest.mark.skipif(
    not (SHARED / "tools" / "score.py").exists(), reason="the measuring tools do not lie beside this checkout"
)


def warehouse_of(read: ReadReports, folder: Path) -> Path:
    """A warehouse with the two tables that the tools open."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for name, rows in (("figure_ledger", read.figures), ("fct_observations", read.observations)):
            connection.register("read_rows", rows)
            connection.execute(f"create table {name} as from read_rows")
    return path


def run(tool: str, *arguments: object) -> str:
    command = [sys.executable, str(SHARED / "tools" / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("name", ["dev", "real", "own-b", "own-c"])
def test_the_scores_of_a_corpus_are_the_same(name: str, tmp_path: Path) -> None:
    folder = SHARED / "corpus" / name
    if name.startswith("own"):
        folder = tmp_path / "corpus" / name
        compile_corpus(folder, name)
    corpus = load_corpus(folder)
    read = read_reports(corpus.reports, {one.file for one in corpus.documents})
    told = tmp_path / "theirs.json"
    run("score.py", "--gold", folder, "--warehouse", warehouse_of(read, tmp_path), "--json", told)
    theirs = json.loads(told.read_text(encoding="utf-8"))
    ours = measure(judge_corpus(corpus, read).documents)
    assert {name: ours[name] for name in theirs} == theirs
    assert theirs["figures"] > 0


def test_the_cases_that_hold_are_the_same(tmp_path: Path) -> None:
    cases = load_cases(CASES)
    read = read_texts(list({case.file: case for case in cases}.values()))
    told = run("check_cases.py", "check", CASES, warehouse_of(read, tmp_path)).splitlines()
    wrong = [one.case for one in compare_cases(cases, read.by_file()) if one.wrong]
    assert told[-1] == f"cases that hold: {len(cases) - len(wrong)} of {len(cases)}"
    assert [line.split(" | ")[:2] for line in told[:-1]] == [[one.kind[:60], one.figure] for one in wrong]
