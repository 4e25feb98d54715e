"""The label table names every code of every closed list in three languages, and nothing else."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from checks.tables import TABLES, fault_rules, reasons, vocabulary
from sources.catalogue.data_file import CATALOGUE

LABELS: Path = CATALOGUE / "reference" / "labels.csv"
LANGUAGES = ("name_ru", "name_kk", "name_en")


def _labels() -> list[dict[str, str]]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _lists() -> Iterator[tuple[str, type[StrEnum]]]:
    """The closed lists of the tables, each with the column that holds its codes."""
    for table in TABLES:
        for column in table.columns:
            if column.allowed is not None:
                yield column.name, column.allowed


def test_every_code_has_one_label_and_no_label_stands_without_its_code() -> None:
    codes = {(column, str(code)) for column, listed in _lists() for code in listed}
    labels = Counter((row["column_name"], row["code"]) for row in _labels())
    assert set(labels) == codes
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_label_is_written_in_three_languages() -> None:
    assert [
        row for row in _labels() if not all(row[name].strip() == row[name] != "" for name in LANGUAGES)
    ] == []


def test_two_codes_of_a_column_are_told_apart_by_their_labels() -> None:
    for name in LANGUAGES:
        told = Counter((row["column_name"], row[name]) for row in _labels())
        assert [label for label, times in told.items() if times > 1] == []


def test_every_closed_list_stands_in_a_column() -> None:
    """A list that no column declares would have no labels, and nobody would miss them."""
    declared = {listed for _, listed in _lists()}
    lists = {
        one
        for module in (vocabulary, reasons, fault_rules)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
    }
    assert lists <= declared
