"""Whether a form of a name is a name where it stands, and what it names there.

Holds the telling apart of homonyms by capitals, quotation marks and the words beside a name: Алматы and
Алматинская область, район Алматы, «Актобе» the football club, the street and the person. No regions and no
figures here.
"""

from __future__ import annotations

import re

from sources.reading.mentions.places.forms import latin_key
from sources.reading.mentions.places.gazetteer import Form, Gazetteer
from sources.reading.mentions.places.naming import Naming, WordBefore, word_before
from sources.reading.mentions.places.nouns import noun_at
from sources.reading.mentions.places.words import place_words

_NEXT = re.compile(r"[ -]*\n?[ .-]*([^\W\d_]+)")
_QUOTED = re.compile(r'([^"\n]{0,30})"')


def names_at(
    text: str, low: str, start: int, end: int, edge: int, forms: tuple[Form, ...], known: Gazetteer
) -> list[Naming]:
    """The best readings of the word at `[start, end)` as a name: several of a homonym, none of a common word.

    `edge` is where the mention before ends; its words are not used again. All readings cover the same span. A
    name with its head word («Абай облысы») wins over a bare one, a longer one over a shorter.
    """
    before = word_before(low, edge, start)
    if forms[0].use == forms[-1].use == "common_noun":
        stops = ((form, _end_of(low, end, form.rest, False) if form.rest else end) for form in forms)
        nouns = (noun_at(low, start, at, edge, form, before, known) for form, at in stops if at is not None)
        noun = next((one for one in nouns if one is not None), None)
        if noun is not None:
            return [noun]
    fitting: list[Naming] = []
    for form in forms:
        stop = _end_of(low, end, form.rest, form.use.startswith("latin")) if form.rest else end
        if stop is None:
            continue
        naming = (
            noun_at(low, start, stop, edge, form, before, known)
            if form.use == "common_noun"
            else _fit(text, low, start, stop, form, before, known)
        )
        if naming is not None:
            fitting.append(naming)
    if not fitting:
        return []
    best = max(fitting, key=lambda one: (one.headed, one.end, -one.start))
    return [one for one in fitting if (one.headed, one.start, one.end) == (best.headed, best.start, best.end)]


def _end_of(low: str, position: int, rest: tuple[str, ...], latin: bool) -> int | None:
    for word in rest:
        following = _NEXT.match(low, position)
        if following is None or (latin_key(following.group(1)) if latin else following.group(1)) != word:
            return None
        position = following.end()
    return position


def _fit(
    text: str, low: str, start: int, end: int, form: Form, before: WordBefore, known: Gazetteer
) -> Naming | None:
    if form.use == "abbreviation":
        return _abbreviation(text, low, start, end, form)
    following = place_words().head.match(low, end)
    if form.use.startswith("adjective"):
        return _adjective(text, low, start, end, form, following, known)
    if form.use.startswith("latin"):
        return _latin(text, start, end, form, following, known)
    if following is not None and form.cases[0] == "n":
        headed = _kazakh_head(low, start, end, form, following, known)
        if headed is not None:
            return headed
    kind, head_cases = known.heads.before.get(before.word, (None, ""))
    if kind is not None and kind == form.kind and form.use in ("name", "name_with_head", "kazakh"):
        cases = form.cases if head_cases == "ngdail" else head_cases
        return Naming(form, before.start, end, cases, headed=True)
    word_after = following.group(1) if following else ""
    if form.use == "people":
        return Naming(form, start, end, "people")
    if form.use == "kazakh_word" or (form.use == "kazakh" and form.cases in ("r", "p")):
        return Naming(form, start, end, form.cases)
    if form.use in ("name", "kazakh"):
        other = not text[start].isupper() or _counted(low, start, end)
        other = other or _named_otherwise(text, low, start, end, before, word_after, known)
        return None if other else Naming(form, start, end, form.cases)
    if form.use == "capital_word":
        abroad = following is not None and text[following.start(1)].isupper() and "." not in following.group()
        figurative = before.word.endswith(place_words().figurative) or before.word in known.points_elsewhere
        return None if abroad or figurative else Naming(form, start, end, form.cases)
    return None


