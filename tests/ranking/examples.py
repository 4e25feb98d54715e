"""Examples to learn from: observations with their evidence, judged by the annotations of their reports.

Holds the way from a corpus to examples and the file of examples from real pages. That file tells features and
right or wrong, never a word, a number or an address of a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from sources.reading.attributes.observation import stable_id
from sources.reading.batch import circumstances_of, document_of, read_any, read_batch
from sources.reading.output.belief import EVERYTHING
from sources.reading.output.evidence import Evidence
from sources.reading.output.tables import Reading
from tests.scoring.corpora import Corpus
from tests.scoring.judging import OTHER_THAN_FACTS, JudgedDocument, Judgement
from tests.scoring.reading import read_reports
from tests.scoring.scores import judge_corpus

_ATTRIBUTES = {"period": "period", "region": "region", "status": "status"}
PAGES = Path(__file__).with_name("pages.jsonl")


@dataclass(frozen=True, slots=True)
class Example:
    """An observation: its evidence, and what of it is right; an attribute nobody judged is not in `right`."""

    evidence: Evidence
    right: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its examples, the number of its health figures and of its other annotated numbers.

    `false_facts` are the numbers of the examples that are none of health at all.
    """

    portion: str
    number: int
    language: str
    asked: int
    others: int
    false_facts: tuple[int, ...]
    examples: tuple[Example, ...]


def documents_of(corpus: Corpus) -> list[Document]:
    """The reports of a corpus with all their observations, also those that the threshold would leave out."""
    evidence: dict[str, Evidence] = {}
    read = read_reports(
        corpus.reports, {one.file for one in corpus.documents}, partial(_read_with_evidence, evidence)
    )
    judged = judge_corpus(corpus, read).documents
    return [_document(corpus.name, number, one, evidence) for number, one in enumerate(judged)]


def _read_with_evidence(evidence: dict[str, Evidence], raw: pa.Table) -> Reading:
    for row in raw.to_pylist():
        reading, _ = read_any(document_of(row), circumstances_of(row), 0.0)
        for one in reading.observations:
            evidence[stable_id(row["report_id"], one.start, one.end)] = one.evidence
    return read_batch(raw, book_from=0.0)


def _document(
    portion: str, number: int, judged: JudgedDocument, evidence: Mapping[str, Evidence]
) -> Document:
    booked = [one for one in judged.judgements if one.counts_as_booked and one.figure is not None]
    known = [one for one in booked if one.figure is not None and evidence.get(one.figure.id)]
    return Document(
        portion,
        number,
        judged.document.language,
        sum(one.expect == "observation" for one in judged.judgements),
        sum(one.expect in OTHER_THAN_FACTS for one in judged.judgements),
        tuple(index for index, one in enumerate(known) if one.expect in OTHER_THAN_FACTS),
        tuple(Example(evidence[one.figure.id], _right(one)) for one in known if one.figure is not None),
    )


def _right(one: Judgement) -> dict[str, bool]:
    """What of an observation is right; where it is no fact, its attributes are right or wrong of nothing."""
    dimensions = one.dimensions_right == one.dimensions_asked
    right = {EVERYTHING: one.full and dimensions, "indicator": one.fact}
    if one.fact:
        right |= {name: (one.attributes or {})[asked] for name, asked in _ATTRIBUTES.items()}
        if one.dimensions_asked:
            right["dimensions"] = dimensions
    return right


def write_pages(documents: Iterable[Document], file: Path = PAGES) -> None:
    """Write examples to the file of pages: a line with the names of all features, a line for each report."""
    documents = list(documents)
    names = sorted({name for one in documents for example in one.examples for name in example.evidence})
    place = {name: index for index, name in enumerate(names)}
    lines = [json.dumps({"features": names}, separators=(",", ":"))]
    for one in documents:
        examples = [
            {
                "right": {name: int(right) for name, right in sorted(example.right.items())},
                "has": " ".join(
                    f"{place[name]}" if value == 1.0 else f"{place[name]}:{value:g}"
                    for name, value in sorted(example.evidence.items())
                ),
            }
            for example in one.examples
        ]
        line = {
            "portion": one.portion,
            "document": one.number,
            "language": one.language,
            "health_figures": one.asked,
            "other_figures": one.others,
            "false_facts": list(one.false_facts),
            "examples": examples,
        }
        lines.append(json.dumps(line, separators=(",", ":")))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_pages(file: Path = PAGES) -> Iterator[Document]:
    """The reports of the file of pages."""
    head, *lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    names = head["features"]
    for line in lines:
        yield Document(
            line["portion"],
            line["document"],
            line["language"],
            line["health_figures"],
            line["other_figures"],
            tuple(line["false_facts"]),
            tuple(
                Example(
                    dict(_feature(one, names) for one in example["has"].split()),
                    {name: bool(right) for name, right in example["right"].items()},
                )
                for example in line["examples"]
            ),
        )


def _feature(written: str, names: list[str]) -> tuple[str, float]:
    index, _, value = written.partition(":")
    return names[int(index)], float(value or 1)
