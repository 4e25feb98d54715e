"""When a report was published: from its sidecar, its own metadata, or the dateline printed beside its title.

Holds the judgement which printed date is the date of publication. Dates on which a page was opened, dates of
events, of exchange rates and of registrations are not; a date without a year is none. Unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from checks.tables.vocabulary import PublishedBasis
from sources.catalogue.letters import letters
from sources.language.fold import fold
from sources.language.written_days import WrittenDay, day_of, days_in, is_believable
from sources.readers.document import Document
from sources.reading.layout.opening_dates import OpeningDate, dateline_words, opening_date, opens_a_text
from sources.reading.mentions.periods.finding import find_periods
from sources.reading.mentions.periods.mention import PeriodMention

_LONGEST_DATELINE = 140  # a longer line is a paragraph that happens to hold a date
_HEAD_LINES = 40  # page furniture above a title rarely takes more lines
_BODY_LINE = 200  # a line this long is text of the report
_LONGEST_OPENING = 60  # how much may stand before the date of «CITY. 4 February 2026 –»
_TITLE_LENGTH = 30
_OPENING = re.compile(r"^\W*[^\W\d_][\w .-]{1,40}?[.,(]\s*$")
_NAME_FOLLOWS = re.compile(rf"[.,]? +[«\"A-Z{letters().capitals}]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")  # part of every full date that the data files know
_SHORT = 40  # characters of a line that holds a date and little else
_WIDGET_LINES = 2  # between the date of today and the weather or the rates beside it
_PHRASE_WORDS = 4
_STACKED = 12  # characters of one of the lines of a date that is printed one part below the other


_TOLD_IN = frozenset({"paragraph", "list_item", "cell"})


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication, what it rests on, and the offsets of the printed date when it was read from the
    text."""

    on: date | None = None
    basis: PublishedBasis | None = None
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
    printed: WrittenDay
    labelled: bool


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in dateline_words()[name]))


def publication_date(
    document: Document, sidecar_date: date | None, received_on: date | None = None
) -> Publication:
    """Say when a report was published and how that is known; nulls when nothing says so.

    A sidecar outranks the metadata of the format, which outranks a dateline of the text. A letter without any
    of them was published on the day on which it was sent, but not one that was only sent on: neither the day
    of sending on nor that of the message inside is the report's. A date before 1991, or after the day on
    which the report was received, is none, wherever it stands.
    """
    if sidecar_date is not None and is_believable(sidecar_date, received_on):
        return Publication(sidecar_date, PublishedBasis.SIDECAR)
    if document.media_type in dateline_words()["dated_media_types"]:
        stated = metadata_date(document.metadata.get("published", ""))
        if stated is not None and is_believable(stated, received_on):
            return Publication(stated, PublishedBasis.METADATA)
    printed = dateline(document, received_on)
    if printed.on is None and "forwarded" not in document.metadata:
        sent = metadata_date(document.metadata.get("sent", ""))
        if sent is not None and is_believable(sent, received_on):
            return Publication(sent, PublishedBasis.METADATA)
    return printed


def metadata_date(printed: str) -> date | None:
    """Read a date as formats print it, in the time of Kazakhstan, or as a full date in words; null when it is
    none of these."""
    known = day_of(printed)
    if known is not None:
        return known
    mentions = [one for one in find_periods(printed, fold(printed), None) if _is_full_date(one)]
    return mentions[0].period_start if mentions else None


def dateline(document: Document, received_on: date | None = None) -> Publication:
    """Find the date of publication printed in the head of a text.

    A label («Опубликовано:») decides. Otherwise the last dateline above the body or beside the title counts,
    and a date alone in the very first line only when a title follows at once: above site furniture it is the
    day of page load.
    """
    candidates = [one for one in _candidates(document) if is_believable(one.printed.on, received_on)]
    labelled = [one for one in candidates if one.labelled]
    if not labelled and len(candidates) > 1 and candidates[0].line.number == 0:
        candidates = candidates[1:]
    chosen = (labelled or candidates)[:1]
    if not chosen or (not chosen[0].labelled and _is_page_load(document, chosen[0])):
        return Publication()
    line, printed = chosen[0].line, chosen[0].printed
    start, end = line.start + printed.start, line.start + printed.end
    return Publication(printed.on, PublishedBasis.DATELINE, start, end)


