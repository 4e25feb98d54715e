"""The inbox: what is ready, what waits, what is nobody's report."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sources.connectors.arrival import Arrival, LoneSidecar
from sources.landing.inbox import Inbox, Waiting, look_around, printable
from tests.unit.landing.place import Clock, Place, age


def look(place: Place, managed: bool = True) -> tuple[list[Arrival], list[Waiting]]:
    found = list(
        look_around(Inbox(place.zones.inbox, managed=managed), place.clock.seconds, place.clock.pause)
    )
    return (
        [arrival for arrival in found if isinstance(arrival, Arrival)],
        [waiting for waiting in found if isinstance(waiting, Waiting)],
    )


def test_files_are_found_in_all_folders_in_the_order_of_names(place: Place) -> None:
    for name in ("b.txt", "a.txt", "KZ-15/2026/c.txt", "KZ-15/b.txt", "Письма/d.txt"):
        place.drop(name, "x")
    arrivals, _ = look(place)
    assert [arrival.source_path for arrival in arrivals] == [
        "a.txt",
        "b.txt",
        "KZ-15/b.txt",
        "KZ-15/2026/c.txt",
        "Письма/d.txt",
    ]


@pytest.mark.parametrize(
    ("folder", "region"),
    [
        ("KZ-15", "KZ-15"),
        ("kz-15", "KZ-15"),
        ("KZ", "KZ"),
        ("Актюбинская область", "KZ-15"),
        ("павлодарская_область", "KZ-55"),
        ("KZ-15/2026/март", "KZ-15"),
        ("KZ-15/KZ-23", "KZ-23"),
        ("KZ-99", None),
        ("Разное", None),
        ("", None),
    ],
)
def test_the_innermost_folder_named_after_a_region_is_the_hint(
    place: Place, folder: str, region: str | None
) -> None:
    place.drop(f"{folder}/a.txt" if folder else "a.txt", "x")
    ((arrival,), _) = look(place)
    assert arrival.region_hint == region


def test_what_programs_keep_for_themselves_is_no_report(place: Place) -> None:
    for name in (
        ".hidden",
        "~$letter.docx",
        "Thumbs.db",
        ".landed/b/a.txt",
        "__MACOSX/a.txt",
        "__init__.py",
        ".DS_Store",
    ):
        place.drop(name, "x")
    assert look(place) == ([], [])


def test_a_file_with_the_name_of_an_unfinished_download_waits(place: Place) -> None:
    place.drop("report.pdf.crdownload", "x")
    arrivals, (waiting,) = look(place)
    assert arrivals == []
    assert "being written" in waiting.reason


def test_a_fresh_file_is_taken_when_it_stands_still_for_the_settle_time(place: Place) -> None:
    age(place.drop("old.txt", "x"), place.clock, 10)
    age(place.drop("fresh.txt", "x"), place.clock, 0.5)
    age(place.drop("from the future.txt", "x"), place.clock, -500)
    arrivals, waiting = look(place)
    assert [arrival.file_name for arrival in arrivals] == ["old.txt", "fresh.txt", "from the future.txt"]
    assert waiting == []
    assert place.clock.pauses == [2.0]


def test_a_file_that_grows_between_two_looks_waits(place: Place) -> None:
    path = place.drop("growing.txt", "x")
    age(path, place.clock, 0.5)

    def pause(seconds: float) -> None:
        path.write_text("x" * 100)

    found = list(look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds, pause))
    assert [type(each) for each in found] == [Waiting]


def test_a_fresh_sidecar_is_waited_for_too(place: Place) -> None:
    place.drop("a.txt", "x")
    age(place.drop("a.meta.yaml", "title: One"), place.clock, 0.1)
    ((arrival,), _) = look(place)
    assert arrival.sidecar is not None
    assert arrival.sidecar.title == "One"
    assert place.clock.pauses


def test_an_inbox_of_settled_files_is_not_waited_for(place: Place) -> None:
    place.drop("a.txt", "x")
    look(place)
    assert place.clock.pauses == []


def test_a_sidecar_is_found_with_and_without_the_extension(place: Place) -> None:
    place.drop("a.txt", "x")
    place.drop("a.meta.yaml", "title: One")
    place.drop("b.html", "x")
    place.drop("b.html.meta.yaml", "title: Two")
    place.drop("b.meta.yml", "title: Three")
    place.drop("c.txt", "x")
    arrivals, _ = look(place)
    assert [arrival.sidecar and arrival.sidecar.title for arrival in arrivals] == ["One", "Two", None]


def test_two_formats_of_a_report_share_a_sidecar(place: Place) -> None:
    place.drop("a.txt", "x")
    place.drop("a.html", "y")
    place.drop("a.meta.yaml", "title: One")
    arrivals, _ = look(place)
    assert [arrival.sidecar and arrival.sidecar.title for arrival in arrivals] == ["One", "One"]


def test_a_sidecar_without_its_report_is_told_apart_from_reports(place: Place) -> None:
    place.drop("KZ-15/a.meta.yaml", "title: One")
    (alone,) = look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds)
    assert isinstance(alone, LoneSidecar)
    assert (alone.file.source_path, alone.file.region_hint) == ("KZ-15/a.meta.yaml", "KZ-15")
    assert alone.file.sidecar is not None
    assert alone.file.sidecar.title == "One"


def test_a_sidecar_is_for_a_report_that_is_still_being_written(place: Place) -> None:
    place.drop("a.txt.part", "x")
    place.drop("a.txt.meta.yaml", "title: One")
    (waiting,) = look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds)
    assert isinstance(waiting, Waiting)
    assert waiting.source_path == "a.txt.part"


def test_names_are_the_same_however_their_letters_are_composed(place: Place) -> None:
    place.drop(unicodedata.normalize("NFD", "свод_йод.txt"), "x")
    place.drop(unicodedata.normalize("NFC", "свод_йод.txt.meta.yaml"), "title: One")
    ((arrival,), waiting) = look(place)
    assert waiting == []
    assert arrival.sidecar is not None
    assert len(arrival.to_be_moved) == 2


def test_the_region_of_the_sidecar_wins_over_the_folder(place: Place) -> None:
    place.drop("KZ-15/a.txt", "x")
    place.drop("KZ-15/a.meta.yaml", "region: KZ-23")
    ((arrival,), _) = look(place)
    assert arrival.region_hint == "KZ-23"


def test_links_are_refused_and_not_followed(place: Place, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("x")
    os.symlink(tmp_path / "outside", place.zones.inbox / "folder")
    os.symlink(tmp_path / "outside" / "secret.txt", place.zones.inbox / "file.txt")
    os.symlink(tmp_path / "nowhere", place.zones.inbox / "dangling.txt")
    arrivals, _ = look(place)
    assert {arrival.file_name: arrival.refusal and arrival.refusal.reason for arrival in arrivals} == {
        "folder": "symbolic_link",
        "file.txt": "symbolic_link",
        "dangling.txt": "symbolic_link",
    }


def test_in_place_nothing_is_to_be_moved_and_paths_are_whole(place: Place) -> None:
    path = place.drop("a.txt", "x")
    ((arrival,), _) = look(place, managed=False)
    assert arrival.to_be_moved == ()
    assert (arrival.source, arrival.source_path) == ("folder", str(path))


def test_a_missing_inbox_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="create the folder"):
        list(look_around(Inbox(tmp_path / "none", managed=False), Clock().seconds))


def test_names_are_shown_without_signs_that_disturb() -> None:
    assert printable("отчёт за май.txt") == "отчёт за май.txt"
    assert printable("a\nb\tc\x00.txt") == "a\\nb\\tc\\x00.txt"
    assert printable("\u202etxt.exe") == "\\u202etxt.exe"
    assert printable(os.fsdecode(b"\xff.txt")) == "\\xff.txt"
