"""How close each concept stands to a figure: the counted noun, the clause, the sentence, the lead, what was
said before.

Holds distances only, as costs from 0 (the counted noun itself) upwards. Which concept makes which indicator
is data of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import Mention
from sources.language.figures import Figure
from sources.language.tokens import first_at
from sources.reading.layout.page import Sentence
from sources.reading.measurement.noun_phrases import CountedFigures, count_between, label_behind, verb_behind
from sources.reading.measurement.word_order import named_before
from sources.reading.measurement.words import measurement_words
from sources.records import record

LABEL, LEFT, RIGHT = 0.15, 0.3, 0.4
COMMA, COMMA_AFTER, SEMICOLON, COLON = 0.25, 0.5, 0.6, 0.2
FIGURE_BETWEEN = 0.3
OTHERS_NOUN = 0.6
NEXT_FIGURES = 0.4
SHIELDED = 0.7
AGAINST_WORD_ORDER = 0.35
LEAD, BEFORE, EARLIER, SUBJECT = 1.3, 1.9, 2.3, 2.15
_SHORT_WORD = 3
_APPOSED = 2  # words between a sum and the number of what it paid for («2,6 млрд теңгеге жаңа 120 орындық …»)
_FAR = float("inf")


@record(frozen=True, slots=True)
class Proximity:
    """What stands around one figure: `counted` concepts of its noun, `costs` of every concept within reach.

    `noun_end` is the offset after the counted noun phrase, `bare` whether it has no noun, `label` whether a
    label and a dash or copula stand right before it («вакансий — 190»), `head` the concepts of the first noun
    counted, `oblique` whether the counted things are only a place or a recipient, `word_before` the form that
    stands right before the figure («на» 200 коек), `inverted` whether the thing is named before the verb
    («операций выполнено 312»), `verb` the concepts of a verb right behind it («12 возводятся»).
    """

    counted: frozenset[str]
    costs: Mapping[str, float]
    noun_end: int
    bare: bool
    label: bool
    head: frozenset[str] = frozenset()
    oblique: bool = False
    word_before: str = ""
    inverted: bool = False
    verb: frozenset[str] = frozenset()

    def with_told(self, concept: str) -> Proximity:
        """The same with a concept that no word of the clause names but its figures tell."""
        return replace(self, costs={**self.costs, concept: min(LEFT, self.cost(concept))})

    def cost(self, concept: str) -> float:
        """Cost of the nearest mention of a concept; infinite where there is none."""
        return self.costs.get(concept, _FAR)


def proximity(
    figure: Figure,
    sentence: Sentence,
    counting: CountedFigures,
    outside: Iterable[tuple[float, Iterable[str]]] = (),
) -> Proximity:
    """Measure how close every concept stands to a figure.

    `counting` are the figures of the sentence that count something, in order; `outside` are concepts from
    beyond the sentence (lead, heading, sentence before), each group with its cost.
    """
    position = counting.starts.index(figure.start)
    noun_end = counting.phrases[position]
    counted: set[str] = set()
    costs: dict[str, float] = {}
    bare = noun_end <= figure.noun_start
    noun = _head(figure.noun_start, noun_end, sentence)
    people = noun == {"person"}
    label = _label(figure, sentence, counting, noun_end if people else None) if bare or people else None
    inverted = named_before(figure, sentence) if label is None and bare else None
    label = label if inverted is None else inverted
    behind = label_behind(figure, sentence, counting.following[position]) if bare and label is None else 0
    verb = verb_behind(figure, sentence) if bare else ()
    predicates = load_grammar().predicates
    spent_on = _spent_on(figure, sentence, counting)
    purpose = _purpose_behind(figure, sentence)
    labels_behind = [span for span in ((figure.noun_start, behind), purpose) if span is not None]
    others = _purpose_before(position, sentence, counting) if purpose is not None else None
    for mention in sentence.mentions:
        if mention.start < figure.end and mention.end > figure.start and mention.end <= figure.noun_start:
            continue
        if mention.start >= figure.start and mention.start < noun_end:
            cost = 0.0
            counted.add(mention.concept)
        elif label is not None and label <= mention.start < figure.start:
            place = _only_place(mention, sentence)
            cost = LEFT if place else LABEL
            if mention.concept in load_grammar().things and not place:
                counted.add(mention.concept)
        elif any(start <= mention.start < end for start, end in labels_behind):
            cost = LABEL
        elif mention in verb:
            cost = LEFT
        elif spent_on is not None and spent_on[0] <= mention.start < spent_on[1]:
            cost = RIGHT + FIGURE_BETWEEN
        else:
            cost = _distance(mention, figure, sentence, counting)
            if others is not None and others[0] <= mention.start < others[1]:
                cost += OTHERS_NOUN
            if verb and mention.concept in predicates and not sentence.kazakh:
                cost += SHIELDED
        if cost < costs.get(mention.concept, _FAR):
            costs[mention.concept] = cost
    for base, concepts in outside:
        for concept in concepts:
            if base < costs.get(concept, _FAR):
                costs[concept] = base
    word_before = _word_before(figure, sentence)
    if _each(figure, sentence, word_before):
        costs[load_grammar().each] = 0.0
    if _priced(figure, sentence):
        costs[load_grammar().for_price] = 0.0
    return Proximity(
        frozenset(counted),
        costs,
        noun_end,
        bare,
        label is not None,
        (frozenset() if label is None else _head(label, figure.start, sentence, of_people=people, label=True))
        or _head(figure.start, noun_end, sentence),
        _oblique(figure, sentence, noun_end, word_before),
        word_before,
        inverted is not None,
        frozenset(mention.concept for mention in verb),
    )


def _word_before(figure: Figure, sentence: Sentence) -> str:
    """The word that governs a figure: the preposition behind a word like «почти» («почти на 12%»), else what
    stands before such a word.
    """
    last = next((t for t in reversed(sentence.tokens) if t.end <= figure.start), None)
    if last is None:
        return ""
    grammar = load_grammar()
    if last.form in grammar.prepositions or last.form in grammar.change_before:
        return last.form
    return next((t.form for t in reversed(sentence.tokens) if t.end <= figure.lead_start), "")


def _spent_on(figure: Figure, sentence: Sentence, counting: CountedFigures) -> tuple[int, int] | None:
    """Where the things are named that a sum right before their number is spent on («1,4 млрд тенге на 3
    передвижных комплекса», «2,6 млрд теңгеге 120 орындық аурухана»).
    """
    if figure.shape != "money":
        return None
    position = counting.starts.index(figure.start) + 1
    if position == len(counting.figures):
        return None
    things = counting.figures[position]
    between = [t.form for t in sentence.tokens if figure.noun_start <= t.start < things.lead_start]
    spent = len(between) == 1 and between[0] in load_grammar().spent_on
    spent = spent or (
        len(between) <= _APPOSED and all(map(str.isalpha, between)) and _priced(figure, sentence)
    )
    return (things.noun_start, counting.phrases[position]) if spent else None


def _purpose_behind(figure: Figure, sentence: Sentence) -> tuple[int, int] | None:
    """Where the purpose of a sum is named right behind it («2 млрд тенге на ремонт и 700 млн на технику»)."""
    if figure.shape != "money" or sentence.kazakh:
        return None
    ends = load_grammar().stops - load_grammar().spent_on
    start = None
    for token in sentence.tokens[first_at(sentence.tokens, figure.noun_start) :]:
        if start is None:
            if token.form not in load_grammar().spent_on:
                return None
            start = token.end
        elif not token.form.isalpha() or token.form in ends:
            return None if token.form.isdigit() else (start, token.start)
    return None if start is None else (start, sentence.end)


def _purpose_before(position: int, sentence: Sentence, counting: CountedFigures) -> tuple[int, int] | None:
    """Where the purpose of the sum before a figure is named."""
    return _purpose_behind(counting.figures[position - 1], sentence) if position else None


def _each(figure: Figure, sentence: Sentence, word_before: str) -> bool:
    """Whether a sum of money goes to each of those named («по 5 млн тенге», «5 млн теңгеден»)."""
    if figure.shape != "money":
        return False
    if not sentence.kazakh:
        return word_before == measurement_words().each
    last = next((t for t in reversed(sentence.tokens) if figure.start <= t.start < figure.noun_start), None)
    return last is not None and last.end <= figure.end and last.form.endswith(load_grammar().ablatives)


def _priced(figure: Figure, sentence: Sentence) -> bool:
    """Whether a Kazakh sum is what something was built or bought for («3,1 млрд теңгеге»)."""
    if figure.shape != "money" or not sentence.kazakh:
        return False
    price = load_grammar().price
    at = first_at(sentence.tokens, figure.noun_start)
    after = sentence.tokens[at].form if at < len(sentence.tokens) else ""
    return at > 0 and sentence.tokens[at - 1].form in price["endings"] and after not in price["beside"]


def _oblique(figure: Figure, sentence: Sentence, noun_end: int, word_before: str) -> bool:
    """Whether the counted things are only where or for whom something is done («в 24 больницах», «24
    ауруханада»); a clause that opens with «из 24 больниц» counts the whole.
    """
    grammar = load_grammar()
    if not sentence.kazakh:
        return word_before in grammar.prepositions and not (
            word_before == measurement_words().whole and _opens(figure, sentence)
        )
    end = _end_of_thing(figure.noun_start, noun_end, sentence)
    nouns = [token.form for token in sentence.tokens if figure.noun_start <= token.start < end]
    return bool(nouns) and nouns[-1].endswith(grammar.cases)


def _opens(figure: Figure, sentence: Sentence) -> bool:
    """Whether the figure and one word before it open their clause, or tell what a whole is made of
    («состоит из 30 медпунктов»).
    """
    before = [token.form for token in sentence.tokens if token.end <= figure.lead_start]
    return len(before) == 1 or not before[-2].isalpha() or before[-2] in load_grammar().made


def _end_of_thing(start: int, end: int, sentence: Sentence) -> int:
    """Where the counted thing ends in a Kazakh noun phrase that goes on with others («17 пункт халыққа қызмет
    …»); the end of the phrase when no thing is named.
    """
    units = load_grammar().natural_units
    things = [m for m in sentence.mentions if start <= m.start < end and m.concept in units]
    other = next((m.start for m in things if units[m.concept] != units[things[0].concept]), end)
    return max((m.end for m in things if m.start < other and m.end <= other), default=end)


def _head(
    start: int, end: int, sentence: Sentence, *, of_people: bool = False, label: bool = False
) -> frozenset[str]:
    """Concepts of the first thing (or the first people) in a noun phrase or label that can be counted."""
    units = load_grammar().natural_units
    inside = [
        m
        for m in sentence.mentions
        if start <= m.start < end
        and m.concept in units
        and not (of_people and units[m.concept] != "person")
        and not (label and _only_place(m, sentence))
    ]
    return frozenset(m.concept for m in inside if m.start == inside[0].start)


def _only_place(mention: Mention, sentence: Sentence) -> bool:
    """Whether a thing named in a label is only where the figure holds («в районах — 9», «на селе — 9»,
    «аудандарда — 9»).
    """
    grammar = load_grammar()
    if sentence.kazakh:
        behind = sentence.tokens[mention.last : mention.last + 1]
        return sentence.tokens[mention.last - 1].form.endswith(grammar.locatives) or (
            bool(behind) and behind[0].form in grammar.postpositions
        )
    before = sentence.tokens[mention.first - 1].form if mention.first else ""
    return before in grammar.prepositions or before == measurement_words().where


def _distance(mention: Mention, figure: Figure, sentence: Sentence, counting: CountedFigures) -> float:
    """The cost of a mention outside of the noun phrase: its side, marks and figures between, other words."""
    left = mention.end <= figure.start
    start, end = (mention.end, figure.start) if left else (figure.noun_start, mention.start)
    cost = LEFT if left else RIGHT
    said = mention.concept in load_grammar().predicates
    if said and not left and _bracketed(start, end, figure, sentence, counting):
        return cost
    if count_between(counting.marks[""], start, end):
        cost += (
            min(2, count_between(counting.marks[","], start, end))
            * (COMMA if left or sentence.kazakh else COMMA_AFTER)
            + count_between(counting.marks[";"], start, end) * SEMICOLON
            + count_between(counting.marks[":"], start, end) * COLON
        )
        closed = sentence.kazakh and not left and _closed(start, end, sentence, counting.predicates)
        if closed:
            cost += COMMA_AFTER
        if not left and (closed or not sentence.kazakh) and counting.starts[-1] >= mention.end:
            cost += NEXT_FIGURES
    step = FIGURE_BETWEEN if left or sentence.kazakh else 2 * FIGURE_BETWEEN
    cost += min(3, count_between(counting.starts, start, end)) * step
    if not left and count_between(counting.parts, start, end):
        cost += SHIELDED
    if not said:
        others = mention.start in counting.owned and _of_another(mention, figure, counting)
        return cost + OTHERS_NOUN if others else cost
    if left == sentence.kazakh:
        cost += AGAINST_WORD_ORDER
    if any(
        start <= other.start < end and other.concept != mention.concept and not _same_words(other, mention)
        for other in counting.predicates
    ):
        cost += SHIELDED
    return cost


def _bracketed(start: int, end: int, figure: Figure, sentence: Sentence, counting: CountedFigures) -> bool:
    """Whether a figure and those after it up to a Kazakh verb stand in brackets: the verb is said of all
    («хирург (11), невролог (9) жетпейді»).
    """
    if not sentence.kazakh or any(start <= verb.start < end for verb in counting.predicates):
        return False
    after = [one for one in counting.figures if start <= one.start < end]
    return bool(after) and all(_in_brackets(one, sentence) for one in (figure, *after))


def _in_brackets(figure: Figure, sentence: Sentence) -> bool:
    """Whether nothing but the figure stands in its brackets."""
    at = first_at(sentence.tokens, figure.end)
    opened = first_at(sentence.tokens, figure.start) - 1
    return (
        opened >= 0
        and at < len(sentence.tokens)
        and (sentence.tokens[opened].form, sentence.tokens[at].form) == ("(", ")")
    )


def _of_another(mention: Mention, figure: Figure, counting: CountedFigures) -> bool:
    """Whether a mention is among the words that belong to another figure alone; what was said of a
    figure before this one may hold on.
    """
    left = mention.end <= figure.start
    return any(
        (other.noun_start if left else first) <= mention.start < last and other.start != figure.start
        for other, (first, last) in zip(counting.figures, counting.own_words, strict=True)
    )


def _closed(start: int, end: int, sentence: Sentence, verbs: Sequence[Mention]) -> bool:
    """Whether a verb and a comma end the Kazakh clause that begins at `start` before `end`; a known verb
    may stand anywhere, another is told by its ending right before the comma («11%-ға төмендеп, …»).
    """
    comma = next((at for at, mark in sentence.marks if start <= at < end and mark == ","), None)
    if comma is None:
        return False
    if any(start <= verb.start < comma for verb in verbs):
        return True
    last = next((t.form for t in reversed(sentence.tokens) if start <= t.start < comma), "")
    return len(last) > _SHORT_WORD and last.endswith(measurement_words().closing)


def _same_words(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _label(
    figure: Figure, sentence: Sentence, counting: CountedFigures, people_end: int | None
) -> int | None:
    """Where the label of a figure begins («вакансий — 190», «төсек саны 5 106»), or null when it has none.

    A label is parted from its figure by a dash, a colon, a copula or a word for a count; where a Kazakh
    figure only says people, up to `people_end`, the copula may follow («мамандар 402 адамды құрайды»). The
    label reaches back to the comma, bracket or figure before it.
    """
    grammar = load_grammar()
    before = [token for token in sentence.tokens if token.end <= figure.lead_start]
    if not before:
        return None
    last = before[-1].form
    parted = last in ("-", ":") or last in grammar.counts_of_label
    parted = parted or any(token.form in grammar.verbs_of_label for token in before[-2:])
    if not parted and sentence.kazakh and people_end is not None:
        after = next((token.form for token in sentence.tokens if token.start >= people_end), "")
        parted = after in grammar.verbs_of_label
    if not parted:
        return None
    floor = max(
        (other.noun_start for other in counting.figures if other.end <= figure.start), default=sentence.start
    )
    start = before[-1].start
    for token in reversed(before[:-1]):
        if token.start < floor or token.form in ",;:().":
            break
        start = token.start
    return start
