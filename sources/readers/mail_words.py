"""The vocabulary of mail programs, compiled: words/mail.yml as patterns over single lines.

Holds the patterns only; what follows from a match is for mail_quotes.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sources.catalogue.data_file import read_yaml

_FRAME = r"[\s*_\-–—=~>+|]*+"  # how programs draw a line around words, or make them bold


@dataclass(frozen=True, slots=True)
class MailWords:
    """Patterns by what they recognise; all are matched from the beginning of a line but `attribution` and
    `not_figures`, which are searched. `headers` gives for the name of a header what it tells.
    """

    forwarded: re.Pattern[str]
    original: re.Pattern[str]
    header: re.Pattern[str]
    headers: Mapping[str, str]
    forward_prefix: re.Pattern[str]
    reply_prefix: re.Pattern[str]
    attribution: re.Pattern[str]
    sign_off: re.Pattern[str]
    postscript: re.Pattern[str]
    added: re.Pattern[str]
    not_figures: re.Pattern[str]


@lru_cache(maxsize=1)
def mail_words() -> MailWords:
    """Read the vocabulary once."""
    data = read_yaml(resources.files("sources.readers").joinpath("words/mail.yml"))
    headers = {name: told for told, names in data["headers"].items() for name in names}
    names = _any(sorted(map(re.escape, headers), key=len, reverse=True))
    return MailWords(
        forwarded=_compiled(rf"{_FRAME}(?:{_any(data['forwarded'])})[^.!?]{{0,60}}$"),
        original=_compiled(rf"{_FRAME}(?:{_any(data['original'])})[^.!?]{{0,20}}$"),
        header=_compiled(rf"[\s*_]*+({names})[\s*_]*+:(.*)$"),
        headers=headers,
        forward_prefix=_subject(data["forward_prefixes"]),
        reply_prefix=_subject(data["reply_prefixes"]),
        attribution=_compiled(rf"\b(?:{_any(data['attribution'])})(?!\w)|\S@\S"),
        sign_off=_compiled(rf"\s*+(?:{_any(data['sign_offs'])})\s*+(?:[,.!—–-].{{0,120}})?$"),
        postscript=_compiled(rf"\s*+(?:{_any(data['postscripts'])})"),
        added=_compiled(rf"{_FRAME}(?:{_any(data['added'])})"),
        not_figures=_compiled(_any(data["not_figures"])),
    )


def _subject(prefixes: Iterable[str]) -> re.Pattern[str]:
    return _compiled(rf"\s*(?:\[[^\]]*\]\s*)?(?:{_any(prefixes)})(?:\[\d+\])?\s*:")


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
