"""Mentions of places in a text: regions, cities, districts, the republic, countries, with offsets and region codes.

Holds the finding of names and the telling apart of homonyms by the words around them. Which region a report or a figure
belongs to is decided in `places_reporting` and `places_figures`; forms and memberships come from `places_gazetteer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sources.language.fold import fold
from sources.reading.places_forms import latin_key
from sources.reading.places_gazetteer import Form, Gazetteer, Kind, gazetteer
from sources.reading.places_relations import Relation, relation_of

_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r" *-? *\n? *([^\W\d_]+)")
_HEAD = re.compile(r"\.? *\n? *(р-н\w*|[^\W\d_]+)")
_BEFORE = re.compile(r"(?<![^\W\d_])(р-н\w*|[^\W\d_]+)(\.?[ ]*\n?[ ]*[\"(]?)$")
_SUFFIX = re.compile(r"-([а-яәғқңөұүһі]{2,6})(?![^\W\d_])")
_QUOTED = re.compile(r'[^"\n]{0,30}"')
_STANDS_ALONE = re.compile(r" *(?:-|–|:|,|;|\.|\(|\)|\d|$|и |және )", re.MULTILINE)
_SHARED_HEAD = re.compile(
    r"(?: *(?:,|и|мен|пен|және|\() *[\w-]+(?:ск|цк)(?:ий|ом|ого|ому|им|ая|ой|ую|ие|их|ими)){1,12},? (р-н|[^\W\d_]+)"
)
_TEMPERATURE = re.compile(
    r"[ \n•]*:?[ \n•]*(?:[^\W\d_]+ *\n? *)?[-+]?\d{1,2}(?:\.\.\.?|…)?[-+]?\d{0,2} ?(?:°|c\b|с\b|град)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place: half-open offsets, what it names, and how it stands in its sentence.

    `region_code` is the region it belongs to on the report's date (`KZ` for the republic), null for countries, for names
    that several regions share, and for `own_region` («в области»: whichever region reports). `candidates` are all regions
    the name has ever belonged to; `ambiguous` says that the name alone does not decide among them.
    """

    start: int
    end: int
    kind: Kind
    name: str
    region_code: str | None
    ambiguous: bool
    candidates: tuple[str, ...]
    relation: Relation
    weather: bool = False


def find_places(text: str, folded: str | None = None, on: date | None = None) -> list[Place]:
    """Return the mentions of places in `text`, in order, not overlapping; offsets are code points.

    `on` is the report's date and decides to which region a city or district belonged. Without it today's rule holds and
    a place that has changed its region is `ambiguous`, so that the reporting region can decide.
    """
    low = fold(text) if folded is None else folded
    known = gazetteer()
    places: list[Place] = []
    reach = 0
    for match in _WORD.finditer(low):
        word = match.group()
        forms = known.forms.get(word)
        if forms is None:
            if not ("a" <= word[0] <= "z" or (word[0] > "ÿ" and not "а" <= word[0] <= "ԯ")):
                continue
            forms = known.latin.get(latin_key(word))
            if forms is None:
                continue
        if match.start() < reach:
            continue
        place = _read(text, low, match, forms, known, on)
        if place is not None:
            while places and places[-1].end > place.start:
                places.pop()
            places.append(place)
            reach = place.end
    return places


