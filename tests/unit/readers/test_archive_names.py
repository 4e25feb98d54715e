"""Names of files in archives, by the program that wrote them."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.archive_names import entry_names
from sources.readers.containers import expand
from tests.unit.readers.written_files import zip_file

NAMES = ["Мангистауская область/сводка за январь.txt", "Актау/п1.txt", "ИТОГИ/ГОД № 2.TXT"]


def undeclared(names: list[str], encoding: str) -> bytes:
    """An archive that does not say how its names are written, as archivers of DOS, Windows and macOS leave
    them.
    """
    written = [name.encode(encoding) for name in names]
    content = zip_file({chr(97 + at) * len(name): b"12" for at, name in enumerate(written)})
    for at, name in enumerate(written):
        content = content.replace(chr(97 + at).encode() * len(name), name)
    return content


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "utf-8"])
def test_undeclared_names_are_read_in_the_encoding_of_the_archiver(encoding: str) -> None:
    names = NAMES
    assert [one.name for one in expand(undeclared(names, encoding), "a.zip")] == [f"a.zip/{n}" for n in names]


@pytest.mark.parametrize("encoding", ["kz1048", "utf-8"])
def test_kazakh_names_keep_their_letters(encoding: str) -> None:
    content = undeclared(["Маңғыстау облысы/есеп.txt"], encoding)
    assert [one.name for one in expand(content, "a.zip")] == ["a.zip/Маңғыстау облысы/есеп.txt"]


def test_letters_that_macos_takes_apart_are_put_together() -> None:
    content = undeclared(["Мангистаускии\u0306 раи\u0306он/отче\u0308т.txt"], "utf-8")
    assert [one.name for one in expand(content, "a.zip")] == ["a.zip/Мангистауский район/отчёт.txt"]


def test_folders_parted_by_backslashes_are_folders_and_their_entries_no_files() -> None:
    content = undeclared(["Жетысу\\", "Жетысу\\свод.txt"], "cp866")
    assert [one.name for one in expand(content, "a.zip")] == ["a.zip/Жетысу/свод.txt"]


def test_what_systems_add_to_an_archive_is_left_out() -> None:
    names = ["__MACOSX/а/._б.txt", "а/__MACOSX/б.txt", "а/.DS_Store", "а/._б.txt", "а/Thumbs.db", "а/б.txt"]
    members = expand(zip_file(dict.fromkeys(names, b"12")), "a.zip")
    assert [one.name for one in members] == ["a.zip/а/б.txt"]


def test_a_name_told_in_utf8_beside_the_old_one_counts() -> None:
    raw = b"____.txt"
    entry = zipfile.ZipInfo(raw.decode())
    told = "Улытау.txt".encode()
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + told
    entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, b"12")
    assert [one.name for one in expand(buffer.getvalue(), "a.zip")] == ["a.zip/Улытау.txt"]


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6), st.binary(max_size=20))
def test_any_bytes_make_a_name(names: list[bytes], extra: bytes) -> None:
    entries = []
    for name in names:
        entry = zipfile.ZipInfo("a")
        entry.orig_filename, entry.extra = name.decode("cp437"), extra
        entries.append(entry)
    assert len(entry_names(entries)) == len(names)
