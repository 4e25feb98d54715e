"""The private database of dbt after an upgrade: dropped when other models made it, so that it is built anew.

Incremental tables keep the columns and the meaning they were made with. A release that changes a model
changes both, and the database holds nothing that data/accepted does not give again. Holds the fingerprint of
the models and the dropping. Building is dbt's; the published file, which people have open, is not touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sources.landing.batches import write_text

NOTE = "models.fingerprint"
PROJECT_FILE = "dbt_project.yml"
SHAPING_SETTINGS = ("materialized", "incremental_strategy", "column_types")


def models_fingerprint(manifest: Mapping[str, Any]) -> str:
    """A hash over what shapes the rows and columns of the database: SQL, contracts, macros of ours, the
    thresholds of the project, and the seeds, whose names stand in rows that are not worked out anew.

    Descriptions and tests are not part of it.
    """
    ours = manifest["metadata"]["project_name"]
    shapes = {
        name: _shape(node)
        for name, node in manifest["nodes"].items()
        if node["resource_type"] in {"model", "seed"}
    }
    macros = {
        name: macro["macro_sql"]
        for name, macro in manifest["macros"].items()
        if macro["package_name"] == ours
    }
    roots = {node["root_path"] for node in manifest["nodes"].values() if node["resource_type"] == "seed"}
    projects = [Path(root, PROJECT_FILE) for root in sorted(roots)]
    settings = [path.read_text(encoding="utf-8") for path in projects if path.exists()]
    return hashlib.sha256(json.dumps([shapes, macros, settings], sort_keys=True).encode()).hexdigest()


def _shape(node: Mapping[str, Any]) -> Mapping[str, Any]:
    columns = {
        name: [column.get("data_type"), column.get("constraints")] for name, column in node["columns"].items()
    }
    settings = {name: node["config"].get(name) for name in SHAPING_SETTINGS}
    shape = {"sql": node["raw_code"], "columns": columns, "order": list(columns), "settings": settings}
    if node["resource_type"] == "seed":
        rows = Path(node["root_path"], node["original_file_path"]).read_bytes()
        shape["rows"] = hashlib.sha256(rows).hexdigest()
    return shape


def drop_outdated(database: Path, fingerprint: str) -> bool:
    """Drop the database when the models of this fingerprint did not make it; says whether there was one.

    The note of the fingerprint is written last. A kill before that has the next run drop again; after it, the
    next build goes on with whatever the same models have begun.
    """
    note = database.with_name(NOTE)
    if note.exists() and note.read_text(encoding="utf-8") == fingerprint:
        return False
    existed = database.exists()
    database.with_name(f"{database.name}.wal").unlink(missing_ok=True)
    database.unlink(missing_ok=True)
    write_text(note, fingerprint)
    return existed
