"""An S3 bucket, served on loopback: each object is brought once, and again when it was replaced."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import boto3
import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from moto.server import ThreadedMotoServer

from sources.connectors.arrival import Arrival
from sources.connectors.declarations import Store
from sources.connectors.harvest import Cursor, Harvest, land_harvest, load_cursor
from sources.connectors.object_store import StoreError, new_objects, open_store, visit
from sources.landing.inbox import Waiting
from sources.landing.landing import Landing, land
from tests.unit.landing.place import Place, inline

REPORT = "За квартал в стационарах области пролечено 2 310 пациентов.\n"


@dataclass(frozen=True)
class Bucket:
    """A bucket and the store that is declared for its folder `letters`."""

    system: fsspec.AbstractFileSystem
    folder: str
    store: Store

    def put(self, key: str, content: str | bytes) -> None:
        self.system.pipe_file(
            f"{self.folder}/{key}", content.encode() if isinstance(content, str) else content
        )


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, request: pytest.FixtureRequest) -> Bucket:
    name = f"bucket-{abs(hash(request.node.name))}"
    store = Store("letters", f"s3://{name}/letters", endpoint_url=endpoint)
    system, folder = open_store(store, {"key": "test", "secret": "test"})
    system.mkdir(name)
    return Bucket(system, folder, store)


def go(place: Place, bucket: Bucket) -> tuple[Landing, Harvest]:
    """One visit, landed."""
    cursor = load_cursor(place.zones, bucket.store.source)
    harvest = visit(bucket.store, bucket.system, bucket.folder, cursor)

    def land_arrivals(arrivals: Iterable[Arrival]) -> Landing:
        return land(place.zones, arrivals, inline, clock=place.clock.now)

    return land_harvest(place.zones, harvest, land_arrivals), harvest


def test_objects_land_with_folder_region_and_sidecar(place: Place, bucket: Bucket) -> None:
    bucket.put("KZ-23/a.txt", REPORT)
    bucket.put("b.txt", REPORT + "ещё")
    bucket.put("b.txt.meta.yaml", "published_on: 2026-02-01\nregion: KZ-55")
    landing, _ = go(place, bucket)
    assert landing.landed == 2
    rows = {row["report_file"]: row for row in place.reports}
    assert (rows["a.txt"]["region_hint"], rows["a.txt"]["source"]) == ("KZ-23", "store:letters")
    assert rows["a.txt"]["source_path"] == f"s3://{bucket.folder}/KZ-23/a.txt"
    assert (rows["b.txt"]["region_hint"], rows["b.txt"]["published_on"]) == ("KZ-55", date(2026, 2, 1))


def test_each_object_is_brought_once_and_again_when_replaced(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    assert go(place, bucket)[0].landed == 1
    assert go(place, bucket)[0].seen == 0
    bucket.put("a.txt", REPORT + "Исправлено.\n")
    bucket.put("c.txt", REPORT)
    landing, _ = go(place, bucket)
    assert (landing.landed, landing.duplicates) == (1, 1)
    assert go(place, bucket)[0].seen == 0
    assert len(place.intake) == 3


def test_the_store_is_only_read(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    bucket.put("empty.txt", "")
    go(place, bucket)
    assert sorted(bucket.system.find(bucket.folder)) == [
        f"{bucket.folder}/a.txt",
        f"{bucket.folder}/empty.txt",
    ]


def test_the_cursor_moves_only_when_landing_has_succeeded(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    cursor = load_cursor(place.zones, bucket.store.source)

    def killed(arrivals: Iterable[Arrival]) -> None:
        land(place.zones, arrivals, inline, clock=place.clock.now)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        land_harvest(place.zones, visit(bucket.store, bucket.system, bucket.folder, cursor), killed)
    assert load_cursor(place.zones, bucket.store.source).brought == {}
    landing, _ = go(place, bucket)
    assert (landing.seen, landing.known, len(place.intake)) == (0, 1, 1)


def test_a_bad_object_costs_only_itself(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    bucket.put("broken.pdf", b"%PDF-1.4 broken")
    landing, _ = go(place, bucket)
    assert (landing.landed, landing.rejected) == (1, 1)
    kept = [path.name for path in place.zones.rejected_files.rglob("*") if path.is_file()]
    assert kept == ["broken.pdf"]
    assert go(place, bucket)[0].seen == 0


def test_a_corrected_sidecar_brings_its_object_back(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    bucket.put("a.meta.yaml", "published_on: soon")
    assert go(place, bucket)[0].rejected == 1
    assert go(place, bucket)[0].seen == 0
    bucket.put("a.meta.yaml", "published_on: 2026-02-01")
    assert go(place, bucket)[0].landed == 1


def test_new_objects_can_be_counted_without_reading_them(place: Place, bucket: Bucket) -> None:
    bucket.put("a.txt", REPORT)
    bucket.put(".hidden", "x")
    cursor = load_cursor(place.zones, bucket.store.source)
    assert [found.key for found in new_objects(bucket.system, bucket.folder, cursor)] == [
        f"{bucket.folder}/a.txt"
    ]
    go(place, bucket)
    assert new_objects(bucket.system, bucket.folder, load_cursor(place.zones, bucket.store.source)) == []


def test_markers_of_folders_are_no_objects_and_an_empty_object_is_told_once(
    place: Place, bucket: Bucket
) -> None:
    bucket.put("KZ-23/a.txt", REPORT)
    client = boto3.client(
        "s3", endpoint_url=bucket.store.endpoint_url, aws_access_key_id="test", aws_secret_access_key="test"
    )
    name, _, folder = bucket.folder.partition("/")
    for key in ("KZ-23/", "KZ-55/", "KZ-71_$folder$", "empty.txt"):
        client.put_object(Bucket=name, Key=f"{folder}/{key}", Body=b"")
    landing, harvest = go(place, bucket)
    assert (landing.landed, landing.rejected, harvest.problems) == (1, 1, [])
    assert place.outcomes()["empty.txt"] == ("rejected", "empty")
    assert set(place.outcomes()) == {"a.txt", "empty.txt"}
    assert new_objects(bucket.system, bucket.folder, load_cursor(place.zones, bucket.store.source)) == []
    assert go(place, bucket)[0].seen == 0


def test_an_object_with_the_name_of_an_unfinished_file_waits(place: Place, bucket: Bucket) -> None:
    for name in ("a.pdf.part", "b.docx.filepart"):
        bucket.put(name, "x")
    landing, _ = go(place, bucket)
    assert landing.seen == 0
    assert [waiting.source_path for waiting in landing.waiting] == [
        f"s3://{bucket.folder}/{name}" for name in ("a.pdf.part", "b.docx.filepart")
    ]
    assert new_objects(bucket.system, bucket.folder, load_cursor(place.zones, bucket.store.source)) == []


def test_an_object_that_grows_while_it_is_read_waits(place: Place, tmp_path: Path) -> None:
    class Growing(LocalFileSystem):
        def cat_file(self, path: str, start: int | None = None, end: int | None = None, **_: object) -> bytes:
            content: bytes = super().cat_file(path, start, end)
            with open(path, "ab") as file:
                file.write(b"more\n")
            return content

    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    store = Store("disk", f"file://{folder}")
    system = Growing(skip_instance_cache=True)
    harvest = visit(store, system, str(folder), load_cursor(place.zones, store.source))
    (waiting,) = harvest.arrivals
    assert isinstance(waiting, Waiting)
    assert harvest.cursor_after().brought == {}


def test_a_sidecar_that_comes_after_its_object_or_is_corrected_is_applied(
    place: Place, bucket: Bucket
) -> None:
    bucket.put("a.txt", REPORT)
    assert go(place, bucket)[0].landed == 1
    for number, day in enumerate(("2026-02-01", "2026-02-02"), start=1):
        bucket.put("a.txt.meta.yaml", f"published_on: {day}\n")
        assert go(place, bucket)[0].duplicates == 1
        assert go(place, bucket)[0].seen == 0
        assert [row["reason"] for row in place.intake[1:]] == ["same_content_new_sidecar"] * number
    assert [row["published_on"] for row in place.rows("raw", "sidecars.parquet")] == [
        date(2026, 2, 1),
        date(2026, 2, 2),
    ]
    bucket.system.rm_file(f"{bucket.folder}/a.txt.meta.yaml")
    assert go(place, bucket)[0].seen == 0
    assert len(place.rows("raw", "sidecars.parquet")) == 2


def test_a_sidecar_is_found_however_its_letters_are_composed(place: Place, bucket: Bucket) -> None:
    bucket.put(unicodedata.normalize("NFD", "сводный.txt"), REPORT)
    bucket.put(unicodedata.normalize("NFC", "сводный.txt.meta.yaml"), "published_on: 2026-02-01\n")
    assert go(place, bucket)[0].landed == 1
    assert place.reports[0]["published_on"] == date(2026, 2, 1)


def test_a_store_that_cannot_be_listed_is_told(place: Place, endpoint: str) -> None:
    store = Store("none", "s3://no-such-bucket/letters", endpoint_url="http://127.0.0.1:1")
    options = {
        "key": "test",
        "secret": "test",
        "config_kwargs": {"retries": {"max_attempts": 1}, "connect_timeout": 1},
    }
    system, folder = open_store(store, options)
    with pytest.raises(StoreError, match="credentials"):
        new_objects(system, folder, load_cursor(place.zones, store.source))
    harvest = visit(store, system, folder, Cursor({"a": "1"}))
    assert list(harvest.arrivals) == []
    assert "credentials" in harvest.problems[0].reason
    assert harvest.cursor_after().brought == {"a": "1"}


def test_a_kind_of_store_that_is_not_known_is_told() -> None:
    with pytest.raises(StoreError, match="install the extra"):
        open_store(Store("odd", "odd://bucket/folder"), {})
