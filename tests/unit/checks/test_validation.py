"""Rules of the gate: what a report must hold to be accepted, and that one report's fault stays its own."""

from __future__ import annotations

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.evidence import quote_findings
from checks.severity import RULES
from checks.tables import FIGURES
from checks.tables.units import CURRENCIES
from checks.validation import validate
from checks.verdict import Verdict
from tests.unit.checks.batches import Batch, Told, build_batch, context, observed, review

BATCH_ID = "20260204T020000000000Z"
STAFF = Told(
    "staff.txt",
    "На [[1]] февраля в клиниках области трудятся [[1 240]] врачей, бюджет школ вырос до [[7]] млрд.",
    (context(), observed("HR.DOC.N", 1240, "person"), review(7_000_000_000, "KZT")),
)
CARE = Told(
    "care.txt",
    "Стационары приняли [[8 015]] больных, их число снизилось на [[5,2%]].",
    (
        observed("SD.INP.TREATED", 8015, "person"),
        observed("SD.INP.TREATED", -5.2, "percent", measure="change_pct", dimensions='{"direction": "down"}'),
    ),
)


def judge(batch: Batch) -> Verdict:
    return validate(batch.reports, batch.figures, batch.observations)


def changed(data: pa.Table, of_report: str, /, **columns: pl.Expr) -> pa.Table:
    """`data` with these columns replaced on the rows of one report."""
    frame = pl.DataFrame(data)
    mine = pl.col("report_id") == of_report
    new = [
        pl.when(mine).then(value).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, value in columns.items()
    ]
    return frame.with_columns(new).to_arrow().cast(data.schema)


def test_a_sound_batch_passes_with_every_report() -> None:
    verdict = judge(build_batch(BATCH_ID, STAFF, CARE))
    assert verdict.failures == ()
    assert verdict.warnings == ()
    assert set(verdict.passed) == {STAFF.report_id, CARE.report_id}


def test_a_report_without_a_figure_passes() -> None:
    assert judge(build_batch(BATCH_ID, Told("empty.txt", "Цифр здесь нет."))).passed


def test_a_batch_without_reports_has_nothing_to_say() -> None:
    verdict = judge(build_batch(BATCH_ID))
    assert (verdict.passed, verdict.failures) == ((), ())


OBSERVATION_FAULTS: dict[str, dict[str, pl.Expr]] = {
    "schema": {"comparator": pl.lit("roughly")},
    "known_indicator": {"indicator_code": pl.lit("HR.NOBODY")},
    "subject_area": {"subject_area": pl.lit("investments")},
    "known_region": {"region_code": pl.lit("KZ-99")},
    "known_unit": {"unit": pl.lit("furlong")},
    "known_programme": {"programme_code": pl.lit("NOTHING")},
    "unit_of_indicator": {"unit": pl.lit("KZT")},
    "period_order": {"period_start": pl.lit("2026-03-01").str.to_date()},
    "unresolved_period": {"period_basis": pl.lit("unresolved")},
    "range_order": {"comparator": pl.lit("between")},
    "sign": {"value": pl.lit(-1240.0)},
    "group_has_role": {"group_id": pl.lit("g1")},
    "sentence_at_offset": {"sentence_start": pl.lit(1)},
    "same_quote": {"quote": pl.lit("1 241")},
    "observation_has_figure": {"figure_id": pl.lit("0" * 32)},
}


@pytest.mark.parametrize("check", OBSERVATION_FAULTS)
def test_a_faulty_observation_fails_its_report_and_no_other(check: str) -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    faulty = changed(batch.observations, STAFF.report_id, **OBSERVATION_FAULTS[check])
    verdict = validate(batch.reports, batch.figures, faulty)
    assert check in {failure.check for failure in verdict.failures}
    assert verdict.failed == (STAFF.report_id,)
    assert verdict.passed == (CARE.report_id,)


FIGURE_FAULTS: dict[str, dict[str, pl.Expr]] = {
    "quote_at_offsets": {"quote": pl.lit("9")},
    "reason_or_observation": {"reason": pl.lit("date")},
    "value_of_figure": {"value": pl.lit(None)},
    "figure_has_observation": {"disposition": pl.lit("observation")},
    "counts": {"disposition": pl.lit("context")},
    "unique_key": {"figure_id": pl.lit("a" * 32)},
}


@pytest.mark.parametrize("check", FIGURE_FAULTS)
def test_a_faulty_ledger_fails_its_report_and_no_other(check: str) -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    faulty = changed(batch.figures, STAFF.report_id, **FIGURE_FAULTS[check])
    verdict = validate(batch.reports, faulty, batch.observations)
    assert check in {failure.check for failure in verdict.failures}
    assert verdict.passed == (CARE.report_id,)


