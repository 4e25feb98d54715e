"""The columns of lines that were cut alike: how many there are, what they hold, and whether that is a table.

Holds the judgement over rows of texts and the places of cells in columns; no line is cut here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.readers.text_rows import Separator, TextCell, is_missing, is_value, is_year

_LEAST_ROWS = 2
_LEAST_BARE_ROWS = 3  # without heads, or with one column of numbers
_ALIKE = 0.6  # share of the rows that have the usual number of cells
_NUMBERS = 0.75  # share of the cells of a column of numbers that hold one or a dash
_TIME = re.compile(r"[0-2]?\d[.:][0-5][05]")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}:\d\d")
_SIGNED = re.compile(r"[-+−–]\s?\d+")
_RATE = re.compile(r"(?:[A-Z]{3}|[$€₽¥£₸])(?:\s*/\s*(?:[A-Z]{3}|[$€₽¥£₸]))?")
_BARE_NUMBER = re.compile(r"[-+−–]?\d[\d \u00a0\u2009\u202f]*(?:[.,]\d+)?\s?%?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PHONE = re.compile(r"[78]\d{10}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rows of one table show: `width` cells each, of which the first `labels` are ordinals and labels.

    `texts` are the rows of the usual width, `numbers` the columns of numbers.
    """

    width: int
    labels: int
    numbers: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Extents:
    """Where the columns of a table laid out with spaces stand: their middles, from the start of the line."""

    middles: tuple[float, ...]

    def placed(self, cells: Sequence[TextCell], line_start: int) -> tuple[TextCell, ...]:
        """Give cells the columns they stand in; cells of one column become one."""
        placed: list[TextCell] = []
        for cell in cells:
            middle = (cell.start + cell.end) / 2 - line_start
            at = bisect_left(self.middles, middle)
            near = [column for column in (at - 1, at) if 0 <= column < len(self.middles)]
            column = min(near, key=lambda one: abs(self.middles[one] - middle)) if placed else 0
            if placed and column <= placed[-1].column:
                placed[-1] = TextCell(placed[-1].column, placed[-1].start, cell.end)
            else:
                placed.append(TextCell(column, cell.start, cell.end))
        return tuple(placed)


def evidence(rows: Sequence[Sequence[str]]) -> Evidence | None:
    """What the rows that hold numbers show together; None where too few are alike or no column holds
    numbers.
    """
    if len(rows) < _LEAST_ROWS:
        return None
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or count < _LEAST_ROWS or count < _ALIKE * len(rows):
        return None
    texts = tuple(tuple(row) for row in rows if len(row) == width)
    labels = _labels(texts, width)
    numbers = tuple(column for column in range(labels, width) if _holds_numbers(texts, column))
    return Evidence(width, labels, numbers, texts) if numbers else None


def is_table(seen: Evidence, heads: Sequence[str], separator: Separator) -> bool:
    """Whether rows are a table. `heads` are the texts above the columns, empty where there are none.

    Widgets of weather and exchange rates, calendars, programmes and lists of contacts are cut alike too.
    """
    cells = [text.strip() for row in seen.texts for text in row]
    values = [text for row in seen.texts for column in seen.numbers if (text := row[column].strip())]
    if any("°" in text for text in (*cells, *heads)) or all(map(_SIGNED.fullmatch, values)):
        return False
    if any(_RATE.fullmatch(text) for text in cells) or all(map(is_year, values)):
        return False
    if any(_PHONE.fullmatch("".join(text.split())) for text in values):
        return False
    if any(
        all(_TIME.fullmatch(text) for row in seen.texts if (text := row[column].strip()))
        for column in seen.numbers
    ):
        return False
    if not seen.labels and _counts_on(cells):
        return False
    packed = len(seen.numbers) == seen.width - seen.labels
    if separator in ("gap", "semicolon") and not packed:
        return False
    if separator == "semicolon" and seen.width < 3 and not _is_plain_pair(seen, heads):
        return False
    if not heads:
        return _stands_without_heads(seen, packed)
    told = any(character.isdigit() for head in heads for character in head)
    return len(seen.numbers) > 1 or told or len(seen.texts) >= _LEAST_BARE_ROWS


