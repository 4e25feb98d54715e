"""The annotated corpora: the portions of this checkout, compiled when they are asked for, and other folders.

Holds where they lie and which of them are held out. What their lines mean stands in `annotations`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.compile import PORTIONS, compile_corpus
from tests.scoring.annotations import AnnotatedDocument, AnnotatedFigure, load_documents, load_figures

HELD_OUT = frozenset({"own-i", "own-j"})
"""Portions of which only totals are shown: rules made by looking at their errors would flatter their scores.
"""

DEVELOPMENT: tuple[str, ...] = tuple(portion for portion in PORTIONS if portion not in HELD_OUT)


class NoCorpusError(ValueError):
    """A corpus that is not there or not whole; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """An annotated corpus; `reports` is the folder of its reports."""

    name: str
    documents: tuple[AnnotatedDocument, ...]
    figures: tuple[AnnotatedFigure, ...]
    reports: Path

    @property
    def held_out(self) -> bool:
        """Whether only its totals may be looked at: it holds reports of a portion that is held out."""
        return any(document.id.startswith(tuple(HELD_OUT)) for document in self.documents)


def portions_named(names: Iterable[str]) -> list[str]:
    """The portions whose names begin so (`own` for all); raises NoCorpusError for a name of none."""
    chosen: set[str] = set()
    for name in names:
        found = {portion for portion in PORTIONS if portion.startswith(name)}
        if not found:
            raise NoCorpusError(
                f"There is no portion {name!r}; there are {', '.join(PORTIONS)}. "
                "Another folder is named with --corpus FOLDER."
            )
        chosen |= found
    return sorted(chosen)


def own_corpus(portion: str, folder: Path) -> Corpus:
    """A portion of this checkout, compiled into `folder`."""
    out = folder / portion
    compile_corpus(out, portion)
    return load_corpus(out)


def load_corpus(folder: Path) -> Corpus:
    """The corpus in a folder with documents.jsonl and gold.jsonl.

    Its reports lie in `reports/` there, or in `reports/` beside the folder of corpora. Raises NoCorpusError.
    """
    missing = [name for name in ("documents.jsonl", "gold.jsonl") if not (folder / name).is_file()]
    if missing:
        raise NoCorpusError(f"{folder} has no {' and no '.join(missing)}; name the folder of a corpus.")
    places = (folder / "reports", folder.resolve().parents[1] / "reports")
    reports = next((place for place in places if place.is_dir()), None)
    if reports is None:
        raise NoCorpusError(f"The reports of {folder} lie neither in {places[0]} nor in {places[1]}.")
    name = folder.resolve().name
    return Corpus(name, tuple(load_documents(folder)), tuple(load_figures(folder)), reports)
