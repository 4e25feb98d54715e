"""The code location: everything Dagster knows of; each concern owns its module in `defs/`."""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.defs import checks, landing, publication, reading, resources, sensors, upkeep, warehouse
from orchestration.defs.jobs import nightly as nightly_job
from orchestration.defs.jobs import refresh
from orchestration.defs.schedules import missed_night, nightly
from orchestration.manifest import current_manifest, load_manifest
from orchestration.settings import load_settings
from orchestration.visiting import declared_sources

Named = dict[str, Any]


def build_defs(*, resource_overrides: Named | None = None, loggers: Named | None = None) -> dg.Definitions:
    """All definitions; a test passes its settings or fakes, the terminal its logger."""
    settings = load_settings()
    models = warehouse.warehouse_assets(load_manifest(current_manifest(settings)))
    return dg.Definitions(
        assets=[
            *landing.assets,
            *reading.assets,
            models,
            publication.publication_assets(models.keys),
            *upkeep.assets,
        ],
        asset_checks=checks.checks,
        jobs=[refresh, nightly_job],
        schedules=[nightly],
        sensors=[sensors.inbox, missed_night, *map(sensors.source_sensor, declared_sources(settings))],
        resources={**resources.default_resources(), **(resource_overrides or {})},
        loggers=loggers,
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `dagster` loads."""
    return build_defs()
