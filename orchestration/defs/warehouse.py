"""Every dbt model, seed and test as assets and asset checks: the star schema in the private database.

How Dagster names and groups what dbt builds. What a model says stands in dbt_project/.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, dbt_assets

from orchestration.manifest import dbt_variables
from orchestration.metadata import OWNERS
from orchestration.rebuilding import drop_outdated, models_fingerprint
from orchestration.settings import Settings

WRITER_POOL = "duckdb_writer"
PURPOSE_TAG, NIGHTLY = "warehouse/purpose", "nightly"
REBUILT = (
    "The tables have changed with this release: all are built anew from data/accepted. The published"
    " warehouse stays as it is until they are checked."
)
LAYERS = {"stg": "staging", "int": "intermediate", "dim": "marts", "fct": "marts"}


def is_nightly(tags: Mapping[str, str]) -> bool:
    """Whether a run looks at everything; an event looks at what is new."""
    return tags.get(PURPOSE_TAG) == NIGHTLY


class WarehouseTranslator(DagsterDbtTranslator):
    """Zones keep their names (`accepted/reports`), models stand under `warehouse/`, grouped by layer."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`zone/table` for a source, `warehouse/name` for what dbt builds."""
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey(["warehouse", dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The layer: reference for seeds, then staging, intermediate, marts."""
        if dbt_resource_props["resource_type"] == "seed":
            return "reference"
        return LAYERS.get(dbt_resource_props["name"].split("_", 1)[0], "marts")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """The team that answers for the models."""
        return OWNERS


def build_arguments(settings: Settings, *, look_at: str = "new") -> list[str]:
    """dbt's command line: seeds, models and data tests in the order of the graph. Tests look at the rows that
    are `new`, or at `all`.

    Unit tests of models ask nothing of the data; `make test` runs them.
    """
    variables = json.dumps(dbt_variables(settings, look_at=look_at), sort_keys=True)
    return ["build", "--exclude-resource-type", "unit_test", "--vars", variables]


def target_directory(settings: Settings, run_id: str) -> Path:
    """Where dbt leaves compiled SQL and logs of one run; what earlier runs left is removed."""
    root = settings.data_root / "build" / "dbt"
    target = root / run_id[:8]
    for earlier in root.glob("*"):
        if earlier != target:
            shutil.rmtree(earlier)
    target.mkdir(parents=True, exist_ok=True)
    return target


def warehouse_assets(manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    """One asset per model and seed, one asset check per test, built by one dbt command."""

    @dbt_assets(
        manifest=manifest,
        name="warehouse",
        dagster_dbt_translator=WarehouseTranslator(
            DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True)
        ),
        pool=WRITER_POOL,
    )
    def warehouse(
        context: dg.AssetExecutionContext, dbt: DbtCliResource, settings: dg.ResourceParam[Settings]
    ) -> Iterator[Any]:
        settings.build_database.parent.mkdir(parents=True, exist_ok=True)
        if drop_outdated(settings.build_database, models_fingerprint(manifest)):
            # A warning, because it takes longer than on other days and somebody may wonder.
            context.log.warning(REBUILT)
        invocation = dbt.cli(
            build_arguments(settings, look_at="all" if is_nightly(context.run.tags) else "new"),
            context=context,
            target_path=target_directory(settings, context.run_id),
        )
        yield from invocation.stream()

    return warehouse
