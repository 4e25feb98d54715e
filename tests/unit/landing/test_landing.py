"""Landing: every file is seen once and accounted for, each content lands once, nothing is lost on the way."""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import polars as pl
import pytest

from checks.frame_schema import frame_schema
from checks.tables import INTAKE, RAW_REPORTS, REJECTIONS
from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import land
from sources.landing.ledger import content_id
from sources.landing.limits import Portions
from sources.landing.zones import Zones
from tests.unit.landing.place import Clock, Place, files_below, inline

REPORT = "В клиниках области за месяц пролечено 1 240 пациентов.\n"
OTHER = "На работу приняты 18 молодых врачей.\n"


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def test_a_report_lands_with_its_bytes_and_its_text(place: Place) -> None:
    content = ("\ufeff" + REPORT).encode()
    place.drop("KZ-23/отчёт.txt", content)
    landing = place.land()
    assert (landing.seen, landing.landed, landing.byte_count) == (1, 1, len(content))
    (row,) = place.reports
    assert row["report_id"] == content_id(content)
    assert row["content"] == content
    assert row["text"] == REPORT
    assert row["blocks"][0]["kind"] == "paragraph"
    assert (row["report_file"], row["region_hint"], row["source"]) == ("отчёт.txt", "KZ-23", "inbox")
    assert (row["source_path"], row["byte_count"]) == ("KZ-23/отчёт.txt", len(content))
    assert row["batch_id"] == landing.batch_ids[0] == place.intake[0]["batch_id"]


def test_rows_are_as_declared(place: Place) -> None:
    place.drop("good.txt", REPORT)
    place.drop("empty.txt", "")
    place.drop("KZ-15/twin.txt", REPORT)
    place.land()
    for table, rows in ((RAW_REPORTS, place.reports), (INTAKE, place.intake), (REJECTIONS, place.rejections)):
        assert rows
        frame = pl.from_arrow(table.from_rows(rows))
        frame_schema(table).validate(frame, lazy=True)


def test_taken_files_move_to_the_landed_folder_of_their_batch(place: Place) -> None:
    place.drop("KZ-23/a.txt", REPORT)
    place.drop("KZ-23/a.txt.meta.yaml", "region: KZ-23")
    (batch_id,) = place.land().batch_ids
    assert set(files_below(place.zones.inbox)) == {
        f".landed/{batch_id}/KZ-23/a.txt",
        f".landed/{batch_id}/KZ-23/a.txt.meta.yaml",
    }


def test_the_sidecar_speaks_for_its_report(place: Place) -> None:
    place.drop("KZ-23/a.txt", REPORT)
    place.drop(
        "KZ-23/a.meta.yaml",
        "published_on: 2024-02-06\nregion: Павлодарская область\ntitle: Итоги\n"
        "source_url: https://example.kz/1\nby: me",
    )
    place.land()
    (row,) = place.reports
    assert (row["published_on"], row["region_hint"]) == (date(2024, 2, 6), "KZ-55")
    assert (row["title"], row["source_url"]) == ("Итоги", "https://example.kz/1")
    assert json.loads(row["sidecar"])["by"] == "me"


