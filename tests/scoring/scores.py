"""The score of a corpus: its reports read and judged, measured as a whole and by language.

Holds the steps from a corpus to its measures, and their form as JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.scoring.annotations import AnnotatedFigure
from tests.scoring.corpora import Corpus
from tests.scoring.judging import JudgedDocument, judge
from tests.scoring.measures import Measures, measure
from tests.scoring.reading import ReadReports, read_reports

ALL = "all"

Scores = Mapping[str, Mapping[str, Measures]]
"""Corpus to language (`all` for all of them) to measures."""


class NoScoresError(ValueError):
    """A file of scores that cannot be used; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class ScoredCorpus:
    """A corpus judged; `turned_away` are its reports that were not accepted, with the reason."""

    name: str
    held_out: bool
    documents: tuple[JudgedDocument, ...]
    turned_away: Mapping[str, str]


def score_corpus(corpus: Corpus) -> ScoredCorpus:
    """Read the reports of a corpus and judge what was read."""
    return judge_corpus(corpus, read_reports(corpus.reports, {one.file for one in corpus.documents}))


def judge_corpus(corpus: Corpus, read: ReadReports) -> ScoredCorpus:
    """Judge what was read of a corpus."""
    annotated: dict[str, list[AnnotatedFigure]] = defaultdict(list)
    for one in corpus.figures:
        annotated[one.document].append(one)
    figures = read.by_file()
    documents = tuple(
        judge(document, annotated[document.id], figures.get(document.file, ()))
        for document in corpus.documents
    )
    return ScoredCorpus(corpus.name, corpus.held_out, documents, read.turned_away)


def together(name: str, corpora: Iterable[ScoredCorpus]) -> ScoredCorpus:
    """Several corpora as one."""
    documents = tuple(document for one in corpora for document in one.documents)
    return ScoredCorpus(name, held_out=False, documents=documents, turned_away={})


def measures_by_language(scored: ScoredCorpus) -> dict[str, Measures]:
    """The measures of a corpus, and of each of its languages where it has several.

    What is held out is measured as a whole only.
    """
    found: dict[str, Measures] = {ALL: measure(scored.documents)}
    languages = sorted({one.document.language for one in scored.documents})
    if not scored.held_out and len(languages) > 1:
        for language in languages:
            found[language] = measure([one for one in scored.documents if one.document.language == language])
    return found


def write_scores(path: Path, scores: Scores) -> None:
    """Write scores as JSON, for a later comparison."""
    path.write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load_scores(path: Path) -> Scores:
    """The scores in a file that `write_scores` wrote; raises NoScoresError."""
    remedy = "name a file that --json wrote"
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoScoresError(f"{path} holds no scores ({error}); {remedy}.") from error
    if not isinstance(loaded, dict) or not all(
        isinstance(one, dict) and ALL in one for one in loaded.values()
    ):
        raise NoScoresError(f"{path} holds JSON, but no scores; {remedy}.")
    return loaded
