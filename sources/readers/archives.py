"""Zip files, as containers and as what Office files are made of, opened only when they are harmless.

Holds the limits on unpacking. Every entry is unpacked once in small portions and its checksum compared, so
that what is declared can be trusted afterwards and a bomb is refused before any library sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from sources.readers.document import Unreadable
from sources.readers.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_ENTRIES,
    MAX_ENTRY_RATIO,
    MEGABYTE,
)

_SMALL = 2 * MEGABYTE  # an entry that unpacks to less is harmless at any ratio
_PORTION = 256 * 1024
_DECLARES_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)|\x00<\x00!\x00(?:D|E)")
_REPACK = "Pack the reports anew without the large or repeated parts, or send them one by one."
_AGAIN = "The file is damaged or incomplete; send it again."
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open a zip file whose entries are few, not encrypted and of bearable size, and whose checksums hold.

    Raises `Unreadable` with `unsafe_archive`, `encrypted` or `corrupt`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_ERRORS as error:
        raise Unreadable("corrupt", _AGAIN) from error
    entries = archive.infolist()
    if len(entries) > MAX_ARCHIVE_ENTRIES:
        raise Unreadable("unsafe_archive", f"The archive has {len(entries)} entries. {_REPACK}")
    total = 0
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unreadable("encrypted", "The archive is protected by a password; pack it without one.")
        total += entry.file_size
        if entry.file_size > max(_SMALL, entry.compress_size * MAX_ENTRY_RATIO):
            raise Unreadable("unsafe_archive", f"The archive unpacks to far more than its size. {_REPACK}")
        if total > MAX_ARCHIVE_BYTES:
            raise Unreadable(
                "unsafe_archive", f"The archive unpacks to more than {MAX_ARCHIVE_BYTES} bytes. {_REPACK}"
            )
    return archive


def open_office_archive(content: bytes) -> zipfile.ZipFile:
    """Open a zip of Office XML, unpacked and checked in full; a document type declaration in it is
    an attack.
    """
    archive = open_archive(content)
    for entry in archive.infolist():
        head = _verified_head(archive, entry)
        if entry.filename.endswith((".xml", ".rels")) and _DECLARES_ENTITIES.search(head):
            raise Unreadable(
                "unsafe_archive",
                "The file declares XML entities, which no office program writes; save it anew.",
            )
    return archive


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one entry of an opened archive."""
    try:
        return archive.read(entry)
    except ZIP_ERRORS as error:
        raise Unreadable(
            "corrupt", f"The entry {entry.filename!r} is damaged; pack and send it again."
        ) from error


def _verified_head(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The first portion of an entry, after the whole has been unpacked against its checksum."""
    try:
        with archive.open(entry) as stream:
            head = stream.read(_PORTION)
            while stream.read(_PORTION):
                pass
    except ZIP_ERRORS as error:
        raise Unreadable("corrupt", _AGAIN) from error
    return head[:4096]
