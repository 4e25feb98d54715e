"""The published file: replaced under its readers, verified, and open to old clients."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.publish import PublicationError, publish

pytestmark = pytest.mark.integration

OLD_CLIENT = "1.1.3"
READ_TWICE = """
import sys
import duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
count = "select count(*) from fct_staffing"
print(connection.execute(count).fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute(count).fetchone()[0], flush=True)
"""
READ_WITH_OLD_CLIENT = """
import sys
sys.path.insert(0, sys.argv[1])
import duckdb
connection = duckdb.connect(sys.argv[2], read_only=True)
columns = "select comment from duckdb_columns() where table_name = 'fct_staffing'"
comment = connection.execute(columns).fetchone()[0]
print(duckdb.__version__, connection.execute("select count(*) from fct_staffing").fetchone()[0], comment)
"""


def write_build(build: Path, values: list[float], quote: str = "12") -> None:
    """A small private database as dbt leaves it: tables, and a view that names its catalog."""
    build.parent.mkdir(parents=True, exist_ok=True)
    build.unlink(missing_ok=True)
    with duckdb.connect(str(build)) as connection:
        connection.execute("create schema marts; create schema staging")
        connection.execute("create table staging.secret as select 1 as one")
        connection.execute("create table marts.fct_staffing (value double not null)")
        connection.executemany("insert into marts.fct_staffing values (?)", [[value] for value in values])
        connection.execute("comment on table marts.fct_staffing is 'Кадры: «как сказано»'")
        connection.execute("comment on column marts.fct_staffing.value is 'it''s a value'")
        connection.execute("create view marts.fct_observations as select * from warehouse.marts.fct_staffing")
        connection.execute("comment on view marts.fct_observations is 'Все'")
        connection.execute("create table marts.report_text as select 'r' as report_id, 'всего 12' as text")
        connection.execute(
            "create table marts.figure_ledger as"
            " select 'r' as report_id, 6 as char_start, 8 as char_end, ? as quote",
            [quote],
        )


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Build file and published file, both called warehouse.duckdb."""
    return tmp_path / "build" / "warehouse.duckdb", tmp_path / "published" / "warehouse.duckdb"


def test_marts_are_published_as_tables_with_their_comments(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1, 2, 3])
    publication = publish(build, published)
    assert publication.tables == {
        "fct_observations": 3,
        "fct_staffing": 3,
        "figure_ledger": 1,
        "report_text": 1,
    }
    assert (publication.rows, publication.bytes) == (8, published.stat().st_size)
    with duckdb.connect(str(published), read_only=True) as connection:
        kinds = connection.execute("select distinct table_type, table_schema from information_schema.tables")
        assert kinds.fetchall() == [("BASE TABLE", "main")]
        comments = connection.execute(
            "select table_name, comment from duckdb_tables() where comment is not null"
        )
        assert dict(comments.fetchall()) == {
            "fct_staffing": "Кадры: «как сказано»",
            "fct_observations": "Все",
        }
        column = "select comment from duckdb_columns() where table_name = 'fct_staffing'"
        assert connection.execute(column).fetchone() == ("it's a value",)


def test_nothing_else_lies_beside_the_published_file(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1])
    published.parent.mkdir()
    for left in ("warehouse.duckdb.publishing", "warehouse.duckdb.publishing.wal"):
        (published.parent / left).write_bytes(b"left by a killed run")
    publish(build, published)
    assert [path.name for path in published.parent.iterdir()] == ["warehouse.duckdb"]


def test_what_became_fewer_is_told(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1, 2, 3])
    assert publish(build, published).former == {}
    write_build(build, [1])
    assert publish(build, published).shrunk == {"fct_observations": 2, "fct_staffing": 2}


def test_reports_that_were_free_to_leave_are_not_missed(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1])
    publish(build, published)
    assert publish(build, published).former["report_text"] == 1
    assert publish(build, published, leaving=["r"]).former["report_text"] == 0


def test_a_damaged_published_file_is_replaced(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1])
    published.parent.mkdir()
    published.write_bytes(b"no database" * 1000)
    assert publish(build, published).former == {}
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_staffing").fetchone() == (1,)


@pytest.fixture
def reader(places: tuple[Path, Path]) -> Iterator[subprocess.Popen[str]]:
    """Another process that opens the published file and keeps it open."""
    build, published = places
    write_build(build, [1, 2, 3])
    publish(build, published)
    process = subprocess.Popen(
        [sys.executable, "-c", READ_TWICE, str(published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()


def test_a_reader_that_holds_the_file_neither_blocks_nor_breaks(
    places: tuple[Path, Path], reader: subprocess.Popen[str]
) -> None:
    build, published = places
    assert reader.stdout is not None
    assert reader.stdout.readline() == "3\n"
    write_build(build, [1, 2, 3, 4])
    publish(build, published)
    assert reader.poll() is None
    told, _ = reader.communicate("go on\n")
    assert told == "3\n"
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_staffing").fetchone() == (4,)


def test_a_copy_that_does_not_verify_leaves_the_published_file(places: tuple[Path, Path]) -> None:
    build, published = places
    write_build(build, [1])
    publish(build, published)
    before = published.read_bytes()
    write_build(build, [1, 2], quote="13")
    with pytest.raises(PublicationError, match="dbt test"):
        publish(build, published)
    assert published.read_bytes() == before
    assert [path.name for path in published.parent.iterdir()] == ["warehouse.duckdb"]


def test_without_a_build_there_is_nothing_to_publish(places: tuple[Path, Path]) -> None:
    build, published = places
    with pytest.raises(PublicationError, match="make refresh"):
        publish(build, published)
    build.parent.mkdir()
    duckdb.connect(str(build)).close()
    with pytest.raises(PublicationError, match="has no marts"):
        publish(build, published)


@pytest.fixture(scope="module")
def old_client(request: pytest.FixtureRequest) -> Path:
    """A folder with an old DuckDB, installed once and kept in pytest's cache."""
    assert request.config.cache is not None
    folder = request.config.cache.mkdir(
        f"duckdb-{OLD_CLIENT}-{sys.version_info.major}.{sys.version_info.minor}"
    )
    if not (folder / "duckdb").is_dir():
        uv = Path(sys.executable).with_name("uv")
        install = [str(uv), "pip"] if uv.exists() else [sys.executable, "-m", "pip"]
        done = subprocess.run(
            [*install, "install", "--quiet", "--target", str(folder), f"duckdb=={OLD_CLIENT}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            pytest.skip(f"duckdb {OLD_CLIENT} cannot be installed here: {done.stderr.strip()[-200:]}")
    return folder


def test_an_old_client_opens_the_published_file(places: tuple[Path, Path], old_client: Path) -> None:
    build, published = places
    write_build(build, [1, 2, 3])
    publish(build, published)
    done = subprocess.run(
        [sys.executable, "-c", READ_WITH_OLD_CLIENT, str(old_client), str(published)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{OLD_CLIENT} 3 it's a value\n", done.stderr
