"""An upgrade is a refresh: a data root of an earlier release is brought up without a person, killed or not.

Works on a data root that the first release made. That a killed run leaves the published file and the next one
goes on, shows test_refresh; here the build is killed that makes the tables anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import pytest

from checks.tables import REPORTS, Column
from orchestration.defs.warehouse import REBUILT
from orchestration.manifest import dbt_executable
from orchestration.rebuilding import drop_outdated, models_fingerprint
from orchestration.settings import PROJECT_ROOT, Settings, child_environment
from sources.landing.zones import DECLARED, Zones
from sources.reading import EXTRACTOR_VERSION
from tests.earlier_releases.unpacking import unpack
from tests.integration.dbt_runs import PROJECT, Warehouse, failed
from tests.unit.checks.batches import Told, build_batch, observed

pytestmark = [pytest.mark.integration, pytest.mark.slow]

PATIENCE_SECONDS = 240
SOME_TABLES_BYTES = 3_000_000
OWN = ["itogi_pavlodar.txt", "kadry_2024.csv", "turkistan_esep.txt"]
LATER = Column("scope", "text", "A column that a later release adds.", nullable=True)


def published(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """The answer of the published file."""
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        return warehouse.execute(query).fetchall()


def test_a_refresh_brings_a_data_root_of_an_earlier_release_up(tmp_path: Path) -> None:
    settings = Settings(data_root=unpack(tmp_path / "data"), workers=1)
    refreshed = subprocess.run(
        [sys.executable, "-m", "orchestration", "refresh"],
        cwd=PROJECT_ROOT,
        env=child_environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    told = refreshed.stdout
    assert refreshed.returncode == 0, told + refreshed.stderr
    assert f"to read with extractor {EXTRACTOR_VERSION}: 19" in told
    assert REBUILT in told
    assert "the bundled samples have left it" in told
    assert "coverage_did_not_shrink" not in told
    assert published(settings, "select report_file from dim_report order by all") == [(name,) for name in OWN]
    assert published(settings, "select distinct is_sample from fct_observations") == [(False,)]
    read_by = published(settings, "select distinct extractor_version from fct_observations")
    assert read_by == [(EXTRACTOR_VERSION,)]
    assert published(settings, "select outcome, count(*) from intake_ledger group by all order by all") == [
        ("landed", 19),
        # refused by the readers of then, and once more by those of today
        ("rejected", 2),
    ]
    assert published(settings, "select report_file from rejected_reports") == [("pustoy.txt",)]


def a_later_release(folder: Path) -> Path:
    """The dbt project with one more column of reports, as a later release may have it; returns it."""
    project = folder / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    (folder / "sources").symlink_to(PROJECT_ROOT / "sources")
    for model, last in (
        ("staging/stg_reports", "    text,\n"),
        ("marts/dimensions/dim_report", "  reports.title,\n"),
    ):
        sql = project / "models" / f"{model}.sql"
        text = sql.read_text(encoding="utf-8")
        assert text.count(last) == 1
        sql.write_text(text.replace(last, last + last.replace("text", "scope").replace("title", "scope")))
    contract = project / "models" / "marts" / "dimensions" / "dim_report.yml"
    column = "      - name: scope\n        data_type: varchar\n"
    told = contract.read_text(encoding="utf-8")
    added, found = re.subn(r"(?=^      - name: region_code$)", column, told, flags=re.MULTILINE)
    assert found == 1
    contract.write_text(added, encoding="utf-8")
    return project


def kill_in_the_middle(warehouse: Warehouse) -> None:
    """Have dbt build in a process of its own, and kill it when some tables are made."""
    building = subprocess.Popen(
        [dbt_executable(), *warehouse.command("build")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    files = (warehouse.database, warehouse.database.with_name("warehouse.duckdb.wal"))
    while building.poll() is None:
        if sum(file.stat().st_size for file in files if file.exists()) > SOME_TABLES_BYTES:
            os.killpg(building.pid, signal.SIGKILL)
            break
        time.sleep(0.01)
    assert building.wait(PATIENCE_SECONDS) == -signal.SIGKILL


def test_a_column_that_a_later_release_adds_comes_without_a_person_even_if_the_build_is_killed(
    tmp_path: Path,
) -> None:
    later = replace(REPORTS, columns=(*REPORTS.columns, LATER))
    accepted = {**DECLARED["accepted"], "reports.parquet": later}
    zones = Zones(unpack(tmp_path / "data")).create({**DECLARED, "accepted": accepted})
    told = Told("novyy.txt", "Врачей [[31]].", (observed("HR.DOC.N", 31, "person"),))
    batch = build_batch("20270101T000000000000Z", told)
    batch.write(zones.accepted)
    rows = batch.reports.append_column("scope", [["region"]])
    parquet.write_table(rows, zones.accepted / batch.batch_id / "reports.parquet")
    published_before = (zones.published / "warehouse.duckdb").read_bytes()

    warehouse = Warehouse(zones.root, a_later_release(tmp_path))
    assert warehouse.dbt("parse").success
    manifest = json.loads((zones.root / "target" / "manifest.json").read_text(encoding="utf-8"))
    assert drop_outdated(warehouse.database, models_fingerprint(manifest))
    kill_in_the_middle(warehouse)
    assert (zones.published / "warehouse.duckdb").read_bytes() == published_before

    assert not drop_outdated(warehouse.database, models_fingerprint(manifest))
    built = warehouse.dbt("build", "--exclude-resource-type", "unit_test", "test")
    assert built.success, failed(built)
    assert warehouse.rows("select report_file, scope from dim_report order by all") == [
        *((name, None) for name in OWN[:2]),
        ("novyy.txt", "region"),
        (OWN[2], None),
    ]
