"""Words that make names of facilities: nouns with their endings, levels, specialities, by every form.

Loader of catalogue/facility_names.yml only. How words make a name is said in `facility_names`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml

WORDS = CATALOGUE / "facility_names.yml"


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a noun for one facility.

    `nominative` is its ending there, `cut` the length of the ending it has, `gender` that of its adjectives
    (null where they do not agree); `unclear` forms are those of a plural too.
    """

    cut: int
    nominative: str
    gender: str | None
    unclear: bool
    needs: bool
    special: bool
    local: bool
    level: str | None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A form of a word before the noun: what it says (`region`, `city`, `district`, `national`, `speciality`,
    `further`) and its nominative in either gender.
    """

    says: str
    masculine: str
    feminine: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What leads away from a facility: words that begin with one of `begins` after one of `after`, and Kazakh
    words that begin with one of `kazakh`.
    """

    after: frozenset[str]
    begins: tuple[str, ...]
    kazakh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdjectiveEndings:
    """Endings of adjectives: all of the singular, of the nominative in either gender (masculine `hard`, or
    `soft` after the letters `soft_after`), of the oblique cases of the feminine.
    """

    singular: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: str
    feminine_oblique: tuple[str, ...]
    hard: str
    soft: str
    soft_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class FacilityWords:
    """All words by their folded forms; `scope`, `returning`, `untyped` are concepts of the lexicon."""

    heads: Mapping[str, Head]
    qualifiers: Mapping[str, Qualifier]
    indefinite: frozenset[str]
    joins: frozenset[str]
    after: frozenset[str]
    common_types: frozenset[str]
    number: frozenset[str]
    named_after: frozenset[str]
    named_before: frozenset[str]
    describing: tuple[str, ...]
    pointing: frozenset[str]
    beside_before: frozenset[str]
    beside_after: frozenset[str]
    scope: frozenset[str]
    elsewhere: Elsewhere
    whole: frozenset[str]
    returning: frozenset[str]
    untyped: frozenset[str]
    joint: str
    at: str


@cache
def facility_words(path: Path = WORDS) -> FacilityWords:
    """Load the words; read once per process."""
    data: dict[str, Any] = read_yaml(path)
    said = {**data["levels"], "speciality": data["specialities"], "further": data["further"]}
    sets: tuple[str, ...] = (
        "joins",
        "after",
        "common_types",
        "number",
        "named_after",
        "named_before",
        "scope",
        "untyped",
    )
    sets += ("returning", "whole", "pointing", "beside_before", "beside_after")
    return FacilityWords(
        heads=dict(form for group in data["heads"] for form in _heads(group)),
        qualifiers=dict(
            form for says, words in said.items() for word in words for form in _qualifiers(says, str(word))
        ),
        indefinite=frozenset(form for word in data["indefinite"] for form in adjective_forms(word)),
        elsewhere=Elsewhere(
            frozenset(data["elsewhere"]["after"]),
            tuple(data["elsewhere"]["begins"]),
            tuple(data["elsewhere"]["kazakh"]),
        ),
        describing=tuple(data["describing"]),
        joint=data["joint"],
        at=data["at"],
        **{name: frozenset(data[name]) for name in sets},
    )


@cache
def adjective_endings() -> AdjectiveEndings:
    """Load the endings; read once per process."""
    data = read_yaml(WORDS)["adjective_endings"]
    return AdjectiveEndings(
        singular=tuple(sorted(data["singular"], key=len, reverse=True)),
        masculine=tuple(data["masculine"]),
        feminine=data["feminine"],
        feminine_oblique=tuple(data["feminine_oblique"]),
        hard=data["hard"],
        soft=data["soft"],
        soft_after=frozenset(data["soft_after"]),
    )


def adjective_forms(word: str) -> Iterator[str]:
    """Every singular form of a Russian adjective, and of any other word itself."""
    yield word
    endings = adjective_endings()
    if word.endswith(endings.masculine):
        yield from (word[:-2] + ending for ending in endings.singular)


def in_nominative(adjective: str, form: str, gender: str) -> str:
    """The nominative singular of an adjective that stands in any case, in the spelling it has; `form` is the
    same word folded, which tells its ending whatever letters it is printed in.

    Raises ValueError for a word without the ending of an adjective.
    """
    known = adjective_endings()
    ending = next((one for one in known.singular if form.endswith(one)), None)
    if ending is None:
        raise ValueError(f"{adjective!r} has no ending of an adjective; ask `is_adjective` before")
    stem = adjective[: -len(ending)]
    if gender == "feminine":
        return stem + known.feminine
    return stem + (known.soft if stem[-1:].lower() in known.soft_after else known.hard)


def is_adjective(form: str) -> bool:
    """Whether a folded form ends as an adjective in the singular does."""
    return form.endswith(adjective_endings().singular)


def _heads(group: Mapping[str, Any]) -> Iterator[tuple[str, Head]]:
    for stem in group["stems"]:
        for ending in (*group["endings"], *group.get("unclear", ())):
            yield (
                stem + ending,
                Head(
                    len(ending),
                    group["nominative"],
                    group.get("gender"),
                    ending in group.get("unclear", ()),
                    group.get("needs", False),
                    group.get("special", False),
                    group.get("local", False),
                    group.get("level"),
                ),
            )


def _qualifiers(says: str, word: str) -> Iterator[tuple[str, Qualifier]]:
    adjective = word.endswith(adjective_endings().masculine)
    meaning = Qualifier(says, word, word[:-2] + adjective_endings().feminine if adjective else word)
    for form in adjective_forms(word):
        yield form, meaning
