"""The words by which the measurement of a figure is told, compiled once.

Loader of catalogue/measurement.yml; what the words mean is said where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.function_words import any_of, function_words


class ChangeWords(NamedTuple):
    """Patterns and words of changes."""

    minus: frozenset[str]
    signs: frozenset[str]
    levels_between: re.Pattern[str]
    base_told: re.Pattern[str]
    noun: re.Pattern[str]
    copula: re.Pattern[str]
    between: frozenset[str]
    more: re.Pattern[str]
    fallen_to: re.Pattern[str]
    thing_in_dative: re.Pattern[str]
    dative_behind: re.Pattern[str]
    noun_in_dative: re.Pattern[str]
    reached: re.Pattern[str]
    level_before: str


class RateWords(NamedTuple):
    """Patterns of rates and their denominators."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    dative: re.Pattern[str]
    births: re.Pattern[str]
    kazakh_per: re.Pattern[str]
    between: re.Pattern[str]
    promille: re.Pattern[str]
    ends: re.Pattern[str]
    one_out_of: re.Pattern[str]
    one_of_them: re.Pattern[str]


class MeasurementWords(NamedTuple):
    """Words of the other modules of measurement."""

    contrast: frozenset[str]
    level_units: tuple[str, ...]
    ablative: tuple[str, ...]
    locative: tuple[str, ...]
    respectively: frozenset[str]
    joined: re.Pattern[str]
    joints: frozenset[str]
    parts: frozenset[str]
    together: tuple[str, ...]
    source: frozenset[str]
    each: str
    whole: str
    where: str
    paid: str
    closing: tuple[str, ...]
    done: tuple[str, ...]
    genitive: tuple[str, ...]
    other_case: tuple[str, ...]
    adjective: tuple[str, ...]
    openers: frozenset[str]
    describing: tuple[str, ...]
    asking: frozenset[str]
    point_parts_decimals: re.Pattern[str]


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(CATALOGUE / "measurement.yml")
    return data


@cache
def change_words() -> ChangeWords:
    """The section `changes`, with the signs told in words."""
    words, signs, cases = _data()["changes"], _data()["signs"], function_words().cases
    noun_dative = any_of(words["noun_dative"])
    dative = any_of(cases["dative"])
    return ChangeWords(
        frozenset(signs["minus"]),
        frozenset(signs["minus"] + signs["plus"]),
        re.compile(
            rf"[^;\d]*\b{any_of(words['level_from'])}\b[^;]+\b{words['level_to']}\b[^;]+(?:, | \()"
            rf"{any_of(words['in_other_words'])}(?: \w+)?(?: {words['by']})?\s*$"
        ),
        re.compile(rf"\d(?:\s?%|-\w+)?\s(?:\w+\s)?{words['base']}, [^.;]*\Z"),
        re.compile(rf"{any_of(words['whole_nouns'])}\b|{any_of(words['nouns'])}"),
        re.compile(
            rf"\s*(?:{any_of(words['within'])}\b)?"
            rf"(?:(?:\s+[^\W\d]+){{0,3}}\s*(?:\b{any_of(words['copulas'])}|[-:]|\bof|\bwas))?\s*"
        ),
        frozenset(words["between"]),
        re.compile(rf"\s*(?:\w+\s+)?{any_of(words['more'])}\b"),
        re.compile(rf"-?\s?(?:\w+{noun_dative}|{dative})\s+{any_of(words['fallen'])}"),
        re.compile(rf"\s*(?!{any_of(words['no_dative'])})[^\W\d]+{any_of(words['dative_of_thing'])}\s+"),
        re.compile(rf"-?{dative}\b"),
        re.compile(rf"(?<!{words['no_dative_end']}){noun_dative}$"),
        re.compile(rf"-?\w{{0,3}}\s+{words['reached']}"),
        rf"\d(?:\s?%|\s(?!{words['no_level']})\w+)?-?{any_of(cases['ablative'])}\b",
    )


@cache
def rate_words() -> RateWords:
    """The section `rates`."""
    words = _data()["rates"]
    root = words["birth_root"]
    return RateWords(
        re.compile(rf"\b{any_of(words['before'])}\s*$"),
        re.compile(rf"[\s-]*(?:{_stems(words['described'])}\s+){{0,2}}{_stems(words['nouns'])}"),
        re.compile(rf"[\s-]*(?:{words['alive']} )?\w+{any_of(_data()['changes']['noun_dative'])}\b"),
        re.compile(rf"{root['stem']}(?!{root['not_before']})|{any_of(words['births'])}"),
        re.compile(rf"[^.;]{{0,40}}?{words['kazakh_per']}"),
        re.compile(rf"[\s(,%-]*{_stems(words['between'])}?[\s(,-]*{any_of(words['per'])}?\s*"),
        re.compile(rf"\s*(?:{words['promille']}|‰)"),
        re.compile(rf"\s*(?:[^\w\s]|$|{any_of(words['ends'])})"),
        re.compile(rf"\b{any_of(words['one'])}\s+(?:[^\W\d]+\s+){{0,2}}{any_of(words['out_of'])}\s+\Z"),
        re.compile(
            rf"\s+[^\W\d]+{any_of(function_words().cases['genitive'])}\s+{any_of(words['one_of_them'])}\b"
        ),
    )


def _stems(entries: Iterable[str]) -> str:
    """A pattern for any of the entries in their order; a star stands for any ending, a plus for some."""
    opened = (entry.replace("*", r"\w*").replace("+", r"\w+") for entry in entries)
    return f"(?:{'|'.join(opened)})"


@cache
def measurement_words() -> MeasurementWords:
    """The other sections."""
    data, words = _data(), function_words()
    together, russian, listed = data["together"], data["russian"], data["respectively"]
    units = any_of(data["decimal_units"])
    return MeasurementWords(
        frozenset(data["links"]["contrast"]),
        tuple(data["links"]["units"]),
        words.cases["ablative"],
        words.cases["locative"],
        frozenset(listed["markers"]),
        re.compile(
            rf"(?:\s?%|-?\w{{0,3}})?\s*,?\s{any_of(words.conjoining)}\s+(?:{any_of(listed['prepositions'])}\s+)?"
        ),
        frozenset(("/", ",", *words.conjoining)),
        frozenset(data["parts"]),
        tuple(stem + ending for stem in together["stems"] for ending in together["endings"]),
        frozenset(data["source"]),
        data["each"],
        data["whole"],
        data["where"],
        data["paid"],
        tuple(data["closing"]),
        tuple(russian["done"]),
        tuple(russian["genitive"]),
        tuple(russian["other_case"]),
        tuple(russian["adjective"]),
        frozenset(russian["openers"]),
        tuple(data["describing"]),
        frozenset(data["asking"]),
        # two digits behind a dot may be a month, one is none unless a full stop or another number follows
        re.compile(rf"(?<![\d.,])\d+\.(?:\d|\d\d(?= ?{units}))(?![\d.,]?\d)(?! ?\.)"),
    )
