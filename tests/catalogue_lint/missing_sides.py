"""Kind `missing_side`: a concept that reports in one of the two languages cannot name.

The Kazakh side is there when one of the concept's words has a letter of Kazakh's own or stands at hand in
Kazakh sentences only («жоспар*»), or when the concept is found in one («диализ*» serves both languages).
Words of Russian letters alone count as the Russian side, although a few are Kazakh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.catalogue_lint.catalogue import Catalogue, Phrase
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.matching import word_matches

_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_CYRILLIC_LETTER = re.compile("[а-я]")


def missing_sides(catalogue: Catalogue) -> Iterator[Finding]:
    """Concepts that have words of one language only."""
    spoken = catalogue.spoken
    for concept, phrases in catalogue.concepts.items():
        words = frozenset(word for phrase in phrases for word in _words(phrase))
        kazakh = (
            any(map(_KAZAKH_LETTER.search, words))
            or concept in spoken.kazakh
            or any(word_matches(words, form) for form in spoken.kazakh_forms)
        )
        russian = concept in spoken.russian or any(
            _CYRILLIC_LETTER.search(word) and not _KAZAKH_LETTER.search(word) for word in words
        )
        for language, there in (("Kazakh", kazakh), ("Russian", russian)):
            if not there:
                yield Finding(
                    "missing_side",
                    catalogue.file_of(concept),
                    concept,
                    language,
                    f"add the words that reports in {language} use, with a case; where the same words serve "
                    "both languages, a case in it says so",
                )


def _words(phrase: Phrase) -> Iterator[str]:
    for sequence in phrase.sequences:
        for place in sequence:
            yield from place.words
