"""The measures, over a report whose figures can be counted on two hands."""

from __future__ import annotations

import pytest

from tests.scoring.judging import JudgedDocument, judge
from tests.scoring.made import annotated, document, figure
from tests.scoring.measures import THRESHOLDS, curve, measure


@pytest.fixture
def judged() -> JudgedDocument:
    """Four health figures (full at 0.95, on a wrong region at 0.92, wrong unit at 0.6, in review), a year
    booked as a fact at 0.91, a year that is not, a figure for review that is there, and a spurious fact.
    """
    said = [
        annotated("120", 0, dimensions={"residence": "rural"}),
        annotated("45", 10),
        annotated("31", 20),
        annotated("18", 30),
        annotated("2025", 40, "context"),
        annotated("2024", 50, "context"),
        annotated("7", 60, "review"),
    ]
    read = [
        figure("120", 0, residence="urban"),
        figure("45", 10, confidence=0.92, region_code="KZ-11"),
        figure("31", 20, confidence=0.6, unit="bed"),
        figure("18", 30, "review"),
        figure("2025", 40, confidence=0.91),
        figure("7", 60, "review"),
        figure("99", 70, confidence=0.5),
    ]
    return judge(document(), said, read)


def test_every_measure_follows_its_definition(judged: JudgedDocument) -> None:
    assert measure([judged]) == {
        "documents": 1,
        "missing_reports": 0,
        "figures": 4,
        "accounted": round(6 / 7, 4),
        "number": 0.75,
        "fact_p": 0.4,
        "fact_r": 0.5,
        "fact_f1": round(2 * 0.4 * 0.5 / 0.9, 4),
        "region": 0.5,
        "period": 1.0,
        "status": 1.0,
        "measure": 1.0,
        "comparator": 1.0,
        "dims": 0.0,
        "full": 0.25,
        "false_facts": 50.0,
        "spurious": 1,
        "wrong_region": 1,
        "review_kept": 1.0,
        "confident_fact": round(2 / 3, 4),
        "confident_full": round(1 / 3, 4),
        "confident": 0.6,
    }


def test_a_region_that_is_not_told_is_no_wrong_region() -> None:
    scored = measure([judge(document(), [annotated("120", 0)], [figure("120", 0, region_code=None)])])
    assert (scored["region"], scored["wrong_region"]) == (0.0, 0)


def test_where_there_is_nothing_to_measure_there_is_no_value() -> None:
    scored = measure([])
    assert (scored["full"], scored["false_facts"], scored["fact_f1"]) == (None, None, 0.0)


def test_a_report_that_was_not_accepted_counts_as_unread() -> None:
    scored = measure([judge(document(), [annotated("120", 0)], [])])
    assert (scored["missing_reports"], scored["accounted"], scored["full"]) == (1, 0.0, 0.0)


def test_the_curve_begins_with_everything_booked_and_loses_recall(judged: JudgedDocument) -> None:
    points = curve([judged])
    assert [one.threshold for one in points] == list(THRESHOLDS)
    first, at_90 = points[0], next(one for one in points if one.threshold == 0.9)
    assert (first.observations, first.fact_precision, first.fact_recall) == (5, 0.4, 0.5)
    assert (at_90.observations, at_90.full_precision, at_90.full_recall) == (3, round(1 / 3, 4), 0.25)
    recalls = [one.fact_recall or 0.0 for one in points]
    assert recalls == sorted(recalls, reverse=True)
