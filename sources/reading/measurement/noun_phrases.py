"""The figures of a sentence that count something, each with the words that are its own, and what lies between
them.

Holds what is the same for every figure of the sentence, found once. How close a concept stands to one of the
figures is weighed in `surroundings`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import Mention
from sources.language.figures import Figure
from sources.language.tokens import Token, first_at
from sources.reading.layout.page import Sentence
from sources.reading.measurement.words import measurement_words
from sources.records import record

_NOUN_WORDS = 8


@record(frozen=True, slots=True)
class CountedFigures:
    """The figures of a sentence that count something, in order.

    `starts` and `following` are where each figure starts and where the next one does, null behind the last;
    `phrases` the ends of the noun phrases they count, `own_words` the offsets of the words that belong to
    each alone, `owned` the starts of the mentions that can be among them. `predicates` are the mentions of
    what is said, `marks` the offsets of the clause marks by their form, of all of them under the empty one,
    `parts` where a part without a figure is told («основная часть – …»).
    """

    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    following: tuple[int | None, ...]
    phrases: tuple[int, ...]
    own_words: tuple[tuple[int, int], ...]
    owned: frozenset[int]
    predicates: tuple[Mention, ...]
    marks: Mapping[str, tuple[int, ...]]
    parts: tuple[int, ...]


def counting_in(sentence: Sentence, figures: Sequence[Figure]) -> CountedFigures:
    """Lay out a sentence around `figures`, those of its figures that count something, in order."""
    predicates = load_grammar().predicates
    starts = tuple(figure.start for figure in figures)
    following = (*starts[1:], None)[: len(figures)]
    things = [m for m in sentence.mentions if m.concept in load_grammar().things]
    said = tuple(m for m in sentence.mentions if m.concept in predicates)
    phrases = tuple(
        _noun_phrase(figure, sentence, stop, things, said)
        for figure, stop in zip(figures, following, strict=True)
    )
    own_words = tuple(
        (_own_start(figure, floor, sentence), _own_end(figure, end, sentence, stop))
        for figure, floor, end, stop in zip(
            figures, (sentence.start, *phrases), phrases, following, strict=False
        )
    )
    return CountedFigures(
        figures=tuple(figures),
        starts=starts,
        following=following,
        phrases=phrases,
        own_words=own_words,
        owned=frozenset(_owned(sentence, figures, own_words)),
        predicates=said,
        marks={"": tuple(at for at, _ in sentence.marks)}
        | {mark: tuple(at for at, form in sentence.marks if form == mark) for mark in ",;:"},
        parts=tuple(m.start for m in sentence.mentions if m.concept == "main_part"),
    )


def _owned(
    sentence: Sentence, figures: Sequence[Figure], own_words: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """The starts of the mentions that can be among the words of one figure alone."""
    starts = [mention.start for mention in sentence.mentions]
    for figure, (start, end) in zip(figures, own_words, strict=True):
        first = bisect_left(starts, min(start, figure.noun_start))
        yield from starts[first : bisect_left(starts, end)]


def count_between(offsets: Sequence[int], start: int, end: int) -> int:
    """How many of the ascending offsets lie from `start` to before `end`."""
    first = bisect_left(offsets, start)
    return bisect_left(offsets, end, first) - first


def _noun_phrase(
    figure: Figure,
    sentence: Sentence,
    following: int | None,
    things: Sequence[Mention],
    said: Sequence[Mention],
) -> int:
    """Return the offset at which the noun phrase counted by `figure` ends; `following` is where the next
    figure starts, `things` and `said` what the sentence names and tells.

    A verb ends it once a thing was named («на 110 коек недавно заработал …»); after a Kazakh «11-і», which
    means eleven of them, no noun is counted.
    """
    grammar = load_grammar()
    stops = grammar.stops
    end = figure.noun_start
    if sentence.kazakh and _of_them(figure, sentence):
        return end
    words = 0
    tokens = sentence.tokens
    beyond = sentence.end if following is None else following
    named = min((m.end for m in things if figure.noun_start <= m.start < beyond), default=None)
    verbs = {m.start for m in said}
    for token in islice(tokens, first_at(tokens, figure.noun_start), None):
        if named is not None and token.start >= named and token.start in verbs:
            break
        if words == 0 and token.start in verbs and _finite(token.form, sentence):
            break
        if following is not None and token.start >= following:
            break
        if token.form.isalpha():
            if words == _NOUN_WORDS:
                break
            if token.form in grammar.joins and named is not None and 0 < words < 4 and token.end <= named:
                continue  # «16 государственных и частных клиник»: the thing comes after the second adjective
            if token.form in stops and not _hyphened(token, tokens):
                break
            words += 1
            end = token.end
        elif token.form not in "-\"'«»" or (token.form == "-" and _spaced(token, tokens)):
            break
    return end


def verb_behind(figure: Figure, sentence: Sentence) -> Sequence[Mention]:
    """The verb that tells right behind a figure what is done with what it counts."""
    at = first_at(sentence.tokens, figure.noun_start)
    if at == len(sentence.tokens) or not _finite(sentence.tokens[at].form, sentence):
        return ()
    token = sentence.tokens[at]
    predicates = load_grammar().predicates
    return [m for m in sentence.mentions if m.start == token.start and m.concept in predicates]


def _finite(form: str, sentence: Sentence) -> bool:
    """Whether a verb tells what is done, and names no thing («ещё 12 возводятся», «тағы 3 салынып жатыр»)."""
    endings = load_grammar().finite
    return form.endswith(endings["kk" if sentence.kazakh else "ru"])


def _of_them(figure: Figure, sentence: Sentence) -> bool:
    """Whether the figure carries the possessive ending of a part: «11-і», «59 306-сы», «бесеуі»."""
    last = next(
        (t for t in reversed(sentence.tokens) if t.end <= figure.noun_start and t.start >= figure.start), None
    )
    if last is None:
        return False
    if last.start >= figure.end:
        return last.form in measurement_words().parts
    return figure.in_words and last.form.endswith(measurement_words().together)


def _spaced(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a dash stands apart from its neighbours, as between clauses."""
    index = tokens.index(token)
    before = tokens[index - 1].end if index else token.start
    after = tokens[index + 1].start if index + 1 < len(tokens) else token.end
    return before < token.start and after > token.end


