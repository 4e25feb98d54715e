"""What the assets need from outside: settings and the dbt command line.

Read when a run starts, so that each process sees the environment it was started in. Fakes come in as
arguments of `build_defs`, never by patching.
"""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration.manifest import dbt_executable
from orchestration.settings import DBT_PROJECT, Settings, load_settings


@dg.resource(description="Data root and how much of the machine may be used; from the environment.")
def settings_of_environment() -> Settings:
    """The settings of the process that executes the run."""
    return load_settings()


def default_resources() -> Mapping[str, object]:
    """The resources of a normal installation."""
    return {
        "settings": settings_of_environment,
        "dbt": DbtCliResource(
            project_dir=str(DBT_PROJECT), profiles_dir=str(DBT_PROJECT), dbt_executable=dbt_executable()
        ),
    }
