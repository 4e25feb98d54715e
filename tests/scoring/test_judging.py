"""What a figure is worth: the definitions of right, each by a figure that is and one that just is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.judging import Judgement, judge, same_period
from tests.scoring.made import YEAR, annotated, document, figure

YTD = ("2025-01-01", "2025-03-14", "ytd")


def judged(said: Any, *read: Any, format: str = "txt") -> Judgement:
    return judge(document(format), [said], read).judgements[0]


def test_a_figure_read_as_annotated_is_right_in_everything() -> None:
    one = judged(annotated("120", 0), figure("120", 0))
    assert (one.number, one.fact, one.full, one.fault) == (True, True, True, None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"region_code": "KZ-11"}, "wrong region"),
        ({"period_kind": "point"}, "wrong period"),
        ({"plan_actual": "planned"}, "wrong status"),
        ({"measure": "share"}, "wrong measure"),
        ({"comparator": "gt", "measure": "share"}, "wrong measure,comparator"),
    ],
)
def test_a_wrong_attribute_leaves_a_fact_that_is_not_full(changed: dict[str, Any], fault: str) -> None:
    one = judged(annotated("120", 0), figure("120", 0, **changed))
    assert (one.fact, one.full, one.fault) == (True, False, fault)


@pytest.mark.parametrize("changed", [{"value": 12.0}, {"unit": "bed"}, {"indicator_code": "HR.NUR.N"}])
def test_a_wrong_value_unit_or_indicator_is_no_fact(changed: dict[str, Any]) -> None:
    one = judged(annotated("120", 0), figure("120", 0, **changed))
    assert (one.fact, one.full, one.counts_as_booked) == (False, False, True)
    assert one.fault == "wrong reading"


def test_the_number_of_a_figure_in_review_may_be_right() -> None:
    one = judged(annotated("120", 0), figure("120", 0, "review"))
    assert (one.number, one.fact, one.counts_as_booked, one.fault) == (True, False, False, "missed")


def test_a_figure_that_is_not_in_the_ledger_is_unseen() -> None:
    assert judged(annotated("120", 0)).fault == "unseen"


def test_of_two_observations_the_one_with_the_right_indicator_counts() -> None:
    read = figure("120", 0)
    other = {**read.observations[0], "indicator_code": "HR.NUR.N"}
    assert judged(annotated("120", 0), type(read)(read.row, (other, *read.observations))).full


def test_context_booked_as_an_observation_is_a_false_fact() -> None:
    one = judged(annotated("2025", 0, "context"), figure("2025", 0))
    assert (one.fault, one.counts_as_booked) == ("false fact", True)


def test_context_inside_a_figure_that_is_one_is_no_false_fact() -> None:
    said = [annotated("28", 0), annotated("100", 5, "context")]
    read = [figure("28 на 100".replace(" на ", "00"), 0)]
    wide = type(read[0])({**read[0].row, "char_end": 8}, read[0].observations)
    assert judge(document(), said, [wide]).judgements[1].fault is None


def test_an_observation_without_annotation_is_spurious_where_every_number_has_one() -> None:
    texts, pages = (
        judge(document(format), [annotated("120", 0)], [figure("120", 0), figure("7", 9)]).judgements
        for format in ("csv", "html")
    )
    assert [one.fault for one in texts] == [None, "spurious"]
    assert [one.fault for one in pages] == [None]


def test_context_of_a_page_need_not_be_in_the_ledger() -> None:
    said = annotated("2025", 0, "context")
    assert judged(said).accountable
    assert not judged(said, format="html").accountable
    assert judged(annotated("120", 0), format="html").accountable


def test_only_annotated_dimensions_are_asked_for() -> None:
    said = annotated("120", 0, dimensions={"age_group": "children", "specialty": "хирург"})
    right = judged(said, figure("120", 0, age_group="children", residence="rural"))
    wrong = judged(said, figure("120", 0, age_group="adults"))
    assert (right.dimensions_right, right.dimensions_asked) == (1, 1)
    assert (wrong.dimensions_right, wrong.dimensions_asked, wrong.full) == (0, 1, True)


def test_a_report_without_a_figure_in_the_ledger_was_not_accepted() -> None:
    assert not judge(document(), [annotated("120", 0)], []).accepted


@pytest.mark.parametrize(
    ("period", "read", "status", "published", "same"),
    [
        (YEAR, YTD, "actual", "2025-03-14", True),
        (YTD, YEAR, "actual", "2025-03-14", True),
        (YEAR, YTD, "planned", "2025-03-14", False),
        (YEAR, YTD, "actual", "2025-04-01", False),
        (YEAR, YTD, "actual", None, False),
        ((None, None, "year"), (None, None, "ytd"), "actual", None, True),
        (YEAR, ("2024-01-01", "2025-03-14", "ytd"), "actual", "2025-03-14", False),
        (YEAR, ("2025-01-01", "2025-12-31", "span"), "actual", "2025-03-14", False),
    ],
)
def test_this_year_of_what_has_happened_has_two_honest_readings(
    period: Any, read: Any, status: str, published: str | None, same: bool
) -> None:
    said = annotated("120", 0, period=period, plan_actual=status)
    assert same_period(said, read, published) is same
