"""One region can be refreshed alone, and a run for nobody in particular notes each region it touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs import landing, reading
from orchestration.defs.reading_results import REPORTS_KEY
from orchestration.instance import open_instance
from orchestration.regions import partition_key
from orchestration.settings import Settings
from sources.landing.zones import Zones

REPORTS = {
    "KZ-15/aktobe.txt": "Актюбинская область\n\nВ 2023 году в стационарах пролечено 41 200 пациентов.",
    "KZ-55/pavlodar.txt": "Павлодарская область\n\nНа 1 января 2024 года в области работают 2 310 врачей.",
    "KZ-71/astana.txt": "Астана\n\nВ 2023 году на закуп оборудования выделено 1,2 млрд тенге.",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data root with one report of each of three regions in its inbox."""
    settings = Settings(data_root=tmp_path / "data", workers=1)
    inbox = Zones(settings.data_root).create().inbox
    for name, text in REPORTS.items():
        path = inbox / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return settings


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The persistent instance of that data root."""
    with open_instance(settings) as opened:
        yield opened


def land_and_read(
    settings: Settings, instance: dg.DagsterInstance, region: str | None, tags: dict[str, str]
) -> None:
    """Run landing and reading, for one region or for whatever there is."""
    definitions = dg.Definitions(assets=[*landing.assets, *reading.assets], resources={"settings": settings})
    result = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=instance, partition_key=partition_key(region) if region else None, tags=tags
    )
    assert result.success


def reported(instance: dg.DagsterInstance) -> set[str]:
    """Partitions of the accepted reports that have something."""
    return instance.get_materialized_partitions(REPORTS_KEY)


def test_regions_are_refreshed_alone_together_or_all_at_once(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    land_and_read(settings, instance, "KZ-55", {})
    assert reported(instance) == {partition_key("KZ-55")}
    assert len(list(Zones(settings.data_root).inbox.glob("KZ-*/*.txt"))) == 2
    land_and_read(settings, instance, None, {})
    assert reported(instance) == {partition_key(code) for code in ("KZ-15", "KZ-55", "KZ-71")}
    assert list(Zones(settings.data_root).inbox.glob("KZ-*/*.txt")) == []
