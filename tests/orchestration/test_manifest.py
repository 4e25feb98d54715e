"""The manifest is parsed when the dbt project has changed, and only then."""

from pathlib import Path

from orchestration.defs.warehouse import build_arguments
from orchestration.manifest import current_manifest, dbt_variables, fingerprint, parse_arguments
from orchestration.settings import Settings

PROJECT = "name: small\nversion: '1.0'\nprofile: small\nmodel-paths: [models]\n"
PROFILE = "small:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: ':memory:'}\n"


def small_project(folder: Path) -> Path:
    """A dbt project of one model."""
    (folder / "models").mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILE)
    (folder / "models" / "one.sql").write_text("select 1 as n")
    return folder


def test_the_fingerprint_changes_with_a_model_and_not_with_what_dbt_writes(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    before = fingerprint(project)
    (project / "target").mkdir()
    (project / "target" / "compiled.sql").write_text("select 2")
    assert fingerprint(project) == before
    (project / "models" / "one.sql").write_text("select 2 as n")
    assert fingerprint(project) != before


def test_an_unchanged_project_is_parsed_once(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    settings = Settings(data_root=tmp_path / "data", workers=1)
    first = current_manifest(settings, project).stat()
    assert current_manifest(settings, project).stat() == first
    (project / "models" / "two.sql").write_text("select 2 as n")
    assert "model.small.two" in current_manifest(settings, project).read_text()


def test_arguments_name_the_project_and_the_data_root(tmp_path: Path) -> None:
    settings = Settings(data_root=tmp_path, workers=1)
    assert dbt_variables(settings) == {"data_root": str(tmp_path), "look_at": "new"}
    assert build_arguments(settings)[0] == "build"
    assert build_arguments(settings)[-2:] == ["--vars", f'{{"data_root": "{tmp_path}", "look_at": "new"}}']
    assert parse_arguments(settings, tmp_path)[-2:] == build_arguments(settings)[-2:]
    assert '"look_at": "all"' in build_arguments(settings, look_at="all")[-1]
