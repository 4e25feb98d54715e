"""Raw is what was received: readers of another version open the bytes again, and what they refused before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sources.landing.batches import batch_ids
from sources.landing.compaction import compact
from sources.landing.former_readings import Changes, former_readings
from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import land
from sources.landing.landing_batch import Call
from sources.landing.opened import Opened
from sources.landing.reopening import Reopened, reopen
from sources.landing.retry import retry, retry_refused
from sources.landing.unread import unread_ids, unread_reports
from sources.landing.zones import EMPTY_BATCH
from sources.readers.document import Unreadable
from sources.readers.version import READER_VERSION
from sources.reading.batch import EXTRACTOR_VERSION, read_batch
from tests.unit.landing.place import Place, files_below, inline
from tests.unit.landing.test_kill import assert_tidy, killed_at_every_step
from tests.unit.landing.test_late_sidecars import pending, read

LATER = "of a later release"
REPORT = "За квартал в стационарах района пролечено 415 пациентов.\n"


def better(calls: Iterable[Call]) -> Iterator[tuple[int, object]]:
    """Readers of a later release: they find a line more, and refuse what says so."""
    for key, answer in inline(calls):
        if isinstance(answer, Opened) and "нечитаемо" in answer.text:
            yield key, Unreadable("empty", "Send it again.")
        elif isinstance(answer, Opened):
            yield key, replace(answer, text=answer.text + "Ещё 12 врачей.\n", title="Из файла")
        else:
            yield key, answer


def opened(place: Place, reader_version: str, kept: str | None) -> list[Reopened]:
    chunks = unread_reports(place.zones, EXTRACTOR_VERSION, reader_version)
    return list(reopen(chunks, better, reader_version, kept=kept))


def test_reports_of_other_readers_are_unread_and_opened_from_their_bytes(place: Place) -> None:
    place.drop("KZ-15/a.txt", REPORT)
    place.land()
    read(place)
    before = files_below(place.zones.raw)
    assert len(unread_ids(place.zones, EXTRACTOR_VERSION, READER_VERSION)) == 0
    assert len(unread_ids(place.zones, EXTRACTOR_VERSION, LATER)) == 1
    (chunk,) = opened(place, LATER, LATER)
    (row,) = chunk.rows.to_pylist()
    assert row["text"].endswith("Ещё 12 врачей.\n")
    assert (row["reader_version"], row["title"], row["region_hint"]) == (LATER, "Из файла", "KZ-15")
    assert "content" not in row
    assert files_below(place.zones.raw) == before


def test_the_stored_text_of_the_same_readers_is_not_opened_again(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    (chunk,) = opened(place, READER_VERSION, READER_VERSION)
    assert [row["text"] for row in chunk.rows.to_pylist()] == [REPORT]
    (anew,) = opened(place, READER_VERSION, None)
    assert anew.rows["text"].to_pylist() != [REPORT]


def test_what_somebody_wrote_beside_a_report_outranks_what_the_better_reader_finds(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("a.meta.yaml", "title: Рукой\npublished_on: 2026-01-31\n")
    place.land()
    (chunk,) = opened(place, LATER, LATER)
    (row,) = chunk.rows.to_pylist()
    assert (row["title"], row["published_on"]) == ("Рукой", date(2026, 1, 31))


def test_a_report_that_the_better_readers_refuse_comes_back_alone(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("b.txt", "Здесь нечитаемо.\n")
    place.land()
    (chunk,) = opened(place, LATER, LATER)
    assert chunk.rows["report_file"].to_pylist() == ["a.txt"]
    ((row, refusal),) = chunk.unopened
    assert (row["report_file"].to_pylist(), refusal.reason) == (["b.txt"], "empty")


def test_members_of_containers_are_opened_again_as_well(place: Place) -> None:
    letter = (
        "From: a@example.kz\nTo: b@example.kz\nSubject: Итоги\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n'
        "Во вложении отчёт.\n--x\nContent-Type: text/plain; charset=utf-8\n"
        f'Content-Disposition: attachment; filename="report.txt"\n\n{REPORT}--x--\n'
    )
    place.drop("letter.eml", letter)
    assert place.land().landed == 2
    read(place)
    rows = [row for chunk in opened(place, LATER, LATER) for row in chunk.rows.to_pylist()]
    assert sorted(row["report_file"] for row in rows) == ["letter.eml", "report.txt"]
    assert all("Ещё 12 врачей" in row["text"] for row in rows)


def stage_of(rows: pa.Table) -> tuple[pa.Table, pa.Table]:
    reading = read_batch(rows)
    return reading.reports, reading.figures


def test_what_changed_is_counted_against_the_former_reading(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("b.txt", "Открыты 2 амбулатории, 2 аптеки.\n")
    place.land()
    read(place)
    place.drop("new.txt", "Открыт 1 пункт.\n")
    place.land()
    former = former_readings(place.zones, unread_ids(place.zones, EXTRACTOR_VERSION, LATER))
    chunks = list(unread_reports(place.zones, EXTRACTOR_VERSION, LATER))
    same = [former.changes(*stage_of(chunk)) for chunk in chunks]
    assert sum(same, Changes()) == Changes(reports=2)
    better_read = [
        former.changes(*stage_of(chunk.rows)) for chunk in reopen(chunks, better, LATER, kept=LATER)
    ]
    changed = sum(better_read, Changes())
    assert (changed.reports, changed.texts) == (2, 2)
    assert (changed.figures_gained, changed.figures_lost) == (2, 0)


def test_files_that_earlier_readers_refused_get_one_more_chance(place: Place) -> None:
    place.drop("KZ-15/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100)
    place.drop("KZ-15/old.doc.meta.yaml", "published_on: 2026-01-31\n")
    place.land()
    place.drop("b.txt", REPORT)
    place.drop("b.meta.yaml", "published_on: soon\n")
    place.land()
    assert retry_refused(place.zones, READER_VERSION).files == 0
    assert retry_refused(place.zones, LATER).files == 2
    assert set(files_below(place.zones.rejected_files)) == {
        f"{place.intake[-1]['batch_id']}/b.txt",
        f"{place.intake[-1]['batch_id']}/b.meta.yaml",
    }
    assert [row["reason"] for row in place.rejections] == ["broken_sidecar"]
    inbox = look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds)
    landing = land(place.zones, inbox, inline, reader_version=LATER, clock=place.clock.now)
    assert landing.rejected == 1
    # refused again, by these readers: once is enough
    assert retry_refused(place.zones, LATER).files == 0
    assert {row["reader_version"] for row in place.rejections} == {READER_VERSION, LATER}


def test_a_refused_file_in_place_is_opened_again_by_other_readers(place: Place, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "folder", managed=False)
    place.drop("a.pdf", b"%PDF-1.4 broken", inbox.root)
    place.drop("own.txt", "")
    place.land(inbox)
    place.land()
    assert place.land(inbox).seen == 0
    again = retry_refused(place.zones, LATER, in_place_only=True)
    assert (again.files, again.in_place) == (0, 1)
    assert place.land(inbox).rejected == 1
    assert len(place.rejections) == 2
    assert retry(place.zones).files == 1


def test_a_packed_zone_gives_back_the_files_of_the_refused_only(place: Place) -> None:
    for name, sidecar in (("empty.txt", None), ("b.txt", "published_on: soon\n")):
        place.drop(name, REPORT if sidecar else "")
        if sidecar:
            place.drop("b.meta.yaml", sidecar)
        place.land()
    compact(place.zones, clock=place.clock.now)
    assert retry_refused(place.zones, LATER).files == 1
    assert [row["reason"] for row in place.rejections] == ["broken_sidecar"]
    assert place.land().rejected == 1
    # everything is given another chance once more, also beside what was set aside before
    assert retry(place.zones).files == 3
    assert place.rejections == []


@pytest.mark.parametrize("packed", [True, False])
def test_a_kill_at_any_step_of_giving_refused_files_another_chance_loses_nothing(
    tmp_path: Path, packed: bool
) -> None:
    def prepare(place: Place) -> None:
        place.drop("KZ-15/empty.txt", "")
        place.drop("KZ-15/empty.meta.yaml", "title: One\n")
        place.land()
        place.drop("b.txt", REPORT)
        place.drop("b.meta.yaml", "published_on: soon\n")
        place.land()
        if packed:
            compact(place.zones, clock=place.clock.now)

    for place in killed_at_every_step(tmp_path, prepare, lambda place: retry_refused(place.zones, LATER)):
        assert {path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")} == {
            "KZ-15/empty.txt",
            "KZ-15/empty.meta.yaml",
        }
        assert [row["reason"] for row in place.rejections] == ["broken_sidecar"]
        assert_tidy(place)
        assert place.land().rejected == 1
        assert pending(place) == {}
        assert set(batch_ids(place.zones.raw)) > {EMPTY_BATCH}
