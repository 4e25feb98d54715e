"""Which encoding a plain file is written in, and its text.

Order: byte order mark, UTF-16 by its pattern of bytes, strict UTF-8, which other encodings do not resemble by
chance, the declared encoding when the text it gives is believable, then the Cyrillic code pages ranked by how
believable their text is. Code pages differ in which letters stand where, so a wrong one betrays itself:
capitals inside words, letters no Russian or Kazakh word has, rare letters where vowels should be.
charset-normalizer is asked for the rare pages only: on 42 Kazakh and Russian samples in KZ-1048 it was wrong
nine times, the ranking here never. Nothing about formats or languages belongs here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sources.readers.document import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODE_PAGES = ("cp1251", "kz1048", "koi8-r", "cp866")
_RARE_CODE_PAGES = ("mac_cyrillic", "iso8859_5", "cp855", "cp1252")
_CERTAIN = 0.05
_BELIEVABLE_ENOUGH = 0.25  # damaged or very short text
_ALIASES = {
    "windows-1251": "cp1251",
    "win-1251": "cp1251",
    "x-cp1251": "cp1251",
    "strk1048-2002": "kz1048",
    "kz-1048": "kz1048",
    "utf8": "utf-8",
    "unicode": "utf-16-le",
    "ibm866": "cp866",
    "koi8r": "koi8-r",
    "koi8-u": "koi8-r",
}
_SAMPLE_BYTES = 200_000
_UNDECODABLE = "Open the file in its own program, save it as UTF-8 text and send it again."

_READ_WITH = ("cp1251", "cp1252", "latin-1", "cp866")
# the first byte of a Cyrillic letter in UTF-8, as these pages show it, before what no letter follows so
_TWICE = re.compile(
    "[РСТУ][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2010-\u203a\u20ac\u2116\u2122]|[ÐÑ][\u0080-\u00bf\u0152-\u0192\u02c6-\u203a\u20ac]|[╨╤][^\\s\\w]"
)
_ENOUGH_TWICE = 8

_CYRILLIC_LETTERS = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
_EXPECTED = re.compile(rf"[{_CYRILLIC_LETTERS}A-Za-z]")
_FOREIGN = re.compile(r"[^\W\d_A-Za-z" + _CYRILLIC_LETTERS + "]")
_CASE_BREAK = re.compile(r"[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]")
# two thirds of the letters of a Russian or Kazakh text, at most four tenths of it read with a wrong page
_COMMON = re.compile("[оеаинтсырліОЕАИНТСЫРЛІ]")
_CYRILLIC = re.compile(rf"[{_CYRILLIC_LETTERS}]")
_OUT_OF_PLACE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u2500-\u25ff\ufffd]")
_MEETS_SIGN = re.compile(rf"[{_CYRILLIC_LETTERS}][°±¤¦¬µ¶†‡‰]|[°±¤¦¬µ¶†‡‰][а-яё]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, line ends as they were, and the encoding it was written in."""

    text: str
    encoding: str


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Return the text of `content`; `declared` is what the file or its sender says, and may be wrong.

    Raises `Unreadable("undecodable")` for binary data and for text that no known encoding makes believable.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strict(content[len(mark) :], encoding), encoding)
    wide = _wide_encoding(content)
    if wide:
        return Decoded(_strict(content, wide), wide)
    if b"\x00" in content:
        raise Unreadable(
            "undecodable", f"The file holds null bytes, so it is binary or damaged. {_UNDECODABLE}"
        )
    if content.isascii():
        return Decoded(_printable(content.decode("ascii")), "utf-8")
    text = _attempt(content, "utf-8")
    if text is not None:
        return Decoded(_printable(_read_once(text)), "utf-8")
    named = _canonical(declared)
    text = _attempt(content, named) if named else None
    if named and text is not None and implausibility(text) < _CERTAIN:
        return _with_kazakh_letters(content, text, named)
    mended = _damaged_utf8(content)
    if mended is not None:
        return Decoded(_printable(mended), "utf-8")
    return _best_code_page(content)


def implausibility(text: str) -> float:
    """How unlikely it is that people wrote `text`, as disturbing characters per letter; right texts stay
    below 0.05.

    Counted on the letters of Russian, Kazakh and English: other letters, capitals after small letters,
    control characters and boxes, signs glued to letters, and Cyrillic text without the letters that make up
    most of it.
    """
    sample = text[:_SAMPLE_BYTES]
    letters = len(_EXPECTED.findall(sample))
    disturbing = (
        len(_FOREIGN.findall(sample))
        + len(_CASE_BREAK.findall(sample))
        + 2 * len(_OUT_OF_PLACE.findall(sample))
        + len(_MEETS_SIGN.findall(sample))
    )
    cyrillic = len(_CYRILLIC.findall(sample))
    common = len(_COMMON.findall(sample)) / cyrillic if cyrillic >= 20 else 1.0
    return disturbing / max(letters, 1) + max(0.0, 0.5 - common)


