"""A part of another release is read as this release declares it, and no release may ask for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from checks.tables import SIDECARS, TABLES, Column, Table
from sources.landing.batches import batch_ids
from sources.landing.compaction import compact
from sources.landing.landing import land
from sources.landing.ledger import refused_places
from sources.landing.parts import conform, read_part
from sources.landing.retry import retry
from sources.landing.unread import settled_reports, unread_reports
from sources.landing.zones import DECLARED, EMPTY_BATCH, Zones
from sources.readers.version import READER_VERSION
from sources.reading.batch import read_batch
from tests.earlier_releases.unpacking import unpack
from tests.unit.landing.place import inline

LATER = Column("told_later", "text", "A column that a later release adds.", nullable=True)


def later(table: Table) -> Table:
    """The table as a later release may declare it: one more column, and every count a number."""
    wider = tuple(
        replace(column, type="number") if column.type == "integer" else column for column in table.columns
    )
    return replace(table, columns=(*wider, LATER))


DECLARED_LATER: Mapping[str, Mapping[str, Table]] = {
    zone: {name: later(table) for name, table in files.items()} for zone, files in DECLARED.items()
}


def rows_as_dbt_sees_them(zones: Zones, zone: str, name: str) -> list[tuple[object, ...]]:
    """The rows of a kind of part over all batches, in an order of their own."""
    query = f"select * from read_parquet('{zones.root / zone}/*/{name}', union_by_name=true) order by all"
    return duckdb.sql(query).fetchall()


@pytest.fixture(scope="module")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data root of the first release, which nobody changes."""
    return unpack(tmp_path_factory.mktemp("first"))


@pytest.fixture
def zones(tmp_path: Path) -> Zones:
    """The zones of a data root of the first release."""
    return Zones(unpack(tmp_path / "data"))


def test_missing_columns_are_null_wider_types_are_cast_others_are_left_out() -> None:
    rows = pa.table({"count": [1, 2], "gone": ["a", "b"]})
    wanted = pa.schema([("told_later", pa.string()), ("count", pa.float64())])
    assert conform(rows, wanted).to_pylist() == [
        {"told_later": None, "count": 1.0},
        {"told_later": None, "count": 2.0},
    ]


def test_a_type_that_became_too_narrow_is_an_error() -> None:
    with pytest.raises(pa.ArrowInvalid):
        conform(pa.table({"value": [1.5]}), pa.schema([("value", pa.int64())]))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_added_since_the_first_release_may_be_null_and_none_is_gone(
    first_release: Path, table: Table
) -> None:
    (zone, file) = next(
        (zone, name)
        for zone, files in DECLARED.items()
        for name, declared in files.items()
        if declared is table
    )
    if table is SIDECARS:  # came with a later release
        assert not (first_release / zone / EMPTY_BATCH / file).exists()
        return
    written = parquet.read_schema(first_release / zone / EMPTY_BATCH / file)
    assert set(written.names) <= set(table.column_names)
    added = [column for column in table.columns if column.name not in written.names]
    assert [column.name for column in added if not column.nullable] == []


@pytest.mark.parametrize("zone", DECLARED)
def test_every_column_declared_later_reaches_dbt_in_a_zone_of_the_first_release(
    zones: Zones, zone: str
) -> None:
    zones.create(DECLARED_LATER)
    for name, table in DECLARED_LATER[zone].items():
        found = duckdb.sql(
            f"select * from read_parquet('{zones.root / zone}/*/{name}', union_by_name=true)"
        ).columns
        assert set(found) == set(table.column_names)


def test_a_compaction_of_parts_of_two_releases_changes_no_row(zones: Zones) -> None:
    zones.create(DECLARED_LATER)
    kinds = [(zone, name) for zone, files in DECLARED_LATER.items() for name in files]
    before = {kind: rows_as_dbt_sees_them(zones, *kind) for kind in kinds}
    compaction = compact(zones, declared=DECLARED_LATER)
    assert compaction.wholes == 2
    assert {kind: rows_as_dbt_sees_them(zones, *kind) for kind in kinds} == before
    (whole,) = set(batch_ids(zones.accepted)) - {EMPTY_BATCH}
    reports = DECLARED_LATER["accepted"]["reports.parquet"]
    written = parquet.read_schema(zones.accepted / whole / "reports.parquet")
    assert written.equals(reports.arrow_schema)
    assert read_part(zones.accepted / whole / "reports.parquet", reports, ["told_later"]).num_rows == 19


def test_landing_reading_and_retry_go_on_in_a_data_root_of_the_first_release(zones: Zones) -> None:
    assert land(zones, [], inline).seen == 0
    # A reading that does not say which readers opened its report is made anew.
    assert len(settled_reports(zones, "2", READER_VERSION, {})) == 0
    assert len(refused_places(zones)) == 1
    chunks = list(unread_reports(zones, "of a later release", region_hints=frozenset({"KZ-55"})))
    readings = [read_batch(chunk) for chunk in chunks]
    files = [name for reading in readings for name in reading.reports["report_file"].to_pylist()]
    assert files == ["itogi_pavlodar.txt", "pavlodar_kardio.html"]
    assert [reading.faults for reading in readings] == [(), ()]
    assert retry(zones).files == 1
