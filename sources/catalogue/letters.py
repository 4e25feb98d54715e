"""The alphabets of the texts, and letters that are taken for others.

Loader only; what is done about them is said where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml


class Letters(NamedTuple):
    """Strings of letters that stand in a character class of a pattern as they are; see letters.yml."""

    russian: str
    kazakh: str
    cyrillic: str
    capitals: str
    unfolded: Mapping[str, str]
    stressed: Mapping[str, str]
    look_alikes: Mapping[str, str]
    for_digits: str
    for_three: str
    capitals_for_digits: str
    times: str
    roman: Mapping[str, int]
    small_roman: str
    scale_letters: Mapping[str, float]


@cache
def letters() -> Letters:
    """Load catalogue/language/letters.yml; the file is small and read once."""
    data = read_yaml(CATALOGUE / "language" / "letters.yml")
    cyrillic = data["russian"] + data["kazakh"]
    return Letters(
        data["russian"],
        data["kazakh"],
        cyrillic,
        (cyrillic + "".join(data["unfolded"])).upper(),
        data["unfolded"],
        data["stressed"],
        data["look_alikes"],
        data["for_digits"],
        data["for_three"],
        data["capitals_for_digits"],
        data["times"],
        data["roman"],
        data["small_roman"],
        {letter: float(scale) for letter, scale in data["scale_letters"].items()},
    )
