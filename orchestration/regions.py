"""The partitions: twenty regions, and KZ for reports of the republic or of no known region.

A key is code and name together (`KZ-15 Актюбинская область`), because the pages of Dagster show keys and a
code alone tells nobody who is late. Which region a report belongs to is decided in sources/.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

import dagster as dg

from orchestration.settings import PROJECT_ROOT

REGIONS_FILE = PROJECT_ROOT / "sources" / "catalogue" / "reference" / "regions.csv"
REPUBLIC = "KZ"


@cache
def region_names() -> dict[str, str]:
    """Names by ISO 3166-2 code, in the order of the codes, the republic last."""
    with REGIONS_FILE.open(encoding="utf-8", newline="") as file:
        names = {row["region_code"]: row["name_ru"] for row in csv.DictReader(file)}
    return dict(sorted(names.items(), key=lambda pair: (pair[0] == REPUBLIC, pair[0])))


@cache
def region_partitions() -> dg.StaticPartitionsDefinition:
    """One partition per region and one for the republic."""
    return dg.StaticPartitionsDefinition([partition_key(code) for code in region_names()])


def partition_key(region_code: str | None) -> str:
    """The partition of a region code; of the republic where the code is missing or unknown."""
    names = region_names()
    code = region_code if region_code in names else REPUBLIC
    return f"{code} {names[code]}"


def region_code(key: str) -> str:
    """The ISO code of a partition key."""
    return key.split(" ", 1)[0]


def regions_of_run(context: dg.AssetExecutionContext) -> frozenset[str] | None:
    """The codes this run was asked for, or None when it takes whatever there is (sensor, nightly, terminal).

    Read from the tags of the run, because landing has no partitions of its own: which region a report is of
    is known for certain only when it has been read.
    """
    tags = context.run.tags
    first = tags.get("dagster/partition") or tags.get("dagster/asset_partition_range_start")
    if first is None:
        return None
    last = tags.get("dagster/asset_partition_range_end", first)
    keys = region_partitions().get_partition_keys_in_range(dg.PartitionKeyRange(first, last))
    return frozenset(region_code(key) for key in keys)


def log_touched(
    context: dg.AssetExecutionContext, asset_key: dg.AssetKey, reports: Mapping[str, int]
) -> None:
    """Note for each partition in `reports` that `asset_key` has so many new reports of it.

    A run for named regions needs no note: Dagster itself writes one for each of them. The runs of the sensor,
    of the nightly and of the terminal are for no region in particular, so that one run takes everything.
    """
    if regions_of_run(context) is None:
        for key, count in reports.items():
            context.log_event(dg.AssetMaterialization(asset_key, partition=key, metadata={"reports": count}))


def log_region_check(
    context: dg.OpExecutionContext | dg.AssetExecutionContext,
    asset_key: dg.AssetKey,
    check_name: str,
    partition: str,
    passed: bool,
    metadata: Mapping[str, Any],
) -> None:
    """Note the state of one region in a check that has the regions as its partitions."""
    evaluation = dg.AssetCheckEvaluation(
        asset_key=asset_key,
        check_name=check_name,
        partition=partition,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
    context.log_event(evaluation)  # type: ignore[arg-type]  # Dagster takes it, its annotation does not say so
