"""dbt's manifest: parsed anew only when the dbt project has changed, and the arguments of dbt's command line.

Dagster builds its graph from the manifest in every process it starts; parsing takes seconds, so it is done
once and remembered by a fingerprint of the project's files. What the models say belongs to dbt_project/.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.settings import DBT_PROJECT, Settings, child_environment

FINGERPRINT = "manifest.fingerprint"
IGNORED = {"target", "logs", "dbt_packages"}
SUFFIXES = {".sql", ".yml", ".yaml", ".csv", ".md"}


class ManifestError(RuntimeError):
    """dbt could not parse the project; the message holds what dbt said."""


def dbt_executable() -> str:
    """The dbt of this Python environment, whatever the PATH says."""
    return str(Path(sys.executable).with_name("dbt"))


def dbt_variables(settings: Settings, *, look_at: str = "new") -> dict[str, str]:
    """The variables every dbt command gets: where the zones lie, and whether tests look at the `new` rows or
    at `all`. Other variables than those of the parsing make dbt parse anew: an event's are the default.
    """
    return {"data_root": str(settings.data_root), "look_at": look_at}


def parse_arguments(settings: Settings, project: Path) -> list[str]:
    """The command line that writes the manifest; with the variables of a build, so that it can use the
    parsing.
    """
    folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
    return ["parse", "--quiet", *folders, "--vars", json.dumps(dbt_variables(settings), sort_keys=True)]


def current_manifest(settings: Settings, project: Path = DBT_PROJECT) -> Path:
    """The manifest of the project as it stands on disk; parses when it is missing or older than the project.

    Processes that start together (the pages, the daemon, a run) wait for the one that parses.
    """
    target = project / "target"
    target.mkdir(exist_ok=True)
    manifest, noted = target / "manifest.json", target / FINGERPRINT
    with (target / "manifest.lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        wanted = fingerprint(project)
        if manifest.exists() and noted.exists() and noted.read_text(encoding="utf-8") == wanted:
            return manifest
        _parse(settings, project)
        noted.write_text(wanted, encoding="utf-8")
    return manifest


def load_manifest(manifest: Path) -> dict[str, Any]:
    """The manifest, with every test over several models shown at the first model it asks.

    Dagster shows a test as a check of one asset; a test it cannot place it reports as a mere observation.
    """
    loaded: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    for node in loaded["nodes"].values():
        models = [name for name in node["depends_on"].get("nodes", []) if name.startswith("model.")]
        if node["resource_type"] == "test" and len(models) > 1 and not node.get("attached_node"):
            node["attached_node"] = models[0]
    return loaded


def fingerprint(project: Path) -> str:
    """A hash over the names and contents of the files that dbt parses."""
    digest = hashlib.sha256()
    for path in _project_files(project):
        digest.update(str(path.relative_to(project)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _project_files(project: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(project):
        names[:] = sorted(name for name in names if name not in IGNORED)
        yield from (Path(folder, name) for name in sorted(files) if Path(name).suffix in SUFFIXES)


def _parse(settings: Settings, project: Path) -> None:
    result = subprocess.run(
        [dbt_executable(), *parse_arguments(settings, project)],
        cwd=project,
        env=child_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        said = (result.stdout + result.stderr).strip()
        raise ManifestError(
            f"dbt cannot parse {project}:\n{said}\nRepair the model it names and start again."
        )
