"""How a place stands in its sentence: where something is, whence, whither, whose, or only in somebody's name.

Holds the reading of prepositions, cases and the words before a name. What follows for a figure is decided elsewhere.
"""

from __future__ import annotations

import re
from typing import Literal

Relation = Literal[
    "scope",  # в Астане, по Атырауской области, Маңғыстау облысында
    "subject",  # Атырауская область — 148
    "of",  # больницам Атырауской области
    "residents",  # жители Атырауской области, астаналықтар
    "source",  # из Алматы
    "destination",  # в Караганду
    "comparison",  # чем в Астане, по сравнению с Алматы
    "seat",  # НИИ кардиологии, г. Алматы
    "authority",  # аким Атырауской области
    "attributive",  # шымкентские врачи
]

_WORDS_BEFORE = re.compile(r"(?:[^\s\d.!?;:]+\.? +){0,4}$")
_MOTION = re.compile(
    r"\b(?:достав|направ|отправ|перевез|вывез|транспорт|эвакуир|госпитализир|выех|выезж|поех|едут|ездил|едет|переех|уех|прибы|"
    r"приех|перевод|перевед|командиров|этапир|визит|поездк|travel|sent|transfer|delivered)"
)
_RESIDENT = re.compile(
    r"(?:жител|пациент|больны|рожениц|беременн|населени|детей|дети|женщин|мужчин|граждан|residents|patients|люд)\w*\s*$"
)
_AUTHORITY = re.compile(
    r"(?:аким|акимат|маслихат|губернатор|управлени|департамент|министерств|пресс служб|пресс-служб|служб|облздрав)\w*"
    r"(?: (?:общественного )?здравоохранения)?(?: акимата)?\s*$"
)
_COMPARED = re.compile(r"(?:чем|нежели|сравнени\w+ с|сравнени\w+ со|отличие от|than)(?: в| во| по| in)?\s*$")
_HIGHER = re.compile(r"[^.!?;\n]{0,40}?\b(?:жоғары|төмен|көп|аз|артық|кем)\b")
_PREPOSITIONS: dict[str, Relation] = {
    "из": "source", "с": "source", "от": "source", "from": "source", "до": "destination", "к": "destination",
    "to": "destination", "по": "scope", "для": "scope", "у": "scope", "across": "scope", "in": "scope",
    "throughout": "scope", "for": "scope", "of": "of", "среди": "scope", "between": "scope",
}  # fmt: skip
_KAZAKH: dict[str, Relation] = {
    "l": "scope", "t": "scope", "g": "of", "d": "destination", "o": "source", "c": "comparison", "r": "residents",
    "a": "subject", "i": "subject", "n": "subject",
}  # fmt: skip


def relation_of(low: str, start: int, end: int, cases: str, attributive: bool, language: str) -> Relation:
    """How the place at `[start, end)` of the folded text stands, by its cases, its language and the words before it."""
    if attributive or cases == "attributive":
        return "attributive"
    line = low[max(0, start - 80, low.rfind("\n", 0, start) + 1) : start]
    if language == "kk" or (len(cases) == 1 and cases in "otcr"):
        return _kazakh(low, end, cases)
    if _COMPARED.search(line):
        return "comparison"
    word = line.rsplit(maxsplit=1)[-1] if line[-1:].isspace() and line.split() else ""
    if word in ("в", "во", "на"):
        return _inside(line, cases)
    if word in _PREPOSITIONS and not (word == "с" and cases == "i"):
        relation = _PREPOSITIONS[word]
        return "residents" if relation == "of" and _RESIDENT.search(line[: -len(word) - 1]) else relation
    if _RESIDENT.search(line):
        return "residents"
    if _AUTHORITY.search(line):
        return "authority"
    if (low[start] == "г" and low[start : start + 2] in ("г.", "г ")) or low.startswith("города ", start):
        return "seat"
    if line.endswith("(") and low[end : end + 1] == ")":
        return "seat"
    if low.startswith(" бойынша", end):
        return "scope"
    if cases == "l":
        return "scope"
    return "subject" if "n" in cases or not cases else "of"


def _inside(line: str, cases: str) -> Relation:
    if "l" in cases and "a" not in cases:
        return "scope"
    if "l" in cases:
        return "destination" if _MOTION.search(line) else "scope"
    return "destination"


def _kazakh(low: str, end: int, cases: str) -> Relation:
    if low.startswith(" бойынша", end):
        return "scope"
    case = cases[:1] or "n"
    if case == "o" and _HIGHER.match(low, end):
        return "comparison"
    return _KAZAKH[case]
