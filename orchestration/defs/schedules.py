"""When the warehouse is refreshed without anybody asking.

The nightly picks up what events missed and packs small files together; it is the job of `make refresh`.
"""

from __future__ import annotations

import dagster as dg

from orchestration.defs.jobs import refresh

ALMATY = "Asia/Almaty"
"""One time zone for the whole country since 2024-03-01 (UTC+5)."""

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=refresh,
    cron_schedule="0 2 * * *",
    execution_timezone=ALMATY,
    run_config={
        "ops": {
            "landed": {"config": {"every_source": True}},
            "read": {"config": {"compact": True}},
        }
    },
    default_status=dg.DefaultScheduleStatus.RUNNING,
    tags={"warehouse/purpose": "nightly"},
    description="Every night at 02:00 in Almaty: what events missed, small files packed, rebuilt, published.",
)
