"""Formats told apart by content."""

import pytest

from sources.readers.detection import (
    CSV,
    DOCX,
    HTML,
    MESSAGE,
    ODS,
    PDF,
    RTF,
    TEXT,
    XLS,
    XLSX,
    ZIP,
    media_type_of,
)
from sources.readers.document import Unreadable
from tests.unit.readers import written_files as files
from tests.unit.readers import written_pdf as pdf

TABLE = "Район;Врачи;Койки\nБейнеуский;96;210\nКаракиянский;74;150\nТупкараганский;51;98\n"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("Пролечено 10 231 больных.".encode(), TEXT),
        ("<!DOCTYPE html><html><body>Итоги</body></html>".encode(), HTML),
        ("<div><p>Итоги</p><p>Пролечено 12.</p></div>".encode(), HTML),
        (files.docx_file(), DOCX),
        (files.xlsx_file(), XLSX),
        (files.ods_file(files.ods_table("Лист1", [["а", "1"]])), ODS),
        (pdf.pdf_file([pdf.pdf_lines(["Итоги"])]), PDF),
        (files.rtf_file(), RTF),
        (files.message_file("Пролечено 12."), MESSAGE),
        (files.zip_file({"a.txt": b"12"}), ZIP),
        (TABLE.encode(), CSV),
        (TABLE.replace(";", "\t").encode("utf-16"), CSV),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\x00" * 600
            + "Workbook".encode("utf-16-le")
            + b"\x00\x00",
            XLS,
        ),
    ],
)
def test_the_name_does_not_matter_to_what_content_shows(content: bytes, media_type: str) -> None:
    assert media_type_of(content, "report.bin") == media_type
    assert media_type_of(content, "report.docx") == media_type


def test_a_press_release_with_commas_is_text_whatever_its_lines() -> None:
    text = (
        "Врачей 96, медсестёр 210, санитаров 40.\nКоек 12, машин 4, зданий 2.\nЛюди рады, дело идёт, ура.\n"
    )
    assert media_type_of(text.encode(), "report.txt") == TEXT


def test_a_file_named_csv_without_a_table_in_it_is_text() -> None:
    assert media_type_of("Пролечено много больных\nи ещё больше вылечено".encode(), "a.csv") == TEXT


def test_two_rows_suffice_where_the_name_says_table() -> None:
    assert media_type_of("Врачи;Койки\n96;210\n".encode(), "a.csv") == CSV
    assert media_type_of("Врачи;Койки\n96;210\n".encode(), "a.txt") == TEXT


def test_text_that_mentions_tags_stays_text() -> None:
    assert media_type_of("На сайте нужен тег <br> и ещё <p>, сказал врач.".encode(), "a.txt") == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "unsupported_type"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 50, "unsupported_type"),
        (b"MZ\x90\x00\x03" + b"\x00" * 50, "unsupported_type"),
        (b'<?xml version="1.0"?><data><a>1</a></data>', "unsupported_type"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00",
            "encrypted",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x00\x00",
            "unsupported_type",
        ),
        (b"PK\x03\x04 this is no archive at all", "corrupt"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        media_type_of(content, "report")
    assert refused.value.reason == reason
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize("shift", ["", "x", "xy"])
def test_a_character_cut_at_the_edge_of_the_sample_does_not_make_a_file_undecodable(shift: str) -> None:
    assert media_type_of((shift + "врач " * 20_000).encode(), "a") == TEXT
