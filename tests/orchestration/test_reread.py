"""Readers of another version: the next refresh opens the samples from their bytes, batch after batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import yaml

from orchestration.defs import landing, reading
from orchestration.instance import open_instance
from orchestration.reading_batches import read_batches
from orchestration.reading_pool import read_opened
from orchestration.settings import SAMPLES, Settings
from orchestration.summary import Facts, facts_of
from sources.landing.batches import batch_ids
from sources.landing.former_readings import former_readings
from sources.landing.unread import unread_ids, unread_reports
from sources.landing.zones import Zones
from sources.readers.version import READER_VERSION
from sources.reading import EXTRACTOR_VERSION

LATER = "of a later release"
MISREAD = "Прежняя программа не увидела здесь ничего."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data root that holds the samples, landed and read."""
    settings = Settings(tmp_path_factory.mktemp("data"), workers=1)
    run(settings, {"landed": {"config": {"inbox": str(SAMPLES)}}})
    return settings


def run(settings: Settings, config: dict[str, object]) -> Facts:
    """Land and read; returns what the assets tell."""
    definitions = dg.Definitions(assets=[*landing.assets, *reading.assets], resources={"settings": settings})
    job = definitions.resolve_implicit_global_asset_job_def()
    with open_instance(settings) as instance:
        result = job.execute_in_process(instance=instance, run_config={"ops": config})
    assert result.success
    return facts_of(result.all_events)


def newest(settings: Settings, name: str = "reports.parquet") -> dict[str, dict]:
    """Row by the id of its report (or figure), of its newest reading."""
    zone = Zones(settings.data_root).accepted
    rows = [
        row
        for batch_id in batch_ids(zone)
        for row in parquet.read_table(zone / batch_id / name, partitioning=None).to_pylist()
    ]
    key = "figure_id" if name == "figures.parquet" else "report_id"
    return {row[key]: row for row in sorted(rows, key=lambda row: row["batch_id"])}


def misread(settings: Settings) -> None:
    """Have raw hold texts as a reader of an older release found them."""
    zone = Zones(settings.data_root).raw
    for batch_id in batch_ids(zone):
        file = zone / batch_id / "reports.parquet"
        rows = parquet.read_table(file, partitioning=None)
        for name, value in (("text", MISREAD), ("blocks", None)):
            place = rows.schema.get_field_index(name)
            field = rows.schema.field(place)
            rows = rows.set_column(place, field, pa.array([value] * rows.num_rows, field.type))
        parquet.write_table(rows, file)


def test_a_decision_in_the_data_root_is_taken_by_the_next_refresh_once(settings: Settings) -> None:
    observations = newest(settings, "observations.parquet")
    report_id, wrong = min(observations.items())
    entry = {name: wrong[name] for name in ("report_id", "char_start", "char_end")}
    entry["expect"] = {name: wrong[name] for name in ("indicator_code", "value", "unit")}
    entry["correct"] = {"value": wrong["value"] + 1}
    entry |= {"reason": "by telephone", "decided_by": "Aigerim"}
    entry["decided_at"] = datetime.now(UTC)
    settings.corrections.write_text(yaml.safe_dump([entry]), encoding="utf-8")
    told = run(settings, {"read": {"config": {"stale": "none"}}})["staged/readings"]
    assert told["reports"] == 1
    zone = Zones(settings.data_root).accepted
    (latest,) = {row["batch_id"] for row in newest(settings).values() if row["report_id"] == report_id}
    rows = parquet.read_table(zone / latest / "observations.parquet", partitioning=None).to_pylist()
    (right,) = (row for row in rows if row["observation_id"] == wrong["observation_id"])
    assert (right["value"], right["value_as_read"]) == (wrong["value"] + 1, wrong["value"])
    assert (right["review_state"], right["confidence"]) == ("corrected", 1.0)
    assert run(settings, {})["staged/readings"]["reports"] == 0


@pytest.fixture
def seen(settings: Settings) -> tuple[dict[str, dict], set[str]]:
    """What stands accepted before a test: reports, and ids of figures."""
    return newest(settings), set(newest(settings, "figures.parquet"))