def _candidates(document: Document) -> Iterator[_Candidate]:
    """The lines of the head, and blocks that the format marks as datelines, that print a full date as
    datelines do."""
    marked = {block.char_start for block in document.blocks if block.kind == "dateline"}
    apart = _apart(document)
    body_seen = 0
    lines = [line for line in _lines(document.text) if line.start not in apart]
    for line in lines:
        head = line.number < _HEAD_LINES and body_seen < 2
        body_seen += len(line.text) >= _BODY_LINE
        signature = line is lines[-1] and body_seen > 0
        if not head and not signature and line.start not in marked:
            continue
        opening = line.text[:_LONGEST_DATELINE]
        if not _YEAR.search(opening):
            continue
        headed = opening_date(line.text)
        if headed is not None and head and (headed.labelled or _opens_alone(lines, line, headed)):
            yield _Candidate(line, headed.printed, headed.labelled)
            continue
        folded = fold(opening)
        if _pattern("not_a_dateline").search(folded):
            continue
        printed = _full_date(opening, folded)
        if printed is None:
            continue
        labelled = _is_labelled(folded, printed)
        placed = _OPENING.match(folded[: printed.start]) is not None
        if signature and not head and not placed:
            continue
        if labelled or line.start in marked or _is_dateline(folded, printed, line.text):
            if not labelled and not _of_a_text(folded) and _is_of_today(lines, line, folded):
                continue
            yield _Candidate(line, printed, labelled)
    yield from _stacked(lines)


def _opens_alone(lines: Sequence[_Line], line: _Line, headed: OpeningDate) -> bool:
    """Whether a date before a text is the only one so set; several are a list of other headlines."""
    if not opens_a_text(line.text, headed):
        return False
    return not any(
        other is not line
        and (found := opening_date(other.text)) is not None
        and opens_a_text(other.text, found)
        for other in lines[:_HEAD_LINES]
    )


def _of_a_text(folded: str) -> bool:
    """Whether a line with a date counts readers or comments, which the day of today has none of."""
    return _pattern("of_a_text").search(folded) is not None


def _is_of_today(lines: Sequence[_Line], line: _Line, folded: str) -> bool:
    """Whether a date is the day on which a page was opened: among widgets, or a clock above the title."""
    return _beside_widgets(lines, line.number) or _is_site_clock(lines, line, folded)


def _is_site_clock(lines: Sequence[_Line], line: _Line, folded: str) -> bool:
    """Whether a line is a calendar of the site: it names the weekday, then the day, no hour, and stands above
    everything that could be a title («Воскресенье, 15 февраля 2026»).
    """
    if _pattern("site_clock").fullmatch(folded.strip()) is None:
        return False
    above = (one.text.strip() for one in lines if one.number < line.number)
    return not any(len(text) >= _TITLE_LENGTH and _is_a_phrase(text) for text in above)


def _beside_widgets(lines: Sequence[_Line], number: int) -> bool:
    """Whether a date stands among today's weather and rates, with no title or text between."""
    at = next(index for index, line in enumerate(lines) if line.number == number)
    above, below = lines[max(0, at - _WIDGET_LINES) : at], lines[at + 1 : at + 1 + _WIDGET_LINES]
    return _reaches_widgets(above[::-1]) or _reaches_widgets(below)


def _reaches_widgets(lines: Sequence[_Line]) -> bool:
    for line in lines:
        text = line.text.strip()
        if len(text) < 2 * _SHORT and _pattern("widgets").search(fold(text)):
            return True
        if len(text) >= _TITLE_LENGTH or _is_a_phrase(text):
            return False
    return False


def _is_a_phrase(text: str) -> bool:
    """Whether a short line is a title and no menu or name: four words, and not each of them a heading."""
    words = _WORD.findall(text)
    return len(words) >= _PHRASE_WORDS and sum(word.islower() for word in words) > len(words) / 2


