"""General news is not booked as facts of health; see tests/corpus/general_news/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from sources.readers import read_document
from sources.reading.about.circumstances import Circumstances
from sources.reading.report import read_report

NEWS = Path(__file__).parents[2] / "corpus" / "general_news"
FILES = ("russian.txt", "kazakh.txt")
AT_MOST = 0.01


def lines_of(file: str) -> list[str]:
    return [line for line in (NEWS / file).read_text(encoding="utf-8").splitlines() if line]


def subjects(file: str) -> Iterator[list[str]]:
    for heading, lines in groupby(lines_of(file), key=lambda line: line.startswith("#")):
        if not heading:
            yield list(lines)


def booked(text: str) -> list[str]:
    document = read_document(text.encode(), "news.txt")
    reading = read_report(document, Circumstances(region_hint="KZ-39"))
    return [
        f"{one.indicator_code}: {text[one.sentence_start : one.sentence_end]}" for one in reading.observations
    ]


def test_the_corpus_is_large_and_every_sentence_has_a_number() -> None:
    sentences = {file: [line for lines in subjects(file) for line in lines] for file in FILES}
    assert sum(map(len, sentences.values())) >= 300
    assert len(sentences["kazakh.txt"]) >= 150
    assert all(len(list(subjects(file))) >= 15 for file in FILES)


@pytest.mark.parametrize("file", FILES)
def test_reports_of_general_news_give_no_facts_of_health(file: str) -> None:
    reports = list(subjects(file))
    found = [fact for lines in reports for fact in booked("\n".join(lines))]
    assert len(found) <= AT_MOST * sum(map(len, reports)), found


def test_sentences_of_general_news_alone_hardly_give_facts_of_health() -> None:
    sentences = [line for file in FILES for lines in subjects(file) for line in lines]
    found = [fact for line in sentences for fact in booked(line)]
    assert len(found) <= AT_MOST * len(sentences), found
