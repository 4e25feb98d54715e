"""A date that a line opens with, before a title or a text: «date 2025-12-22 Title», «12.03.2025 09:40 – ….»

Holds the form of such an opening only; whether it is the date of publication is decided in `about`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.fold import fold
from sources.language.written_days import WrittenDay, days_in
from sources.records import record

_HEAD = 80  # characters in which a label and a date find room
_BY_MACHINE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d\d\.\d\d\.\d{4}[ ,|/-]{1,3}\d?\d:\d\d")
_TIME = re.compile(r"[ ,t|/-]{0,3}\d?\d:\d\d(?::\d\d)?(?!\d)")
_APART = re.compile(r"[\s,;:.|/•·-]*")
_FEWEST_WORDS = 3


@record(frozen=True, slots=True)
class OpeningDate:
    """A date at the head of a line: the day, where it is written, where the text after it begins, and
    whether a label («Опубликовано:») names it.
    """

    printed: WrittenDay
    text_start: int
    labelled: bool


@cache
def dateline_words() -> Mapping[str, Any]:
    """What periods/datelines.yml says of the dates of publication; read once per process."""
    words: Mapping[str, Any] = read_yaml(CATALOGUE / "periods" / "datelines.yml")
    return words


@cache
def _label() -> re.Pattern[str]:
    labels = dateline_words()["labels"]
    return re.compile(r"\W*(?:" + "|".join(labels) + r")\W*(?<!\w)")


def opening_date(line: str) -> OpeningDate | None:
    """The date with which a line opens, null when it opens with none or the date is part of its sentence."""
    head = line[:_HEAD]
    if not any(char.isdigit() for char in head):
        return None
    low = fold(head)
    label = _label().match(low)
    start = label.end() if label else len(low) - len(low.lstrip())
    if label is None and not _BY_MACHINE.match(low, start):
        return None
    printed = next(days_in(low), None)
    if printed is None or printed.start != start:
        return None
    time = _TIME.match(low, printed.end)
    apart = _APART.match(low, time.end() if time else printed.end)
    end = apart.end() if apart else printed.end
    return OpeningDate(printed, end, label is not None)


def opens_a_text(line: str, opening: OpeningDate) -> bool:
    """Whether a title or a text follows the opening in the same line, and no counter or name of an author."""
    rest = line[opening.text_start :]
    begins = rest[:1]
    return len(rest.split()) >= _FEWEST_WORDS and (
        begins.isupper() or begins.isdigit() or not begins.isalnum()
    )