def _full_date(opening: str, folded: str) -> WrittenDay | None:
    """The first full date of a line; one with a shortened month only where little else stands."""
    for mention in find_periods(opening, folded, None):
        if _is_full_date(mention) and mention.period_start is not None:
            return WrittenDay(mention.period_start, mention.start, mention.end)
    return next(days_in(opening), None) if len(opening) <= _SHORT else None


def _stacked(lines: Sequence[_Line]) -> Iterator[_Candidate]:
    """A date printed one part below the other («Мар», «14», «2025»), beside the title or at the very end;
    one of several is a list of other headlines.
    """
    found: list[_Candidate] = []
    for first, second, third in zip(lines, lines[1:], lines[2:], strict=False):
        parts = [one.text.strip(" /|,.") for one in (first, second, third)]
        if not re.fullmatch(_YEAR, parts[2]) or any(not 0 < len(part) <= _STACKED for part in parts[:2]):
            continue
        day = day_of(" ".join(parts))
        if day is not None:
            end = third.start - first.start + len(third.text)
            found.append(_Candidate(first, WrittenDay(day, 0, end), False))
    yield from found if len(found) == 1 else ()


def _apart(document: Document) -> frozenset[int]:
    """Starts of the lines that no date of publication stands in: rows of tables, what no one sees, and
    what stands outside the report below its first words, such as comments and other headlines.
    """
    first = next(
        (one.char_start for one in document.blocks if one.role == "body" and one.kind in _TOLD_IN), None
    )
    found: set[int] = set()
    for block in document.blocks:
        below = first is not None and block.char_start > first
        unseen = block.role in ("hidden", "quoted", "unread")
        if block.kind == "cell" or unseen or (block.role != "body" and below):
            found.add(block.char_start)
            text = document.text[block.char_start : block.char_end]
            found.update(block.char_start + mark.end() for mark in re.finditer(r"\n", text))
    return frozenset(found)


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


def _is_labelled(folded: str, mention: WrittenDay) -> bool:
    before = folded[: mention.start]
    ends = [label.end() for label in _pattern("labels").finditer(before)]
    return bool(ends) and not before[ends[-1] :].strip(" :-|\t")


def _is_dateline(folded: str, mention: WrittenDay, line: str) -> bool:
    """Whether a line is a dateline: a date with little beside it, or the opening «CITY. date –» of a
    paragraph."""
    before, after = folded[: mention.start], folded[mention.end :]
    if len(before) <= _LONGEST_OPENING and _OPENING.match(before):
        return len(line) < _LONGEST_DATELINE or after.lstrip(dateline_words()["year_marks"]).startswith(
            ("-", "/", ":")
        )
    if len(line) >= _LONGEST_DATELINE:
        return False
    named = _NAME_FOLLOWS.match(line, mention.end) is not None
    return len(_WORD.findall(_without_company(before))) <= 2 and _is_little(after, named)


def _without_company(text: str) -> str:
    """What is left beside a date without counters, weekdays and names of roles."""
    return _pattern("beside").sub(" ", _pattern("of_a_text").sub(" ", text))


def _is_little(after: str, named: bool) -> bool:
    """Whether what follows a date is a time, a counter, a weekday, a name or a place set apart, and no
    sentence; `named` says that it begins with a capital."""
    apart = named or re.match(r"\s*\t|\s{2,}", after) is not None
    rest = _without_company(after)
    return len(_WORD.findall(rest)) <= 4 and (apart or not re.match(r"\s*[^\W\d_]{2,}", rest))


def _is_page_load(document: Document, candidate: _Candidate) -> bool:
    """Whether a date alone in the first line stands above page furniture instead of a title."""
    if candidate.line.number != 0 or len(candidate.line.text.strip()) > len(_printed(candidate)):
        return False
    following = next((line for line in _lines(document.text) if line.number == 1), None)
    if following is None:
        return True
    text = following.text.strip()
    return len(text) < _TITLE_LENGTH or re.search(r"[|•·°/$€]", text) is not None


def _printed(candidate: _Candidate) -> str:
    return candidate.line.text[candidate.printed.start : candidate.printed.end].strip()
