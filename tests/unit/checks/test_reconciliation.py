"""Totals and their components, and books that balance."""

from __future__ import annotations

import polars as pl
import pyarrow as pa
import pytest

from checks.reconciliation import close_books, group_findings
from checks.tables import INTAKE
from tests.unit.checks.batches import Told, build_batch, observed

BATCH_ID = "20260204T020000000000Z"


def grouped(*readings: tuple[float, str], **more: object) -> pl.DataFrame:
    """Observations of one group: a figure per value and role."""
    marked = " ".join(f"[[{value}]]" for value, _ in readings)
    booked = tuple(
        observed("HR.DOC.N", value, "person", group_id="g1", group_role=role, **more)
        for value, role in readings
    )
    return pl.DataFrame(build_batch(BATCH_ID, Told("x.txt", marked, booked)).observations)


def checks_of(frame: pl.DataFrame) -> set[str]:
    return set(group_findings(frame)["check"])


def test_components_that_add_up_are_silent() -> None:
    assert checks_of(grouped((265, "total"), (165, "component"), (100, "component"))) == set()


def test_components_that_do_not_add_up_are_found() -> None:
    assert checks_of(grouped((265, "total"), (165, "component"), (120, "component"))) == {
        "total_of_components"
    }


def test_rounding_is_not_a_contradiction() -> None:
    assert checks_of(grouped((3500, "total"), (1200, "component"), (2290, "component"))) == set()


def test_named_parts_need_not_add_up_but_none_exceeds_the_total() -> None:
    assert checks_of(grouped((300, "total"), (20, "partial"), (5, "partial"))) == set()
    assert checks_of(grouped((300, "total"), (320, "partial"))) == {"partial_within_total"}


@pytest.mark.parametrize("more", [{"comparator": "approx"}, {"measure": "share"}])
def test_what_may_not_be_added_is_not_added(more: dict[str, object]) -> None:
    assert checks_of(grouped((50, "total"), (10, "component"), (10, "component"), **more)) == set()


def sightings(*outcomes: tuple[str, str | None, str | None]) -> pa.Table:
    """Intake rows with outcome, reason and report."""
    blank = dict.fromkeys(INTAKE.column_names)
    return INTAKE.from_rows(
        {**blank, "outcome": outcome, "reason": reason, "report_id": report}
        for outcome, reason, report in outcomes
    )


def test_books_balance_when_every_file_and_figure_is_found_again() -> None:
    told = Told("x.txt", "Врачей [[5]]", (observed("HR.DOC.N", 5, "person"),))
    batch = build_batch(BATCH_ID, told)
    seen = sightings(
        ("landed", None, told.report_id),
        ("duplicate", "same_content", told.report_id),
        ("rejected", "empty", None),
    )
    books = close_books(seen, frozenset({told.report_id}), batch.reports, batch.figures)
    assert books.balanced
    assert (books.files_seen, books.landed, books.duplicates, books.rejected) == (3, 1, 1, 1)
    assert (books.figures_found, books.ledger_rows) == (1, 1)


def test_every_missing_entry_is_named() -> None:
    told = Told("x.txt", "Врачей [[5]]", (observed("HR.DOC.N", 5, "person"),))
    batch = build_batch(BATCH_ID, told)
    seen = sightings(("landed", None, "f" * 64), ("rejected", None, None), ("vanished", None, None))
    books = close_books(seen, frozenset(), batch.reports, batch.figures.slice(0, 0))
    assert len(books.differences) == 4
