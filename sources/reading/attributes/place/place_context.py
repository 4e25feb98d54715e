"""A figure in its sentence: the mentions of places before it, after it and joined with each other.

Holds what can be seen without deciding anything. Which mention governs the figure is decided in
`places_figures`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sources.reading.about.region import RegionReading
from sources.reading.mentions.places.cues import anywhere, at_end
from sources.reading.mentions.places.finding import CITY_REGIONS, Place
from sources.reading.mentions.places.gazetteer import CITY, REGION
from sources.records import record

# How far a word may stand from a figure and still govern it, in characters: about a line of print.
CLAUSE = 90
_PARAGRAPH = 400
_SENTENCE = 200
_INSERTION = 25
_STOP = re.compile(
    r"\d|[;:()!?\n]|\. | - (?!(?:за )?(?:жител|пациент|больн)|приех|прибы)"
    r"|, (?!из|в том|\w+ых (?:в|по) |\w+их (?:в|по) )"
)
_GIVEN = re.compile(r" *[-:(]? *(?:(?:около|более|свыше|порядка|почти) )?\d")
_TOGETHER = re.compile(
    r"(?:\s*,\s*|\s+(?:и|или|мен|пен|бен|және|немесе|and|or|также|а также)\s+)"
    r"(?:и |және |and )?(?:(?:в|по|из) )?"
)
_CUT_OFF = re.compile(r"(?:(?<=[^\d ] )|(?<=\())г\. *$")
_DASH_BEFORE = re.compile(
    r"(?:^-\w{1,4})? ?- (?:(?:в среднем|в целом|уже|только) )?(?:(?:в|во|на|из|по|наш\w+|біздің) )?$"
)
_ASIDE = ("companion", "comparison", "seat")
_LIST_ITEM = re.compile(r"\s*(?:[-•*·]|\d{1,2}[.)])")


@record(frozen=True, slots=True)
class PlaceContext:
    """A figure at `[start, end)` of the folded text `low`, its sentence and the mentions of places in it."""

    low: str
    start: int
    end: int
    sentence: tuple[int, int]
    places: tuple[Place, ...]
    reporting: RegionReading

    @property
    def words(self) -> str:
        """The folded sentence."""
        return self.low[self.sentence[0] : self.sentence[1]]

    def is_home(self, place: Place) -> bool:
        """Whether a mention means the reporting region, by its code or as «область», «регион», «город»."""
        if place.kind == "own_region":
            return place.name == REGION or (place.name == CITY) == (self.reporting.code in CITY_REGIONS)
        return place.region_code is not None and place.region_code == self.reporting.code

    def says(self, cue: str) -> bool:
        """Whether the sentence holds a cue."""
        return anywhere(cue).search(self.words) is not None

    def is_bound_by_dash(self, place: Place) -> bool:
        """Whether only a dash parts the figure from a mention after it: «15 — в Атырау», «30-ы – облыста»."""
        return _DASH_BEFORE.fullmatch(self.low, self.end, place.start) is not None

    def is_compared(self, place: Place) -> bool:
        """Whether something is measured by the place: «чем в области», «по сравнению с регионом»."""
        if place.kind != "own_region":
            return place.relation == "comparison"
        return at_end("comparison").search(self.low[max(0, place.start - 40) : place.start]) is not None

    def says_near(self, cue: str) -> bool:
        """Whether the sentence or the one that leads up to it holds a cue."""
        return (
            self.says(cue)
            or anywhere(cue).search(lead_of(self.low, self.sentence[0])[-_SENTENCE:]) is not None
        )

    def tells_origin(self) -> bool:
        """Whether the sentence, or what leads up to it, speaks of patients from elsewhere."""
        if self.says("origin"):
            return True
        if self.says("staff") or self.says("digression"):
            return False
        return anywhere("origin").search(lead_of(self.low, self.sentence[0])) is not None

    def before(self) -> list[Place]:
        """The mentions before the figure, the nearest first."""
        return [place for place in reversed(self.places) if place.end <= self.start]

    def clause_after(self) -> list[Place]:
        """The mentions after the figure in its clause, up to the first that has a figure of its own."""
        found: list[Place] = []
        begin = self.end
        if self.low.endswith(", ", 0, self.start):
            closing = self.low.find(",", self.end, self.end + _INSERTION)
            begin = closing + 1 if closing >= 0 else begin
        for place in self.places:
            if place.start < self.end:
                continue
            between = _DASH_BEFORE.sub("", self.low[begin : place.start])
            apart = len(between) > CLAUSE or _STOP.search(between)
            if apart or _GIVEN.match(self.low, place.end):
                break
            found.append(place)
        return found

    def joined_with(self, place: Place) -> list[Place]:
        """Mentions of other regions joined with this one that share its figure («в Астане и Алматы»)."""
        code = self.reporting.code if place.kind == "own_region" else place.region_code
        found: list[Place] = []
        for one in self.places:
            first, second = (one, place) if one.start < place.start else (place, one)
            joined = one is not place and _TOGETHER.fullmatch(self.low, first.end, second.start)
            shares = one.kind in ("region", "city", "district") and one.relation not in _ASIDE
            if joined and shares and one.region_code != code:
                found.append(one)
        return found


def within(places: Sequence[Place], span: tuple[int, int]) -> tuple[Place, ...]:
    """The mentions that lie in a span of the text or reach into it, without those of weather."""
    first = bisect_right(places, span[0], key=lambda place: place.end)
    last = bisect_left(places, span[1], key=lambda place: place.start)
    return tuple(place for place in places[first:last] if not place.weather)


def whole_sentence(low: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """The sentence with what stands before «г.», when that full stop has cut it in two."""
    if not _CUT_OFF.search(low, max(0, sentence[0] - 6), sentence[0]):
        return sentence
    line = low.rfind("\n", 0, sentence[0]) + 1
    return max(line, low.rfind(". ", line, max(line, sentence[0] - 4)) + 1), sentence[1]


def lead_of(low: str, start: int) -> str:
    """The text before a sentence in its paragraph, or before the list it is an item of."""
    near = max(0, start - _PARAGRAPH)
    line = max(low.rfind("\n", near, start) + 1, near)
    while line > near and _LIST_ITEM.match(low, line):
        line = max(low.rfind("\n", near, line - 1) + 1, near)
    return low[line:start]
