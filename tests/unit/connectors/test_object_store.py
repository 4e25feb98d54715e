"""An S3 bucket, served on loopback: each object is brought once, and again when it was replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from sources.connectors.arrival import Arrival
from sources.connectors.declarations import Store
from sources.connectors.harvest import Harvest, land_harvest, load_cursor
from sources.connectors.object_store import StoreError, new_objects, open_store, visit
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


def test_a_kind_of_store_that_is_not_known_is_told() -> None:
    with pytest.raises(StoreError, match="install the extra"):
        open_store(Store("odd", "odd://bucket/folder"), {})