def _best_code_page(content: bytes) -> Decoded:
    texts = ((encoding, _attempt(content, encoding)) for encoding in _CODE_PAGES)
    ranked = sorted(
        (implausibility(text), place, text, encoding)
        for place, (encoding, text) in enumerate(texts)
        if text is not None
    )
    if ranked and ranked[0][0] <= _BELIEVABLE_ENOUGH:
        _, _, text, encoding = ranked[0]
        return _with_kazakh_letters(content, text, encoding)
    rare = from_bytes(content[:_SAMPLE_BYTES], cp_isolation=list(_RARE_CODE_PAGES)).best()
    found = _attempt(content, rare.encoding) if rare is not None else None
    if rare is None or found is None or implausibility(found) > _CERTAIN:
        raise Unreadable("undecodable", f"No known encoding gives readable words. {_UNDECODABLE}")
    return Decoded(_printable(found), rare.encoding)


def _with_kazakh_letters(content: bytes, text: str, encoding: str) -> Decoded:
    """Read windows-1251 as KZ-1048 where only the latter gives Kazakh letters: sixteen places differ."""
    if encoding == "cp1251" and _FOREIGN.search(text):
        kazakh = _attempt(content, "kz1048")
        if kazakh is not None and implausibility(kazakh) < implausibility(text):
            return Decoded(_printable(kazakh), "kz1048")
    return Decoded(_printable(text), encoding)


def _read_once(text: str) -> str:
    """Text that some program read with a wrong page and saved, written back; other text as it is.

    UTF-8 read as windows-1251 («РЈРїСЂ…») or as Latin («Ð£Ð¿Ñ€…») is pairs of characters that give the very
    bytes back, and no other text is valid UTF-8 that way. Raises `Unreadable("undecodable")` where it looks
    so but characters were lost.
    """
    if (
        len(_TWICE.findall(text, 0, _SAMPLE_BYTES)) < _ENOUGH_TWICE
        or implausibility(text) < _BELIEVABLE_ENOUGH
    ):
        return text
    for page in _READ_WITH:
        try:
            mended = _bytes_in(text, page).decode("utf-8")
        except UnicodeError:
            continue
        if implausibility(mended) < _CERTAIN:
            return mended
    raise Unreadable(
        "undecodable", f"The text was saved after it had been read with a wrong encoding. {_UNDECODABLE}"
    )


def _bytes_in(text: str, page: str) -> bytes:
    """The bytes that a page reads as this text; a byte that the page leaves open stands for itself."""
    written = bytearray()
    for char in text:
        try:
            written += char.encode(page)
        except UnicodeEncodeError:
            written += char.encode("latin-1")
    return bytes(written)


def _damaged_utf8(content: bytes) -> str | None:
    """UTF-8 that was cut in the middle of a character or has a few bad bytes: these become U+FFFD and stay
    visible.
    """
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for char in text[:_SAMPLE_BYTES] if char > "\x7f") - damaged
    return text if whole >= 20 and damaged * 200 <= whole else None


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is one of the few that name an alphabet or a block of signs."""
    if len(content) < 4 or len(content) % 2:
        return None
    sample = content[:4000]
    planes = {0x00, 0x04, 0x20}
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        fits = sum(byte in planes for byte in high) / len(high)
        if (
            fits > 0.97
            and sum(byte in (0x00, 0x04) for byte in low) / len(low) < 0.2
            and {0x00, 0x04} & set(high)
        ):
            return encoding
    return None


def _canonical(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    try:
        return codecs.lookup(name).name.replace("_", "-")
    except (LookupError, ValueError):
        return None


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return text if isinstance(text, str) else None


def _strict(content: bytes, encoding: str) -> str:
    try:
        return _printable(content.decode(encoding))
    except UnicodeError as error:
        text = content.decode(encoding, "replace")
        if text.count("\ufffd") * 200 > len(text):
            raise Unreadable("undecodable", f"The file is damaged: {error}. {_UNDECODABLE}") from error
        return _printable(text)


def _printable(text: str) -> str:
    """Return `text`, or refuse it when it is mostly control characters and no writing."""
    sample = text[:_SAMPLE_BYTES]
    strange = len(_OUT_OF_PLACE.findall(sample))
    if "\x00" in text or strange * 20 > max(len(sample), 20):
        raise Unreadable("undecodable", f"The file holds binary data instead of text. {_UNDECODABLE}")
    return text
