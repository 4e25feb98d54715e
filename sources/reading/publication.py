"""When a report was published: from its sidecar, its own metadata, or the dateline printed beside its title.

Holds the judgement which printed date is the date of publication. Dates on which a page was opened, dates of
events, of exchange rates and of registrations are not; a date without a year is none. Unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sources.catalogue.data_file import read_yaml
from sources.language.fold import fold
from sources.readers.document import Document
from sources.reading.periods import PeriodMention, find_periods

PublicationBasis = Literal["sidecar", "metadata", "dateline"]

_LONGEST_DATELINE = 140  # a longer line is a paragraph that happens to hold a date
_HEAD_LINES = 40  # page furniture above a title rarely takes more lines
_BODY_LINE = 200  # a line this long is text of the report
_LONGEST_OPENING = 60  # how much may stand before the date of «CITY. 4 February 2026 –»
_TITLE_LENGTH = 30
_OPENING = re.compile(r"^\W*[^\W\d_][\w .-]{1,40}?[.,(]\s*$")
_NAME_FOLLOWS = re.compile(r"[.,]? +[«\"A-ZА-ЯӘІҢҒҮҰҚӨҺ]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")  # part of every full date that the data files know
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication, what it rests on, and the offsets of the printed date when it was read from the
    text."""

    on: date | None = None
    basis: PublicationBasis | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text with its offset and its number among the lines that are not empty."""

    start: int
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: _Line
    mention: PeriodMention
    labelled: bool


@cache
def _words() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = read_yaml(files("sources.catalogue").joinpath("periods", "datelines.yml"))
    return loaded


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _words()[name]))


def publication_date(document: Document, sidecar_date: date | None) -> Publication:
    """Say when a report was published and how that is known; nulls when nothing says so.

    A sidecar outranks the metadata of the format, which outranks a dateline of the text.
    """
    if sidecar_date is not None:
        return Publication(sidecar_date, "sidecar")
    if document.media_type in _words()["dated_media_types"]:
        stated = metadata_date(document.metadata.get("published", ""))
        if stated is not None:
            return Publication(stated, "metadata")
    return dateline(document)


def metadata_date(printed: str) -> date | None:
    """Read a date as formats print it: ISO 8601, RFC 2822, or a full date in words; null when it is none of
    these."""
    if iso := _ISO.match(printed.strip()):
        year, month, day = (int(part) for part in iso.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    mentions = [one for one in find_periods(printed, fold(printed), None) if _is_full_date(one)]
    if mentions:
        return mentions[0].period_start
    return _mail_date(printed)


def _mail_date(printed: str) -> date | None:
    try:
        sent: datetime = parsedate_to_datetime(printed)
    except (TypeError, ValueError):
        return None
    return sent.date()


def dateline(document: Document) -> Publication:
    """Find the date of publication printed in the head of a text.

    A label («Опубликовано:») decides. Otherwise the last dateline above the body or beside the title counts,
    and a date alone in the very first line only when a title follows at once: above site furniture it is the
    day of page load.
    """
    candidates = list(_candidates(document))
    labelled = [one for one in candidates if one.labelled]
    if not labelled and len(candidates) > 1 and candidates[0].line.number == 0:
        candidates = candidates[1:]
    chosen = (labelled or candidates)[:1]
    if not chosen or (not chosen[0].labelled and _is_page_load(document, chosen[0])):
        return Publication()
    line, mention = chosen[0].line, chosen[0].mention
    return Publication(mention.period_start, "dateline", line.start + mention.start, line.start + mention.end)


def _candidates(document: Document) -> Iterator[_Candidate]:
    """The lines of the head, and blocks that the format marks as datelines, that print a full date as
    datelines do."""
    marked = {block.char_start for block in document.blocks if block.kind == "dateline"}
    body_seen = 0
    lines = list(_lines(document.text))
    for line in lines:
        head = line.number < _HEAD_LINES and body_seen < 2
        body_seen += len(line.text) >= _BODY_LINE
        signature = line is lines[-1] and body_seen > 0
        if not head and not signature and line.start not in marked:
            continue
        opening = line.text[:_LONGEST_DATELINE]
        if not _YEAR.search(opening):
            continue
        folded = fold(opening)
        if _pattern("not_a_dateline").search(folded):
            continue
        for mention in find_periods(opening, folded, None):
            if not _is_full_date(mention):
                continue
            labelled = _is_labelled(folded, mention)
            placed = _OPENING.match(folded[: mention.start]) is not None
            if signature and not head and not placed:
                break
            if labelled or line.start in marked or _is_dateline(folded, mention, line.text):
                yield _Candidate(line, mention, labelled)
            break


def _lines(text: str) -> Iterator[_Line]:
    number = 0
    start = 0
    for raw in text.splitlines(keepends=True):
        if raw.strip():
            yield _Line(start, raw.rstrip("\r\n"), number)
            number += 1
        start += len(raw)


def _is_full_date(mention: PeriodMention) -> bool:
    return (
        mention.basis == "stated"
        and mention.period_start is not None
        and mention.period_start == mention.period_end
        and mention.form == "day"
    )


def _is_labelled(folded: str, mention: PeriodMention) -> bool:
    before = folded[: mention.start]
    ends = [label.end() for label in _pattern("labels").finditer(before)]
    return bool(ends) and not before[ends[-1] :].strip(" :-|\t")


def _is_dateline(folded: str, mention: PeriodMention, line: str) -> bool:
    """Whether a line is a dateline: a date with little beside it, or the opening «CITY. date –» of a
    paragraph."""
    before, after = folded[: mention.start], folded[mention.end :]
    if len(before) <= _LONGEST_OPENING and _OPENING.match(before):
        return len(line) < _LONGEST_DATELINE or after.lstrip(" г.ода)").startswith(("-", "/", ":"))
    if len(line) >= _LONGEST_DATELINE:
        return False
    named = _NAME_FOLLOWS.match(line, mention.end) is not None
    return len(_WORD.findall(_pattern("beside").sub(" ", before))) <= 2 and _is_little(after, named)


def _is_little(after: str, named: bool) -> bool:
    """Whether what follows a date is a time, a counter, a weekday, a name or a place set apart, and no
    sentence; `named` says that it begins with a capital."""
    apart = named or re.match(r"\s*\t|\s{2,}", after) is not None
    rest = _pattern("beside").sub(" ", after)
    return len(_WORD.findall(rest)) <= 4 and (apart or not re.match(r"\s*[^\W\d_]{2,}", rest))


def _is_page_load(document: Document, candidate: _Candidate) -> bool:
    """Whether a date alone in the first line stands above page furniture instead of a title."""
    if candidate.line.number != 0 or candidate.line.text.strip() != candidate.mention.as_stated.strip():
        return False
    following = next((line for line in _lines(document.text) if line.number == 1), None)
    if following is None:
        return True
    text = following.text.strip()
    return len(text) < _TITLE_LENGTH or re.search(r"[|•·°/$€]", text) is not None
