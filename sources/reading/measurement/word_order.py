"""What a Russian clause counts that names the thing before the number: «Операций выполнено 312», «коек 540».

Holds that one order of words; nouns after the figure and labels with a dash are the matter of `surroundings`.
"""

from __future__ import annotations

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.layout.page import Sentence
from sources.reading.measurement.words import measurement_words


def named_before(figure: Figure, sentence: Sentence) -> int | None:
    """Where the thing counted by a bare figure begins when nothing or only a verb stands between them, and
    the thing, in the genitive, opens its clause; null otherwise.
    """
    words = measurement_words()
    before = [token for token in sentence.tokens if token.end <= figure.lead_start]
    if sentence.kazakh or len(before) < 2:
        return None
    told = 1 if before[-1].form.endswith(words.done) else 0
    marks = [index for index, token in enumerate(before) if not token.form.isalpha()]
    if not told and marks and before[marks[-1]].form.isdecimal():
        return None  # «из 9 400 медиков 2 115 — врачи»: the thing is counted by the number before it
    clause = before[marks[-1] + 1 if marks else 0 : len(before) - told]
    while clause and clause[0].form in words.openers:
        clause = clause[1:]
    described = next(
        (i for i, token in enumerate(clause) if not token.form.endswith(words.adjective)), len(clause)
    )
    if not clause or len(clause) > max(described, 0) + 1:
        return None
    last = clause[-1]
    things = load_grammar().things
    named = any(
        m.end == last.end and m.start >= clause[0].start and m.concept in things for m in sentence.mentions
    )
    genitive = last.form.endswith(words.genitive) and not last.form.endswith(words.other_case)
    return clause[0].start if named and genitive else None
