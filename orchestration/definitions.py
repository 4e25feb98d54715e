"""The code location: everything Dagster knows of, put together; each concern owns its module in `defs/`."""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg

from orchestration.defs import landing
from orchestration.defs.jobs import refresh
from orchestration.defs.publication import publication_assets
from orchestration.defs.resources import default_resources
from orchestration.defs.schedules import nightly
from orchestration.defs.sensors import inbox
from orchestration.defs.warehouse import warehouse_assets
from orchestration.manifest import current_manifest
from orchestration.settings import load_settings


def build_defs(*, resource_overrides: Mapping[str, object] | None = None) -> dg.Definitions:
    """All definitions; a test passes its own settings or fakes as `resource_overrides`."""
    warehouse = warehouse_assets(current_manifest(load_settings()))
    return dg.Definitions(
        assets=[
            *landing.assets,
            warehouse,
            publication_assets(warehouse.keys),
        ],
        jobs=[refresh],
        schedules=[nightly],
        sensors=[inbox],
        resources={**default_resources(), **(resource_overrides or {})},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `dagster` loads."""
    return build_defs()
