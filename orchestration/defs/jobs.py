"""The jobs: one that does everything, whoever starts it, and the same with upkeep, for the night.

The inbox sensor and `make refresh` run `refresh`, the schedule and `make nightly` run `nightly`; what else
differs is their run configuration.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.defs.upkeep import STORAGE

PURPOSE_TAG = "warehouse/purpose"
NIGHT_TAG = "warehouse/night"
"""The night that a run is for, as the date of its 02:00 in Almaty."""

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(STORAGE),
    description=(
        "From the inbox to the published warehouse: land what has arrived, read what is unread, check, accept"
        " or reject, build, test, publish. Can be stopped at any point and run again."
    ),
    executor_def=dg.in_process_executor,
    tags={PURPOSE_TAG: "refresh"},
)

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description=(
        "What refresh does, and the upkeep of a night: every feed is asked, stale readings are made anew,"
        " small files packed, everything tested, and what the policy does not keep is removed."
    ),
    executor_def=dg.in_process_executor,
    tags={PURPOSE_TAG: "nightly"},
)


def nightly_config() -> dict[str, Any]:
    """What a nightly does beyond a refresh; the same from the schedule and from the terminal."""
    return {
        "ops": {
            "landed": {"config": {"every_source": True}},
            "read": {"config": {"compact": True, "stale": "night"}},
        }
    }
