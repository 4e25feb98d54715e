"""Settings come from the environment at call time, and a wrong one says what would be right."""

from pathlib import Path

import pytest

from orchestration.settings import PROJECT_ROOT, SettingsError, load_settings


def test_without_variables_the_data_lies_in_the_checkout() -> None:
    settings = load_settings({})
    assert settings.data_root == PROJECT_ROOT / "data"
    assert settings.workers >= 1


def test_the_data_root_can_be_moved(tmp_path: Path) -> None:
    settings = load_settings({"WAREHOUSE_DATA": str(tmp_path)})
    assert settings.dagster_home == tmp_path / "dagster"
    assert settings.build_database == tmp_path / "build" / "warehouse.duckdb"
    assert settings.published_database == tmp_path / "published" / "warehouse.duckdb"


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused_with_the_remedy(value: str) -> None:
    with pytest.raises(SettingsError, match="whole number above zero"):
        load_settings({"WAREHOUSE_WORKERS": value})