def test_a_refresh_with_a_raised_reader_version_reads_the_samples_from_their_bytes(
    settings: Settings, seen: tuple[dict[str, dict], set[str]]
) -> None:
    reports, figures = seen
    misread(settings)
    assert run(settings, {})["staged/readings"]["reports"] == 0
    told = run(replace(settings, reader_version=LATER), {})["staged/readings"]
    again = newest(settings)
    assert told["reports"] == told["read_again"] == len(reports) == len(again) > 5
    assert {row["reader_version"] for row in again.values()} == {LATER}
    assert {row["reader_version"] for row in reports.values()} == {READER_VERSION}
    assert {id: row["text"] for id, row in again.items()} == {id: row["text"] for id, row in reports.items()}
    assert set(newest(settings, "figures.parquet")) == figures
    changes = ("texts_changed", "figures_gained", "figures_lost", "observations_gained", "observations_lost")
    assert [told[name] for name in changes] == [0, 0, 0, 0, 0]
    assert run(replace(settings, reader_version=LATER), {})["staged/readings"]["reports"] == 0


def test_a_reread_opens_the_bytes_whatever_the_version(
    settings: Settings, seen: tuple[dict[str, dict], set[str]]
) -> None:
    reports, _ = seen
    misread(settings)
    told = run(settings, {"read": {"config": {"reread": True}}})["staged/readings"]
    assert told["reports"] == len(reports)
    assert {row["text"] for row in newest(settings).values()} == {row["text"] for row in reports.values()}
    assert {row["reader_version"] for row in newest(settings).values()} == {READER_VERSION}


def test_what_a_killed_run_had_accepted_is_not_opened_again(settings: Settings) -> None:
    zones = Zones(settings.data_root)
    version = "of a still later release"
    pending = unread_ids(zones, EXTRACTOR_VERSION, version)

    def answers() -> Iterator:
        chunks = unread_reports(zones, EXTRACTOR_VERSION, version, chunk_rows=2)
        return read_opened(chunks, 1, version, kept=version)

    batches = read_batches(
        zones, answers(), EXTRACTOR_VERSION, version, batch_reports=2, former=former_readings(zones, pending)
    )
    first = next(batches)
    batches.close()
    assert first.accepted_regions.total() == first.changes.reports == 2
    left = unread_ids(zones, EXTRACTOR_VERSION, version)
    assert len(left) == len(pending) - 2
    told = run(replace(settings, reader_version=version), {})["staged/readings"]
    assert told["reports"] == len(left)


def test_a_file_that_kills_today_s_reader_costs_only_its_own_reopening(tmp_path: Path) -> None:
    settings = Settings(tmp_path, workers=1)
    zones = Zones(tmp_path).create()
    for name in ("a.txt", "b.txt"):
        (zones.inbox / name).write_text(f"За месяц {name} принято 12 врачей.\n", encoding="utf-8")
    run(settings, {})
    file = zones.raw / batch_ids(zones.raw)[-1] / "reports.parquet"
    rows = parquet.read_table(file, partitioning=None)
    bytes_now = [
        b"%PDF-1.4 damaged" if name == "b.txt" else content
        for name, content in zip(
            *(rows[name].to_pylist() for name in ("report_file", "content")), strict=True
        )
    ]
    place = rows.schema.get_field_index("content")
    field = rows.schema.field(place)
    parquet.write_table(rows.set_column(place, field, pa.array(bytes_now, field.type)), file)
    told = run(replace(settings, reader_version=LATER), {})
    assert told["accepted/reports"]["reports"] == told["accepted/reports"]["rejected"] == 1
    assert told["rejected/rejections"]["rejected_files"] == [["b.txt", "corrupt"]]
    # the former reading stays until the file can be opened again
    assert {row["reader_version"] for row in newest(settings).values()} == {LATER, READER_VERSION}
    assert run(replace(settings, reader_version=LATER), {})["staged/readings"]["reports"] == 0
