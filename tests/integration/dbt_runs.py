"""dbt on a data root, in this process: what the tests of the warehouse build with."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
FACTS = ("fct_treatments", "fct_staffing", "fct_investments")
TABLES = (
    *FACTS,
    "fct_observations",
    "dim_report",
    "report_text",
    "figure_ledger",
    "intake_ledger",
    "work_list",
)


class Warehouse:
    """A data root that has its zones, and the dbt commands on it."""

    def __init__(self, data_root: Path, project: Path = PROJECT, look_at: str = "all") -> None:
        self.data_root = data_root
        self.look_at = look_at
        self.project = project
        self.accepted = data_root / "accepted"
        (data_root / "build").mkdir(parents=True, exist_ok=True)
        self.manifest: Manifest | None = None

    @property
    def database(self) -> Path:
        """The private database."""
        return self.data_root / "build" / "warehouse.duckdb"

    def command(self, *arguments: str) -> list[str]:
        """The command line of dbt for this data root."""
        folder = str(self.project)
        return [
            *(*arguments, "--quiet", "--project-dir", folder, "--profiles-dir", folder),
            *("--vars", json.dumps({"data_root": str(self.data_root), "look_at": self.look_at})),
            *("--target-path", str(self.data_root / "target")),
            *("--log-path", str(self.data_root / "logs")),
        ]

    def dbt(self, *arguments: str) -> dbtRunnerResult:
        """Run dbt in this process, which parses the project once; the result says what failed."""
        runner = dbtRunner(manifest=self.manifest)
        done = runner.invoke(self.command(*arguments))
        self.manifest = runner.manifest
        # As at the end of a dbt process: otherwise dbt keeps the file open and locked.
        DuckDBConnectionManager.close_all_connections()
        return done

    def run(self, *arguments: str) -> None:
        """Build the models without their tests."""
        done = self.dbt("run", *arguments)
        assert done.success, failed(done)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """The answer of the private database."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            connection.execute("use warehouse.marts")
            return connection.execute(query).fetchall()

    def connected(self) -> duckdb.DuckDBPyConnection:
        """The private database, read-only; close it before the next build."""
        return duckdb.connect(str(self.database), read_only=True)

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every mart, in an order of its own."""
        tables = self.rows("select table_name from information_schema.tables where table_schema = 'marts'")
        return {str(table): self.rows(f"select * from {table} order by all") for (table,) in tables}


def failed(done: dbtRunnerResult) -> dict[str, str | None]:
    """What failed in a dbt run, and what dbt said about it."""
    if done.exception is not None:
        return {"dbt": str(done.exception)}
    return {result.node.name: result.message for result in done.result if result.status in ("fail", "error")}