def test_a_broken_sidecar_turns_its_report_away_with_the_reason(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("a.meta.yaml", "published_on: 6 февраля")
    (batch_id,) = place.land().batch_ids
    assert place.outcomes() == {"a.txt": ("rejected", "broken_sidecar")}
    assert "6 февраля" in place.rejections[0]["remedy"]
    assert set(files_below(place.zones.rejected_files)) == {f"{batch_id}/a.txt", f"{batch_id}/a.meta.yaml"}


def test_the_same_bytes_land_once_under_whatever_name(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("b.txt", REPORT)
    first = place.land()
    place.drop("KZ-15/c.txt", REPORT)
    second = place.land()
    assert (first.landed, first.duplicates, second.landed, second.duplicates) == (1, 1, 0, 1)
    assert len(place.reports) == 1
    assert {row["report_id"] for row in place.intake} == {content_id(REPORT.encode())}
    assert not [path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")]


def test_a_sidecar_that_comes_after_its_report_is_told_in_the_ledger(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    place.drop("a.txt", REPORT)
    place.drop("a.meta.yaml", "published_on: 2026-01-31")
    place.land()
    assert [row["reason"] for row in place.intake] == [None, "same_content_new_sidecar"]


def test_a_file_dropped_again_is_a_row_of_its_own(place: Place) -> None:
    for _ in range(3):
        place.drop("a.txt", REPORT)
        place.land()
    assert [row["outcome"] for row in place.intake] == ["landed", "duplicate", "duplicate"]
    assert len({row["intake_id"] for row in place.intake}) == 3


def test_a_run_without_news_writes_nothing(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.land()
    before = files_below(place.zones.root)
    landing = place.land()
    assert landing.seen == 0
    assert landing.batch_ids == ()
    assert files_below(place.zones.root) == before


def test_ids_depend_on_the_files_only(tmp_path: Path) -> None:
    rows = []
    for name, moment in (
        ("first", datetime(2026, 1, 1, tzinfo=UTC)),
        ("second", datetime(2027, 5, 5, tzinfo=UTC)),
    ):
        place = Place(Zones(tmp_path / name).create(), Clock(moment))
        place.drop("KZ-15/a.txt", REPORT)
        place.drop("b.txt", REPORT)
        place.drop("empty.txt", "")
        place.land()
        rows.append([(row["intake_id"], row["report_id"], row["outcome"]) for row in place.intake])
    assert rows[0] == rows[1]


def test_a_bad_file_costs_only_itself(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("b.txt", OTHER)
    place.drop("empty.txt", b"")
    place.drop("damaged.pdf", b"%PDF-1.4 and nothing more")
    place.drop("large.txt", "много " * 200)
    os.symlink("/etc/hostname", place.zones.inbox / "link.txt")
    os.mkfifo(place.zones.inbox / "pipe.txt")
    landing = place.land(portions=Portions(file_bytes=500))
    assert (landing.seen, landing.landed, landing.rejected) == (7, 2, 5)
    outcomes = place.outcomes()
    assert {name: outcome for name, (outcome, _) in outcomes.items() if outcome == "landed"}.keys() == {
        "a.txt",
        "b.txt",
    }
    assert outcomes["large.txt"][1] == "too_large"
    assert outcomes["link.txt"][1] == "symbolic_link"
    assert outcomes["pipe.txt"][1] == "not_a_file"
    assert all(row["remedy"] and row["stage"] == "landing" for row in place.rejections)
    assert len(place.rejections) == 5
    assert {row["report_file"] for row in place.rejections} == set(outcomes) - {"a.txt", "b.txt"}


def test_rejected_files_are_kept_and_leave_the_inbox(place: Place) -> None:
    place.drop("KZ-15/empty.txt", b"")
    os.symlink("/etc/hostname", place.zones.inbox / "link.txt")
    (batch_id,) = place.land().batch_ids
    assert (place.zones.rejected_files / batch_id / "KZ-15" / "empty.txt").read_bytes() == b""
    assert (place.zones.rejected_files / batch_id / "link.txt").is_symlink()
    assert place.land().seen == 0


def test_twins_of_a_rejected_file_are_rejected_too(place: Place) -> None:
    place.drop("a.pdf", b"%PDF-1.4 broken")
    place.drop("b.pdf", b"%PDF-1.4 broken")
    landing = place.land()
    assert (landing.rejected, landing.duplicates) == (2, 0)
    assert len(place.rejections) == 2


def test_an_inbox_read_in_place_does_not_change(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    place.drop("KZ-15/a.txt", REPORT, folder)
    place.drop("b.txt", REPORT, folder)
    place.drop("empty.txt", b"", folder)
    before = {path: (data, (folder / path).stat().st_mtime_ns) for path, data in files_below(folder).items()}
    inbox = Inbox(folder, managed=False)
    first, second = place.land(inbox), place.land(inbox)
    assert (first.landed, first.duplicates, first.rejected) == (1, 1, 1)
    assert (second.seen, second.known, second.batch_ids) == (0, 3, ())
    assert {
        path: (data, (folder / path).stat().st_mtime_ns) for path, data in files_below(folder).items()
    } == before
    assert len(place.intake) == 3


def test_a_file_in_place_is_seen_again_when_its_bytes_are_new(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    inbox = Inbox(folder, managed=False)
    place.drop("a.txt", REPORT, folder)
    place.land(inbox)
    place.drop("a.txt", OTHER, folder)
    assert place.land(inbox).landed == 1
    place.drop("a.txt", REPORT, folder)
    assert place.land(inbox).known == 1


def test_the_reports_in_an_archive_land_one_by_one(place: Place) -> None:
    place.drop(
        "KZ-15/письма.zip",
        archive(a_txt=REPORT, KZ1__b_txt=OTHER, empty_txt="", a_meta_yaml="title: Первый", x__a_txt=REPORT),
    )
    landing = place.land()
    assert (landing.landed, landing.duplicates, landing.rejected) == (2, 1, 1)
    assert {row["source_path"]: row["title"] for row in place.reports} == {
        "KZ-15/письма.zip/a.txt": "Первый",
        "KZ-15/письма.zip/KZ1/b.txt": None,
    }
    assert {row["region_hint"] for row in place.reports} == {"KZ-15"}
    # one of its reports was rejected, so the archive waits with the rejected files
    assert list(files_below(place.zones.rejected_files)) == [f"{landing.batch_ids[0]}/KZ-15/письма.zip"]


def test_the_same_archive_twice_in_a_batch_gives_duplicates_of_its_reports(place: Place) -> None:
    place.drop("a.zip", archive(a_txt=REPORT, b_txt=OTHER))
    place.drop("b.zip", archive(a_txt=REPORT, b_txt=OTHER))
    landing = place.land()
    assert (landing.landed, landing.duplicates, landing.rejected) == (2, 2, 0)
    assert {row["report_id"] for row in place.intake} == {row["report_id"] for row in place.reports}
    assert len(files_below(place.zones.landed_files)) == 2


def test_an_archive_read_in_place_is_not_seen_again(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    place.drop("a.zip", archive(a_txt=REPORT, empty_txt=""), folder)
    inbox = Inbox(folder, managed=False)
    assert place.land(inbox).seen == 2
    assert place.land(inbox).seen == 0


def test_a_message_lands_with_its_attachments(place: Place) -> None:
    message = EmailMessage()
    message["Subject"] = "Отчёт"
    message.set_content("За квартал принято 31 врач.\n")
    message.add_attachment(REPORT.encode(), maintype="text", subtype="plain", filename="report.txt")
    place.drop("letter.eml", message.as_bytes())
    landing = place.land()
    assert landing.landed == 2
    assert {row["source_path"] for row in place.reports} == {"letter.eml", "letter.eml/report.txt"}


def test_batches_are_of_the_size_asked_for(place: Place) -> None:
    for number in range(7):
        place.drop(f"{number}.txt", f"{REPORT}{number}\n")
    landing = place.land(portions=Portions(batch_files=3, group_rows=2))
    assert (landing.landed, len(landing.batch_ids), len(set(landing.batch_ids))) == (7, 3, 3)
    assert len(place.reports) == 7
    assert len({row["report_id"] for row in place.reports}) == 7


def test_a_file_that_changes_between_the_look_and_the_reading_waits(place: Place) -> None:
    place.drop("a.txt", REPORT)
    place.drop("b.txt", OTHER)
    arrivals = list(look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds))
    place.drop("b.txt", OTHER * 2)
    landing = land(place.zones, arrivals, inline, clock=place.clock.now)
    assert (landing.seen, [waiting.source_path for waiting in landing.waiting]) == (1, ["b.txt"])
    assert place.land().landed == 1
    assert [row["text"] for row in place.reports] == [REPORT, OTHER * 2]


def test_a_file_overwritten_after_it_was_read_stays_and_lands_next_time(place: Place) -> None:
    place.drop("a.txt", REPORT)

    def meddling(calls):
        for answer in inline(calls):
            place.drop("a.txt", OTHER)
            yield answer

    assert place.land(read=meddling).landed == 1
    assert (place.zones.inbox / "a.txt").read_text() == OTHER
    assert place.land().landed == 1
    assert [row["text"] for row in place.reports] == [REPORT, OTHER]


def test_a_file_that_vanishes_is_not_seen(place: Place) -> None:
    place.drop("a.txt", REPORT)
    gone = place.drop("b.txt", OTHER)

    def meddling(calls):
        gone.unlink()
        yield from inline(calls)

    landing = place.land(read=meddling)
    assert (landing.seen, landing.waiting) == (1, ())


def test_odd_names_are_shown_printable_and_lose_nothing(place: Place) -> None:
    longest = "о" * 125 + ".txt"
    names = ["две\nстроки.txt", longest + "x", "с пробелом  .txt", "quote'\".txt", "‮txt.exe"]
    raw_name = os.fsdecode(b"\xcf\xf0\xe8\xe2\xe5\xf2.txt")
    for number, name in enumerate([*names, raw_name]):
        place.drop(name, f"{REPORT}{number}\n")
    landing = place.land()
    assert landing.landed == 6
    shown = {row["report_file"] for row in place.intake}
    assert "две\\nстроки.txt" in shown
    assert longest + "x" in shown
    assert "\\xcf\\xf0\\xe8\\xe2\\xe5\\xf2.txt" in shown
    assert len(longest.encode()) + 1 == 255
    kept = place.zones.landed_files / landing.batch_ids[0]
    assert {path.name for path in kept.iterdir()} == {*names, raw_name}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_a_file_that_may_not_be_read_is_rejected_with_advice(place: Place) -> None:
    for path in (place.zones.root.parent, *place.zones.root.parent.rglob("*")):
        os.chown(path, 65534, 65534)
    for folder in list(place.zones.root.parents)[:4]:
        folder.chmod(folder.stat().st_mode | 0o055)
    place.drop("a.txt", REPORT).chmod(0o000)
    place.drop("shut/b.txt", REPORT)
    os.chown(place.zones.inbox / "a.txt", 65534, 65534)
    (place.zones.inbox / "shut").chmod(0o000)
    os.seteuid(65534)
    try:
        landing = place.land()
    finally:
        os.seteuid(0)
    assert place.outcomes() == {"a.txt": ("rejected", "no_permission")}
    assert [waiting.source_path for waiting in landing.waiting] == ["shut"]


def test_no_report_of_a_large_batch_is_forgotten(place: Place) -> None:
    for number in range(300):
        place.drop(f"{number % 7}/{number}.txt", f"{REPORT}{number % 250}\n")
    landing = place.land(portions=Portions(batch_files=90, group_rows=16))
    assert (landing.seen, landing.landed, landing.duplicates) == (300, 250, 50)
    assert len({row["intake_id"] for row in place.intake}) == 300
    assert len(place.reports) == len({row["report_id"] for row in place.reports}) == 250
