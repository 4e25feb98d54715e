"""Declared feeds and stores: a sensor asks, one run brings, and what was brought is not brought again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as parquet
import pytest
from moto.server import ThreadedMotoServer

from orchestration.defs import landing, reading
from orchestration.defs.sensors import source_sensor
from orchestration.instance import open_instance
from orchestration.refreshing import run_config
from orchestration.settings import Settings
from orchestration.summary import failed_checks_of
from orchestration.visiting import declared_sources
from sources.connectors.object_store import open_store
from sources.landing.zones import Zones
from tests.unit.connectors.site import Page, serve

REPORT = "Павлодарская область\n\nВ 2023 году в стационарах области пролечено 41 200 пациентов."
KEYS = {"key": "test", "secret": "test"}


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """An installation that declares a feed and a store, both on loopback."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    with serve() as site:
        item = f"<item><title>Итоги</title><link>{site.url('/news/1')}</link></item>"
        site.pages["/rss"] = Page(f'<rss version="2.0"><channel>{item}</channel></rss>')
        site.pages["/news/1"] = Page(REPORT + " Это новость.", headers={"Content-Type": "text/plain"})
        declared = {
            "feeds": [
                {"name": "news", "url": site.url("/rss"), "delay_seconds": 0, "private_addresses": True}
            ],
            "stores": [
                {"name": "letters", "url": "s3://letters/in", "endpoint_url": f"http://{host}:{port}"}
            ],
        }
        feeds_file = tmp_path / "feeds.yml"
        feeds_file.write_text(json.dumps(declared), encoding="utf-8")
        settings = Settings(tmp_path / "data", workers=1, feeds_file=feeds_file, store_options=KEYS)
        Zones(settings.data_root).create()
        system, folder = open_store(declared_sources(settings)[1], KEYS)  # type: ignore[arg-type]
        system.makedirs("letters", exist_ok=True)  # the server keeps buckets from test to test
        system.pipe_file(f"{folder}/KZ-55/letter.txt", REPORT.encode())
        yield settings
    store.stop()


def ask(settings: Settings, instance: dg.DagsterInstance, number: int) -> object:
    """One tick of the sensor of the declared source of this number."""
    sensor = source_sensor(declared_sources(settings)[number])
    return sensor(dg.build_sensor_context(instance=instance, resources={"settings": settings}))


def accepted(settings: Settings) -> dict[str, int]:
    """Accepted reports with their observations."""
    rows = (
        row
        for file in Zones(settings.data_root).accepted.glob("*/reports.parquet")
        for row in parquet.read_table(file, partitioning=None).to_pylist()
    )
    return {row["report_file"]: row["observations_count"] for row in rows}


def test_a_feed_and_a_store_flow_through_to_facts_once(settings: Settings) -> None:
    definitions = dg.Definitions(assets=[*landing.assets, *reading.assets], resources={"settings": settings})
    job = definitions.resolve_implicit_global_asset_job_def()
    with open_instance(settings) as instance:
        for number in (0, 1):
            request = ask(settings, instance, number)
            assert isinstance(request, dg.RunRequest)
            assert job.execute_in_process(instance=instance, run_config=request.run_config).success
        assert all(isinstance(ask(settings, instance, number), dg.SkipReason) for number in (0, 1))
    found = accepted(settings)
    assert set(found) == {"1.txt", "letter.txt"}
    assert all(found.values())


def test_a_refresh_from_the_terminal_visits_every_source_unless_a_folder_is_named() -> None:
    for every_source in (True, False):
        config = run_config(None, every_source=every_source, retry=False, reread=False)
        assert config["ops"]["landed"]["config"]["every_source"] == every_source  # type: ignore[index]


def checked(settings: Settings, instance: dg.DagsterInstance, config: dict[str, object]) -> tuple[bool, str]:
    """Land with this configuration; whether the sources give, and what the check says is to be done."""
    definitions = dg.Definitions(assets=landing.assets, resources={"settings": settings})
    job = definitions.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(instance=instance, run_config={"ops": {"landed": {"config": config}}})
    assert result.success
    (failed, told) = (failed_checks_of(result.all_events), "")
    if failed:
        told = f"{failed[0].name}: {failed[0].what_to_do}"
    return not failed, told


def test_a_source_that_is_broken_is_told_by_a_check_until_it_gives_again(
    settings: Settings, tmp_path: Path
) -> None:
    declared = json.loads(settings.feeds_file.read_text(encoding="utf-8"))
    good = json.dumps(declared)
    declared["feeds"][0]["url"] = declared["feeds"][0]["url"].replace("/rss", "/news/1")
    declared["stores"][0]["url"] = "s3://no-such-bucket/in"
    settings.feeds_file.write_text(json.dumps(declared), encoding="utf-8")
    with open_instance(settings) as instance:
        passed, told = checked(settings, instance, {"every_source": True})
        assert not passed
        assert "raw/intake: sources_give (warn)" in told
        assert "the answer is no feed" in told
        assert "cannot be listed" in told
        # a run that asks nobody does not take it for mended
        assert checked(settings, instance, {}) == (False, told)
        settings.feeds_file.write_text(good, encoding="utf-8")
        assert checked(settings, instance, {"every_source": True}) == (True, "")
