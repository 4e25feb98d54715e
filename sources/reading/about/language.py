"""The language of a report, by the letters of its sentences."""

from __future__ import annotations

import re

from checks.tables.vocabulary import Language
from sources.catalogue.letters import letters
from sources.reading.layout.page import Page

_CYRILLIC = re.compile(f"[{letters().cyrillic}]+")


def language_of(page: Page) -> Language | None:
    """Language of the body by its letters: mixed where sentences of both languages are common."""
    body = [sentence for sentence in page.sentences if sentence.end - sentence.start > 40]
    if not body:
        return None
    kazakh = sum(sentence.end - sentence.start for sentence in body if sentence.kazakh)
    whole = sum(sentence.end - sentence.start for sentence in body)
    cyrillic = sum(sum(map(len, _CYRILLIC.findall(page.folded, s.start, s.end))) for s in body)
    if cyrillic < 0.3 * whole:
        return Language.EN
    share = kazakh / whole
    return Language.KK if share > 0.8 else Language.MIXED if share > 0.2 else Language.RU
