"""The jobs: one that does everything, whoever starts it.

The inbox sensor, the nightly and `make refresh` run the same job; what differs is its run configuration.
"""

from __future__ import annotations

import dagster as dg

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description=(
        "From the inbox to the published warehouse: land what has arrived, read what is unread, check, accept"
        " or reject, build, test, publish. Can be stopped at any point and run again."
    ),
    executor_def=dg.in_process_executor,
    tags={"warehouse/purpose": "refresh"},
)
