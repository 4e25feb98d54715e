"""The expressions of time that the data files know, compiled: one alternation to find them, one pattern each to read them.

Holds loading and compiling only. The words stand in sources/catalogue/periods/, what an expression means in
periods_meaning.py, which figure it governs in periods_figure.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("kazakh", "russian", "english")
_NUMBERS = {
    "year": r"(?:19[2-9]\d|20[0-6]\d)",
    "short": r"\d\d",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
    "number": r"\d{1,2}(?!\d)",
}
_SPACE = r"(?:[ \n]{1,3})"
_SLOT = re.compile(r"\{([a-z]+)(_[a-z0-9])?\}")
_LETTER_OR_DIGIT = r"[^\W_]"


@dataclass(frozen=True, slots=True)
class Expression:
    """One pattern of the data files with the meaning it has; `pattern` has a group for every slot."""

    meaning: str
    language: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything needed to find and read expressions of time.

    `finder` matches any expression; the name of its last group, `e<n>`, is the place in `expressions`. `before` and
    `after` are (relation, pattern) pairs: `before` patterns match up to the end of what stands before an expression.
    `words` are the named word lists, each as one pattern of whole words.
    """

    expressions: tuple[Expression, ...]
    finder: re.Pattern[str]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, re.Pattern[str]]
    from_figure_before: re.Pattern[str]
    to_figure_after: re.Pattern[str]


def _data(name: str) -> dict[str, Any]:
    """The content of one data file of the periods catalogue."""
    text = files("sources.catalogue").joinpath("periods", f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _slots() -> dict[str, dict[int, re.Pattern[str]]]:
    """The values of every word slot with the pattern of their words."""
    return {
        slot: {value: re.compile(_either(patterns)) for value, patterns in values.items()}
        for slot, values in _data("slots")["slots"].items()
    }


@cache
def slot_value(slot: str, text: str) -> int | None:
    """The number that `text` stands for in `slot` (`month`, «июля» -> 7; `year`, «2024» -> 2024), null if none."""
    if slot in _NUMBERS:
        return int(text)
    for value, pattern in _slots()[slot].items():
        if pattern.fullmatch(text):
            return value
    return None


def slot_values(match: re.Match[str]) -> dict[str, int]:
    """The numbers of the slots that a match of an expression filled; `year_b` fills in for an absent `year`."""
    found: dict[str, int] = {}
    for name, text in match.groupdict().items():
        if text is None:
            continue
        slot, _, mark = name.partition("_")
        value = slot_value(slot, re.sub(_SPACE, " ", text))
        if value is not None:
            found[slot if mark.isalpha() else name] = value
    return found


@cache
def lexicon() -> Lexicon:
    """Read and compile the data files, once per process."""
    expressions: list[Expression] = []
    alternatives: list[str] = []
    for language in LANGUAGES:
        content = _data(language)
        for entry in content["expressions"]:
            raw = _with_spaces(_with_macros(entry["pattern"], content["macros"]))
            compiled = re.compile(_with_slots(raw, named=True))
            alternatives.append(
                f"(?P<e{len(expressions)}>(?:{_with_slots(raw, named=False)})(?!{_LETTER_OR_DIGIT}))"
            )
            expressions.append(Expression(entry["meaning"], language, compiled))
    relations = _data("relations")
    return Lexicon(
        expressions=tuple(expressions),
        finder=re.compile(f"(?<!{_LETTER_OR_DIGIT})(?:{'|'.join(alternatives)})"),
        before=tuple(_related(relations["before"], r"(?<!{letter}){words}\s*$")),
        after=tuple(_related(relations["after"], r"\s*{words}(?!{letter})")),
        words={name: _whole_words(text) for name, text in _data("words").items()},
        from_figure_before=re.compile(relations["from_figure_before"]),
        to_figure_after=re.compile(relations["to_figure_after"]),
    )


def _related(relations: Mapping[str, list[str]], frame: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """One compiled pattern per relation."""
    for relation, patterns in relations.items():
        words = _with_spaces(_either(patterns))
        yield relation, re.compile(frame.replace("{letter}", _LETTER_OR_DIGIT).replace("{words}", words))


def _whole_words(text: str) -> re.Pattern[str]:
    patterns = [part.strip() for part in text.split("|") if part.strip()]
    joined = _with_spaces("|".join(patterns))
    return re.compile(f"(?<!{_LETTER_OR_DIGIT})(?:{joined})(?!{_LETTER_OR_DIGIT})")


def _either(patterns: list[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _with_spaces(pattern: str) -> str:
    """Let every space outside a character class match any white space within a line or at a single line break."""
    return re.sub(r"\[[^\]]*\]| ", lambda found: _SPACE if found[0] == " " else found[0], pattern)


def _with_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """Replace {a_macro} by its pattern until none is left."""
    while (replaced := re.sub(r"\{(\w+)\}", lambda slot: macros.get(slot[1], slot[0]), pattern)) != pattern:
        pattern = replaced
    return pattern


def _with_slots(pattern: str, *, named: bool) -> str:
    """Replace {slot} by the words of the slot, as a named group where the reading needs it."""

    def words(slot: re.Match[str]) -> str:
        name, mark = slot[1], slot[2] or ""
        body = _NUMBERS.get(name) or _either([value.pattern for value in _slots()[name].values()])
        return f"(?P<{name}{mark}>{body})" if named else f"(?:{body})"

    return _SLOT.sub(words, pattern)
