"""A batch in, declared tables out; ids follow from bytes and offsets, a bad report costs itself only."""

from __future__ import annotations

import pyarrow as pa

from checks.tables import FIGURES, OBSERVATIONS, REPORTS
from sources.reading.attributes.observation import stable_id
from sources.reading.batch import read_batch
from sources.reading.output.tables import Reading
from tests.unit.reading.documents import BATCH, PUBLISHED, raw_table

TREATED = "В стационарах пролечено 412 больных, из них 120 детей."
STAFF = "В области работают 2 340 врачей. Приём ведут с 8:00."


def rows(table: pa.Table, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


def read() -> Reading:
    return read_batch(raw_table(TREATED, STAFF), [])


def test_the_tables_are_those_that_were_declared() -> None:
    found = read()
    assert found.reports.schema == REPORTS.arrow_schema
    assert found.figures.schema == FIGURES.arrow_schema
    assert found.observations.schema == OBSERVATIONS.arrow_schema


def test_a_batch_without_reports_gives_empty_tables_of_the_same_schemas() -> None:
    found = read_batch(raw_table(TREATED).slice(0, 0), [])
    assert (found.reports.num_rows, found.figures.num_rows, found.faults) == (0, 0, ())
    assert found.observations.schema == OBSERVATIONS.arrow_schema


def test_a_record_batch_is_read_like_a_table() -> None:
    raw = raw_table(TREATED, STAFF)
    assert read_batch(raw.to_batches()[0], []).observations == read().observations


def test_ids_follow_from_bytes_and_offsets_only() -> None:
    moved = {"batch_id": "20260101T000000000000Z", "source_path": "elsewhere/b.txt", "report_file": "b.txt"}
    again = read_batch(raw_table(TREATED, STAFF, changed={0: moved, 1: moved}), [])
    ids = ("observation_id", "figure_id", "report_id", "group_id")
    assert rows(again.observations, *ids) == rows(read().observations, *ids)


def test_ids_are_unique() -> None:
    found = read()
    for table, name in ((found.figures, "figure_id"), (found.observations, "observation_id")):
        ids = table[name].to_pylist()
        assert len(ids) == len(set(ids))


def test_the_same_words_in_two_reports_have_two_ids() -> None:
    found = read_batch(raw_table(TREATED, TREATED + " "), [])
    assert len(set(found.figures["figure_id"].to_pylist())) == found.figures.num_rows


def test_an_id_does_not_confuse_parts_that_read_alike_when_joined() -> None:
    assert stable_id("a", 1, 23) != stable_id("a", 12, 3)


def test_every_observation_has_its_figure_in_the_ledger() -> None:
    found = read()
    ledger = {row["figure_id"]: row for row in found.figures.to_pylist()}
    for one in found.observations.to_pylist():
        row = ledger[one["figure_id"]]
        assert row["disposition"] == "observation"
        assert (row["char_start"], row["char_end"], row["quote"]) == (
            one["char_start"],
            one["char_end"],
            one["quote"],
        )


def test_the_sentence_is_verbatim_and_holds_its_figure() -> None:
    texts = {row["report_id"]: row["text"] for row in read().reports.to_pylist()}
    for one in read().observations.to_pylist():
        start = one["sentence_start"]
        assert texts[one["report_id"]][start : start + len(one["sentence"])] == one["sentence"]
        assert one["quote"] in one["sentence"]


def test_a_report_counts_what_became_of_its_figures() -> None:
    found = read()
    for row in found.reports.to_pylist():
        mine = [one for one in found.figures.to_pylist() if one["report_id"] == row["report_id"]]
        assert row["figures_count"] == len(mine)
        assert row["observations_count"] == sum(one["disposition"] == "observation" for one in mine)
        assert row["review_count"] == sum(one["disposition"] == "review" for one in mine)


def test_a_report_keeps_what_came_with_it() -> None:
    (first, _) = rows(read().reports, "batch_id", "published_on", "published_basis", "char_count", "language")
    assert first == (BATCH, PUBLISHED, "sidecar", len(TREATED), "ru")


def test_members_of_a_group_share_its_id() -> None:
    found = [row for row in rows(read().observations, "quote", "group_id", "group_role") if row[1]]
    assert [(quote, role) for quote, _, role in found] == [("412", "total"), ("120", "partial")]
    assert len({group for _, group, _ in found}) == 1


BROKEN = {0: {"metadata": "{broken", "region_hint": "KZ-15"}}


def test_a_report_whose_reading_fails_keeps_every_figure_for_review() -> None:
    found = read_batch(raw_table(TREATED, STAFF, changed=BROKEN), [])
    (fault,) = found.faults
    assert (fault.report_file, fault.rule) == ("report-0.txt", "reading_failed")
    assert "JSONDecodeError" in fault.detail
    left = [row for row in found.figures.to_pylist() if row["report_file"] == "report-0.txt"]
    assert [(row["quote"], row["value"], row["disposition"]) for row in left] == [
        ("412", 412.0, "review"),
        ("120", 120.0, "review"),
    ]
    assert found.set_aside == dict.fromkeys((row["figure_id"] for row in left), "reading_failed")


def test_a_report_whose_reading_fails_is_known_by_what_came_with_it() -> None:
    found = read_batch(raw_table(TREATED, STAFF, changed=BROKEN), [])
    (first, _) = rows(found.reports, "region_code", "region_basis", "published_on", "language")
    assert first == ("KZ-15", "source", PUBLISHED, None)


def test_a_report_whose_reading_fails_costs_no_other() -> None:
    found = read_batch(raw_table(TREATED, STAFF, changed=BROKEN), [])
    alone = read_batch(raw_table(STAFF), [])
    assert found.observations.num_rows == alone.observations.num_rows


def test_what_the_sidecar_calls_the_report_is_its_title() -> None:
    raw = raw_table(STAFF, changed={0: {"sidecar": '{"title": "Справка о кадрах"}'}})
    assert read_batch(raw, []).reports["title"].to_pylist() == ["Справка о кадрах"]
