"""What a form tells by its endings: whether it is a verb, and in which tense or mood.

One table for Russian and Kazakh (`catalogue/language/morphology.yml`). Works on a single folded form: a word
that looks like a verb and is none is named there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml

MORPHOLOGY = CATALOGUE / "language" / "morphology.yml"
_ANY = "*"
_SHORTEST_STEM = 1
_FORMS_REMEMBERED = 1 << 16


class Mood(StrEnum):
    """Tense or mood of a verb; `progressive` is what goes on now, `obligation` what ought to be, `converb`
    and `conditional` wait for the verb of the clause behind.
    """

    PAST = "past"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    FUTURE = "future"
    INTENTION = "intention"
    OBLIGATION = "obligation"
    INFINITIVE = "infinitive"
    CONDITIONAL = "conditional"
    CONVERB = "converb"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one mood."""

    mood: Mood
    whole: frozenset[str]
    stems: frozenset[str]
    endings: tuple[str, ...]
    never: frozenset[str]
    never_ending: tuple[str, ...]

    def hold(self, form: str) -> bool:
        """Whether a form is one of these."""
        if form in self.whole:
            return True
        if not form.endswith(self.endings) or form in self.never or form.endswith(self.never_ending):
            return False
        if self.stems:
            return any(form[: -len(one)] in self.stems for one in self.endings if form.endswith(one))
        return any(len(form) > len(one) + _SHORTEST_STEM for one in self.endings if form.endswith(one))


@dataclass(frozen=True, slots=True)
class Morphology:
    """The table, loaded: moods of Russian and of Kazakh, words of telling, conjunctions between clauses."""

    russian: tuple[_Forms, ...]
    kazakh: tuple[_Forms, ...]
    told: frozenset[str]
    joints: frozenset[str]


@cache
def load_morphology(path: Path = MORPHOLOGY) -> Morphology:
    """Load the table of forms."""
    data = read_yaml(path)
    return Morphology(
        tuple(_forms(data["russian"])),
        tuple(_forms(data["kazakh"])),
        frozenset(data["told"]),
        frozenset(data["joints"]),
    )


@lru_cache(_FORMS_REMEMBERED)
def mood_of(form: str, *, kazakh: bool) -> Mood | None:
    """The mood of a folded form; null when it is no verb by its form."""
    table = load_morphology()
    moods = table.kazakh if kazakh else table.russian
    return next((forms.mood for forms in moods if forms.hold(form)), None)


def _forms(moods: Mapping[str, Mapping[str, Any]]) -> Iterator[_Forms]:
    for name, data in moods.items():
        never: Sequence[str] = data.get("never", ())
        yield _Forms(
            Mood(data.get("mood", name)),
            frozenset(data.get("whole", ())),
            frozenset(data.get("stems", ())),
            tuple(data.get("endings", ())),
            frozenset(form for form in never if not form.startswith(_ANY)),
            tuple(form.removeprefix(_ANY) for form in never if form.startswith(_ANY)),
        )
