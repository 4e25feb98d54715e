"""What runs the warehouse on a server parses and names what exists; Dagster keeps its history in Postgres."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import dagster as dg
import pytest

from orchestration.__main__ import SERVICES, main
from orchestration.instance import open_instance, process_tags
from orchestration.settings import PROJECT_ROOT, VARIABLES, Settings, SettingsError, load_settings

DEPLOYMENT = PROJECT_ROOT / "orchestration" / "deployment"
UNITS = sorted(DEPLOYMENT.glob("*.service"))
INSTRUCTION = re.compile(r"(FROM|WORKDIR|COPY|RUN|USER|ENV|VOLUME|EXPOSE|HEALTHCHECK|CMD) (.+)", re.DOTALL)
NOBODY = 65534
POSTGRES_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/bin")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_one_that_systemd_takes_and_starts_a_service_of_ours(unit: Path, tmp_path: Path) -> None:
    stated = configparser.ConfigParser(strict=False, interpolation=None)
    stated.optionxform = str  # type: ignore[assignment, method-assign]
    stated.read(unit, encoding="utf-8")
    assert list(stated) == ["DEFAULT", "Unit", "Service", "Install"]
    service = stated["Service"]
    words = service["ExecStart"].split()
    assert words[1:3] == ["-m", "orchestration"]
    assert words[3] in SERVICES
    assert service["EnvironmentFile"] == "/etc/warehouse.env"
    if shutil.which("systemd-analyze") is None:
        return
    # systemd looks whether the program is there, which it is on a server only
    copy = tmp_path / unit.name
    text = unit.read_text(encoding="utf-8")
    copy.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text).replace("/opt/warehouse", "/"))
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    assert [line for line in told.stderr.splitlines() if unit.name in line] == []


def test_the_container_is_made_of_what_is_there_and_of_the_lock() -> None:
    text = (DEPLOYMENT / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [match.groups() for line in lines if (match := INSTRUCTION.fullmatch(line))]
    assert len(found) == len(lines)
    assert found[0][0] == "FROM"
    copied = [name for kind, rest in found if kind == "COPY" for name in rest.split()[:-1]]
    assert [name for name in copied if not (PROJECT_ROOT / name).exists()] == []
    assert {"checks", "sources", "dbt_project", "orchestration", "dagster.yaml"} <= set(copied)
    installed = [rest for kind, rest in found if kind == "RUN" and "pip install" in rest]
    assert all("-r " in rest and ".lock" in rest for rest in installed)


def test_the_settings_of_the_services_are_variables_that_exist() -> None:
    text = (DEPLOYMENT / "warehouse.env").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?(WAREHOUSE_\w+)=", text, re.MULTILINE))
    assert named
    assert named <= {variable.name for variable in VARIABLES}


def test_the_table_of_settings_in_the_docs_is_that_of_the_code() -> None:
    text = (PROJECT_ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(WAREHOUSE_\w+)` \| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert told == [(one.name, one.meaning, one.default) for one in VARIABLES]


def test_every_variable_of_the_table_is_read_and_no_other() -> None:
    class Asked(dict[str, str]):
        """Remembers what it was asked for."""

        names: set[str]

        def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
            self.names.add(name)
            return default

    asked = Asked()
    asked.names = set()
    load_settings(asked)
    assert asked.names == {variable.name for variable in VARIABLES}


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a real Postgres of this test alone, from the system's packages."""
    if find_spec("dagster_postgres") is None:
        pytest.skip("dagster-postgres is not installed (orchestration/deployment/postgres.lock)")
    folders = [folder for pattern in POSTGRES_FOLDERS for folder in sorted(Path("/").glob(pattern[1:]))]
    programs = next((folder for folder in folders if (folder / "initdb").exists()), None)
    if programs is None:
        pytest.skip("Postgres is not installed (apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="warehouse-postgres-") as folder:
        yield from _served(programs, Path(folder))


def _served(programs: Path, folder: Path) -> Iterator[str]:
    # Postgres refuses to run as root, so it runs as nobody, in a folder of nobody's.
    as_user: list[str] = []
    if os.getuid() == 0:
        as_user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        os.chown(folder, NOBODY, NOBODY)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = folder / "data"
    make = [str(programs / "initdb"), "-D", str(data), "-U", "warehouse", "--auth=trust", "--no-sync"]
    subprocess.run([*as_user, *make], check=True, capture_output=True, cwd=folder)
    start = ["-D", str(data), "-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1"]
    server = subprocess.Popen(
        [*as_user, str(programs / "postgres"), *start], cwd=folder, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield f"postgresql+psycopg2://warehouse@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    import psycopg2

    for _ in range(300):
        try:
            psycopg2.connect(host="127.0.0.1", port=port, user="warehouse", dbname="postgres").close()
            return
        except psycopg2.OperationalError:
            subprocess.run(["sleep", "0.1"], check=True)
    raise TimeoutError("Postgres has not started within half a minute")


def test_dagster_keeps_its_history_in_postgres_where_an_address_is_given(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAREHOUSE_POSTGRES_URL", postgres)
    settings = load_settings({"WAREHOUSE_DATA": str(tmp_path), "WAREHOUSE_POSTGRES_URL": postgres})

    @dg.asset
    def counted() -> int:
        return 1

    with open_instance(settings) as instance:
        result = dg.materialize([counted], instance=instance, tags=process_tags())
        assert result.success
    with open_instance(settings) as instance:
        assert instance.get_run_by_id(result.run_id).status == dg.DagsterRunStatus.SUCCESS
        assert instance.get_latest_materialization_event(dg.AssetKey("counted")) is not None
    assert not (settings.dagster_home / "history").exists()
    assert "secret" not in repr(Settings(tmp_path, 1, postgres_url="postgresql+psycopg2://a:secret@b/c"))


def test_an_address_of_another_driver_is_refused_without_showing_the_password() -> None:
    with pytest.raises(SettingsError, match="psycopg2") as refusal:
        load_settings({"WAREHOUSE_POSTGRES_URL": "postgresql://a:secret@b/c"})
    assert "secret" not in str(refusal.value)


def test_without_the_library_the_address_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestration.instance.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"postgres\.lock"):
        open_instance(Settings(tmp_path, 1, postgres_url="postgresql+psycopg2://a@b/c"))


def test_every_command_of_the_docs_is_one_that_make_or_we_know() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT_ROOT / "Makefile").read_text(), re.MULTILINE))
    docs = "\n".join(path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "docs").glob("*.md"))
    docs += (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", docs, re.MULTILINE))
    assert {"refresh", "nightly", "doctor", "rollback"} <= named
    assert named - targets == set()
    for command in set(re.findall(r"-m orchestration ([a-z]+)", docs)) | set(SERVICES):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
