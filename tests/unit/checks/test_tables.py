"""One declaration per table: what Arrow, Pandera and Parquet make of it must agree."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from checks.frame_schema import frame_schema
from checks.reference import codes, reference
from checks.tables import OBSERVATIONS, TABLES, Table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_passes_its_own_pandera_schema(table: Table) -> None:
    frame = pl.DataFrame(table.empty())
    assert frame_schema(table).validate(frame, lazy=True).columns == list(table.column_names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_gives_back_types_and_descriptions(table: Table, tmp_path: Path) -> None:
    pq.write_table(table.empty(), tmp_path / "empty.parquet")
    schema = pq.read_schema(tmp_path / "empty.parquet")
    assert schema.remove_metadata().equals(table.arrow_schema.remove_metadata())
    assert all(schema.field(column.name).metadata[b"description"] for column in table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_are_unique_and_the_key_is_among_them(table: Table) -> None:
    assert len(set(table.column_names)) == len(table.columns)
    assert set(table.key) <= set(table.column_names)


def test_a_forgotten_column_is_named() -> None:
    with pytest.raises(ValueError, match="observation_id"):
        OBSERVATIONS.from_rows([dict.fromkeys(OBSERVATIONS.column_names[1:])])


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(KeyError, match="it has observation_id"):
        OBSERVATIONS.column("no_such_column")


def test_reference_lists_refer_to_each_other() -> None:
    units = codes("units")
    of_indicators = {unit for cell in reference("indicators")["units"] for unit in cell.split("|")}
    assert of_indicators <= units
    assert set(reference("regions")["predecessor_code"].drop_nulls()) <= codes("regions")
    assert set(reference("indicators")["subject_area"]) == {"treatments", "staffing", "investments"}
    assert len(codes("regions")) == 21


@pytest.mark.parametrize("name", ["indicators", "units", "regions", "programmes"])
def test_every_code_has_a_name_in_three_languages(name: str) -> None:
    frame = reference(name)
    assert frame.select(pl.col("name_ru", "name_kk", "name_en").null_count()).row(0) == (0, 0, 0)
    assert frame.to_series(0).is_unique().all()
