"""Which lines of a message its sender wrote, and which it only quotes, forwards or signs with.

Works on lines, whether they come from a plain body or from a page. A message forwarded without more than a
covering note is the report itself; the note stays, the forwarded headers are set apart. Holds no words:
those are in words/mail.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sources.readers.mail_words import mail_words

Part = Literal["own", "signature", "quoted"]

_MARKS = re.compile(r"(?:[ \t]?>){1,40}[ \t]?")
_MARK = re.compile(r"[ \t]?>[ \t]?")
_SIGNATURE = re.compile(r"\s*-- ?\s*$")
_RULED = re.compile(r"\s*[_\-=]{5,}\s*$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d{2}\b")
_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
_LONG = 60  # a quoted line this long was wrapped, so that the next one may lack its mark
_FEWEST_HEADERS = 3
_MOST_HEADERS = 14  # lines of them, run-on and empty ones included
_LONGEST_NOTE = 1500  # characters of a covering note
_LONGEST_LINE = 1000
_MOST_FORWARDS = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """What a line is part of, and how many signs at its beginning only mark a quotation."""

    part: Part
    marks: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of every line; `forwarded` tells that the report stands in a message that was sent on."""

    lines: tuple[Judged, ...]
    forwarded: bool


@dataclass(frozen=True, slots=True)
class _Older:
    """An older message below the line `start`: where its own lines begin, its subject, and whether a program
    said that it was forwarded.
    """

    start: int
    content: int
    subject: str
    forwarded: bool


def judged_lines(lines: Sequence[str], subject: str) -> Verdict:
    """Judge the lines of a message. `subject` tells an answer from a message that was sent on."""
    judged: list[Judged] = []
    forwarded = False
    rest = list(lines)
    marks = [0] * len(rest)
    for _ in range(_MOST_FORWARDS):
        older = _older_message(rest)
        own = rest if older is None else rest[: older.start]
        parts = _own_parts(own)
        judged += [Judged(part, mark) for part, mark in zip(parts, marks, strict=False)]
        if older is None:
            return Verdict(tuple(judged), forwarded)
        written = [line for line, part in zip(own, parts, strict=True) if part == "own"]
        if not _is_report(older, written, subject):
            break
        forwarded = True
        judged += [Judged("quoted") for _ in range(older.start, older.content)]
        rest, marks = _unmarked(rest[older.content :], marks[older.content :])
        subject = older.subject
    return Verdict((*judged, *(Judged("quoted") for _ in range(len(judged), len(lines)))), forwarded)


def _is_report(older: _Older, written: Sequence[str], subject: str) -> bool:
    """Whether the older message is what was sent: nothing but a covering note without figures above it, and
    the program or the subject says that it was forwarded, or there is no note and no answer either.
    """
    text = "\n".join(written).strip()
    if len(text) > _LONGEST_NOTE or re.search(r"\d", mail_words().not_figures.sub(" ", text)):
        return False
    if older.forwarded or mail_words().forward_prefix.match(subject):
        return True
    return not text and not mail_words().reply_prefix.match(subject)


def _older_message(lines: Sequence[str]) -> _Older | None:
    """The first older message that these lines lead to; one that every line below quotes counts as well."""
    inside = False  # headers are looked for at the first of them only
    for index, line in enumerate(lines):
        words = _words(line)
        if not words.strip():
            continue
        sent_on = mail_words().forwarded.match(words) is not None
        if sent_on or mail_words().original.match(words):
            end, subject = _headers(lines, index + 1)
            return _Older(index, end, subject, sent_on)
        is_header = mail_words().header.match(words) is not None
        end, subject = _headers(lines, index) if is_header and not inside else (index, "")
        inside = is_header
        if end > index:
            above = _ruled_above(lines, index)
            return _Older(above, end, subject, False)
        if _is_attribution(lines, index) and not _is_quoted(_next(lines, index)):
            return _Older(index, index + 1, "", False)
    first = next((index for index, line in enumerate(lines) if _is_quoted(line)), None)
    if first is not None and all(_is_quoted(line) or not line.strip() for line in lines[first:]):
        start = _with_attribution(lines, first)
        return _Older(start, first, "", False)
    return None


def _headers(lines: Sequence[str], start: int) -> tuple[int, str]:
    """The end of the headers that begin at a line, and the subject among them; `start` where none begin.

    A header may run over a second line; empty lines may part them.
    """
    found: set[str] = set()
    subject = ""
    index = end = start
    while index < min(len(lines), start + _MOST_HEADERS):
        line = _words(lines[index])
        header = mail_words().header.match(line)
        if header is not None:
            told = mail_words().headers[header[1].lower()]
            if told in found and told == "from":
                break
            found.add(told)
            subject = header[2].strip(" \t*_") if told == "subject" else subject
            end = index + 1
        elif line.strip() and not (_is_continued(lines, index) and found):
            break
        index += 1
    enough = len(found) >= _FEWEST_HEADERS and "from" in found and bool(found & {"sent", "subject"})
    above = start > 0 and end > start and len(found) >= 1 and _names_message(lines[start - 1])
    return (end, subject) if enough or above else (start, "")