def _abbreviation(text: str, low: str, start: int, end: int, form: Form) -> Naming | None:
    if not text[start:end].replace("h", "H").isupper():
        return None
    suffix = place_words().suffix.match(low, end)
    case = _case_of(suffix.group(1)) if suffix else None
    return Naming(form, start, suffix.end(), case) if suffix and case else Naming(form, start, end, "ngdail")


def _case_of(ending: str) -> str | None:
    for case, endings in place_words().abbreviation_cases.items():
        if ending.startswith(endings):
            return case
    return None


def _adjective(
    text: str, low: str, start: int, end: int, form: Form, following: re.Match[str] | None, known: Gazetteer
) -> Naming | None:
    words, word_after = place_words(), following.group(1) if following else ""
    if following is not None and form.kind in known.heads.after.get(word_after, ()):
        dotted = word_after == words.dotted and low.startswith(".", following.end())
        return Naming(
            form,
            start,
            following.end() + dotted,
            form.cases,
            word_after.startswith(words.of_a_district),
            headed=True,
        )
    shared = words.shared_head.match(low, end)
    if shared is not None and form.kind in known.heads.after.get(shared.group(1), ()):
        return Naming(form, start, end, form.cases, headed=True)
    if form.kind == "district":
        return Naming(form, start, end, form.cases) if _alone_in_cell(text, start, end) else None
    if form.kind == "region" and text[start].isupper() and words.stands_alone.match(low, end):
        return Naming(form, start, end, form.cases)
    return (
        None if form.use == "adjective_with_head" else Naming(form, start, end, form.cases, attributive=True)
    )


def _kazakh_head(
    low: str, start: int, end: int, form: Form, following: re.Match[str], known: Gazetteer
) -> Naming | None:
    kind, case = known.heads.kazakh.get(following.group(1), (None, ""))
    if kind == form.kind:
        return Naming(form, start, following.end(), case, case == "attributive", headed=True)
    if form.use == "kazakh_with_head" and form.kind == "district":
        shared = place_words().shared_kazakh_head.match(low, end)
        if shared is not None:
            return Naming(
                form, start, end, known.heads.kazakh.get(shared.group(1), (None, "l"))[1], headed=True
            )
    return None


def _latin(
    text: str, start: int, end: int, form: Form, following: re.Match[str] | None, known: Gazetteer
) -> Naming | None:
    if not text[start].isupper():
        return None
    if following is not None:
        kind, cases = known.heads.latin.get(latin_key(following.group(1)), (None, ""))
        if kind == form.kind:
            return Naming(form, start, following.end(), cases, following.group(1) == "regional", headed=True)
        if following.group(1) in known.names_after:
            return None
    return None if form.use == "latin_with_head" else Naming(form, start, end, form.cases)


def _alone_in_cell(text: str, start: int, end: int) -> bool:
    left, right = text[max(0, start - 3) : start].rstrip(" "), text[end : end + 3].lstrip(" ")
    begins = not left or left[-1] in "\n\t|;"
    return text[start].isupper() and begins and (not right or right[0] in "\r\n\t|;")


def _counted(low: str, start: int, end: int) -> bool:
    """Whether «семей» after a number counts families."""
    return low[start:end] == place_words().counted and low[max(0, start - 3) : start].rstrip()[-1:].isdigit()


def _named_otherwise(
    text: str, low: str, start: int, end: int, before: WordBefore, word_after: str, known: Gazetteer
) -> bool:
    """Whether a capitalised name is that of a person, a street, a club or a newspaper."""
    words = place_words()
    if before.word in known.names_before or word_after in known.names_after:
        return True
    if low.startswith('"', max(0, start - 1)) and (closing := _QUOTED.match(low, end)):
        return closing.group(1).count(" ") < 3
    if before.word and words.person.match(low[start:end]) and text[before.start].isupper():
        initial = len(before.word) == 1 and before.word != words.town and before.gap in (". ", ".")
        return initial or (before.gap == " " and before.word not in words.before_a_place)
    return False
