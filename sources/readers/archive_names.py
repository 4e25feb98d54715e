"""The names of the files in a zip archive as they were meant.

The format knows two encodings, and archivers use whichever their system has. An archive was written by one
program, so all of its undeclared names are in one encoding.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from zipfile import ZipInfo

_DECLARED = 0x800  # bit of the flags: the name is UTF-8
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP and 7-Zip: version, checksum of the name, the name in UTF-8
# DOS and old Windows archivers, then Windows itself in Russian and in Kazakh
_CODE_PAGES = ("cp866", "cp1251", "kz1048", "cp437")
_LETTER = re.compile(r"[А-Яа-яЁёӘІҢҒҮҰҚӨҺәіңғүұқөһ]")
_TURNED = re.compile(r"[а-яёәіңғүұқөһ][А-ЯЁӘІҢҒҮҰҚӨҺ]")  # a capital inside a word: a wrong code page


def entry_names(entries: Sequence[ZipInfo]) -> list[str]:
    """The names of the entries, folders parted by "/", letters composed (NFC)."""
    undeclared = [_raw(entry) for entry in entries if not entry.flag_bits & _DECLARED]
    encoding = _encoding(undeclared)
    return [unicodedata.normalize("NFC", _name(entry, encoding)).replace("\\", "/") for entry in entries]


def _name(entry: ZipInfo, encoding: str) -> str:
    if entry.flag_bits & _DECLARED:
        return entry.orig_filename
    raw = _raw(entry)
    return _told_apart(entry.extra, raw) or raw.decode(encoding, "replace")


def _raw(entry: ZipInfo) -> bytes:
    """The bytes of an undeclared name, which the library takes for cp437."""
    return entry.orig_filename.encode("cp437", "replace")


def _told_apart(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that an extra field gives, where it belongs to this name."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack("<L", field[1:5])[0] == zlib.crc32(raw):
            try:
                return field[5:].decode()
            except UnicodeDecodeError:
                return None
    return None


def _encoding(names: Sequence[bytes]) -> str:
    """The encoding of the undeclared names: UTF-8 where all are that, else the code page in which the most of
    them reads as words.
    """
    written = [name for name in names if not name.isascii()]
    if all(_is_utf8(name) for name in written):
        return "utf-8"
    return max(_CODE_PAGES, key=lambda page: _readable(b"/".join(written), page))


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _readable(names: bytes, page: str) -> int:
    """How many more letters than foreign signs a code page makes of names."""
    text = names.decode(page, "replace")
    letters = len(_LETTER.findall(text))
    foreign = sum(not char.isascii() for char in text) - letters
    return letters - 2 * foreign - 3 * len(_TURNED.findall(text))
