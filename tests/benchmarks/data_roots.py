"""Data roots of any size, made without reading: raw and accepted batches, as if many reports had come.

Every report states `OBSERVATIONS_PER_REPORT` figures of one region and one month, most of them what others
say of that month as well, some a rival to it. Vectorised in DuckDB; the same seed gives the same rows.
Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet

from checks.tables import FIGURES, INTAKE, OBSERVATIONS, RAW_REPORTS, REPORTS, SIDECARS, Table
from sources.landing.batches import BATCH_FORMAT, publish_batch
from sources.landing.parts import conform
from sources.landing.zones import Zones
from sources.readers.version import READER_VERSION
from sources.reading import EXTRACTOR_VERSION

OBSERVATIONS_PER_REPORT = 20
BATCH_REPORTS = 5_000
FIRST_BATCH = datetime(2016, 1, 4)
HOURS_BETWEEN_BATCHES = 12
REFERENCE = Path(__file__).resolve().parents[2] / "sources" / "catalogue" / "reference"
FOLDER = "generated"

# A sentence has the same length whatever it says, so that offsets are counted, not searched.
_SENTENCE = (
    "'Показатель ' || printf('%03d', place) || ' составил ' || printf('%09d', value) || ' единиц.' || chr(10)"
)
_SENTENCE_LENGTH = 11 + 3 + 10 + 9 + 8 + 1
_VALUE_AT = 11 + 3 + 10


def generate(root: Path, reports: int, seed: int = 12) -> Zones:
    """Make the zones of a data root with this many reports; seconds for each hundred thousand."""
    zones = Zones(root).create()
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = false; set memory_limit = '2GB'")
        _references(connection)
        for number, first in enumerate(range(0, reports, BATCH_REPORTS)):
            last = min(first + BATCH_REPORTS, reports)
            moment = FIRST_BATCH + timedelta(hours=HOURS_BETWEEN_BATCHES * number)
            _write_batch(connection, zones, moment, first, last, seed)
    return zones


def _references(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create table indicators as select row_number() over () - 1 as place, indicator_code, subject_area,"
        " split_part(units, '|', 1) as unit"
        f" from read_csv('{REFERENCE / 'indicators.csv'}', all_varchar = true)"
    )
    connection.execute(
        "create table regions as select row_number() over () - 1 as number, region_code"
        f" from read_csv('{REFERENCE / 'regions.csv'}', all_varchar = true) where region_code <> 'KZ'"
    )


def _write_batch(
    connection: duckdb.DuckDBPyConnection, zones: Zones, moment: datetime, first: int, last: int, seed: int
) -> None:
    landed, accepted = ((moment + timedelta(seconds=second)).strftime(BATCH_FORMAT) for second in (0, 60))
    connection.execute(
        "create or replace temp table said as"
        " select report, sha256($seed || '/' || report) as report_id, region_code,"
        " cast(date '2016-01-01' + to_months(cast(hash(report, $seed, 'month') % 120 as integer)) as date)"
        " as month,"
        f" unnest(range({OBSERVATIONS_PER_REPORT})) as nth"
        " from (select range as report, cast(hash(range, $seed, 'region') % 20 as bigint) as number"
        "       from range($first, $last)) as reports join regions using (number)",
        {"seed": seed, "first": first, "last": last},
    )
    connection.execute(
        "create or replace temp table figures as"
        " select told.*, indicator_code, subject_area, unit,"
        # one in fifty says something else than the others
        " cast(1000 + hash(region_code, indicator_code, month) % 90000 + case"
        "   when hash(report, nth, 'rival') % 50 = 0 then 500 + hash(report) % 3 else 0 end as bigint)"
        " as value,"
        " hash(report, nth, 'kind') % 100 as kind"
        " from (select *, (cast(hash(report, $seed) % 1000 as bigint) + nth * 7)"
        "   % (select count(*) from indicators) as place from said) as told join indicators using (place)",
        {"seed": seed},
    )
    connection.execute(
        f"create or replace temp table texts as select report, any_value(report_id) as report_id,"
        " any_value(region_code) as region_code, any_value(month) as month,"
        f" string_agg({_SENTENCE}, '' order by nth) as text from figures group by report"
    )
    with publish_batch(zones.raw, landed) as folder:
        _write(connection, folder, RAW_REPORTS, "texts", _raw(landed, moment))
        _write(connection, folder, INTAKE, "texts", _intake(landed, moment))
        _write(connection, folder, SIDECARS, "texts where false", {})
    with publish_batch(zones.accepted, accepted) as folder:
        _write(connection, folder, REPORTS, "texts", _reports(accepted, moment))
        _write(connection, folder, FIGURES, "figures", _figures(accepted))
        _write(connection, folder, OBSERVATIONS, "figures", _observations(accepted))


def _write(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, source: str, given: Mapping[str, str]
) -> None:
    """Write one part: the `given` expressions, null in every other column, types as declared."""
    columns = ", ".join(f"{told} as {name}" for name, told in given.items() if name in table.column_names)
    rows = connection.sql(f"select {columns or 1} from {source}").to_arrow_table()
    rows = conform(rows, table.arrow_schema)
    parquet.write_table(rows, folder / f"{_file_name(table)}.parquet", compression="zstd")


def _file_name(table: Table) -> str:
    return "reports" if table is RAW_REPORTS else table.name


def _of_file() -> dict[str, str]:
    return {
        "report_id": "report_id",
        "report_file": "report || '.txt'",
        "source": "'inbox'",
        "source_path": f"'{FOLDER}/' || report || '.txt'",
    }


def _raw(batch_id: str, moment: datetime) -> dict[str, str]:
    return _of_file() | {
        "received_at": f"timestamp '{moment}'",
        "batch_id": f"'{batch_id}'",
        "media_type": "'text/plain'",
        "byte_count": "strlen(text)",
        "content": "encode(text)",
        "text": "text",
        "reader": "'text'",
        "reader_version": f"'{READER_VERSION}'",
        "region_hint": "region_code",
    }


def _intake(batch_id: str, moment: datetime) -> dict[str, str]:
    return _of_file() | {
        "intake_id": "md5(report_id)",
        "seen_at": f"timestamp '{moment}'",
        "bytes": "strlen(text)",
        "outcome": "'landed'",
        "batch_id": f"'{batch_id}'",
    }


def _reports(batch_id: str, moment: datetime) -> dict[str, str]:
    return _of_file() | {
        "title": "'Отчёт ' || report",
        "region_code": "region_code",
        "region_basis": "'stated'",
        "language": "'ru'",
        "published_on": "cast(month + interval 1 month as date)",
        "published_basis": "'dateline'",
        "media_type": "'text/plain'",
        "encoding": "'utf-8'",
        "byte_count": "strlen(text)",
        "char_count": "length(text)",
        "received_at": f"timestamp '{moment}'",
        "recorded_at": f"timestamp '{moment}'",
        "batch_id": f"'{batch_id}'",
        "text": "text",
        "figures_count": str(OBSERVATIONS_PER_REPORT),
        "observations_count": str(OBSERVATIONS_PER_REPORT),
        "review_count": "0",
        "extractor_version": f"'{EXTRACTOR_VERSION}'",
        "reader_version": f"'{READER_VERSION}'",
    }


def _figures(batch_id: str) -> dict[str, str]:
    return {
        "figure_id": "md5(report_id || '/' || nth)",
        "report_id": "report_id",
        "report_file": "report || '.txt'",
        "char_start": f"nth * {_SENTENCE_LENGTH} + {_VALUE_AT}",
        "char_end": f"nth * {_SENTENCE_LENGTH} + {_VALUE_AT} + 9",
        "quote": "printf('%09d', value)",
        "locator": "'paragraph ' || (nth + 1)",
        "disposition": "'observation'",
        "value": "value",
        "unit": "unit",
        "batch_id": f"'{batch_id}'",
        "extractor_version": f"'{EXTRACTOR_VERSION}'",
    }


def _observations(batch_id: str) -> dict[str, str]:
    month_end = "cast(month + interval 1 month - interval 1 day as date)"
    return _figures(batch_id) | {
        "observation_id": "md5(report_id || '/' || nth || '/' || indicator_code)",
        "indicator_code": "indicator_code",
        "subject_area": "subject_area",
        "region_code": "region_code",
        "region_basis": "'stated'",
        "comparator": "'eq'",
        "measure": "'level'",
        "plan_actual": "case when kind < 5 then 'planned' else 'actual' end",
        "period_kind": "'month'",
        "period_start": "month",
        "period_end": month_end,
        "period_basis": "'stated'",
        "age_group": "case when kind between 5 and 9 then 'children' end",
        "dimensions": "'{}'",
        "facility": "case when kind between 10 and 14 then 'Больница № ' || hash(report) % 50 end",
        "scope": "case when kind between 10 and 14 then 'facility' else 'region' end",
        "sentence": _SENTENCE,
        "sentence_start": f"nth * {_SENTENCE_LENGTH}",
        "confidence": "0.9",
        "rule_id": "'generated'",
        "flags": "''",
        "review_state": "'auto'",
    }
