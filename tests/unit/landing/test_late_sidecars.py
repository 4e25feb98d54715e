"""Sidecars that come after their report, or corrected: applied once, told in the ledger, kept as received."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.landing.circumstances import newest_sidecars
from sources.landing.compaction import compact
from sources.landing.inbox import Inbox
from sources.landing.promotion import next_batch_id, promote, stage
from sources.landing.unread import unread_reports
from sources.landing.zones import ACCEPTED_FILES
from sources.reading.batch import EXTRACTOR_VERSION, read_batch
from tests.unit.landing.place import Place, files_below
from tests.unit.landing.test_kill import assert_tidy, killed_at_every_step

REPORT = "За квартал в стационарах района пролечено 415 пациентов.\n"
OTHER = "За квартал открыты 2 врачебные амбулатории.\n"


def zipped(files: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def pending(place: Place) -> dict[str, dict]:
    """File name → the row that a reading would get."""
    chunks = unread_reports(place.zones, EXTRACTOR_VERSION)
    return {row["report_file"]: row for chunk in chunks for row in chunk.to_pylist()}


def read(place: Place) -> int:
    """Read what is unread and accept it; returns how many reports that were."""
    batch_id = next_batch_id(place.zones, place.clock.now())
    count = 0
    with stage(place.zones, batch_id) as staging:
        for chunk in unread_reports(place.zones, EXTRACTOR_VERSION):
            reading = read_batch(chunk)
            count += reading.reports.num_rows
            staging.add(
                *(
                    rows.set_column(
                        rows.schema.get_field_index("batch_id"), "batch_id", [[batch_id] * rows.num_rows]
                    )
                    .select(list(table.column_names))
                    .cast(table.arrow_schema)
                    for table, rows in zip(
                        ACCEPTED_FILES.values(),
                        (reading.reports, reading.figures, reading.observations),
                        strict=True,
                    )
                )
            )
    promote(place.zones, batch_id, [], EXTRACTOR_VERSION)
    return count


def told(place: Place) -> list[tuple[str, str, str | None]]:
    return [(row["report_file"], row["outcome"], row["reason"]) for row in place.intake]


def test_a_sidecar_alone_is_applied_to_the_report_that_lay_there(place: Place) -> None:
    place.drop("KZ-15/a.txt", REPORT)
    place.land()
    assert read(place) == 1
    place.drop("KZ-15/a.txt.meta.yaml", "published_on: 2026-01-31\ntitle: Итоги\n")
    assert place.land().landed == 1
    assert told(place)[1] == ("a.txt.meta.yaml", "landed", None)
    assert place.intake[1]["report_id"] == place.reports[0]["report_id"]
    row = pending(place)["a.txt"]
    assert (row["published_on"], row["title"], row["region_hint"]) == (date(2026, 1, 31), "Итоги", "KZ-15")
    assert read(place) == 1
    newest = max(place.rows("accepted", "reports.parquet"), key=lambda one: one["batch_id"])
    assert (newest["published_on"], newest["published_basis"]) == (date(2026, 1, 31), "sidecar")
    assert read(place) == 0


def test_the_bytes_of_a_late_sidecar_are_kept_as_received(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    written = "# от приёмной\r\npublished_on: 2026-01-31T20:30:00Z\r\n"
    place.drop("a.meta.yaml", written)
    place.land()
    (kept,) = place.rows("raw", "sidecars.parquet")
    assert kept["content"] == written.encode()
    assert kept["published_on"] == date(2026, 2, 1)
    assert place.reports[0]["sidecar"] is None
    assert not [path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")]


def test_of_several_sidecars_the_newest_counts_and_all_of_it(place: Place) -> None:
    place.drop("KZ-15/a.txt", REPORT)
    place.drop("KZ-15/a.meta.yaml", "published_on: 2026-01-31\nregion: KZ-23\n")
    place.land()
    read(place)
    for stated in ("published_on: 2026-02-05\n", "title: Только заголовок\n"):
        place.drop("KZ-15/a.meta.yaml", stated)
        place.land()
    row = pending(place)["a.txt"]
    # the second correction takes back both date and region: the folder speaks again
    assert (row["published_on"], row["title"], row["region_hint"]) == (None, "Только заголовок", "KZ-15")
    assert [reason for _, _, reason in told(place)] == [None, None, None]


def test_the_same_sidecar_again_is_a_duplicate_and_changes_nothing(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("a.meta.yaml", "published_on: 2026-01-31\n")
    place.land()
    read(place)
    place.drop("a.meta.yaml", "# с пояснением\npublished_on: 2026-01-31\n")
    landing = place.land()
    assert (landing.landed, landing.duplicates, landing.seen) == (0, 1, 1)
    assert told(place)[1] == ("a.meta.yaml", "duplicate", "same_sidecar")
    assert pending(place) == {}


def test_a_report_dropped_again_with_a_sidecar_gets_it(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    read(place)
    place.drop("b.txt", REPORT)
    place.drop("b.txt.meta.yaml", "published_on: 2026-01-31\n")
    landing = place.land()
    assert (landing.landed, landing.duplicates) == (0, 1)
    assert told(place)[1] == ("b.txt", "duplicate", "same_content_new_sidecar")
    assert pending(place)["a.txt"]["published_on"] == date(2026, 1, 31)


def test_in_place_a_new_or_corrected_sidecar_is_seen_once_and_a_removed_one_never(
    place: Place, tmp_path: Path
) -> None:
    inbox = Inbox(tmp_path / "folder", managed=False)
    place.drop("a.txt", REPORT, inbox.root)
    place.land(inbox)
    read(place)
    for stated, day in (("2026-01-31", date(2026, 1, 31)), ("2026-02-03", date(2026, 2, 3))):
        sidecar = place.drop("a.meta.yaml", f"published_on: {stated}\n", inbox.root)
        assert place.land(inbox).duplicates == 1
        assert place.land(inbox).seen == 0
        assert pending(place)["a.txt"]["published_on"] == day
        read(place)
    sidecar.unlink()
    assert place.land(inbox).seen == 0
    assert pending(place) == {}
    assert len({row["intake_id"] for row in place.intake}) == 3


def test_two_copies_with_a_sidecar_each_do_not_take_turns(place: Place, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "folder", managed=False)
    for name, day in (("a", "2026-01-31"), ("b", "2026-02-02")):
        place.drop(f"{name}.txt", REPORT, inbox.root)
        place.drop(f"{name}.meta.yaml", f"published_on: {day}\n", inbox.root)
    place.land(inbox)
    assert read(place) == 1
    for _ in range(3):
        assert place.land(inbox).seen == 0
        assert pending(place) == {}
    place.drop("a.meta.yaml", "published_on: 2026-02-01\n", inbox.root)
    assert place.land(inbox).seen == 1
    assert place.land(inbox).seen == 0
    assert pending(place)["a.txt"]["published_on"] == date(2026, 2, 1)


def test_a_sidecar_of_two_formats_of_a_report_speaks_of_both(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("a.html", f"<html><body><p>{REPORT}</p><p>{OTHER}</p></body></html>")
    place.land()
    read(place)
    place.drop("a.meta.yaml", "published_on: 2026-01-31\n")
    landing = place.land()
    assert (landing.landed, landing.seen) == (1, 1)
    assert {name: row["published_on"] for name, row in pending(place).items()} == {
        "a.txt": date(2026, 1, 31),
        "a.html": date(2026, 1, 31),
    }


def test_a_late_sidecar_of_an_archive_reaches_what_has_none_of_its_own(place: Place) -> None:
    files = {"один.txt": REPORT, "два.txt": OTHER, "два.txt.meta.yaml": "published_on: 2026-01-10\n"}
    place.drop("letters.zip", zipped(files))
    place.land()
    read(place)
    for day in (31, 30):
        place.drop("letters.zip.meta.yaml", f"published_on: 2026-01-{day}\n")
        assert place.land().landed == 1
        assert {name: row["published_on"] for name, row in pending(place).items()} == {
            "один.txt": date(2026, 1, day)
        }


def test_an_archive_sent_again_with_sidecars_gives_them_to_its_reports(place: Place) -> None:
    place.drop("letters.zip", zipped({"один.txt": REPORT}))
    place.land()
    read(place)
    place.drop("letters.zip", zipped({"один.txt": REPORT, "один.meta.yaml": "region: KZ-15\n"}))
    assert place.land().duplicates == 1
    assert pending(place)["один.txt"]["region_hint"] == "KZ-15"


def test_names_need_not_be_composed_alike(place: Place) -> None:
    place.drop(unicodedata.normalize("NFD", "KZ-15/свод_май.txt"), REPORT)
    place.land()
    place.drop("KZ-15/свод_май.txt.meta.yaml", "published_on: 2026-01-31\n")
    assert place.land().landed == 1
    assert [row["published_on"] for row in pending(place).values()] == [date(2026, 1, 31)]


def test_a_sidecar_for_nothing_that_has_landed_waits(place: Place) -> None:
    place.drop("KZ-15/a.txt", REPORT)
    place.land()
    place.drop("KZ-23/a.txt.meta.yaml", "published_on: 2026-01-31\n")
    landing = place.land()
    assert landing.seen == 0
    assert [waiting.source_path for waiting in landing.waiting] == ["KZ-23/a.txt.meta.yaml"]
    assert "same folder" in landing.waiting[0].reason


def test_a_broken_late_sidecar_is_rejected_and_its_report_stays_as_it_is(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    read(place)
    place.drop("a.txt.meta.yaml", "published_on: скоро\nregion: Атлантида\n")
    landing = place.land()
    assert (landing.rejected, landing.seen) == (1, 1)
    (rejection,) = place.rejections
    assert (rejection["report_file"], rejection["reason"]) == ("a.txt.meta.yaml", "broken_sidecar")
    assert "скоро" in rejection["remedy"]
    assert "Атлантида" in rejection["remedy"]
    assert pending(place) == {}
    assert [path.rpartition("/")[2] for path in files_below(place.zones.rejected_files)] == [
        "a.txt.meta.yaml"
    ]


def test_a_packed_zone_knows_the_newest_sidecar(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    for day in ("2026-01-30", "2026-01-31"):
        place.drop("a.meta.yaml", f"published_on: {day}\n")
        place.land()
    before = newest_sidecars(place.zones)
    assert compact(place.zones, clock=place.clock.now).wholes == 1
    assert newest_sidecars(place.zones) == before
    assert pending(place)["a.txt"]["published_on"] == date(2026, 1, 31)


@pytest.mark.parametrize("alone", [True, False])
def test_a_kill_at_any_step_of_taking_a_late_sidecar_loses_and_doubles_nothing(
    tmp_path: Path, alone: bool
) -> None:
    def prepare(place: Place) -> None:
        place.drop("a.txt", REPORT)
        place.drop("b.txt", OTHER)
        place.land()
        read(place)
        place.drop("a.meta.yaml", "published_on: 2026-01-31\n")
        place.drop("b.meta.yaml", "published_on: soon\n")
        if not alone:
            place.drop("a.txt", REPORT)

    for place in killed_at_every_step(tmp_path, prepare, Place.land):
        assert [row["published_on"] for row in place.rows("raw", "sidecars.parquet")] == [date(2026, 1, 31)]
        assert [row["report_file"] for row in place.rejections] == ["b.meta.yaml"]
        assert len(place.intake) == len({row["intake_id"] for row in place.intake}) == 4
        assert list(pending(place)) == ["a.txt"]
        assert not [path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")]
        assert_tidy(place)
