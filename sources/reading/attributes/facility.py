"""Of which named facility a figure is: the one that its clause, its sentence or the facility in focus names.

Holds the binding only, and no guess: two names, another facility beside the name or a type that differs leave
none. What is a name is said in `facility_names`, what is in focus in `focus`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from sources.language.figures import Figure
from sources.reading.attributes.facility_coreference import FacilityCoreference
from sources.reading.attributes.facility_type import types_of_facilities
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.mentions.facilities.names import FacilityMention, facility_mentions
from sources.reading.mentions.facilities.words import facility_words
from sources.reading.mentions.places.finding import CITY_REGIONS, Place

COUNTS_FACILITIES = "facility"
_PARAGRAPHS_BACK = 1
_COUNTS = frozenset({"cardinal", "money"})
_TIMES = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year"})
_REGIONS = frozenset({"region", "own_region", "republic"})


@dataclass(frozen=True, slots=True)
class Facilities:
    """The facility in focus, the words for facilities of a page in reading order and by sentence, and the
    offsets at which regions are spoken of; no words where none is a name.
    """

    page: Page
    focus: FacilityCoreference
    mentions: tuple[FacilityMention, ...] = ()
    by_sentence: Mapping[int, tuple[FacilityMention, ...]] = field(default_factory=dict)
    regions: tuple[int, ...] = ()

    def named_for(self, reading: FigureReading, facility_type: str | None) -> str | None:
        """The name of the facility of this type that a figure of the prose is of; null when unsure."""
        if not self.mentions or reading.unit == COUNTS_FACILITIES:
            return None
        sentence = self.page.sentences[reading.sentence]
        here = self.by_sentence.get(reading.sentence, ())
        start, end = clause_of(sentence, reading.figure.start)
        beside = [one for one in here if one.start < end and one.end > start]
        if any(one.name for one in beside):
            one = only_named(beside)
        elif any(one.name for one in here):
            others = [one for one in here if one.name or facility_type in one.types]
            one = only_named(others) if not beside else None
            one = one if one and _opens(one, sentence) and not _elsewhere(sentence, start, end) else None
        else:
            return self._in_focus(reading, facility_type, here)
        return one.name if one and self._holds(one, reading, facility_type, sentence) else None

    def names_of(self, facility_type: str) -> frozenset[str]:
        """The names of the facilities of a type that the page names."""
        return frozenset(one.name for one in self.mentions if one.name and facility_type in one.types)

    def _holds(
        self, one: FacilityMention, reading: FigureReading, facility_type: str | None, sentence: Sentence
    ) -> bool:
        """Whether the type agrees and the text has not turned away between a name and the figure after it."""
        if one.beside or (facility_type not in one.types and (facility_type is not None or one.types)):
            return False
        counts = [figure for figure in sentence.figures if _is_count(figure)]
        if len(counts) > 1 and _is_whole(reading.figure, sentence):
            return False
        if one.start > reading.figure.start:
            return not any(reading.figure.end <= figure.start < one.start for figure in counts)
        if facility_type is not None and self.focus.at(reading.figure.start) is None:
            return False  # turned to the region as a whole
        scope = facility_words().scope
        return not any(
            mention.concept in scope and one.end <= mention.start < reading.figure.start
            for mention in sentence.mentions
        )

    def _in_focus(
        self, reading: FigureReading, facility_type: str | None, here: Sequence[FacilityMention]
    ) -> str | None:
        """The name that «здесь», «больница» or, in a report on one facility, silence refers to: the last of
        its type, when no other facility of the type was spoken of since.
        """
        if facility_type is None or self.focus.at(reading.figure.start) != facility_type:
            return None
        sentence = self.page.sentences[reading.sentence]
        here = [one for one in here if one.name or one.types or one.start not in self.focus.back]
        subject = self.focus.subject == facility_type
        if not here and not self._turns_back(sentence) and not (subject and self._is_silent(sentence)):
            return None
        known = [one for one in self.mentions if one.sentence < reading.sentence and one.name]
        last = next((one for one in reversed(known) if facility_type in one.types), None)
        if last is None or last.beside or any(not _refers(one, last) for one in here):
            return None
        since = [
            one
            for one in self.mentions
            if last.sentence <= one.sentence < reading.sentence and one is not last
        ]
        others = [
            one
            for one in since
            if (facility_type in one.types or one.sentence == last.sentence)
            and one.name != last.name
            and not _refers(one, last)
        ]
        near = sentence.line - self.page.sentences[last.sentence].line <= _PARAGRAPHS_BACK
        alone = len({one.name for one in known}) == 1
        return last.name if not others and (near or subject or alone) else None

    def _turns_back(self, sentence: Sentence) -> bool:
        returning = facility_words().returning
        return any(mention.concept in returning for mention in sentence.mentions)

    def _is_silent(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of no region either."""
        at = bisect_left(self.regions, sentence.start)
        return at == len(self.regions) or self.regions[at] >= sentence.end


