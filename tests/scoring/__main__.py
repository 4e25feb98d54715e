"""Score the reading on annotated reports: `make score`, with options `make score ARGS="--errors 20 own-a"`.

Reads every portion named (all when none is, and no other corpus or file of cases is asked for) and prints
what docs/accuracy.md explains. Thin: it parses arguments, calls and prints.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.scoring.cases import NoCasesError, check_cases, load_cases
from tests.scoring.comparison import differences
from tests.scoring.corpora import DEVELOPMENT, NoCorpusError, load_corpus, own_corpus, portions_named
from tests.scoring.floors import load_floors, raised_floors, write_floors
from tests.scoring.measures import curve, measure
from tests.scoring.rendering import (
    case_lines,
    curve_lines,
    difference_lines,
    errors,
    floor_lines,
    table,
    turned_away,
)
from tests.scoring.scores import (
    NoScoresError,
    ScoredCorpus,
    Scores,
    load_scores,
    measures_by_language,
    score_corpus,
    together,
    write_scores,
)

ALL_DEVELOPMENT = "development"


def main(arguments: Sequence[str]) -> int:
    """Score as the arguments say; returns the exit code (2: something named is not there)."""
    chosen = _parser().parse_args(arguments)
    try:
        _run(chosen)
    except (NoCorpusError, NoCasesError, NoScoresError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make score", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("portions", nargs="*", help="portions of tests/corpus/own: own-a, or own for all")
    parser.add_argument(
        "--corpus",
        action="append",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="another annotated corpus (several times)",
    )
    parser.add_argument(
        "--cases",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="check a file of single figures (several times)",
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each corpus")
    parser.add_argument("--curve", action="store_true", help="precision and recall over confidence")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with scores written earlier")
    parser.add_argument(
        "--raise-floors",
        action="store_true",
        help="raise the floors of make test to what the development portions reach",
    )
    return parser


def _run(chosen: argparse.Namespace) -> None:
    earlier = load_scores(chosen.against) if chosen.against else None
    cases = {path: load_cases(path) for path in chosen.cases}
    named = chosen.portions or ([] if chosen.corpus or chosen.cases else ["own"])
    portions = portions_named(named)
    others = [load_corpus(folder) for folder in chosen.corpus]
    _check_names([*portions, *(one.name for one in others)])
    with tempfile.TemporaryDirectory(prefix="score-") as folder:
        scored = [score_corpus(own_corpus(portion, Path(folder))) for portion in portions]
    scored += [score_corpus(corpus) for corpus in others]
    development = [one for one in scored if one.name in DEVELOPMENT and one.name in portions]
    if scored:
        _show(chosen, scored, development, earlier)
    for path, of_file in cases.items():
        print("\n".join(case_lines(path.name, check_cases(of_file))))
    if chosen.raise_floors:
        _raise_floors(development)


def _check_names(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NoCorpusError(f"Two corpora are called {', '.join(twice)}; score them one after the other.")


def _show(
    chosen: argparse.Namespace,
    scored: Sequence[ScoredCorpus],
    development: Sequence[ScoredCorpus],
    earlier: Scores | None,
) -> None:
    shown = [*scored, *([together(ALL_DEVELOPMENT, development)] if len(development) > 1 else [])]
    scores = {one.name: measures_by_language(one) for one in shown}
    changed = list(differences(earlier, scores)) if earlier is not None else []
    lines = [*table(scores, changed), *(line for one in scored for line in turned_away(one))]
    if earlier is not None:
        lines += difference_lines(changed)
    if chosen.errors:
        lines += [line for one in scored for line in errors(one, chosen.errors)]
    if chosen.curve:
        lines += [line for one in shown for line in curve_lines(one.name, curve(one.documents))]
    print("\n".join(lines))
    if chosen.json:
        write_scores(chosen.json, scores)


def _raise_floors(development: Sequence[ScoredCorpus]) -> None:
    before = load_floors()
    after = raised_floors(before, {one.name: measure(one.documents) for one in development})
    write_floors(after)
    print("\n".join(floor_lines(before, after)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
