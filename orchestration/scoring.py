"""`make score`: every annotated corpus at hand is refreshed into a warehouse of its own and measured.

Finds corpora and calls; what is measured stands in the measuring tool. The corpora of this checkout are
compiled from tests/corpus; others lie, with the tool, beside the checkout or where WAREHOUSE_CORPORA says.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from orchestration.settings import PROJECT_ROOT, Settings, child_environment

GOLD = "gold.jsonl"
HELD_OUT = frozenset({"own-i"})
"""Portions whose errors are not shown: rules made by looking at them would flatter their scores."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """An annotated corpus: `gold` is the folder with its annotations, `reports` the folder of its reports."""

    name: str
    gold: Path
    reports: Path


def score(settings: Settings, errors: int = 0, names: Collection[str] = ()) -> int:
    """Print the scores of the corpora of these names, or of all; returns the exit code (1: a refresh failed,
    2: no measuring tool).

    `errors` of each corpus are shown with them, but never of those held out.
    """
    tool = settings.corpora / "tools" / "score.py"
    if not tool.exists():
        print(
            f"There is no measuring tool at {tool}; WAREHOUSE_CORPORA names the folder of tools/ and corpus/."
        )
        return 2
    exit_code = 0
    with tempfile.TemporaryDirectory(prefix="score-") as folder:
        shared = [one for one in _shared_corpora(settings.corpora) if not names or one.name in names]
        for corpus in chain(shared, _own_corpora(Path(folder), names)):
            print(f"\n== {corpus.name} ==", flush=True)
            exit_code = max(exit_code, _score_one(settings, corpus, tool, Path(folder) / "data", errors))
    return exit_code


def _score_one(settings: Settings, corpus: Corpus, tool: Path, data: Path, errors: int) -> int:
    scored = Settings(data_root=data / corpus.name, workers=settings.workers)
    refreshed = _run(scored, "-m", "orchestration", "refresh", "--inbox", str(corpus.reports), capture=True)
    if refreshed.returncode != 0:
        print(refreshed.stdout + refreshed.stderr)
        return 1
    shown = ["--errors", str(errors)] if errors and corpus.name not in HELD_OUT else []
    warehouse = str(scored.published_database)
    return _run(scored, str(tool), "--gold", str(corpus.gold), "--warehouse", warehouse, *shown).returncode


def _shared_corpora(folder: Path) -> Iterator[Corpus]:
    """Corpora beside the checkout; one without reports of its own annotates those in reports/."""
    for gold in sorted(folder.glob(f"corpus/*/{GOLD}")):
        own = gold.parent / "reports"
        yield Corpus(gold.parent.name, gold.parent, own if own.is_dir() else folder / "reports")


def _own_corpora(folder: Path, names: Collection[str]) -> Iterator[Corpus]:
    """The corpora of this checkout of these names, or all, compiled into `folder`."""
    own = PROJECT_ROOT / "tests" / "corpus" / "own"
    portions = {path.name[:5] for path in own.glob("own-*.txt")}
    for portion in sorted(portions & set(names) if names else portions):
        out = folder / portion
        command = [sys.executable, "-m", "tests.corpus.compile", str(out), portion]
        compiled = subprocess.run(command, cwd=PROJECT_ROOT, stdout=subprocess.DEVNULL, check=False)
        if compiled.returncode == 0:
            yield Corpus(portion, out, out / "reports")


def _run(settings: Settings, *arguments: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT_ROOT,
        env=child_environment(settings),
        capture_output=capture,
        text=True,
        check=False,
    )
