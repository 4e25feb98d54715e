"""What Dagster is told: one lineage, documented assets, one job, a sensor and a nightly that are on."""

from __future__ import annotations

import json

import dagster as dg
import pytest

from orchestration.definitions import build_defs
from orchestration.manifest import current_manifest
from orchestration.settings import DBT_PROJECT, load_settings

INBOX = dg.AssetKey(["inbox", "files"])
PUBLISHED = dg.AssetKey(["published", "warehouse"])


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    """The definitions of the checkout."""
    return build_defs()


def ancestors(graph: object, key: dg.AssetKey) -> set[dg.AssetKey]:
    """Everything an asset is made from."""
    found: set[dg.AssetKey] = set()
    waiting = [key]
    while waiting:
        for parent in graph.get(waiting.pop()).parent_keys:  # type: ignore[attr-defined]
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def test_the_published_file_is_made_from_the_inbox_and_from_every_dbt_model(
    definitions: dg.Definitions,
) -> None:
    manifest = json.loads(current_manifest(load_settings()).read_text(encoding="utf-8"))
    built = {
        dg.AssetKey(["warehouse", node["name"]])
        for node in manifest["nodes"].values()
        if node["resource_type"] in {"model", "seed"}
    }
    assert len(list((DBT_PROJECT / "models").rglob("*.sql"))) <= len(built)
    made_from = ancestors(definitions.resolve_asset_graph(), PUBLISHED)
    assert built | {INBOX} <= made_from


def test_every_asset_is_grouped_owned_and_described(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    bare = [
        key.to_user_string()
        for key in graph.get_all_asset_keys()
        if not (
            (node := graph.get(key)).description
            and node.group_name not in {None, "default"}
            and node.owners
            and node.kinds
        )
    ]
    assert bare == []


def test_the_nightly_does_what_a_refresh_does_and_the_upkeep_at_two_in_almaty(
    definitions: dg.Definitions,
) -> None:
    nightly = definitions.resolve_schedule_def("nightly")
    steps = {job: set(definitions.resolve_job_def(job).graph.node_dict) for job in ("refresh", "nightly")}
    assert steps["nightly"] - steps["refresh"] == {"upkeep__storage"}
    assert steps["refresh"] < steps["nightly"]
    assert nightly.job_name == "nightly"
    assert (nightly.cron_schedule, nightly.execution_timezone) == ("0 2 * * *", "Asia/Almaty")
    assert nightly.default_status == dg.DefaultScheduleStatus.RUNNING
    data = nightly.evaluate_tick(dg.build_schedule_context())
    (request,) = data.run_requests or []
    assert request.run_config["ops"]["read"]["config"] == {"compact": True, "stale": "night"}


def test_the_inbox_is_watched_without_anybody_switching_it_on(definitions: dg.Definitions) -> None:
    sensor = definitions.resolve_sensor_def("inbox")
    assert sensor.job_name == "refresh"
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING


def test_whatever_writes_duckdb_shares_one_slot(definitions: dg.Definitions) -> None:
    pools = {
        node.name: node.definition.pool
        for node in definitions.resolve_job_def("refresh").nodes
        if node.name in {"warehouse", "published__warehouse"}
    }
    assert pools == {"warehouse": "duckdb_writer", "published__warehouse": "duckdb_writer"}


def test_checks_cover_what_was_read_built_and_published(definitions: dg.Definitions) -> None:
    checked = {key.to_user_string() for key in definitions.resolve_asset_graph().asset_check_keys}
    assert {
        "accepted/reports:reports_are_sound",
        "accepted/observations:totals_agree_with_parts",
        "published/warehouse:books_balance",
        "accepted/reports:region_is_on_time",
        "warehouse/figure_ledger:quote_stands_at_its_offsets",
    } <= checked
