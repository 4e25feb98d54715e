"""Promotion: what passed is accepted whole, what did not is rejected with its reason, and nothing is read
twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.tables import FIGURES, OBSERVATIONS, REPORTS, Table
from sources.catalogue.version import catalogue_version
from sources.landing.batches import batch_ids
from sources.landing.compaction import compact
from sources.landing.inbox import Inbox
from sources.landing.limits import Portions
from sources.landing.promotion import Promotion, next_batch_id, promote, stage, sweep_staged
from sources.landing.rejections import Rejection
from sources.landing.retry import retry
from sources.landing.unread import Versions, pending_counts, unread_ids, unread_reports
from sources.landing.zones import EMPTY_BATCH, Zones
from sources.readers.version import READER_VERSION
from tests.unit.landing.place import Clock, Place, files_below
from tests.unit.landing.test_kill import assert_tidy, killed_at_every_step

VERSION = "1"


def rows_of(table: Table, report_ids: Iterable[str], batch_id: str, version: str) -> pa.Table:
    blank = dict.fromkeys(table.column_names)
    given = {"batch_id": batch_id, "extractor_version": version, "reader_version": READER_VERSION}
    given = {name: value for name, value in given.items() if name in blank}
    return table.from_rows(blank | {"report_id": report_id} | given for report_id in report_ids)


def rejection(report_id: str) -> Rejection:
    return Rejection(
        report_id, "a.txt", "validation", "quote_differs", "«12» is not «13»", "Report the defect."
    )


def read_all(
    place: Place, failing: Iterable[str] = (), version: str = VERSION, chunk_rows: int = 2
) -> Promotion:
    """Read what is unread, with a reading that finds nothing, and promote it."""
    batch_id = next_batch_id(place.zones, place.clock.now())
    with stage(place.zones, batch_id) as staging:
        for chunk in unread_reports(place.zones, version, chunk_rows=chunk_rows):
            ids = chunk["report_id"].to_pylist()
            staging.add(
                *(rows_of(table, ids, batch_id, version) for table in (REPORTS, FIGURES, OBSERVATIONS))
            )
    rejections = [rejection(report_id) for report_id in failing]
    return promote(place.zones, batch_id, rejections, version, clock=place.clock.now)


def land_reports(place: Place, count: int = 5) -> list[str]:
    for number in range(count):
        place.drop(f"{number}.txt", f"За неделю осмотрено {number + 20} детей.\n")
    place.land(portions=Portions(batch_files=3))
    return [row["report_id"] for row in place.reports]


def accepted(place: Place, file_name: str = "reports.parquet") -> list[str]:
    return sorted(row["report_id"] for row in place.rows("accepted", file_name))


def unread(place: Place, version: str = VERSION) -> list[str]:
    found = [id for chunk in unread_reports(place.zones, version) for id in chunk["report_id"].to_pylist()]
    assert len(found) == len(unread_ids(place.zones, version))
    return found


def test_every_landed_report_is_unread_until_it_is_accepted(place: Place) -> None:
    ids = land_reports(place)
    assert sorted(unread(place)) == sorted(ids)
    promotion = read_all(place)
    assert (promotion.accepted, promotion.rejected) == (5, 0)
    assert unread(place) == []
    for name in ("reports.parquet", "figures.parquet", "observations.parquet"):
        assert accepted(place, name) == sorted(ids)
    assert batch_ids(place.zones.staged) == []


def test_a_new_version_reads_everything_again(place: Place) -> None:
    ids = land_reports(place)
    read_all(place)
    assert sorted(unread(place, "2")) == sorted(ids)
    read_all(place, version="2")
    assert unread(place, "2") == unread(place, "1") == []


def test_unread_reports_come_in_bounded_chunks(place: Place) -> None:
    land_reports(place, 12)
    sizes = [chunk.num_rows for chunk in unread_reports(place.zones, VERSION, chunk_rows=2)]
    assert sum(sizes) == 12
    assert max(sizes) == 2
    small = [chunk.num_rows for chunk in unread_reports(place.zones, VERSION, chunk_bytes=1)]
    assert small == [1] * 12


def test_one_region_can_be_read_alone(place: Place) -> None:
    place.drop("KZ-15/a.txt", "Принято 7 врачей.\n")
    place.drop("KZ-23/b.txt", "Принято 8 врачей.\n")
    place.drop("c.txt", "Принято 9 врачей.\n")
    place.land()

    def files(*hints: str | None) -> list[str]:
        chunks = unread_reports(place.zones, VERSION, region_hints=frozenset(hints))
        return [name for chunk in chunks for name in chunk["report_file"].to_pylist()]

    assert files("KZ-15") == ["a.txt"]
    assert files(None) == ["c.txt"]
    assert sorted(files("KZ-23", None)) == ["b.txt", "c.txt"]


def test_failed_reports_are_rejected_and_the_others_accepted(place: Place) -> None:
    ids = land_reports(place)
    promotion = read_all(place, failing=ids[:2])
    assert (promotion.accepted, promotion.rejected) == (3, 2)
    assert accepted(place) == accepted(place, "figures.parquet") == sorted(ids[2:])
    assert sorted(row["report_id"] for row in place.rejections) == sorted(ids[:2])
    assert {row["extractor_version"] for row in place.rejections} == {VERSION}
    assert unread(place) == []


def test_a_rejected_row_leaves_its_report_accepted_and_survives_a_retry(place: Place) -> None:
    first, second, *_ = land_reports(place)
    batch_id = next_batch_id(place.zones, place.clock.now())
    with stage(place.zones, batch_id) as staging:
        staging.add(
            *(
                rows_of(table, [first, second], batch_id, VERSION)
                for table in (REPORTS, FIGURES, OBSERVATIONS)
            )
        )
    row = Rejection(first, "a.csv", "row", "period_unknown", "row 7", "Repair the row.")
    promoted = promote(place.zones, batch_id, [row, rejection(second)], VERSION, clock=place.clock.now)
    assert (promoted.accepted, promoted.rejected, accepted(place)) == (1, 1, [first])
    for reports in (1, 0):
        assert retry(place.zones).reports == reports
        assert [one["stage"] for one in place.rows("rejected", "rejections.parquet")] == ["row"]
    assert (first in unread(place), second in unread(place)) == (False, True)


def test_when_all_reports_fail_nothing_is_accepted(place: Place) -> None:
    ids = land_reports(place)
    promotion = read_all(place, failing=ids)
    assert (promotion.accepted, promotion.rejected) == (0, 5)
    assert batch_ids(place.zones.accepted) == [EMPTY_BATCH]
    assert unread(place) == []


def test_a_promotion_may_be_repeated(place: Place) -> None:
    ids = land_reports(place)
    for failing in ([], ids[:2], ids):
        version = str(len(failing))
        promotion = read_all(place, failing, version)
        again = promote(place.zones, promotion.batch_id, [rejection(id) for id in failing], version)
        assert again == promotion


def test_a_batch_that_was_never_staged_cannot_be_promoted(place: Place) -> None:
    with pytest.raises(FileNotFoundError, match="read the reports again"):
        promote(place.zones, "20260101T000000000000Z", [], VERSION)


def test_a_staging_that_fails_leaves_nothing(place: Place) -> None:
    with pytest.raises(ZeroDivisionError), stage(place.zones, "20260101T000000000000Z"):
        _ = 1 / 0
    assert files_below(place.zones.staged) == {}


def test_staged_batches_that_nobody_promoted_are_thrown_away_after_a_day(place: Place) -> None:
    with stage(place.zones, "20260101T000000000000Z"):
        pass
    directory = place.zones.staged / "20260101T000000000000Z"
    staged_at = directory.stat().st_mtime
    assert sweep_staged(place.zones, lambda: staged_at + 3_600) == 0
    assert sweep_staged(place.zones, lambda: staged_at + 90_000) == 1
    assert not directory.exists()


def stage_five(place: Place) -> None:
    land_reports(place)
    with stage(place.zones, "20300101T000000000000Z") as staging:
        ids = [row["report_id"] for row in place.reports]
        staging.add(
            *(
                rows_of(table, ids, "20300101T000000000000Z", VERSION)
                for table in (REPORTS, FIGURES, OBSERVATIONS)
            )
        )


@pytest.mark.parametrize("failing", [0, 2, 5])
def test_a_kill_at_any_step_of_promotion_loses_and_doubles_nothing(tmp_path: Path, failing: int) -> None:
    def act(place: Place) -> None:
        ids = sorted(row["report_id"] for row in place.reports)
        promote(place.zones, "20300101T000000000000Z", [rejection(id) for id in ids[:failing]], VERSION)

    for place in killed_at_every_step(tmp_path, stage_five, act):
        ids = sorted(row["report_id"] for row in place.reports)
        assert accepted(place) == accepted(place, "observations.parquet") == ids[failing:]
        assert sorted(row["report_id"] for row in place.rejections) == ids[:failing]
        assert unread(place) == []
        assert_tidy(place)


def test_a_retry_makes_rejected_reports_unread(place: Place) -> None:
    ids = land_reports(place)
    read_all(place, failing=ids[:2])
    outcome = retry(place.zones)
    assert (outcome.files, outcome.reports) == (0, 2)
    assert sorted(unread(place)) == sorted(ids[:2])
    assert place.rejections == []
    read_all(place)
    assert accepted(place) == sorted(ids)


def test_a_retry_returns_rejected_files_to_where_they_were(place: Place) -> None:
    place.drop("KZ-15/a.txt", "Принято 7 врачей.\n")
    place.drop("KZ-15/a.meta.yaml", "published_on: soon")
    place.drop("empty.txt", "")
    place.land()
    assert retry(place.zones).files == 3
    assert set(files_below(place.zones.inbox)) == {"KZ-15/a.txt", "KZ-15/a.meta.yaml", "empty.txt"}
    assert files_below(place.zones.rejected_files) == {}
    place.drop("KZ-15/a.meta.yaml", "published_on: 2026-01-31")
    landing = place.land()
    assert (landing.landed, landing.rejected) == (1, 1)
    assert place.reports[0]["region_hint"] == "KZ-15"
    assert [row["outcome"] for row in place.intake].count("rejected") == 3
    assert len(place.rejections) == 1


def test_a_retry_never_overwrites_a_repaired_file(place: Place) -> None:
    place.drop("KZ-15/a.txt", "")
    place.land()
    place.drop("KZ-15/a.txt", "Принято 7 врачей.\n")
    retry(place.zones)
    assert (place.zones.inbox / "KZ-15/a.txt").read_text() == "Принято 7 врачей.\n"
    assert place.land().seen == 2
    assert {row["region_hint"] for row in place.reports} == {"KZ-15"}


def test_a_rejected_file_in_place_is_seen_again_only_after_a_retry(place: Place, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "folder", managed=False)
    place.drop("a.pdf", b"%PDF-1.4 broken", inbox.root)
    assert place.land(inbox).rejected == 1
    assert place.land(inbox).seen == 0
    outcome = retry(place.zones)
    assert (outcome.files, outcome.in_place) == (0, 1)
    assert place.land(inbox).rejected == 1
    assert place.land(inbox).seen == 0
    assert len({row["intake_id"] for row in place.intake}) == 2


def test_a_repaired_sidecar_in_place_brings_its_report_back(place: Place, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "folder", managed=False)
    place.drop("a.txt", "Принято 7 врачей.\n", inbox.root)
    place.drop("a.meta.yaml", "published_on: soon", inbox.root)
    assert place.land(inbox).rejected == 1
    assert place.land(inbox).seen == 0
    place.drop("a.meta.yaml", "published_on: 2026-01-31", inbox.root)
    assert place.land(inbox).landed == 1


def reject_some(place: Place) -> None:
    ids = land_reports(place, 3)
    read_all(place, failing=ids[:1])
    place.drop("KZ-15/empty.txt", "")
    place.drop("KZ-15/empty.meta.yaml", "region: KZ-15")
    place.land()


def test_a_kill_at_any_step_of_a_retry_loses_and_doubles_nothing(tmp_path: Path) -> None:
    for place in killed_at_every_step(tmp_path, reject_some, lambda place: retry(place.zones)):
        assert {path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")} == {
            "KZ-15/empty.txt",
            "KZ-15/empty.meta.yaml",
        }
        assert place.rejections == []
        assert len(unread(place)) == 1
        assert_tidy(place)


def test_compaction_keeps_every_row_with_its_batch(place: Place) -> None:
    for number in range(4):
        place.drop(f"{number}.txt", f"За неделю осмотрено {number + 20} детей.\n")
        place.drop(f"{number}.bin", b"")
        place.land()
        read_all(place)
    shutil.rmtree(place.zones.raw / batch_ids(place.zones.raw)[-1] / "kept", ignore_errors=True)
    kinds = [
        ("raw", "reports"),
        ("raw", "intake"),
        ("accepted", "reports"),
        ("accepted", "figures"),
        ("rejected", "rejections"),
    ]
    before = {kind: place.rows(kind[0], f"{kind[1]}.parquet") for kind in kinds}
    compaction = compact(place.zones, clock=place.clock.now)
    assert (compaction.parts, compaction.wholes) == (12, 3)
    assert {kind: place.rows(kind[0], f"{kind[1]}.parquet") for kind in kinds} == before
    assert all(
        len(batch_ids(zone)) == 2 for zone in (place.zones.raw, place.zones.accepted, place.zones.rejected)
    )
    assert unread(place) == []
    assert compact(place.zones, clock=place.clock.now).parts == 0
    place.drop("0.txt", "За неделю осмотрено 20 детей.\n")
    assert place.land().duplicates == 1


def test_compaction_leaves_large_batches_alone(place: Place) -> None:
    for number in range(3):
        place.drop(f"{number}.txt", f"За неделю осмотрено {number + 20} детей.\n")
        place.land()
    assert compact(place.zones, small_bytes=10).parts == 0


def test_rejected_files_return_after_a_compaction_too(place: Place) -> None:
    for name in ("a.txt", "b.txt"):
        place.drop(name, "")
        place.land()
    compact(place.zones, clock=place.clock.now)
    assert retry(place.zones).files == 2


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("drop"), st.integers(0, 3), st.integers(0, 3)),
            st.sampled_from([("land",), ("read",), ("read and fail",), ("retry",), ("compact",)]),
        ),
        max_size=10,
    )
)
def test_the_books_balance_after_any_history(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[object, ...]]
) -> None:
    place = Place(Zones(tmp_path_factory.mktemp("history")).create(), Clock())
    lying: dict[int, str] = {}
    contents: set[str] = set()
    seen = 0
    for step in history:
        match step:
            case ("drop", int(name), int(content)):
                text = f"Принято {content} врачей.\n" if content else ""
                lying[name] = text
                place.drop(f"{name}.txt", text)
            case ("land",):
                contents |= set(lying.values())
                lying.clear()
                seen += place.land().seen
            case ("read",):
                read_all(place)
            case ("read and fail",):
                read_all(place, failing=unread(place)[:1])
            case ("retry",):
                retry(place.zones)
            case ("compact",):
                compact(place.zones, clock=place.clock.now)
    contents |= set(lying.values())
    seen += place.land().seen
    read_all(place)
    reports = [row["report_id"] for row in place.reports]
    assert len(reports) == len(set(reports)) == len(contents - {""})
    assert len(place.intake) == len({row["intake_id"] for row in place.intake}) == seen
    assert [row["outcome"] for row in place.intake].count("landed") == len(reports)
    standing = {row["report_id"] for row in place.rejections if row["stage"] == "validation"}
    assert sorted({*accepted(place), *standing}) == sorted(reports)
    assert len(accepted(place)) == len(set(accepted(place)))
    assert not [path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")]


def test_what_others_have_read_comes_after_the_new_newest_first_and_bounded(place: Place) -> None:
    def land_one(number: int) -> None:
        place.drop(f"{number}.txt", f"За неделю осмотрено {number + 20} детей.\n")
        place.clock.moment += timedelta(days=1)
        place.land()

    def files(limit: int | None) -> list[str]:
        chunks = unread_reports(place.zones, "2", stale_limit=limit)
        return [name for chunk in chunks for name in chunk["report_file"].to_pylist()]

    for number in range(3):
        land_one(number)
    read_all(place)
    land_one(3)
    assert files(None) == ["3.txt", "2.txt", "1.txt", "0.txt"]
    assert files(2) == ["3.txt", "2.txt", "1.txt"]
    assert files(0) == ["3.txt"]
    compact(place.zones)
    assert files(2) == ["3.txt", "2.txt", "1.txt"]
    assert len(unread_ids(place.zones, "2", stale_limit=2)) == 3
    assert pending_counts(place.zones, Versions("2")) == (1, 3)


def test_other_words_make_a_reading_stale(place: Place) -> None:
    land_reports(place, 1)
    read_all(place)  # by a release that did not note its words
    assert len(unread_ids(place.zones, VERSION)) == 0
    assert len(unread_ids(place.zones, VERSION, catalogue_version="of today")) == 1


def test_the_version_of_the_catalogue_follows_what_reading_goes_by_only(tmp_path: Path) -> None:
    def version(number: int, files: dict[str, str]) -> str:
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        return catalogue_version(folder)

    words = version(1, {"words.yml": "a", "feeds.yml": "x"})
    assert version(2, {"words.yml": "a", "feeds.yml": "y", "rules.py": ""}) == words
    assert version(3, {"words.yml": "b"}) != words
