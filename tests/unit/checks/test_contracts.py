"""Column lists of the dbt project are what the declarations say; writing them loses nothing told by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from checks.contracts import DBT_PROJECT, rendered, stale, undescribed, write
from checks.tables import FIGURES, INTAKE

YAML_BLOCK = """    columns:
      # columns of intake values
{body}      # end of columns
      - name: is_sample
"""
WITH_A_TEST = """      - name: report_id
        description: outdated
        data_tests:
          - relationships: {arguments: {to: ref('dim_report'), field: report_id}}
      - name: outcome
        data_tests:
          - not_null
          - accepted_values: {arguments: {values: [landed]}}
"""


def test_the_project_is_up_to_date_and_every_column_is_described() -> None:
    assert [path.name for path in stale(DBT_PROJECT)] == []
    assert undescribed(DBT_PROJECT) == []


def test_a_block_lists_the_declared_columns_and_keeps_tests_told_by_hand() -> None:
    text = rendered(YAML_BLOCK.format(body=WITH_A_TEST))
    columns = {column["name"]: column for column in yaml.safe_load(text)["columns"]}
    assert list(columns) == [*INTAKE.column_names, "is_sample"]
    assert columns["report_id"]["data_tests"] == [
        {"relationships": {"arguments": {"to": "ref('dim_report')", "field": "report_id"}}}
    ]
    assert columns["outcome"]["data_tests"] == [
        "not_null",
        {"accepted_values": {"arguments": {"values": ["landed", "duplicate", "rejected"]}}},
    ]
    assert columns["seen_at"]["constraints"] == [{"type": "not_null"}]
    assert "constraints" not in columns["reason"]
    assert rendered(text) == text


def test_a_select_list_keeps_its_prefix_casts_and_last_comma() -> None:
    start = "  -- columns of intake from files cast without bytes"
    text = f"select\n{start}\n  files.gone,\n  -- end of columns\n  x\n"
    lines = rendered(text).splitlines()
    assert lines[2] == "  files.intake_id,"
    assert "  cast(files.seen_at as timestamp) as seen_at," in lines
    assert "  files.bytes," not in lines
    assert lines[-3:] == ["  files.batch_id,", "  -- end of columns", "  x"]


def test_a_block_of_no_declared_table_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="no such table in checks/tables; it has raw_reports"):
        rendered("-- columns of furlongs\n-- end of columns\n")


def test_writing_brings_back_what_was_taken_out(tmp_path: Path) -> None:
    project = tmp_path / "dbt_project"
    for folder in ("models", "macros"):
        shutil.copytree(DBT_PROJECT / folder, project / folder)
    ledger = project / "models/marts/ledgers/figure_ledger.sql"
    whole = ledger.read_text(encoding="utf-8")
    ledger.write_text(whole.replace("  figures.locator,\n", ""), encoding="utf-8")
    assert "locator" in FIGURES.column_names
    assert write(project) == [ledger]
    assert ledger.read_text(encoding="utf-8") == whole
