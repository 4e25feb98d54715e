"""Which state programme a sentence names. Names are data; a programme is never guessed from its subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from sources.catalogue.data_file import CATALOGUE, read_yaml

PROGRAMMES = CATALOGUE / "programmes.yml"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = read_yaml(PROGRAMMES)
    return {code: re.compile(pattern) for code, pattern in data.items()}


@cache
def _any() -> re.Pattern[str]:
    names = "|".join(f"(?P<{code}>{pattern.pattern})" for code, pattern in _patterns().items())
    return re.compile(rf"(?<!\w)(?:{names})")  # tried at the beginnings of words only


@lru_cache(maxsize=1)  # the figures of one sentence ask one after another
def programme_of(folded: str, start: int, end: int) -> str | None:
    """Return the code of the first programme named in `folded[start:end]`, or null."""
    found = _any().search(folded, start, end)
    return found.lastgroup if found else None
