"""Every code that is written down, in the reading or in its data, is one of its closed list."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.tables.reasons import Reason
from checks.tables.units import Unit
from checks.tables.vocabulary import Comparator
from sources.catalogue.rules import load_rules
from sources.reading.attributes.dimensions import load_dimensions
from sources.reading.tables.values import is_coded
from tests.unit.checks.code_literals import codes_by_name, in_data, in_python, literals_below, unknown

SOURCES = Path(__file__).parents[3] / "sources"
CATALOGUE = SOURCES / "catalogue"


@pytest.mark.parametrize("package", ["reading", "language", "catalogue"])
def test_every_literal_of_a_code_is_one_of_its_list(package: str) -> None:
    assert unknown(literals_below(SOURCES / package)) == []


def test_the_search_sees_the_literals_that_stand_for_codes() -> None:
    found = list(literals_below(SOURCES / "reading"))
    assert {"disposition", "reason", "measure", "plan_actual", "unit", "plan"} <= {one.name for one in found}


@pytest.mark.parametrize(
    "source",
    [
        "claim.disposition == 'revue'",
        "replace(claim, reason='because')",
        "claim.reason in ('no_indicator', 'unsafe')",
        "_OPEN = frozenset({'unsure', 'unsafe'})\nclaim.reason not in _OPEN",
        "{'comparator': 'about'}",
        "row['unit'] == 'furlong'",
        "f(measure='level' if one else 'part')",
    ],
)
def test_a_literal_that_is_no_code_is_found(source: str) -> None:
    assert len(unknown(in_python(source, "x.py"))) == 1


@pytest.mark.parametrize(
    "path", sorted(CATALOGUE.rglob("*.yml")), ids=lambda path: str(path.relative_to(CATALOGUE))
)
def test_every_code_of_a_data_file_is_one_of_its_list(path: Path) -> None:
    assert unknown(in_data(yaml.safe_load(path.read_text(encoding="utf-8")), path.name)) == []


def test_a_code_of_a_data_file_that_is_none_is_found() -> None:
    assert len(unknown(in_data([{"id": "x", "reason": "because"}], "x.yml"))) == 1


def test_units_are_those_of_the_reference_list() -> None:
    with (CATALOGUE / "reference" / "units.csv").open(encoding="utf-8", newline="") as rows:
        assert [row["unit"] for row in csv.DictReader(rows)] == list(Unit)


def test_an_unknown_unit_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="furlong"):
        Unit("furlong")


def test_values_of_dimensions_are_codes() -> None:
    for dimension in load_dimensions():
        assert set(dimension.values) <= codes_by_name()[dimension.name]


def test_words_of_tidy_tables_stand_for_codes() -> None:
    words = yaml.safe_load((CATALOGUE / "body" / "tidy.yml").read_text(encoding="utf-8"))
    for column, codes in words.items():
        assert is_coded(column)
        assert set(codes) <= codes_by_name()[column]


def test_comparators_of_language_are_codes() -> None:
    words: dict[str, Any] = tomllib.loads(
        (CATALOGUE / "language" / "figure_words.toml").read_text(encoding="utf-8")
    )
    named = set(words["comparator_after"]) - {"after_ablative", "after_dative", "far_ablative", "far_dative"}
    assert named <= set(Comparator)


def test_a_rule_that_books_nothing_says_why() -> None:
    for rule in load_rules():
        assert (rule.code is None) == (rule.reason is not None)
        assert (rule.code is None) == (rule.disposition != "observation")
        assert rule.reason is None or rule.reason in Reason


@pytest.mark.parametrize(
    "changed",
    ["unit: furlong", "reason: because", "disposition: maybe"],
    ids=["unit", "reason", "disposition"],
)
def test_a_rule_with_an_unknown_code_is_refused_with_the_remedy(tmp_path: Path, changed: str) -> None:
    (tmp_path / "rules.yml").write_text(f"- {{code: HR.DOC.N, id: one, {changed}}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="declare it in checks/tables"):
        load_rules(tmp_path)


def test_a_rule_with_an_unknown_indicator_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("- {code: HR.NOBODY, id: one}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"indicators\.csv"):
        load_rules(tmp_path)
