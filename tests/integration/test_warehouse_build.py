"""From accepted batches to facts: dbt runs on batches of our own reports.

The tests of this file share one data root and follow one another: what they ask is what the next build does.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.validation import validate
from orchestration.settings import SAMPLES
from tests.integration.dbt_runs import PROJECT, TABLES, Warehouse, failed
from tests.unit.checks.batches import (
    Told,
    build_batch,
    context,
    observed,
    review,
    start_zones,
    write_intake,
    write_rejection,
)

pytestmark = pytest.mark.integration

WITHOUT_UNIT_TESTS = ("--exclude-resource-type", "unit_test")

STAFF = Told(
    "staff.txt",
    "На [[1]] февраля в клиниках области трудятся [[1 240]] врачей, бюджет школ вырос до [[7]] млрд.",
    (context(), observed("HR.DOC.N", 1240, "person"), review(7_000_000_000, "KZT")),
)
CARE = Told(
    "care.txt",
    "Стационары приняли [[8 015]] больных, куплено [[3]] томографа.",
    (
        observed("SD.INP.TREATED", 8015, "person", facility="Городская больница"),
        observed("IN.EQ.UNITS", 3, "unit"),
    ),
)
SAMPLE = Told(
    "zhambyl_undated.txt",
    (SAMPLES / "zhambyl_undated.txt").read_text(encoding="utf-8").replace("141 870", "[[141 870]]"),
    (observed("SD.INP.TREATED", 141_870, "person", facility="Областная больница"),),
    published_on=None,
)
LATE = Told(
    "late.txt", "Построено [[12]] амбулаторий.", (observed("IN.FAC.COMM", 12, "facility"),), "KZ-23", None
)
# The same report as CARE, read by better rules: the second figure turned out not to be equipment.
CARE_AGAIN = replace(CARE, booked=(CARE.booked[0], review(3)))
# The same report again, read so that nothing is left of it.
STAFF_EMPTIED = replace(STAFF, booked=(context(), review(1240), review(7_000_000_000)))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data_root = tmp_path_factory.mktemp("warehouse")
    start_zones(data_root)
    return Warehouse(data_root)


def test_an_empty_warehouse_builds(warehouse: Warehouse) -> None:
    done = warehouse.dbt("build")
    assert done.success, failed(done)
    assert warehouse.rows("select count(*) from fct_observations") == [(0,)]


def test_a_bundled_sample_is_marked_while_nothing_else_has_come(warehouse: Warehouse) -> None:
    raw, landed = warehouse.data_root / "raw", "20260203T010000000000Z"
    build_batch("20260203T010500000000Z", SAMPLE).write(warehouse.accepted)
    write_intake(raw, landed, [SAMPLE])
    write_rejection(warehouse.data_root / "rejected", "20260203T010500000000Z", SAMPLE, stage="row")
    warehouse.run()
    assert warehouse.rows("select is_sample from dim_report") == [(True,)]
    assert warehouse.rows("select is_sample from fct_treatments") == [(True,)]
    assert warehouse.rows("select is_sample from fct_observations") == [(True,)]
    assert warehouse.rows("select count(*) from rejected_reports") == [(1,)]
    assert warehouse.rows("select work_kind from work_list") == [("undated_report",)]


def test_accepted_reports_become_facts_and_every_dbt_test_passes(warehouse: Warehouse) -> None:
    build_batch("20260204T020000000000Z", STAFF, CARE).write(warehouse.accepted)
    write_intake(warehouse.data_root / "raw", "20260204T010000000000Z", [STAFF, CARE])
    done = warehouse.dbt("build", *WITHOUT_UNIT_TESTS)
    assert done.success, failed(done)
    assert [result.node.name for result in done.result if result.status == "warn"] == []
    assert warehouse.rows("select value, unit, report_file from fct_staffing") == [
        (1240.0, "person", "staff.txt")
    ]
    assert warehouse.rows("select value from fct_treatments") == [(8015.0,)]
    assert warehouse.rows("select value from fct_investments") == [(3.0,)]
    assert warehouse.rows("select count(*) from figure_ledger") == [(5,)]
    assert warehouse.rows("select facility, region_code from dim_facility") == [
        ("Городская больница", "KZ-15")
    ]
    assert warehouse.rows("select label_ru from dim_period") == [("на 3 февраля 2026 года",)]


def test_samples_have_left_every_table_but_the_ledger_of_files(warehouse: Warehouse) -> None:
    holding = {
        table
        for table in (*TABLES, "rejected_reports", "contradicting_groups")
        if warehouse.rows(f"select 1 from {table} where report_id = '{SAMPLE.report_id}'")
    }
    assert holding == {"intake_ledger"}
    assert warehouse.rows("select distinct is_sample from fct_observations") == [(False,)]
    assert warehouse.rows("select distinct is_sample from dim_report") == [(False,)]


def test_every_published_table_is_documented(warehouse: Warehouse) -> None:
    page = (PROJECT.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    tables = warehouse.rows("select table_name from information_schema.tables where table_schema = 'marts'")
    assert [name for (name,) in tables if f"`{name}`" not in page] == []


def test_a_build_without_a_new_batch_changes_no_row(warehouse: Warehouse) -> None:
    before = warehouse.content()
    warehouse.run()
    assert warehouse.content() == before


def test_a_second_reading_replaces_the_first_and_drops_what_it_no_longer_finds(warehouse: Warehouse) -> None:
    build_batch("20260206T020000000000Z", CARE_AGAIN, STAFF_EMPTIED).write(warehouse.accepted)
    warehouse.run()
    assert warehouse.rows("select value from fct_observations") == [(8015.0,)]
    assert warehouse.rows("select count(*), count(distinct batch_id) from figure_ledger") == [(5, 1)]
    assert warehouse.rows("select observations_count from dim_report order by report_file") == [(1,), (0,)]


def test_a_batch_accepted_out_of_order_is_not_skipped(warehouse: Warehouse) -> None:
    build_batch("20260205T020000000000Z", LATE).write(warehouse.accepted)
    write_intake(warehouse.data_root / "raw", "20260205T010000000000Z", [LATE])
    warehouse.run()
    assert warehouse.rows("select value from fct_investments") == [(12.0,)]


def test_an_older_reading_that_arrives_late_does_not_replace_the_newer(warehouse: Warehouse) -> None:
    before = warehouse.content()
    build_batch("20260203T020000000000Z", CARE).write(warehouse.accepted)
    warehouse.run()
    assert warehouse.content() == before


def test_a_build_from_scratch_gives_the_same_rows(warehouse: Warehouse) -> None:
    before = warehouse.content()
    warehouse.run("--full-refresh")
    assert warehouse.content() == before


def test_a_rejected_report_is_listed_until_a_later_reading_is_accepted(warehouse: Warehouse) -> None:
    again = Told("again.txt", "Сделано [[40]] операций.", (observed("SD.SURG.OPS", 40, "operation"),))
    write_rejection(warehouse.data_root / "rejected", "20260207T020000000000Z", again)
    write_intake(warehouse.data_root / "raw", "20260207T010000000000Z", [again])
    broken = Told("broken.pdf", "x")
    write_rejection(warehouse.data_root / "rejected", "20260207T011000000000Z", broken, stage="landing")
    warehouse.run()
    listed = "select report_file, stage from rejected_reports order by report_file"
    assert warehouse.rows(listed) == [("again.txt", "validation"), ("broken.pdf", "landing")]
    build_batch("20260208T020000000000Z", again).write(warehouse.accepted)
    warehouse.run()
    assert warehouse.rows(listed) == [("broken.pdf", "landing")]
    assert warehouse.rows("select count(*) from fct_treatments") == [(2,)]


def test_a_file_without_a_known_content_is_listed_until_it_lands(warehouse: Warehouse) -> None:
    closed, raw = Told("closed.txt", "Врачи есть."), warehouse.data_root / "raw"
    first, second = "20260207T030000000000Z", "20260208T025000000000Z"
    write_intake(raw, first, [closed], outcome="rejected", known=False)
    write_rejection(warehouse.data_root / "rejected", first, closed, stage="landing", known=False)
    warehouse.run()
    listed = "select stage from rejected_reports where report_file = 'closed.txt'"
    assert warehouse.rows(listed) == [("landing",)]
    write_intake(raw, second, [closed])
    build_batch("20260208T025500000000Z", closed).write(warehouse.accepted)
    warehouse.run()
    assert warehouse.rows(listed) == []


def test_a_region_that_the_folder_contradicts_is_work_for_a_person(warehouse: Warehouse) -> None:
    counted = (observed("HR.DOC.N", 31, "person"),)
    batch = build_batch("20260208T027000000000Z", Told("moved.txt", "Врачей [[31]].", counted))
    place = batch.reports.schema.get_field_index("region_conflict")
    named = batch.reports.set_column(place, batch.reports.schema.field(place), [["KZ-27"]])
    replace(batch, reports=named).write(warehouse.accepted)
    warehouse.run()
    listed = "select report_file, reason from work_list where work_kind = 'region_conflict'"
    assert warehouse.rows(listed) == [("moved.txt", "folder_or_sidecar_names_another_region")]


def test_the_warehouse_finds_the_contradictions_that_the_gate_warns_of(warehouse: Warehouse) -> None:
    parts = ((265, "total"), (165, "component"), (120, "component"))
    booked = tuple(
        observed("HR.DOC.SHORT", value, "person", group_id="g", group_role=role) for value, role in parts
    )
    batch = build_batch(
        "20260208T030000000000Z", Told("parts.txt", "Нужно [[265]]: [[165]] и [[120]].", booked)
    )
    warned = validate(batch.reports, batch.figures, batch.observations).warnings
    assert [(warning.report_id, warning.check) for warning in warned] == [
        (batch.files[0].report_id, "total_of_components")
    ]
    batch.write(warehouse.accepted)
    warehouse.run()
    listed = warehouse.rows("select report_id, total, components_sum from contradicting_groups")
    assert listed == [(batch.files[0].report_id, 265.0, 285.0)]
    assert warehouse.rows("select quote from work_list where work_kind = 'contradicting_group'") == [("265",)]


def test_a_misplaced_quote_breaks_the_build_and_the_cursor_stays(warehouse: Warehouse) -> None:
    wrong = build_batch("20260209T020000000000Z", Told("wrong.txt", "Врачей [[9]].", (context(),)))
    moved = wrong.figures.set_column(3, wrong.figures.schema.field(3), [[1]])
    replace(wrong, figures=moved).write(warehouse.accepted)
    done = warehouse.dbt("build", *WITHOUT_UNIT_TESTS)
    assert "quote_stands_at_its_offsets" in failed(done)
    repaired = build_batch("20260210T020000000000Z", Told("wrong.txt", "Врачей [[9]].", (context(),)))
    repaired.write(warehouse.accepted)
    warehouse.run()
    assert warehouse.rows("select char_start from figure_ledger where report_file = 'wrong.txt'") == [(7,)]
