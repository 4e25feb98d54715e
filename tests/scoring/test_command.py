"""`make score`: what is asked for is scored, of what is held out totals alone, what is missing is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.compile import compile_corpus
from tests.scoring.__main__ import main
from tests.scoring.corpora import HELD_OUT
from tests.scoring.rendering import COLUMNS


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one portion, as a folder elsewhere would hold it."""
    folder = tmp_path / "corpus" / "theirs"
    compile_corpus(folder, "own-g")
    return folder


def test_a_run_is_kept_and_another_compared_with_it(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "scores.json"
    assert main(["--corpus", str(corpus), "--json", str(kept), "--curve", "--errors", "1"]) == 0
    printed = capsys.readouterr().out
    assert all(head in printed.splitlines()[0] for head in COLUMNS.values())
    assert "theirs: observations at a confidence of at least" in printed
    assert "theirs: 1 of " in printed
    scores = json.loads(kept.read_text(encoding="utf-8"))
    scores["theirs"]["all"]["full"] += 0.01
    kept.write_text(json.dumps(scores), encoding="utf-8")
    assert main(["--corpus", str(corpus), "--against", str(kept)]) == 0
    printed = capsys.readouterr().out
    assert "1 values differ" in printed
    assert "▼ theirs all full" in printed


def test_the_reports_of_a_corpus_may_lie_beside_the_folder_of_corpora(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "reports").rename(tmp_path / "reports")
    assert main(["--corpus", str(corpus)]) == 0
    assert "not accepted" not in capsys.readouterr().out


def test_what_is_held_out_shows_neither_errors_nor_languages_under_any_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpora" / "another-name"
    compile_corpus(folder, min(HELD_OUT))
    kept = tmp_path / "scores.json"
    assert main(["--corpus", str(folder), "--errors", "5", "--json", str(kept)]) == 0
    _head, total, _legend, held_out = capsys.readouterr().out.splitlines()
    assert total.startswith("another-name")
    assert held_out == "another-name is held out: its errors are not shown"
    assert list(json.loads(kept.read_text(encoding="utf-8"))["another-name"]) == ["all"]


def test_cases_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "В Костанайской области работают 1 240 врачей."
    case = {
        "kind": "staff",
        "text": text,
        "published": None,
        "figure": "1 240",
        "expected": {"region": "KZ-11"},
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(case), encoding="utf-8")
    assert main(["--cases", str(tmp_path / "cases.jsonl")]) == 0
    printed = capsys.readouterr().out
    assert "staff | 1 240 | region KZ-39, not KZ-11 |" in printed
    assert "cases.jsonl: 0 of 1 cases hold" in printed


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["own-zz"], "there are own-a, "),
        (["--corpus", "nowhere"], "name the folder of a corpus"),
        (["--cases", "nowhere"], "a case is a line of JSON"),
        (["--against", "nowhere"], "name a file that --json wrote"),
    ],
)
def test_what_is_not_there_is_told_with_the_remedy(
    arguments: list[str], remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert remedy in capsys.readouterr().err


def test_two_corpora_of_one_name_are_not_mixed(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--corpus", str(corpus), "--corpus", str(corpus)]) == 2
    assert "called theirs" in capsys.readouterr().err