def facilities_of(
    page: Page, focus: FacilityCoreference, places: Sequence[Place], region_code: str | None
) -> Facilities:
    """Find the facilities that a page names; `focus` are the types that it speaks of."""
    of_city = region_code in CITY_REGIONS
    mentions = facility_mentions(page.text, page.sentences, places, facility_concepts(), of_city=of_city)
    if not any(one.name for one in mentions):
        return Facilities(page, focus)
    by_sentence: dict[int, list[FacilityMention]] = {}
    for one in mentions:
        by_sentence.setdefault(one.sentence, []).append(one)
    return Facilities(
        page,
        focus,
        tuple(mentions),
        {number: tuple(found) for number, found in by_sentence.items()},
        tuple(place.start for place in places if place.kind in _REGIONS),
    )


def clause_of(sentence: Sentence, offset: int) -> tuple[int, int]:
    """Offsets of the clause of an offset, between the marks that part clauses; «1,8» has none."""
    inside = {at for figure in sentence.figures for at in range(figure.start, figure.end)}
    marks = [start for start, _ in sentence.marks if start not in inside]
    at = bisect_right(marks, offset)
    return (marks[at - 1] if at else sentence.start), (marks[at] if at < len(marks) else sentence.end)


def only_named(mentions: Sequence[FacilityMention]) -> FacilityMention | None:
    """The named facility when nothing else than it is spoken of."""
    named = [one for one in mentions if one.name]
    if len({one.name for one in named}) != 1:
        return None
    return named[0] if all(one.name or _refers(one, named[0]) for one in mentions) else None


def _opens(one: FacilityMention, sentence: Sentence) -> bool:
    """Whether a facility is named before anything is counted, so that all of the sentence is about it."""
    counted = (figure.start for figure in sentence.figures if _is_count(figure))
    return one.end <= min(counted, default=one.end)


def _elsewhere(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause speaks of districts, villages, the region: «в районных — 4 700»."""
    words = facility_words().elsewhere
    forms = [token.form for token in sentence.tokens if start <= token.start < end]
    return any(form.startswith(words.kazakh) for form in forms) or any(
        before in words.after and form.startswith(words.begins) for before, form in pairwise(forms)
    )


def _is_count(figure: Figure) -> bool:
    return figure.shape in _COUNTS and figure.unit not in _TIMES


def _is_whole(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure is the whole of which the facility has a part: «300 из 5 000»."""
    before = [token.form for token in sentence.tokens if token.end <= figure.start]
    return bool(before) and before[-1] in facility_words().whole


def _refers(one: FacilityMention, last: FacilityMention) -> bool:
    """Whether words for a facility say nothing that the named one does not say: «больница», «центр»."""
    if one.name is not None:
        return one.name == last.name
    alike = one.types & last.types if one.types else last.noun.endswith(one.noun)
    return one.one and bool(alike) and one.says - {one.noun} <= last.says


@cache
def facility_concepts() -> Mapping[str, str | None]:
    """The concepts of the lexicon that mean facilities, with the type each says."""
    typed = types_of_facilities()
    said: dict[str, str | None] = dict.fromkeys(facility_words().untyped)
    return said | {concept: value for value, concepts in typed.items() for concept in concepts}