def _names_message(line: str) -> bool:
    words = _words(line)
    return bool(mail_words().forwarded.match(words) or mail_words().original.match(words))


def _is_continued(lines: Sequence[str], index: int) -> bool:
    """Whether a line goes on with the header right above it: another header stands right below."""
    if index + 1 >= len(lines) or not lines[index - 1].strip():
        return False
    return mail_words().header.match(_words(lines[index + 1])) is not None


def _ruled_above(lines: Sequence[str], index: int) -> int:
    """The line where an older message begins: a drawn line above its headers belongs to it."""
    above = index - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULED.match(lines[above][:_LONGEST_LINE]) else index


def _own_parts(lines: Sequence[str]) -> list[Part]:
    """Judge the lines above an older message: quotations answered below them, signature, the rest."""
    parts: list[Part] = []
    signed = added = False
    for index, whole in enumerate(lines):
        line = whole[:_LONGEST_LINE]
        blank = not line.strip()
        if _is_quoted(line) or _is_attribution(lines, index) or _runs_on(lines, parts, index):
            parts.append("quoted")
            continue
        if mail_words().postscript.match(line):
            signed = False
        signed = signed or bool(_SIGNATURE.match(line)) or bool(mail_words().sign_off.match(line))
        added = not blank and (added or bool(mail_words().added.match(line)))
        parts.append("signature" if signed or added else "own")
    return parts


def _is_quoted(line: str) -> bool:
    return bool(_MARKS.match(line)) and line.lstrip().startswith(">")


def _runs_on(lines: Sequence[str], parts: Sequence[Part], index: int) -> bool:
    """Whether a line without a mark is the end of a quoted line that a program wrapped."""
    if index == 0 or not lines[index].strip() or parts[index - 1] != "quoted":
        return False
    above = lines[index - 1]
    return _is_quoted(above) and len(above) >= _LONG and not above.rstrip().endswith((".", "!", "?", ":"))


def _is_attribution(lines: Sequence[str], index: int) -> bool:
    """Whether a line says who wrote, and when, what is quoted below it; it may run over two lines."""
    line = lines[index].strip()
    if not line or _is_quoted(line) or len(line) > 200:
        return False
    below = _next(lines, index)
    if line.endswith(":"):
        above = lines[index - 1].strip() if index else ""
        whole = f"{above} {line}" if above and not above.endswith((".", "!", "?", ":")) else line
        dated = (_DATED if _is_quoted(below) else _TIME).search(whole) is not None
        return dated and mail_words().attribution.search(whole) is not None
    second = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if not second.endswith(":") or len(second) > _LONG or not _is_quoted(_next(lines, index + 1)):
        return False
    return _DATED.search(line) is not None and mail_words().attribution.search(f"{line} {second}") is not None


def _with_attribution(lines: Sequence[str], first: int) -> int:
    """The line at which a quotation begins that stands below its attribution."""
    start = first
    for index in range(first - 1, max(first - 4, -1), -1):
        if lines[index].strip() and not _is_attribution(lines, index):
            break
        start = index if lines[index].strip() else start
    return start


def _next(lines: Sequence[str], index: int) -> str:
    """The next line with writing on it, empty where none is left."""
    return next((line for line in lines[index + 1 : index + 4] if line.strip()), "")


def _words(line: str) -> str:
    """A line without the marks of quotation at its beginning, cut where nothing that mail programs write is
    that long.
    """
    found = _MARKS.match(line)
    start = found.end() if found else 0
    return line[start : start + _LONGEST_LINE]


def _unmarked(lines: Sequence[str], marks: Sequence[int]) -> tuple[list[str], list[int]]:
    """The lines of a forwarded message without the marks of one level that all of them carry, and how long
    the marks taken off so far are.
    """
    if not all(_is_quoted(line) for line in lines if line.strip()):
        return list(lines), list(marks)
    taken = [found.end() if (found := _MARK.match(line)) else 0 for line in lines]
    return [line[length:] for line, length in zip(lines, taken, strict=True)], [
        before + length for before, length in zip(marks, taken, strict=True)
    ]


def with_marks_blank(lines: Sequence[str], verdict: Verdict) -> Iterator[str]:
    """The lines with the marks of quotation that only say where they came from turned into spaces."""
    for line, judged in zip(lines, verdict.lines, strict=True):
        yield " " * judged.marks + line[judged.marks :]
