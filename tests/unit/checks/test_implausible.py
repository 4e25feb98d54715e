"""Second thoughts: what makes no sense as a row goes back to review, and the rest of the report passes."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from checks.meaning import implausible
from checks.validation import validate
from sources.reading.batch import Reading
from sources.reading.withdrawal import withdraw
from tests.unit.checks.batches import Batch, Told, build_batch, context, observed

BATCH_ID = "20260204T020000000000Z"
SOUND = observed("HR.DOC.N", 1240, "person")
MISREAD = observed("HR.NUR.N", 450, "percent", measure="change_abs")


def reading_of(batch: Batch) -> Reading:
    return Reading(batch.reports, batch.figures, batch.observations, ())


def second_thoughts(*told: Told) -> Reading:
    reading = reading_of(build_batch(BATCH_ID, *told))
    return withdraw(reading, implausible(reading.observations))


def column(table: pa.Table, name: str) -> list[object]:
    return list(table[name].to_pylist())


def test_a_misread_figure_goes_to_review_and_its_report_passes() -> None:
    told = Told(
        "x.txt",
        "Врачей [[1 240]], медсестёр на [[450]] больше, в [[2025]] году.",
        (SOUND, MISREAD, context()),
    )
    reading = second_thoughts(told)
    assert column(reading.figures, "disposition") == ["observation", "review", "context"]
    assert column(reading.figures, "reason") == [None, "unit_of_indicator", "date"]
    assert column(reading.observations, "value") == [1240.0]
    assert column(reading.reports, "observations_count") == [1]
    assert column(reading.reports, "review_count") == [1]
    assert validate(reading.reports, reading.figures, reading.observations).failures == ()


def test_a_figure_keeps_the_sound_one_of_its_two_observations() -> None:
    both = replace(SOUND, observations=(*SOUND.observations, *MISREAD.observations))
    reading = second_thoughts(Told("x.txt", "Врачей [[1 240]].", (both,)))
    assert column(reading.figures, "disposition") == ["observation"]
    assert column(reading.observations, "indicator_code") == ["HR.DOC.N"]
    assert validate(reading.reports, reading.figures, reading.observations).failures == ()


def test_a_sound_reading_stays_as_it_is() -> None:
    reading = reading_of(build_batch(BATCH_ID, Told("x.txt", "Врачей [[1 240]].", (SOUND,))))
    assert withdraw(reading, implausible(reading.observations)) is reading
