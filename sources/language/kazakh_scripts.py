"""Which script a Kazakh text is printed in, and its transcript in Cyrillic. Holds the choice only."""

from __future__ import annotations

from sources.language import kazakh_arabic, kazakh_latin
from sources.language.transcript import Transcript


def transcribed(text: str) -> Transcript | None:
    """The transcript of a Kazakh text in Latin or Arabic letters; null for any other text."""
    if kazakh_arabic.is_kazakh_arabic(text):
        return kazakh_arabic.transcribe(text)
    if kazakh_latin.is_kazakh_latin(text):
        return kazakh_latin.transcribe(text)
    return None
