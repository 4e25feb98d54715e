"""The private database is dropped when the models that made it have changed, and only then."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from orchestration.manifest import current_manifest, load_manifest
from orchestration.rebuilding import drop_outdated, models_fingerprint
from orchestration.settings import load_settings

Manifest = dict[str, Any]
FIGURES = "model.warehouse.figure_ledger"
UNITS = "seed.warehouse.units"


@pytest.fixture(scope="module")
def present() -> Manifest:
    """The manifest of the checkout."""
    return load_manifest(current_manifest(load_settings()))


def add_a_column(manifest: Manifest) -> None:
    """As a later release may."""
    manifest["nodes"][FIGURES]["columns"]["fault_rule"] = {"name": "fault_rule", "data_type": "varchar"}


def change_a_type(manifest: Manifest) -> None:
    """A number where a whole number stood."""
    manifest["nodes"][FIGURES]["columns"]["char_start"]["data_type"] = "double"


def change_a_model(manifest: Manifest) -> None:
    """Other SQL with the same columns."""
    manifest["nodes"][FIGURES]["raw_code"] += "where true"


def change_a_macro(manifest: Manifest) -> None:
    """How keys are made, for example."""
    manifest["macros"]["macro.warehouse.identifier"]["macro_sql"] += "-- otherwise"


def drop_a_model(manifest: Manifest) -> None:
    """Its table must not stay in what is published."""
    del manifest["nodes"][FIGURES]


@pytest.mark.parametrize(
    "change", [add_a_column, change_a_type, change_a_model, change_a_macro, drop_a_model]
)
def test_what_shapes_rows_changes_the_fingerprint(present: Manifest, change: Any) -> None:
    changed = deepcopy(present)
    change(changed)
    assert models_fingerprint(changed) != models_fingerprint(present)


def test_a_seed_with_another_column_or_row_changes_the_fingerprint(present: Manifest, tmp_path: Path) -> None:
    def with_units(text: str) -> str:
        (tmp_path / "units.csv").write_text(text, encoding="utf-8")
        changed = deepcopy(present)
        changed["nodes"][UNITS] |= {"root_path": str(tmp_path), "original_file_path": "units.csv"}
        return models_fingerprint(changed)

    assert with_units("unit,name_ru\nbed,койка\n") != with_units("unit,name_ru\n")
    assert with_units("unit,name_ru,name_kk\n") != with_units("unit,name_ru\n")


def test_descriptions_and_tests_leave_the_fingerprint_alone(present: Manifest) -> None:
    changed = deepcopy(present)
    changed["nodes"][FIGURES]["columns"]["quote"]["description"] = "other words"
    changed["nodes"] = {
        name: node for name, node in changed["nodes"].items() if node["resource_type"] != "test"
    }
    assert models_fingerprint(changed) == models_fingerprint(present)


def test_a_database_of_other_models_is_dropped_once(tmp_path: Path) -> None:
    database = tmp_path / "build" / "warehouse.duckdb"
    assert not drop_outdated(database, "first")
    database.write_bytes(b"made by the first")
    assert not drop_outdated(database, "first")
    assert database.exists()
    database.with_name("warehouse.duckdb.wal").write_bytes(b"what was not written yet")
    assert drop_outdated(database, "second")
    assert [path.name for path in database.parent.iterdir()] == ["models.fingerprint"]


def test_a_database_that_nobody_noted_is_of_an_earlier_release(tmp_path: Path) -> None:
    database = tmp_path / "warehouse.duckdb"
    database.write_bytes(b"made before there were notes")
    assert drop_outdated(database, "first")
    assert not database.exists()


def test_the_cursor_waits_for_every_model_that_is_filled_bit_by_bit(present: Manifest) -> None:
    nodes = present["nodes"]
    cursor = "model.warehouse.loaded_batches"
    before: set[str] = set()
    waiting = [cursor]
    while waiting:
        wanted = set(nodes[waiting.pop()]["depends_on"].get("nodes", [])) & nodes.keys() - before
        before |= wanted
        waiting += wanted
    growing = {name for name, node in nodes.items() if node["config"].get("materialized") == "incremental"}
    assert growing - before == {cursor}
