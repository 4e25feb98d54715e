"""The dbt project keeps its layers, its contracts repeat the declarations, and its SQL stays portable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.tables import FIGURES, INTAKE, OBSERVATIONS, REJECTIONS, REPORTS, Column, Table

PROJECT = Path(__file__).resolve().parents[3] / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
SEEDS = sorted(path.stem for path in (PROJECT.parent / "sources/catalogue/reference").glob("*.csv"))
LAYER_OF_PREFIX = {"stg": "staging", "int": "intermediate"}
# What each layer may refer to. Bookkeeping names the batches of a build, which staging reads; the rest of it
# comes after the marts.
ALLOWED = {
    "staging": {"bookkeeping"},
    "intermediate": {"staging", "intermediate", "seed"},
    "marts": {"staging", "intermediate", "marts", "seed"},
    "bookkeeping": {"staging", "intermediate", "marts", "bookkeeping"},
}
DATABASE_TYPES = {
    "text": "varchar",
    "long_text": "varchar",
    "integer": "bigint",
    "number": "double",
    "date": "date",
    "timestamp": "timestamp",
}
NOT_PORTABLE = re.compile(
    r"\bqualify\b|\bexclude\b|\bcolumns\(|::|\bdistinct on\b|->|\busing sample\b", re.IGNORECASE
)


def layer(path: Path) -> str:
    return path.relative_to(PROJECT / "models").parts[0]


def text_of(path: Path) -> str:
    """The SQL of a model, with the macros of ours that it calls."""
    text = path.read_text(encoding="utf-8")
    called = [macro for macro in sorted((PROJECT / "macros").glob("*.sql")) if f"{macro.stem}(" in text]
    return "\n".join([text, *(macro.read_text(encoding="utf-8") for macro in called)])


def declared(name: str) -> dict[str, Any]:
    """The properties of a model, from the YAML that stands beside its SQL."""
    (path,) = [path for path in MODELS if path.stem == name]
    (properties,) = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"]
    assert properties["name"] == name
    return dict(properties)


LAYER_OF_MODEL = {path.stem: layer(path) for path in MODELS} | dict.fromkeys(SEEDS, "seed")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_refers_only_to_layers_below_it(path: Path) -> None:
    referred = re.findall(r"""ref\(["'](\w+)["']\)""", text_of(path))
    layers = {LAYER_OF_MODEL[name] for name in referred}
    assert layers <= ALLOWED[layer(path)]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_only_staging_reads_the_zones(path: Path) -> None:
    assert ("source(" in text_of(path)) == (layer(path) == "staging")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_name_of_a_model_says_its_layer(path: Path) -> None:
    prefix = path.stem.split("_", 1)[0]
    assert LAYER_OF_PREFIX.get(prefix, layer(path)) == layer(path)
    assert layer(path) not in LAYER_OF_PREFIX.values() or LAYER_OF_PREFIX.get(prefix) == layer(path)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_description_ends_with_the_grain(path: Path) -> None:
    description = declared(path.stem)["description"].strip()
    last = re.split(r"(?<=[.:])\s+", description)[-1]
    assert last.startswith(("One row per", "Одна строка на")), last


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_models_are_plain_sql(path: Path) -> None:
    assert not NOT_PORTABLE.search(path.read_text(encoding="utf-8"))


def described(column: Column) -> dict[str, str]:
    return {"name": column.name, "data_type": DATABASE_TYPES[column.type]}


def contract(name: str) -> list[dict[str, str]]:
    return [{key: column[key] for key in ("name", "data_type")} for column in declared(name)["columns"]]


@pytest.mark.parametrize("fact", ["fct_treatments", "fct_staffing", "fct_investments", "fct_observations"])
def test_facts_begin_with_the_declared_observation_in_its_order(fact: str) -> None:
    wanted = [described(column) for column in OBSERVATIONS.columns]
    assert contract(fact)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("model", "table", "left_out", "added"),
    [
        ("dim_report", REPORTS, {"text"}, ["is_sample"]),
        ("figure_ledger", FIGURES, set(), []),
        ("intake_ledger", INTAKE, set(), []),
        ("rejected_reports", REJECTIONS, set(), []),
    ],
)
def test_ledgers_repeat_the_declaration(
    model: str, table: Table, left_out: set[str], added: list[str]
) -> None:
    declared_columns = [described(column) for column in table.columns if column.name not in left_out]
    found = contract(model)
    assert found[: len(declared_columns)] == declared_columns
    assert [column["name"] for column in found[len(declared_columns) :]] == added


@pytest.mark.parametrize(
    ("model", "table"),
    [(f"fct_{area}", OBSERVATIONS) for area in ("treatments", "staffing", "investments")]
    + [
        ("dim_report", REPORTS),
        ("figure_ledger", FIGURES),
        ("intake_ledger", INTAKE),
        ("rejected_reports", REJECTIONS),
    ],
)
def test_what_may_not_be_null_is_the_same_in_declaration_and_contract(model: str, table: Table) -> None:
    required = {column["name"] for column in declared(model)["columns"] if "constraints" in column}
    columns = {column["name"] for column in declared(model)["columns"]}
    assert required & set(table.column_names) == {
        column.name for column in table.columns if not column.nullable and column.name in columns
    }


@pytest.mark.parametrize(
    "table", [REPORTS, FIGURES, OBSERVATIONS, INTAKE, REJECTIONS], ids=lambda table: table.name
)
def test_staging_takes_every_declared_column(table: Table) -> None:
    text = text_of(PROJECT / "models/staging" / f"stg_{table.name}.sql")
    selected = re.findall(r"^ {2,4}(?!select)(?:cast\()?(\w+)(?:,|$| as )", text, re.MULTILINE)
    assert selected == list(table.column_names)


@pytest.mark.parametrize(
    ("model", "table"),
    [("fct_observations", OBSERVATIONS), ("figure_ledger", FIGURES)],
    ids=["fct_observations", "figure_ledger"],
)
def test_coded_columns_accept_the_declared_values(model: str, table: Table) -> None:
    for column in declared(model)["columns"]:
        allowed = next((known.allowed for known in table.columns if known.name == column["name"]), None)
        tests = [test for test in column.get("data_tests", []) if "accepted_values" in test]
        found = tuple(tests[0]["accepted_values"]["arguments"]["values"]) if tests else ()
        assert found == tuple(allowed or ()), column["name"]


@pytest.mark.parametrize(
    "path", [path for path in MODELS if layer(path) == "marts"], ids=lambda path: path.stem
)
def test_every_column_that_people_see_is_described_in_russian(path: Path) -> None:
    blocks = (PROJECT / "models/marts/columns.md").read_text(encoding="utf-8")
    meanings = dict(re.findall(r"{% docs (\w+) %}(.*?){% enddocs %}", blocks))
    for column in declared(path.stem)["columns"]:
        assert column["description"] == f'{{{{ doc("{column["name"]}") }}}}'
        assert re.search("[а-я]", meanings[column["name"]])


def test_the_published_file_is_an_exposure_of_every_mart() -> None:
    declared = yaml.safe_load(text_of(PROJECT / "models/published.yml"))
    (published,) = declared["exposures"]
    marts = sorted(path.stem for path in (PROJECT / "models/marts").rglob("*.sql"))
    assert published["depends_on"] == [f"ref('{name}')" for name in marts]


def test_every_layer_has_a_group() -> None:
    declared = yaml.safe_load(text_of(PROJECT / "models/published.yml"))
    layers = {path.parent.name for path in (PROJECT / "models").rglob("*.sql")} - {"bookkeeping"}
    assert {group["name"] for group in declared["groups"]} == layers