def resolve(places: list[Place], reporting_region: str | None) -> list[Place]:
    """Give names that several regions share to the reporting region when it is one of them."""
    return [
        replace(place, region_code=reporting_region, ambiguous=False)
        if place.ambiguous and reporting_region in place.candidates
        else place
        for place in places
    ]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A form that fits where it stands, the span it covers with its head word, and the cases that remain."""

    form: Form
    start: int
    end: int
    cases: str
    attributive: bool = False
    headed: bool = False


def _read(
    text: str, low: str, match: re.Match[str], forms: tuple[Form, ...], known: Gazetteer, on: date | None
) -> Place | None:
    before = _BEFORE.search(low, max(0, match.start() - 40), match.start())
    readings: list[_Reading] = []
    for form in forms:
        end = _end_of(low, match.end(), form.rest)
        if end is None or (
            readings and end < readings[0].end - 1 and len(form.rest) < len(readings[0].form.rest)
        ):
            continue
        reading = _fitting(text, low, match.start(), end, form, before, known)
        if reading is not None:
            readings.append(reading)
    if not readings:
        return None
    best = max(readings, key=lambda one: (one.headed, len(one.form.rest), one.end))
    rivals = [
        one for one in readings if (one.headed, one.end, one.start) == (best.headed, best.end, best.start)
    ]
    return _place(text, low, best, rivals, known, on)


def _end_of(low: str, position: int, rest: tuple[str, ...]) -> int | None:
    for word in rest:
        following = _NEXT.match(low, position)
        if following is None or following.group(1) != word:
            return None
        position = following.end()
    return position


def _fitting(
    text: str, low: str, start: int, end: int, form: Form, before: re.Match[str] | None, known: Gazetteer
) -> _Reading | None:
    word_before = before.group(1) if before else ""
    if form.use == "common_noun":
        return _common_noun(text, low, start, end, form, word_before, known)
    if form.use == "abbreviation":
        return _abbreviation(text, low, start, end, form)
    following = _HEAD.match(low, end)
    word_after = following.group(1) if following else ""
    if form.use == "adjective":
        return _adjective(text, low, start, end, form, following, known)
    if word_after in known.heads.kazakh and form.cases[0] == "n":
        kind, case = known.heads.kazakh[word_after]
        if kind == form.kind and following is not None:
            return _Reading(form, start, following.end(), case, case == "attributive", headed=True)
    if form.use.startswith("latin"):
        return _latin(text, low, start, end, form, following, known)
    if (
        before
        and known.heads.before.get(word_before) == form.kind
        and form.use in ("name", "name_with_head", "kazakh")
    ):
        return _Reading(form, before.start(1), end, form.cases, headed=True)
    if form.use in ("name", "kazakh", "kazakh_inflected"):
        if not text[start].isupper() or _is_other_name(
            text, low, start, end, word_before, word_after, before, known
        ):
            return None
        if word_before.isnumeric() or (low[:start].rstrip(" ")[-1:].isdigit() and low[start:end] == "семей"):
            return None
        return _Reading(form, start, end, form.cases)
    if form.use == "capital_word":
        abroad = following is not None and text[following.start(1)].isupper()
        return (
            None
            if abroad or word_before.startswith(("культурн", "друг"))
            else _Reading(form, start, end, form.cases)
        )
    return None


def _common_noun(
    text: str, low: str, start: int, end: int, form: Form, word_before: str, known: Gazetteer
) -> _Reading | None:
    if form.kind == "own_region":
        elsewhere = word_before.startswith(known.points_elsewhere)
        return None if elsewhere or low[:start].rstrip(" ")[-1:].isdigit() else _Reading(form, start, end, "")
    if low.startswith(" бойынша", end):
        return _Reading(form, start, end + len(" бойынша"), "l")
    if word_before in ("по", "в", "across", "the") or low[start:end].startswith(
        ("средне", "обще", "елде", "елім", "nationw")
    ):
        return _Reading(form, start, end, "l")
    return None


def _abbreviation(text: str, low: str, start: int, end: int, form: Form) -> _Reading | None:
    if not text[start:end].replace("h", "H").isupper():
        return None
    suffix = _SUFFIX.match(low, end)
    if suffix is None:
        return _Reading(form, start, end, "ngdail")
    ending = suffix.group(1)
    case = next((case for case, endings in _SUFFIX_CASES.items() if ending.startswith(endings)), "")
    return _Reading(form, start, suffix.end(), case) if case else _Reading(form, start, end, "ngdail")


_SUFFIX_CASES = {
    "c": ("дағыдан", "дегіден", "тағыдан", "тегіден"),
    "t": ("дағы", "дегі", "тағы", "тегі"),
    "g": ("ның", "нің", "дың", "дің", "тың", "тің"),
    "o": ("дан", "ден", "тан", "тен", "нан", "нен"),
    "l": ("да", "де", "та", "те"),
    "d": ("ға", "ге", "қа", "ке"),
    "a": ("ны", "ні", "ды", "ді", "ты", "ті"),
}


def _adjective(
    text: str, low: str, start: int, end: int, form: Form, following: re.Match[str] | None, known: Gazetteer
) -> _Reading | None:
    word_after = following.group(1) if following else ""
    if following is not None and form.kind in known.heads.after.get(word_after, ()):
        stop = following.end() + (
            word_after in ("обл",) and low[following.end() : following.end() + 1] == "."
        )
        return _Reading(form, start, stop, form.cases, word_after.startswith("районн"), headed=True)
    shared = _SHARED_HEAD.match(low, end)
    if shared is not None and form.kind in known.heads.after.get(shared.group(1), ()):
        return _Reading(form, start, end, form.cases, headed=True)
    if form.kind == "district":
        return _Reading(form, start, end, form.cases) if _alone_in_cell(text, start, end) else None
    if form.kind == "region" and text[start].isupper() and _STANDS_ALONE.match(low, end):
        return _Reading(form, start, end, form.cases)
    if form.kind == "region" and low[start:end].startswith(("абайск", "гурьевск", "жетысуск", "жетісуск")):
        return None
    return _Reading(form, start, end, form.cases, attributive=True)


def _latin(
    text: str, low: str, start: int, end: int, form: Form, following: re.Match[str] | None, known: Gazetteer
) -> _Reading | None:
    if not text[start].isupper():
        return None
    if following is not None:
        head = known.heads.latin.get(latin_key(following.group(1)))
        if head is not None and head[0] == form.kind:
            return _Reading(
                form, start, following.end(), head[1], following.group(1) == "regional", headed=True
            )
    if form.use == "latin_with_head" or (following and following.group(1) in known.names_after):
        return None
    return _Reading(form, start, end, form.cases)


def _alone_in_cell(text: str, start: int, end: int) -> bool:
    left, right = text[:start].rstrip(" "), text[end : end + 3].lstrip(" ")
    return (
        text[start].isupper() and (not left or left[-1] in "\n\t|;") and (not right or right[0] in "\n\t|;")
    )


def _is_other_name(
    text: str,
    low: str,
    start: int,
    end: int,
    before: str,
    after: str,
    left: re.Match[str] | None,
    known: Gazetteer,
) -> bool:
    """Whether a capitalised name is that of a person, a street, a club or a newspaper."""
    if before in known.names_before or after in known.names_after:
        return True
    if low[start - 1 : start] == '"' and (closing := _QUOTED.match(low, end)):
        return low[end : closing.end()].count(" ") < 3
    if low[start:end].rstrip("аоуымеы").endswith(("ев", "ов")) and left is not None:
        return (
            text[left.start(1)].isupper()
            and left.group(2) in (" ", ". ", ".")
            and left.group(1) not in _SENTENCE_STARTS
        )
    return False


_SENTENCE_STARTS = frozenset(
    [
        "в",
        "во",
        "из",
        "с",
        "по",
        "до",
        "от",
        "для",
        "к",
        "на",
        "город",
        "г",
        "и",
        "но",
        "а",
        "также",
        "только",
    ]
)


def _place(
    text: str, low: str, best: _Reading, rivals: list[_Reading], known: Gazetteer, on: date | None
) -> Place:
    form = best.form
    named = list(dict.fromkeys((one.form.place, one.form.kind) for one in rivals))
    held: list[str] = []
    ever: list[str] = []
    for place, kind in named:
        now, always = known.regions(place, kind, on)
        held += now
        ever += always
    held, ever = list(dict.fromkeys(held)), list(dict.fromkeys(ever))
    changed = on is None and len(ever) > len(held)
    place = Place(
        start=best.start,
        end=best.end,
        kind=form.kind,
        name=form.place,
        region_code=held[0] if len(held) == 1 else None,
        ambiguous=(len(held) != 1 and bool(ever)) or changed,
        candidates=tuple(ever),
        relation=relation_of(low, best.start, best.end, best.cases, best.attributive, _language(best)),
        weather=_TEMPERATURE.match(low, best.end) is not None,
    )
    return place


def _language(reading: _Reading) -> str:
    use = reading.form.use
    if use.startswith("kazakh") or (reading.headed and reading.cases and reading.cases[0] in "otcr"):
        return "kk"
    return "en" if use.startswith("latin") else "ru"


def mentions_within(places: list[Place], start: int, end: int) -> Iterator[Place]:
    """The mentions that lie wholly in `[start, end)`."""
    return (place for place in places if start <= place.start and place.end <= end)