def test_a_quote_one_character_off_is_found() -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    moved = changed(batch.figures, CARE.report_id, char_end=pl.col("char_end") + 1)
    verdict = validate(batch.reports, moved, batch.observations)
    found = {failure.check: failure for failure in verdict.failures}
    assert found["quote_at_offsets"].rows == 2
    assert "8 015" in found["quote_at_offsets"].sample
    assert found["quote_at_offsets"].remedy


@pytest.mark.parametrize(
    ("value", "measure", "unit"),
    [
        (61.0, "share", "percent"),
        (450.0, "change_abs", "person"),
        (2.0, "change_abs", "percentage_point"),
        (-6.0, "change_pct", "percent"),
        (2.5, "change_ratio", "times"),
    ],
)
def test_shares_and_changes_have_units_of_their_own(value: float, measure: str, unit: str) -> None:
    told = Told("x.txt", "Врачей [[1]].", (observed("HR.DOC.N", value, unit, measure=measure),))
    assert judge(build_batch(BATCH_ID, told)).failures == ()


@pytest.mark.parametrize("unit", CURRENCIES)
def test_money_of_an_indicator_told_in_tenge_may_be_in_any_currency(unit: str) -> None:
    told = Told("x.txt", "Томограф стоит [[300]].", (observed("IN.EQ.COST", 300.0, unit),))
    assert judge(build_batch(BATCH_ID, told)).failures == ()


def test_people_are_counted_in_no_currency() -> None:
    told = Told("x.txt", "Врачей [[300]].", (observed("HR.DOC.N", 300.0, "USD"),))
    assert {failure.check for failure in judge(build_batch(BATCH_ID, told)).failures} == {"unit_of_indicator"}


@pytest.mark.parametrize(
    ("value", "measure", "unit", "direction"),
    [
        (5.2, "change_pct", "percent", "down"),
        (-3.0, "change_abs", "person", "up"),
        (1.5, "change_ratio", "times", "down"),
    ],
)
def test_a_change_against_its_direction_is_refused(
    value: float, measure: str, unit: str, direction: str
) -> None:
    reading = observed("HR.DOC.N", value, unit, measure=measure, dimensions=f'{{"direction": "{direction}"}}')
    verdict = judge(build_batch(BATCH_ID, Told("x.txt", "Врачей [[1]].", (reading,))))
    assert {failure.check for failure in verdict.failures} == {"sign_of_change"}


def test_a_row_without_a_report_fails_the_whole_batch() -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    ownerless = changed(batch.figures, CARE.report_id, report_id=pl.lit(None))
    verdict = validate(batch.reports, ownerless, batch.observations)
    assert verdict.passed == ()
    assert set(verdict.failed) == {STAFF.report_id, CARE.report_id}


def test_a_missing_column_fails_the_whole_batch() -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    verdict = validate(batch.reports, batch.figures.drop_columns(["quote"]), batch.observations)
    assert verdict.passed == ()
    assert {failure.check for failure in verdict.failures} == {"schema"}


def test_rows_of_a_report_outside_the_batch_are_found() -> None:
    batch = build_batch(BATCH_ID, STAFF, CARE)
    verdict = validate(batch.reports.slice(0, 1), batch.figures, batch.observations)
    assert "report_of_row" in {failure.check for failure in verdict.failures}
    assert verdict.passed == (STAFF.report_id,)


def test_figures_that_share_a_character_fail_their_report() -> None:
    batch = build_batch(BATCH_ID, STAFF)
    again = (
        pl.DataFrame(batch.figures)
        .head(1)
        .with_columns(figure_id=pl.lit("b" * 32))
        .to_arrow()
        .cast(FIGURES.arrow_schema)
    )
    verdict = validate(batch.reports, pa.concat_tables([batch.figures, again]), batch.observations)
    assert "overlapping_figures" in {failure.check for failure in verdict.failures}


def test_every_rule_has_a_remedy_and_a_meaning() -> None:
    assert all(rule.remedy and rule.meaning for rule in RULES.values())


letters = st.text(st.characters(codec="utf-8", exclude_characters="[]"), max_size=12)
quotes = st.text("0123456789 ,", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.tuples(letters, quotes), min_size=1, max_size=6))
def test_offsets_count_code_points_in_any_alphabet(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{before} х[[{quote}]]" for before, quote in parts)
    batch = build_batch(BATCH_ID, Told("x.txt", marked, tuple(context() for _ in parts)))
    reports, figures = pl.DataFrame(batch.reports), pl.DataFrame(batch.figures)
    assert quote_findings(reports, figures).is_empty()
    shifted = figures.with_columns(pl.col("char_start", "char_end") - 1)
    assert quote_findings(reports, shifted).height == len(parts)
