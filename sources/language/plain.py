"""A text as a reader's eye takes it, with the way back to every character of the text as stored.

Letters printed as two characters are one, stress marks and characters that nobody sees are gone, digits and
letters of other shapes are the common ones, raised marks of notes stand apart, and a word that was cut at the
end of a line is whole. Holds the writing only: which number it is and what it counts is read afterwards.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from sources.catalogue.letters import letters
from sources.language.figures_lexicon import Words, words
from sources.language.fold import fold, latin_look_alike
from sources.records import record

_STRESS = "\u0300\u0301"
_STRESSED = letters().stressed
_MARKS = "\u0302-\u036f"
# Soft hyphens, zero-width characters, lengthened lines, marks of direction, selectors of a character's look.
_UNSEEN = "\u00ad\u034f\u061c\u0640\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_LOOKS = "\uff01-\uff5e\u3000\u2160-\u217f\ufb50-\ufdff\ufe70-\ufefc"  # full width, Roman, Arabic by place
_ASTRAL = "\U00010000-\U0010ffff"  # with mathematical letters and digits; a class without them is fast
_TAGS = ("\U000e0020", "\U000e007f")
_CIRCLED = "\u2460-\u249b\u2776-\u2793"  # and other marks of points: they become keycaps
_TEN, _KEYCAP = "\U0001f51f", "\u20e3"
_ARABIC = {"\u066a": "%", "\u066b": ",", "\u066c": "\u00a0"}
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u207d\u207e\u1d43-\u1d5b"
_ENTITY = r"&(?:amp;)*(?:\#[0-9]{2,5}|\#x[0-9a-f]{2,4}|[a-z]{2,8});"
_CUT = r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])"
_WORD_END, _WORD = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_RAISED_AFTER = re.compile(r"[^\W\d_]{3,}$|(?<![0-9])(?!10$)[0-9]+$|[0-9]{3}$|[%)\]»\"]$")
_LONGEST_WORD = 40
_LATIN = re.compile("[A-Za-z\u0131]")


def _digits() -> str:
    """The decimal digits of other scripts in the basic plane, as ranges of a character class."""
    found = [code for code in range(0x80, 0x10000) if chr(code).isdecimal()]
    runs = (
        [code for _, code in run] for _, run in groupby(enumerate(found), key=lambda one: one[1] - one[0])
    )
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


_COMMON = f"{_LOOKS}{_CIRCLED}{''.join(_STRESSED)}{''.join(_ARABIC)}{_digits()}"
_ODD = re.compile(
    rf"(?P<cut>{_CUT})|(?P<composed>\w?[{_STRESS}{_MARKS}]+)|(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<raised>[{_RAISED}]+(?:[,;] ?[{_RAISED}]+)*)|(?P<entity>{_ENTITY})"
    rf"|(?P<look>[{_COMMON}]|[{_ASTRAL}])"
)
# Searches that tell of most texts that they are plain already; each begins with one class, which is fast.
_SIGNS_OF_ODD = tuple(
    re.compile(pattern)
    for pattern in (
        f"[{_STRESS}{_MARKS}{_UNSEEN}{_RAISED}{_COMMON}&]",
        f"[{_ASTRAL}]",
        r"[-\u2010][ \t]*\r?\n",
    )
)


class _Edit(NamedTuple):
    """A stretch of the plain text that is written otherwise in the stored one: half-open offsets of both."""

    start: int
    end: int
    stored_start: int
    stored_end: int


@record(frozen=True, slots=True)
class Plain:
    """A plain text and how it differs from the stored one, in order."""

    text: str
    edits: tuple[_Edit, ...]
    starts: tuple[int, ...]
    stored_starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the stored text of a stretch of at least one character of the plain one; what is left
        out at its edges does not belong to it.
        """
        return self._stored(start, at_end=False), self._stored(end - 1, at_end=True)

    def _stored(self, offset: int, *, at_end: bool) -> int:
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return offset + at_end
        edit = self.edits[place]
        if offset < edit.end:
            return edit.stored_end if at_end else edit.stored_start
        return edit.stored_end + offset - edit.end + at_end

    def rewritten(self, offset: int) -> int:
        """Offset in the plain text for an offset in the stored one."""
        place = bisect_right(self.stored_starts, offset) - 1
        if place < 0:
            return offset
        edit = self.edits[place]
        return edit.start if offset < edit.stored_end else edit.end + offset - edit.stored_end


