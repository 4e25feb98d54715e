"""The words by which parts of a web page show what they are, as compiled questions over names and short
texts.

The words themselves stand in words/furniture.yml. No tree is walked here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sources.catalogue.data_file import read_yaml
from sources.readers.html_element import Element


@dataclass(frozen=True, slots=True)
class PageWords:
    """The vocabulary of words/furniture.yml, ready to ask."""

    furniture: frozenset[str]
    furniture_beginnings: tuple[str, ...]
    body: frozenset[str]
    content: frozenset[str]
    dateline: frozenset[str]
    unseen: frozenset[str]
    counter: re.Pattern[str]
    counter_word: re.Pattern[str]
    related: re.Pattern[str]
    closing: re.Pattern[str]
    date: re.Pattern[str]


@lru_cache(maxsize=1)
def page_words() -> PageWords:
    """Read the vocabulary once."""
    data = read_yaml(resources.files("sources.readers").joinpath("words/furniture.yml"))
    names = data["furniture_names"]
    counters = _alternatives(data["counter_words"])
    number = r"\d[\d\s\u00a0]*(?:[.,]\d+)?\s*(?:тыс\.?|k|к)?"
    months = _alternatives(data["months"])
    short = rf"(?:{_alternatives(data['short_months'])})\.?"
    return PageWords(
        furniture=frozenset(name for name in names if not name.endswith("*")),
        furniture_beginnings=tuple(name[:-1] for name in names if name.endswith("*")),
        body=frozenset(data["body_names"]),
        content=frozenset(data["content_names"]),
        dateline=frozenset(data["dateline_names"]),
        unseen=frozenset(data["unseen_names"]),
        counter=re.compile(
            rf"(?:(?:{counters})\w*\s*[:(–—-]?\s*{number}\)?|(?<![\d:.,]){number}\s*(?:рет\s+)?(?:{counters})\w*)",
            re.IGNORECASE,
        ),
        counter_word=re.compile(rf"(?:{counters})\w*\W*", re.IGNORECASE),
        related=_heading(data["related_headings"]),
        closing=_heading(data["closing_headings"]),
        date=re.compile(
            r"\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b|\b\d{1,2}-\d{1,2}-\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"
            rf"|\b\d{{1,2}}\s+(?:{months})\b(?:,?\s+\d{{4}})?|\b(?:{months})\s+\d{{1,2}},?\s+\d{{4}}\b"
            rf"|\b\d{{1,2}}[\s/]+{short}[\s/,]+\d{{4}}\b|\b{short}[\s/]+\d{{1,2}}[\s/,]+\d{{4}}\b"
            rf"|\b\d{{4}}\s+жыл(?:ы|ғы)\s+\d{{1,2}}\s+(?:{months})\b",
            re.IGNORECASE,
        ),
    )


def named_furniture(element: Element) -> bool:
    """Whether class, id or role name the element a menu, a widget, comments or the like."""
    words = page_words()
    for name in element.names():
        if name in words.body or name in words.content:
            return False
    for name in element.names():
        for part in name.split("-"):
            if part in words.furniture or part.startswith(words.furniture_beginnings):
                return True
        if name.replace("-", "") in words.furniture:
            return True
    return False


def named_content(element: Element) -> bool:
    """Whether tag, role, itemprop or class name the element as the one that holds the report."""
    if element.tag in ("article", "main") or element.attributes.get("role") in ("main", "article"):
        return True
    if "articleBody" in element.attributes.get("itemprop", ""):
        return True
    return any(_names_content(name) for name in element.names())


def _names_content(name: str) -> bool:
    """Whether a name, or its last parts (`b-article-text`), is one of those that hold reports."""
    words = page_words()
    parts = name.split("-")
    if any(part in words.furniture or part.startswith(words.furniture_beginnings) for part in parts):
        return name in words.content
    return any("-".join(parts[start:]) in words.content for start in range(len(parts)))


def named_dateline(element: Element) -> bool:
    """Whether the element is a <time> or is named after a date."""
    return element.tag == "time" or any(
        part in page_words().dateline for name in element.names() for part in name.split("-")
    )


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _heading(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*[^\w\s]?\s*(?:{_alternatives(phrases)})\b", re.IGNORECASE)
