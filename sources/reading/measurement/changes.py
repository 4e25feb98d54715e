"""Changes: «на 450 больше», «снизилась на 5,2%», «в 1,5 раза меньше», «11,4%-ға төмендеді», and their sign.

A decrease is negative, a ratio is new over old (rule 9 of the contract). Two levels («с 91% до 93%») are no
change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from checks.tables.vocabulary import Measure
from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import Mention
from sources.language.figures import Figure
from sources.language.tokens import first_at
from sources.reading.layout.page import Sentence
from sources.reading.measurement.words import change_words
from sources.records import record

_DIRECTIONS = frozenset({"increase", "decrease"})
_WINDOW_AFTER = 34
_WINDOW_BEFORE = 90
_YEAR_NAMED = re.compile(r"\b(?:19|20)\d\d\b")  # «ниже показателя 2023 года на 640»
# More than something; «150 more doctors are needed» only adds to those there are.
_MORE_ENGLISH = re.compile(
    r"\s*(?:\w+\s+)?(?:fewer|less|higher|lower"
    r"|more(?=[^.;]{0,60}\bthan\b|\s*[,.;)]|\s+(?:in|on|this|last|year)\b|\s*\Z))"
)


@record(frozen=True, slots=True)
class Change:
    """How a figure measures a change: the measure, and the factor that gives it its sign."""

    measure: Measure
    down: bool

    def value(self, value: float) -> float:
        """The signed value; a ratio downwards is turned round («вдвое меньше» is 0.5)."""
        if self.measure == "change_ratio":
            return round(1 / value, 6) if self.down and value else value
        return -abs(value) if self.down else value


def change_of(figure: Figure, form: str, sentence: Sentence, folded: str) -> Change | None:
    """Return how the figure measures a change, or null when it is a level."""
    if form not in ("percent", "points", "ratio", "count", "money", "rate", "days", "years"):
        return None
    if figure.signed and form != "ratio" and _signs_change(figure, form, sentence, folded):
        return Change(Measure.CHANGE_PCT if form == "percent" else Measure.CHANGE_ABS, figure.signed < 0)
    before = re.findall(r"[^\W\d_]+(?=\s*$)", folded[max(sentence.start, figure.start - 9) : figure.start])
    if before and before[0] in change_words().signs and form != "ratio":
        down = before[0] in change_words().minus
        return Change(Measure.CHANGE_PCT if form == "percent" else Measure.CHANGE_ABS, down)
    direction = _direction(figure, sentence, folded)
    if form == "ratio":
        return Change(Measure.CHANGE_RATIO, direction == "decrease")
    if form == "points":
        return Change(Measure.CHANGE_ABS, direction == "decrease")
    if direction is None or not _stands_for_change(figure, sentence, folded):
        return None
    return Change(Measure.CHANGE_PCT if form == "percent" else Measure.CHANGE_ABS, direction == "decrease")


def change_of_item(
    figure: Figure, form: str, word_before: str, leads: Iterable[Sequence[str]]
) -> Change | None:
    """The change that an item of a list tells with the verb of its lead («Снизились: … – смертность младенцев
    — на 13%»), or null; `leads` are the concepts of the sentences that lead it, the nearest one last.
    """
    if form not in ("percent", "points") or word_before not in load_grammar().change_before:
        return None
    told = [set(concepts) & _DIRECTIONS for concepts in leads]
    directions = next((one for one in reversed(told) if one), set())
    if len(directions) != 1:
        return None
    return Change(Measure.CHANGE_PCT if form == "percent" else Measure.CHANGE_ABS, directions == {"decrease"})


def _signs_change(figure: Figure, form: str, sentence: Sentence, folded: str) -> bool:
    """Whether a printed sign is that of a difference: in brackets, behind «на», of a per cent, or beside a
    word of change. The degrees of a forecast have a sign too («ночью −9…−11»).
    """
    if form in ("percent", "points") or folded[max(0, figure.start - 1) : figure.start] == "(":
        return True
    words = re.findall(r"[^\W\d_]+", folded[max(sentence.start, figure.start - 14) : figure.start])
    if words and words[-1] in load_grammar().change_before:
        return True
    return any(mention.concept in ("increase", "decrease") for mention in sentence.mentions)


def _direction(figure: Figure, sentence: Sentence, folded: str) -> str | None:
    """Nearest word of growth or fall: right after the figure, or the verb before it."""
    best: tuple[int, str] | None = None
    for mention in sentence.mentions:
        if mention.concept not in ("increase", "decrease"):
            continue
        if figure.end <= mention.start and _told_together(figure, mention, sentence):
            distance = min(mention.start - figure.end, _WINDOW_AFTER)
        elif figure.end <= mention.start <= figure.end + _WINDOW_AFTER:
            if re.search(r"[.;]\s|,", folded[figure.noun_start : mention.start]):
                continue
            distance = mention.start - figure.end
        elif figure.start - _WINDOW_BEFORE <= mention.start < figure.start:
            distance = figure.start - mention.end + 4
            between = _YEAR_NAMED.sub("", folded[mention.end : figure.lead_start])
            if re.search(r"[;]|\d", between) and not change_words().levels_between.match(between):
                continue
            if sentence.kazakh and "," in between:
                continue  # a Kazakh verb ends its clause: «4%-ға өсті, ота саны 3 120-ға жетті»
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, mention.concept)
    return best[1] if best else None


def _told_together(figure: Figure, verb: Mention, sentence: Sentence) -> bool:
    """Whether a Kazakh verb ends a list of changes that the figure is in («өлім 8%-ға, сырқаттану 11%-ға
    төмендеді»): all figures up to it stand in the dative, and no other verb does.
    """
    if not sentence.kazakh:
        return False
    listed = [other for other in sentence.figures if figure.end <= other.start < verb.start]
    grammar = load_grammar()
    said = grammar.predicates | _DIRECTIONS | {"reached"}
    return (
        bool(listed)
        and all(other.unit == figure.unit and _in_dative(other, sentence) for other in (figure, *listed))
        and not any(
            m.concept in said
            and figure.end <= m.start < verb.start
            and sentence.tokens[m.last - 1].form.endswith(grammar.finite["kk"])
            for m in sentence.mentions
        )
    )


def _in_dative(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure ends in the dative: behind a hyphen, or of its word for per cent."""
    datives = load_grammar().datives
    at = first_at(sentence.tokens, figure.end)
    behind = [token.form for token in sentence.tokens[at : at + 2]]
    if behind and behind[0] == "-":
        return behind[-1] in datives
    return at > 0 and sentence.tokens[at - 1].form in datives


