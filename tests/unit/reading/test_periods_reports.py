"""Whole reports of our own: the period of every figure, carried over sentences, lists and paragraphs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sources.language.fold import fold
from sources.language.tokens import sentences
from sources.reading.periods import find_periods
from sources.reading.periods_figure import FigureContext, figure_period, tense_of

REPORTS: list[dict[str, Any]] = [
    report
    for cases in sorted(Path(__file__).with_name("cases").glob("periods*.yml"))
    for report in yaml.safe_load(cases.read_text(encoding="utf-8"))
]
CLAUSE = re.compile(r";|, (?:а|но|однако|тогда как|while|whereas|ал) ")


def read_all(report: dict[str, Any]) -> list[str]:
    """The period of each figure of a report, written as the cases write it."""
    text, published = report["text"], report["published"]
    folded = fold(text)
    mentions = find_periods(text, folded, published)
    whole = list(sentences(text, folded=folded))
    found: list[str] = []
    reached = 0
    for figure in report["figures"]:
        place = re.compile(rf"(?<!\d){re.escape(figure['quote'])}(?!\d)").search(text, reached)
        assert place is not None, figure["quote"]
        start, reached = place.span()
        sentence = next(one for one in whole if one.start <= start < one.end)
        before = [mark.end() for mark in CLAUSE.finditer(folded, sentence.start, start)]
        after = CLAUSE.search(folded, reached, sentence.end)
        clause = (before[-1] if before else sentence.start, after.start() if after else sentence.end)
        present, to_date = tense_of(folded, *clause)
        context = FigureContext(
            figure_start=start,
            figure_end=reached,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            clause_start=clause[0],
            clause_end=clause[1],
            paragraph_start=text.rfind("\n", 0, start) + 1,
            nature=figure["nature"],
            measure=figure.get("measure", "level"),
            plan_actual=figure.get("plan", "actual"),
            present_tense=present,
            to_date=to_date,
            unit="KZT" if re.search("тенге|теңге", figure["quote"]) else figure.get("unit"),
        )
        reading = figure_period(context, mentions, folded, published)
        found.append(f"{reading.kind} {reading.start or '-'} {reading.end or '-'}")
    return found


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["text"].splitlines()[0][:40])
def test_period_of_every_figure_of_a_report(report: dict[str, Any]) -> None:
    expected = [f"{figure['quote']}: {figure['period']}" for figure in report["figures"]]
    found = [
        f"{figure['quote']}: {period}"
        for figure, period in zip(report["figures"], read_all(report), strict=True)
    ]
    assert found == expected