def _is_plain_pair(seen: Evidence, heads: Sequence[str]) -> bool:
    """Whether two columns are a table below two heads: several rows, digits and nothing else behind labels.

    An enumeration in prose parts its members by semicolons too, but not like that.
    """
    numbers = (text.strip() for row in seen.texts if (text := row[-1]).strip())
    plain = all(_BARE_NUMBER.fullmatch(text) or is_missing(text) for text in numbers)
    return len(heads) == seen.width and seen.labels == 1 and plain and len(seen.texts) >= _LEAST_BARE_ROWS


def head_columns(count: int, width: int, labels: int, *, nearest: bool) -> list[int]:
    """The columns over which `count` heads stand; none where they do not fit.

    One head less than columns leaves the corner out. Heads above the `nearest` may span columns evenly:
    «2024 | 2025» over «план | факт | план | факт».
    """
    if count == width:
        return list(range(width))
    if nearest:
        return list(range(1, width)) if count == width - 1 else []
    for corner in (labels, 0):
        spans, below = count - corner, width - labels
        if spans > 0 and below % spans == 0:
            return [*range(corner), *range(labels, width, below // spans)]
    return []


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3."""
    written = [text.strip() for text in texts]
    return len(written) > 2 and written == [str(number) for number in range(1, len(written) + 1)]


def columns_of(rows: Sequence[Sequence[TextCell]], width: int) -> Extents:
    """Where columns stand, by the rows of the usual width; offsets of cells count from the start of the
    line.
    """
    full = [row for row in rows if len(row) == width]
    middles = [median((row[column].start + row[column].end) / 2 for row in full) for column in range(width)]
    return Extents(tuple(sorted(middles)))


def _labels(texts: Sequence[Sequence[str]], width: int) -> int:
    """How many columns stand before the numbers: an ordinal, and all up to the last label at the left."""
    ordinals = [text.strip().rstrip(".)") for text in (row[0] for row in texts)]
    counted = width > 2 and all(text.isdecimal() and len(text) < 4 for text in ordinals)
    labels = 1 if counted else 0
    while labels < width - 1 and _is_label(texts, labels):
        labels += 1
    if counted and labels == 1 and ordinals != [str(number + 1) for number in range(len(ordinals))]:
        return 0
    return labels


def _is_label(texts: Sequence[Sequence[str]], column: int) -> bool:
    written = [row[column] for row in texts if row[column].strip()]
    named = sum(
        not is_value(text) and not is_missing(text) and (column > 0 or bool(_LETTERS.search(text)))
        for text in written
    )
    dated = sum(is_year(text) or bool(_DATE.fullmatch(text.strip())) for text in written)
    return bool(written) and (named >= _NUMBERS * len(written) or (column == 0 and dated == len(written)))


def _counts_on(cells: Sequence[str]) -> bool:
    """Whether all cells together count on by one, as the days of a calendar do."""
    days = [int(text) for text in cells if text.isdecimal()]
    return len(days) > 1 and all(after == before + 1 for before, after in pairwise(days))


def _holds_numbers(texts: Sequence[Sequence[str]], column: int) -> bool:
    numbers = sum(is_value(row[column]) for row in texts)
    dashes = sum(is_missing(row[column]) for row in texts)
    return numbers > 0 and numbers + dashes >= _NUMBERS * len(texts)


def _stands_without_heads(seen: Evidence, packed: bool) -> bool:
    """Without heads a table must have words as labels, several columns of numbers only, and several rows."""
    label = [row[seen.labels - 1] for row in seen.texts] if seen.labels else []
    worded = bool(label) and all(_LETTERS.search(text) for text in label)
    dated = any(_DATE.fullmatch(row[0].strip()) for row in seen.texts)
    signed = any(_SIGNED.match(row[column].strip()) for row in seen.texts for column in seen.numbers)
    return (
        packed
        and worded
        and not dated
        and not signed
        and len(seen.numbers) > 1
        and len(seen.texts) >= _LEAST_BARE_ROWS
    )