@cache
def _level_before() -> re.Pattern[str]:
    """A number in the ablative, unless it says that something is more («218 мыңнан асты»)."""
    beyond = "|".join(load_grammar().beyond)
    return re.compile(rf"{change_words().level_before}(?!\s+(?:{beyond})\b)[^.;]*$")


def _stands_for_change(figure: Figure, sentence: Sentence, folded: str) -> bool:
    """Whether the case or preposition of the figure is that of a difference."""
    words_of = change_words()
    if sentence.kazakh and _second_level(figure, sentence, folded):
        return False
    if sentence.kazakh and words_of.dative_behind.match(folded[figure.end : figure.end + 4]):
        return True
    # «теңге» ends like a dative but is none.
    if sentence.kazakh and words_of.noun_in_dative.search(folded[figure.start : figure.noun_start].rstrip()):
        return True
    if sentence.kazakh and (
        _dative_of_change(figure, sentence, folded) or _right_before_verb(figure, sentence)
    ):
        return True
    if _named_change(figure, sentence, folded):
        return True
    lead = folded[max(sentence.start, figure.lead_start - 14) : figure.lead_start].rstrip(" -")
    words = re.findall(r"[^\W\d_]+", lead)
    behind = re.findall(r"[^\W\d_]+", folded[figure.lead_start : figure.start])  # «почти на 12%»
    if any(one[-1] in load_grammar().change_before for one in (words, behind) if one):
        return True
    if len(words) > 1 and words[-2] in load_grammar().change_before and words[-1] in words_of.between:
        return True
    pattern = words_of.more if sentence.kazakh else _MORE_ENGLISH
    return pattern.match(folded, figure.noun_start, sentence.end) is not None


def _named_change(figure: Figure, sentence: Sentence, folded: str) -> bool:
    """Whether a noun of change and a copula or dash stand right before the figure («прирост – 12%», «снижение
    смертности составило 6%»).
    """
    return any(
        mention.concept in ("increase", "decrease")
        and change_words().noun.match(folded, mention.start)
        and change_words().copula.fullmatch(folded, mention.end, figure.lead_start)
        for mention in sentence.mentions
        if mention.end <= figure.lead_start
    )


def _dative_of_change(figure: Figure, sentence: Sentence, folded: str) -> bool:
    """Whether the counted noun stands in the dative right before the verb («612 адамға көбейді»)."""
    noun = change_words().thing_in_dative.match(folded, figure.noun_start)
    return noun is not None and any(
        mention.start == noun.end() and mention.concept in ("increase", "decrease")
        for mention in sentence.mentions
    )


def _right_before_verb(figure: Figure, sentence: Sentence) -> bool:
    """Whether a per cent stands right before its verb without a case («сырқаттану 9% төмендеді»)."""
    if figure.unit != "percent":
        return False
    at = first_at(sentence.tokens, figure.noun_start)
    return any(
        mention.first == at
        and mention.concept in _DIRECTIONS
        and sentence.tokens[at].form.endswith(load_grammar().finite["kk"])
        for mention in sentence.mentions
    )


def _second_level(figure: Figure, sentence: Sentence, folded: str) -> bool:
    """Whether the figure is the level reached in «16-дан 19-ға жетті», «8,2-ден 7,5-ке дейін төмендеді»."""
    if change_words().reached.match(folded[figure.end : figure.end + 12]):
        return True
    if figure.unit != "percent" and change_words().fallen_to.match(folded, figure.end):
        return True
    if change_words().base_told.search(folded, max(sentence.start, figure.start - 60), figure.start):
        return True
    before = folded[max(sentence.start, figure.start - 45) : figure.start]
    return _level_before().search(before) is not None
