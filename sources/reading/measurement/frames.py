"""Whether the words around a figure only tell when and where: «Годом ранее было 38», «В Актау – 22,8».

Such a figure goes on with what the sentence before has counted. Holds that question only; the words are data
(`catalogue/grammar.yml`), what the figure takes over is decided in `inheritance`.
"""

from __future__ import annotations

import re
from functools import cache

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.language.tokens import Token
from sources.reading.layout.page import Sentence
from sources.reading.measurement.words import measurement_words

_WORDS = 12


def only_frames(figure: Figure, sentence: Sentence, text: str, told: frozenset[str] = frozenset()) -> bool:
    """Whether all words before the first figure of a sentence are of time, place or measure, and no word of
    its clause names anything else; `told` is what the figure before counted, which may be named again
    («Лидирует Жетісу – 59 объектов»).
    """
    before = [
        token
        for token in sentence.tokens
        if token.start < figure.lead_start
        and token.form.isalpha()
        and not any(other.start <= token.start < other.end for other in sentence.figures)
    ]
    if not 0 < len(before) <= _WORDS or not all(
        _frames(token, index == 0, sentence, text) for index, token in enumerate(before)
    ):
        return False
    stop = min((at for at, _ in sentence.marks if at >= figure.end), default=sentence.end)
    allowed = load_grammar().frame_concepts | told
    return all(m.concept in allowed for m in sentence.mentions if m.start < stop)


def _frames(token: Token, opens: bool, sentence: Sentence, text: str) -> bool:
    """Whether a word is one of time, place or measure; names of places are told by their capital."""
    if is_frame(token.form):
        return True
    if opens:
        return sentence.kazakh and token.form.endswith(measurement_words().locative)
    return text[token.start].isupper()


def is_frame(form: str) -> bool:
    """Whether a word only tells when, where or how a thing was measured."""
    return _words().fullmatch(form) is not None


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(word.replace("*", r"\w*") for word in load_grammar().frame_words))
