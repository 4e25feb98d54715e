"""A fault of the reading costs a figure, never a report: the figure goes to review with the rule it broke."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pyarrow as pa
import pytest

from checks.faults import figure_faults
from checks.severity import RULES
from checks.tables import FIGURES, OBSERVATIONS
from checks.tables.fault_rules import FaultRule
from checks.validation import validate
from sources.reading.output.demotion import demote
from sources.reading.output.tables import Reading
from tests.unit.checks.batches import Told, build_batch, context, observed

BATCH_ID = "20260204T020000000000Z"
SOUND = observed("HR.DOC.N", 1240, "person")
MISREAD = observed("HR.NUR.N", 450, "percent", measure="change_abs")
TEXT = "Врачей [[1 240]], медсестёр на [[450]] больше, в [[2025]] году."
RIGHT = Told("x.txt", TEXT, (SOUND, observed("HR.NUR.N", 450, "person"), context()))
OTHER = Told("y.txt", "Врачей [[77]].", (observed("HR.DOC.N", 77, "person"),))


def reading_of(*told: Told) -> Reading:
    batch = build_batch(BATCH_ID, *told)
    return Reading(batch.reports, batch.figures, batch.observations)


def settled(reading: Reading) -> Reading:
    return demote(reading, figure_faults(reading.reports, reading.figures, reading.observations))


def column(table: pa.Table, name: str) -> list[object]:
    return list(table[name].to_pylist())


def changed(data: pa.Table, of_quote: str, /, **columns: object) -> pa.Table:
    """`data` with these values in the rows of the figures printed as `of_quote`."""
    frame = pl.DataFrame(data)
    mine = pl.col("quote") == of_quote
    new = [
        pl.when(mine).then(pl.lit(value)).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, value in columns.items()
    ]
    return frame.with_columns(new).to_arrow().cast(data.schema)


def failures(reading: Reading) -> tuple[object, ...]:
    return validate(reading.reports, reading.figures, reading.observations).failures


def test_a_misread_figure_goes_to_review_and_its_report_passes() -> None:
    told = replace(RIGHT, booked=(SOUND, MISREAD, context()))
    reading = settled(reading_of(told))
    assert column(reading.figures, "disposition") == ["observation", "review", "context"]
    assert column(reading.figures, "reason") == [None, "reading_fault", "date"]
    assert column(reading.figures, "fault_rule") == [None, "unit_of_indicator", None]
    assert column(reading.observations, "value") == [1240.0]
    assert column(reading.reports, "observations_count") == [1]
    assert column(reading.reports, "review_count") == [1]
    assert failures(reading) == ()


def test_a_figure_is_left_as_a_whole_when_one_of_its_observations_breaks_a_rule() -> None:
    both = replace(SOUND, observations=(*SOUND.observations, *MISREAD.observations))
    reading = settled(reading_of(Told("x.txt", "Врачей [[1 240]].", (both,))))
    assert column(reading.figures, "disposition") == ["review"]
    assert reading.observations.num_rows == 0
    assert failures(reading) == ()


def test_a_sound_reading_stays_as_it_is() -> None:
    reading = reading_of(RIGHT, OTHER)
    assert settled(reading) is reading


OBSERVATION_FAULTS: dict[str, dict[str, object]] = {
    "schema": {"comparator": "roughly"},
    "value_is_number": {"value": float("inf")},
    "known_indicator": {"indicator_code": "HR.NOBODY"},
    "subject_area": {"subject_area": "investments"},
    "known_region": {"region_code": "KZ-99"},
    "known_unit": {"unit": "furlong"},
    "known_programme": {"programme_code": "NOTHING"},
    "unit_of_indicator": {"unit": "KZT"},
    "range_order": {"comparator": "between"},
    "sign": {"value": -450.0},
    "share_bounds": {"measure": "share", "unit": "percent"},
    "group_has_role": {"group_id": "g1"},
    "sentence_at_offset": {"sentence_start": 1},
    "figure_in_sentence": {"sentence": "Врачей"},
    "same_quote": {"char_end": 3},
}


@pytest.mark.parametrize("rule", OBSERVATION_FAULTS)
def test_a_faulty_observation_costs_its_figure_alone(rule: str) -> None:
    reading = reading_of(RIGHT, OTHER)
    faulty = changed(reading.observations, "450", **OBSERVATION_FAULTS[rule])
    found = settled(replace(reading, observations=faulty))
    booked = {row["quote"]: row["fault_rule"] for row in found.figures.to_pylist()}
    assert booked == {"1 240": None, "450": rule, "2025": None, "77": None}
    assert failures(found) == ()


FIGURE_FAULTS: dict[str, dict[str, object]] = {
    "schema": {"reason": "because", "disposition": "review"},
    "reason_or_observation": {"reason": "date"},
    "value_of_figure": {"value": None},
    "value_is_number": {"value": float("nan")},
    "known_unit": {"unit": "furlong"},
    "quote_at_offsets": {"quote": "451"},
}


@pytest.mark.parametrize("rule", FIGURE_FAULTS)
def test_a_faulty_row_of_the_ledger_is_booked_as_far_as_it_can_be_trusted(rule: str) -> None:
    reading = reading_of(RIGHT, OTHER)
    found = settled(replace(reading, figures=changed(reading.figures, "450", **FIGURE_FAULTS[rule])))
    (row,) = (one for one in found.figures.to_pylist() if one["quote"] == "450")
    assert (row["disposition"], row["reason"], row["fault_rule"]) == ("review", "reading_fault", rule)
    assert row["unit"] in (None, "person")
    assert failures(found) == ()


def test_figures_that_share_characters_are_both_left_for_review() -> None:
    reading = reading_of(RIGHT)
    overlapping = changed(
        reading.figures, "2025", char_start=RIGHT.text.index("450"), quote="450 больше, в 2025"
    )
    found = settled(replace(reading, figures=overlapping))
    assert column(found.figures, "fault_rule") == [None, "overlapping_figures", "overlapping_figures"]


def test_a_figure_booked_as_observation_without_one_is_left_for_review() -> None:
    reading = reading_of(RIGHT)
    lost = reading.observations.filter(pa.compute.not_equal(reading.observations["quote"], "450"))
    found = settled(replace(reading, observations=lost))
    assert column(found.figures, "fault_rule") == [None, "figure_has_observation", None]
    assert failures(found) == ()


def test_an_observation_of_a_figure_booked_otherwise_is_left_for_review() -> None:
    reading = reading_of(RIGHT)
    context_now = changed(reading.figures, "450", disposition="context", reason="date")
    found = settled(replace(reading, figures=context_now))
    assert column(found.figures, "fault_rule") == [None, "observation_has_figure", None]
    assert found.observations.num_rows == 1
    assert failures(found) == ()


def test_a_figure_that_is_booked_twice_is_booked_once() -> None:
    reading = reading_of(RIGHT)
    twice = pa.concat_tables([reading.figures, reading.figures.slice(1, 1)])
    found = settled(replace(reading, figures=twice))
    assert column(found.figures, "fault_rule") == [None, "unique_key", None]
    assert column(found.reports, "figures_count") == [3]
    assert failures(found) == ()


def test_a_figure_outside_of_its_text_is_no_figure_and_fails_its_report() -> None:
    reading = reading_of(RIGHT, OTHER)
    outside = changed(reading.figures, "450", char_start=900, char_end=903)
    found = settled(replace(reading, figures=outside))
    verdict = validate(found.reports, found.figures, found.observations)
    assert verdict.failed == (RIGHT.report_id,)
    assert verdict.passed == (OTHER.report_id,)


def test_an_observation_of_a_figure_that_the_ledger_lacks_fails_its_report() -> None:
    reading = reading_of(RIGHT, OTHER)
    stray = changed(reading.observations, "450", figure_id="0" * 32)
    found = settled(replace(reading, observations=stray))
    assert "observation_has_figure" in {
        failure.check for failure in validate(found.reports, found.figures, found.observations).failures
    }


def test_every_rule_of_a_fault_says_what_it_asks_and_what_to_do() -> None:
    assert set(FaultRule) <= set(RULES)


def test_a_row_of_a_fault_has_the_declared_columns() -> None:
    found = settled(reading_of(replace(RIGHT, booked=(SOUND, MISREAD, context()))))
    assert found.figures.schema == FIGURES.arrow_schema
    assert found.observations.schema == OBSERVATIONS.arrow_schema