def plain_text(text: str, paragraphs: Sequence[tuple[int, int]] = ()) -> Plain | None:
    """Return the plain form of a text; null where it is plain already.

    `paragraphs` are half-open offsets in ascending order: a word is cut in two only at a line break inside
    one of them.
    """
    if not any(sign.search(text) for sign in _SIGNS_OF_ODD):
        return None
    written: list[str] = []
    edits: list[_Edit] = []
    at = length = 0
    for match, plain in _changes(text, paragraphs):
        written += [text[at : match.start()], plain]
        start = length + match.start() - at
        length = start + len(plain)
        at = match.end()
        edits.append(_Edit(start, length, match.start(), at))
    if not edits:
        return None
    return Plain(
        "".join([*written, text[at:]]),
        tuple(edits),
        tuple(edit.start for edit in edits),
        tuple(edit.stored_start for edit in edits),
    )


def _changes(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[re.Match[str], str]]:
    """Every stretch that is not plain, with what it is in plain writing."""
    starts = [start for start, _ in paragraphs]
    compounds: Collection[str] = ()
    for match in _ODD.finditer(text):
        found = match.group()
        if match["cut"]:
            place = bisect_right(starts, match.start()) - 1
            if place < 0 or match.end() >= paragraphs[place][1]:
                continue
            compounds = compounds or frozenset(_COMPOUND.findall(fold(text)))
            plain = "-" if "\u00ad" not in found and _is_compound(text, match, compounds) else ""
        elif match["composed"]:
            plain = _composed(found, text[match.end() : match.end() + 1])
        elif match["unseen"]:
            plain = ""
        elif match["raised"]:
            before = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
            plain = "" if _RAISED_AFTER.search(before) else found
        elif match["entity"]:
            plain = "".join(char for char in _unescaped(found) if not _is_unseen(char))
        else:
            plain = _common(found)
        if plain != found:
            yield match, plain


@cache
def _is_unseen(char: str) -> bool:
    return re.fullmatch(f"[{_UNSEEN}]", char) is not None


@cache
def _is_circled(char: str) -> bool:
    return re.fullmatch(f"[{_CIRCLED}]", char) is not None


def _composed(found: str, following: str) -> str:
    """A letter with its marks as one character, without stress: a stressed letter is the same letter.

    Latin letters keep their accents, which tell letters apart («á» and «a» in Kazakh); so do Cyrillic ones
    that look the same and are typed in a Latin word.
    """
    if _LATIN.match(following) and len(look_alike := latin_look_alike(found[0])) == 1:
        found = look_alike + found[1:]
    cyrillic = "\u0400" <= found[0] <= "\u04ff"
    kept = "".join(char for char in found if not cyrillic or char not in _STRESS)
    return unicodedata.normalize("NFC", kept)


def _common(char: str) -> str:
    """The common character for one of another shape or script."""
    if _TAGS[0] <= char <= _TAGS[1]:
        return ""
    if char == _TEN or _is_circled(char):
        return f"{10 if char == _TEN else int(unicodedata.numeric(char))}{_KEYCAP}"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return _STRESSED.get(char) or _ARABIC.get(char) or unicodedata.normalize("NFKC", char)


def _unescaped(entity: str) -> str:
    """What an entity stands for, also when it was escaped again and again; itself when it is none."""
    plain = entity
    while (inner := unescape(plain)) != plain:
        plain = inner
    return entity if plain.endswith(";") else plain


@cache
def _hyphened() -> tuple[Words, Words]:
    """The first and last parts of words that keep their hyphen; read once per process."""
    path = files("sources.catalogue").joinpath("language", "hyphens.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return words(data["first"]), words(data["last"])


def _is_compound(text: str, match: re.Match[str], compounds: Collection[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: it stands so elsewhere in the text, or its
    parts are known to.
    """
    before = _WORD_END.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    after = _WORD.match(text, match.end())
    first, last = fold(before.group() if before else ""), fold(after.group() if after else "")
    known_first, known_last = _hyphened()
    return first in known_first or last in known_last or f"{first}-{last}" in compounds
