"""The expressions of time of the data files, compiled: one alternation to find them, one pattern each to read
them.

Holds loading and compiling only. The words stand in sources/catalogue/periods/, what an expression means in
periods_meaning.py, which figure it governs in periods_figure.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from sources.catalogue.data_file import read_yaml
from sources.reading.mentions.periods.prefix import prefixes

LANGUAGES = ("kazakh", "russian", "english")
_NUMBERS = {
    "year": r"(?:19[2-9][0-9]|20[0-6][0-9])",
    "short": r"[0-9][0-9]",
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])",
    "number": r"[0-9]{1,2}(?![0-9])",
}
_SPACE = r"(?:[ \n]{1,3})"
_SLOT = re.compile(r"\{([a-z]+)(_[a-z0-9])?\}")
_LETTER_OR_DIGIT = r"[^\W_]"
_WORD_BEGINS = f"(?<!{_LETTER_OR_DIGIT})"
_BEFORE = _WORD_BEGINS + r"{words}\s*$"
_WORD_ENDS = f"(?!{_LETTER_OR_DIGIT})"


Slots = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Expression:
    """One pattern of the data files with the meaning it has; the pattern has a named group for every slot."""

    meaning: str
    language: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything needed to find and read expressions of time.

    `starting` gives for the first characters of a word (as many as `periods_prefix.LENGTH`) the expressions
    that can begin with it, the more specific first. `before` and `after` are (relation, pattern) pairs:
    `before` patterns match up to the end of what stands before an expression, `any_before` where one of them
    does. `words` are the named word
    lists, each one pattern of
    whole words; `marks` are patterns of what stands around a figure.
    """

    starting: Mapping[str, tuple[Expression, ...]]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    any_before: re.Pattern[str]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, re.Pattern[str]]
    marks: Mapping[str, re.Pattern[str]]


def data_of(name: str) -> dict[str, Any]:
    """The content of one data file of the periods catalogue."""
    loaded: dict[str, Any] = read_yaml(files("sources.catalogue").joinpath("periods", f"{name}.yml"))
    return loaded


@cache
def slots_of(language: str) -> Slots:
    """The pattern of the words for every value of every slot of one language."""
    slots = data_of(language)["slots"]
    return {
        slot: {value: _either(words) for value, words in values.items()} for slot, values in slots.items()
    }


@cache
def slot_value(language: str, slot: str, text: str) -> int | None:
    """The number that `text` stands for in `slot` (`month`, «июля»: 7; `year`, «2024»: 2024), null if
    none."""
    if slot in _NUMBERS:
        return int(text)
    for value, words in slots_of(language)[slot].items():
        if re.fullmatch(words, text):
            return value
    return None


def slot_values(language: str, match: re.Match[str]) -> dict[str, int]:
    """The numbers in the slots of a matched expression.

    A second group for a slot (`year_2`) keeps its number; one with a letter (`year_b`) stands in for an
    absent first.
    """
    found: dict[str, int] = {}
    for name, text in match.groupdict().items():
        if text is None:
            continue
        slot, _, mark = name.partition("_")
        value = slot_value(language, slot, " ".join(text.split()))
        if value is not None:
            found[slot if mark.isalpha() else name] = value
    return found


@cache
def lexicon() -> Lexicon:
    """Read and compile the data files, once per process."""
    starting: dict[str, list[Expression]] = {}
    for language in LANGUAGES:
        content = data_of(language)
        for entry in content["expressions"]:
            pattern = _with_slots(_with_spaces(_with_macros(entry["pattern"], content["macros"])), language)
            expression = Expression(
                entry["meaning"], language, _compiled(pattern, language, entry["pattern"])
            )
            for beginning in prefixes(pattern):
                starting.setdefault(beginning, []).append(expression)
    relations = data_of("relations")
    return Lexicon(
        starting={beginning: tuple(expressions) for beginning, expressions in starting.items()},
        before=tuple(_related(relations["before"], _BEFORE)),
        any_before=_framed(chain.from_iterable(relations["before"].values()), _BEFORE),
        after=tuple(_related(relations["after"], r"\s*{words}" + _WORD_ENDS)),
        words={name: whole_words(text) for name, text in data_of("words").items()},
        marks={name: re.compile(pattern) for name, pattern in relations["marks"].items()},
    )


def _compiled(pattern: str, language: str, written: str) -> re.Pattern[str]:
    try:
        return re.compile(f"(?:{pattern}){_WORD_ENDS}")
    except re.error as error:
        raise ValueError(
            f"{written!r} in {language}.yml is no pattern ({error}); mark a second use of a slot: {{slot_b}}"
        ) from error


def _related(relations: Mapping[str, list[str]], frame: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """One compiled pattern per relation."""
    for relation, patterns in relations.items():
        yield relation, _framed(patterns, frame)


def _framed(patterns: Iterable[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame.replace("{words}", _with_spaces(_either(patterns))))


def whole_words(text: str) -> re.Pattern[str]:
    """One pattern of the whole words that a line of a data file lists, parted by `|`."""
    patterns = [part.strip() for part in text.split("|") if part.strip()]
    joined = _with_spaces("|".join(patterns))
    return re.compile(f"{_WORD_BEGINS}(?:{joined}){_WORD_ENDS}")


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _with_spaces(pattern: str) -> str:
    """Let every space outside a character class match up to three blanks or line breaks."""
    return re.sub(r"\[[^\]]*\]| ", lambda found: _SPACE if found[0] == " " else found[0], pattern)


def _with_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """Replace {a_macro} by its pattern until none is left."""
    while (replaced := re.sub(r"\{(\w+)\}", lambda slot: macros.get(slot[1], slot[0]), pattern)) != pattern:
        pattern = replaced
    return pattern


def _with_slots(pattern: str, language: str) -> str:
    """Replace {slot} by a named group of the words of the slot."""

    def words(slot: re.Match[str]) -> str:
        name, mark = slot[1], slot[2] or ""
        body = _NUMBERS.get(name) or _either(list(slots_of(language)[name].values()))
        return f"(?P<{name}{mark}>{body})"

    return _SLOT.sub(words, pattern)