def _hyphened(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word is the middle of a compound («state-of-the-art»)."""
    index = tokens.index(token)
    return 0 < index < len(tokens) - 1 and all(
        tokens[at].form == "-" and not _spaced(tokens[at], tokens) for at in (index - 1, index + 1)
    )


def _own_start(figure: Figure, floor: int, sentence: Sentence) -> int:
    """Where the words begin that belong to a figure alone: its own noun, or after `floor` and the last
    mark the label that a dash parts from it («МӘМС қоры – 89,1 млрд»).
    """
    before = [token for token in sentence.tokens if floor <= token.start and token.end <= figure.lead_start]
    if not before or before[-1].form != "-":
        return figure.noun_start
    start = before[-1].start
    for token in reversed(before[:-1]):
        if token.form in ",;:().":
            break
        start = token.start
    return start


def _own_end(figure: Figure, end: int, sentence: Sentence, following: int | None) -> int:
    """Where the words end that belong to a figure alone: its noun phrase, the label behind it, or the source
    of a sum that another follows («1 млрд из местного бюджета и 2 млрд …»).
    """
    if end > figure.noun_start:
        return end
    return max(end, label_behind(figure, sentence, following), _source_behind(figure, sentence, following))


def _source_behind(figure: Figure, sentence: Sentence, following: int | None) -> int:
    """Where the source of a sum of money ends, when another figure follows; 0 when none is told."""
    if following is None or sentence.kazakh or figure.shape != "money":
        return 0
    tokens = sentence.tokens[first_at(sentence.tokens, figure.noun_start) :]
    if not tokens or tokens[0].form not in measurement_words().source:
        return 0
    ends = [
        t.start for t in tokens if t.start >= following or t.form in load_grammar().joins or t.form in ",;:."
    ]
    return min(ends, default=following)


def label_behind(figure: Figure, sentence: Sentence, following: int | None) -> int:
    """Where a label behind a figure and a dash ends («12 млрд – местный бюджет»); 0 when there is none."""
    at = first_at(sentence.tokens, figure.noun_start)
    if at == len(sentence.tokens) or sentence.tokens[at].form != "-":
        return 0
    after = sentence.tokens[at]
    if not _spaced(after, sentence.tokens):
        return 0
    ends = [at for at, _ in sentence.marks if at > after.start]
    return min([*ends, following or sentence.end, sentence.end])
