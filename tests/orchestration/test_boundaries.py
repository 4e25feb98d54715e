"""Only orchestration knows Dagster: the other packages import where it is not installed."""

import subprocess
import sys

from orchestration.settings import PROJECT_ROOT

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"dagster", "dagster_dbt"}:
            raise ImportError(name + " is blocked here")

sys.meta_path.insert(0, Blocked())
for package in ("sources", "checks"):
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, package + "."):
        importlib.import_module(module.name)
"""


def test_sources_and_checks_import_without_dagster() -> None:
    result = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_what_runs_in_a_reading_process_does_not_load_dagster() -> None:
    code = "import sys, orchestration.reading_worker; sys.exit('dagster' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
