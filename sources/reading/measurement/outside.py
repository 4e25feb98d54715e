"""Concepts from beyond a sentence that its figures may be about: its lead and heading, the sentences before
it, the question it answers, what the whole report is about.

Holds what they are and what each costs; how costs are weighed is said in `proximity` and `indicators`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sources.catalogue.grammar import load_grammar
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.proximity import BEFORE, EARLIER, LEAD
from sources.reading.measurement.words import measurement_words

_OFTEN, _SHARE = 3, 0.08
_ANSWERED = {1: LEAD, 2: BEFORE}
_ASKED_NUMBER = 0.65
_RUBRIC_WORDS = 4


def subjects_of(page: Page) -> frozenset[str]:
    """What the whole report is about, where a figure need not say it («диагноз впервые поставлен 1 126
    жителям» by an oncologist): subjects that many of its sentences name.
    """
    named = Counter(
        concept
        for sentence in page.sentences
        for concept in {mention.concept for mention in sentence.mentions} & load_grammar().subjects
    )
    often = max(_OFTEN, len(page.sentences) * _SHARE)
    return frozenset(concept for concept, count in named.items() if count >= often)


def outside_of(page: Page, number: int) -> Iterable[tuple[float, Iterable[str]]]:
    """Concepts from beyond the sentence: its list lead and heading, the sentence before it, and the question
    it answers, which may stand in a paragraph of its own.
    """
    sentence = page.sentences[number]
    for lead in page.leads.get(number, ()):
        yield LEAD, {mention.concept for mention in page.sentences[lead].mentions}
    rubric = _rubric(page, number)
    if rubric is not None:
        yield LEAD, {mention.concept for mention in page.sentences[rubric].mentions}
    for step, cost in ((1, BEFORE), (2, EARLIER)):
        if number < step:
            return
        before = page.sentences[number - step]
        if _is_question(page, before) and sentence.line - before.line <= 1:
            number_asked = step == 1 and any(
                token.form in measurement_words().asking for token in before.tokens
            )
            cost = _ASKED_NUMBER if number_asked else _ANSWERED[step]
        elif before.line != sentence.line:
            continue
        yield cost, {mention.concept for mention in before.mentions}


def _is_question(page: Page, sentence: Sentence) -> bool:
    return page.text[sentence.start : sentence.end].rstrip(" »”\"'\u00a0\n\r\t").endswith("?")


def _rubric(page: Page, number: int) -> int | None:
    """The few words without a figure that open the paragraph of a sentence and title it («Строительство. За
    год …»), or null.
    """
    line = page.sentences[number].line
    opening = next(i for i in range(number, -1, -1) if i == 0 or page.sentences[i - 1].line != line)
    for index in range(opening, number):
        first = page.sentences[index]
        words = sum(token.form.isalpha() for token in first.tokens)
        if words:
            numbered = all(figure.start == first.start for figure in first.figures)  # «1. Строительство.»
            return index if words <= _RUBRIC_WORDS and numbered else None
    return None
