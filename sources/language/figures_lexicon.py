"""The words beside a number that give it its form, compiled once from catalogue/language/figure_words.toml.

Holds the compiled look-ups only; what they are used for stands in the other figures modules.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from checks.tables.vocabulary import Comparator
from sources.catalogue.function_words import any_of, function_words

LETTER = r"[^\W\d_]"
_BOUNDS = (Comparator.GT, Comparator.GE, Comparator.LT, Comparator.LE, Comparator.APPROX)


class Words(NamedTuple):
    """A set of words, some of them open at the end («қаңтар*»)."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        return word in self.whole or (bool(self.stems) and str(word).startswith(self.stems))


class Lexicon(NamedTuple):
    """Everything figures look up. Patterns are matched at an offset of the folded text."""

    unit: re.Pattern[str]
    currency_before: Mapping[str, str]
    percent: re.Pattern[str]
    signed_after: re.Pattern[str]
    duration: re.Pattern[str]
    times: re.Pattern[str]
    occasions: re.Pattern[str]
    year_after: re.Pattern[str]
    years_after: re.Pattern[str]
    academic: re.Pattern[str]
    month_after: re.Pattern[str]
    days_after: re.Pattern[str]
    age_after: re.Pattern[str]
    roman_after: re.Pattern[str]
    before: Mapping[str, Words]
    rate_named: Words
    months: Words
    services: frozenset[str]
    centres: Words
    call_centres: Words
    phone_after: re.Pattern[str]
    temperatures: tuple[float, float]
    named_by_number: frozenset[str]
    no_pair_before: re.Pattern[str]
    parts_after: re.Pattern[str]
    service_on: frozenset[str]
    service_then: Words
    calling: Words
    numbered: frozenset[str]
    abbreviated: frozenset[str]
    uncounted_after: re.Pattern[str]
    money_before: Words
    comparator_before: Mapping[tuple[str, ...], Comparator]
    comparator_after: re.Pattern[str]
    comparator_far: re.Pattern[str]
    after_ablative: frozenset[str]
    after_dative: frozenset[str]
    comparator_names: Mapping[str, Comparator]
    between: frozenset[str]
    comparator_ends: frozenset[str]
    changing: frozenset[str]
    estimate: re.Pattern[str]
    reached_before: re.Pattern[str]
    reached_after: re.Pattern[str]
    ordinal_suffixes: frozenset[str]
    cardinal_suffixes: frozenset[str]
    case_suffixes: frozenset[str]
    article: Mapping[str, Words]
    fraction_not_before: re.Pattern[str]
    participle: re.Pattern[str]


def words(entries: Iterable[str]) -> Words:
    """Split entries into whole words and stems (marked by a star)."""
    listed = list(entries)
    whole = frozenset(entry for entry in listed if not entry.endswith("*"))
    return Words(whole, tuple(entry[:-1] for entry in listed if entry.endswith("*")))


def alternatives(entries: Iterable[str]) -> str:
    """Return a pattern for any of the entries as whole words, the longest first."""
    return "|".join(_entry(entry) for entry in sorted(set(entries), key=len, reverse=True))


def _entry(entry: str) -> str:
    if entry.endswith("*"):
        return re.escape(entry[:-1]) + f"{LETTER}*"
    return re.escape(entry) + (rf"(?!{LETTER})" if entry[-1].isalpha() else "")


def _after(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf" {{0,2}}(?:{alternatives(entries)})")


@cache
def figure_words() -> Mapping[str, Any]:
    """The sections of figure_words.toml as they stand; the file is read once per process."""
    path = files("sources.catalogue").joinpath("language", "figure_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Return the compiled lexicon."""
    data = figure_words()
    conjoining, through = any_of(function_words().conjoining), any_of(function_words().through)
    ablative, dative = (any_of(function_words().cases[case]) for case in ("ablative", "written_dative"))
    suffixes = (
        files("sources.catalogue").joinpath("language", "numeral_suffixes.tsv").read_text(encoding="utf-8")
    )
    case = {
        ending
        for line in suffixes.splitlines()
        if not line.startswith("#")
        for ending in line.split("\t")[1].split()
    }
    months = alternatives(data["months"]["forms"])
    after = data["comparator_after"]
    return Lexicon(
        unit=re.compile(_unit_pattern(data)),
        currency_before={form: code for code, forms in data["currency_before"].items() for form in forms},
        percent=re.compile(
            rf" {{0,2}}(?:%|{alternatives(data['percent']['words'] + data['points']['words'])})"
        ),
        signed_after=re.compile(rf"(?<![^\W_])(?:{alternatives(data['sign']['before'])}) $"),
        duration=re.compile(
            " {0,2}(?:"
            + "|".join(f"(?P<{unit}>{alternatives(forms)})" for unit, forms in data["durations"].items())
            + ")"
        ),
        times=_after(data["times"]["words"]),
        occasions=_after(data["times"]["after_preposition"]),
        year_after=_after(data["year"]["after"]),
        years_after=re.compile(
            rf"(?:(?:,| (?:{conjoining})) ?(?:19|20)\d\d){{1,4}} ?(?:{alternatives(data['year']['after'])})"
        ),
        academic=_after(data["academic"]["words"]),
        month_after=re.compile(rf"(?:-{LETTER}+)?,? {{0,2}}(?:{months})(?! (?:be|not|have)\b)"),
        days_after=re.compile(
            rf"(?:-{LETTER}+)?(?: ?(?:,|-|{through}|{conjoining}) ?\d{{1,2}}(?!\d|[.,:]\d)"
            rf"(?:-{LETTER}+)?){{1,4}} ?(?:{months})"
        ),
        age_after=_after(data["age"]["after"]),
        roman_after=_after(data["roman"]["after"]),
        before={
            name: words(data[name]["before"])
            for name in ("year", "age", "document", "phone", "rate", "indefinite", "temperature")
        },
        rate_named=words(data["rate"]["named"]),
        months=words(data["months"]["forms"]),
        services=frozenset(data["phone"]["services"]),
        centres=words(data["phone"]["centres"]),
        call_centres=words(data["phone"]["call"]),
        phone_after=_after(data["phone"]["after"]),
        temperatures=(data["temperature"]["least"], data["temperature"]["most"]),
        named_by_number=frozenset(data["name"]["before"]),
        no_pair_before=_after(data["pair"]["not_before"]),
        parts_after=_after(data["pair"]["numeral_parts"]),
        service_on=frozenset(data["phone"]["on"]),
        service_then=words(data["phone"]["then"]),
        calling=words(data["phone"]["calling"]),
        numbered=frozenset(data["document"]["before"] + data["document"]["numbered"]),
        abbreviated=frozenset(data["document"]["abbreviated"]),
        uncounted_after=_after(data["money"]["uncounted_after"]),
        money_before=words(data["money"]["before"]),
        comparator_before={
            tuple(re.findall(r"[^\W\d_]+|[^\w\s]", phrase)): name
            for name in _BOUNDS
            for phrase in data["comparator_before"][name]
        },
        comparator_after=_after(phrase for name in _BOUNDS for phrase in after[name]),
        # the noun between takes the case: «200 адамнан астам», «екі есеге жуық»
        comparator_far=re.compile(
            rf"(?: {LETTER}+)?? {LETTER}+"
            rf"(?:{ablative}(?= (?:{alternatives(after['far_ablative'])}))"
            rf"|{dative}(?= (?:{alternatives(after['far_dative'])})))"
            rf" (?P<phrase>{alternatives(after['far_ablative'] + after['far_dative'])})"
        ),
        after_ablative=frozenset(after["after_ablative"]),
        after_dative=frozenset(after["after_dative"]),
        comparator_names={phrase: name for name in _BOUNDS for phrase in after[name]},
        between=frozenset(data["comparator_before"]["between"]),
        comparator_ends=frozenset(
            re.findall(r"[^\W\d_]+|[^\w\s]", phrase)[-1]
            for name in _BOUNDS
            for phrase in data["comparator_before"][name]
        ),
        changing=frozenset(data["comparator_before"]["changing"]),
        # said earlier in the clause: «ориентировочная стоимость проекта — 18,5 млрд»
        estimate=re.compile(
            rf"(?<![^\W_])(?:{alternatives(data['comparator_before']['estimate'])})[^\d.;,]*$"
        ),
        reached_before=re.compile(rf"(?<![^\W_])(?:{'|'.join(data['reached']['before'])})"),
        reached_after=_after(data["reached"]["after"]),
        ordinal_suffixes=frozenset(data["ordinal"]["suffixes"]),
        cardinal_suffixes=frozenset(data["ordinal"]["cardinal_suffixes"]),
        case_suffixes=frozenset(case),
        article={name: words(data["article"][name]) for name in ("before", "not_after", "not_before")},
        fraction_not_before=_after(data["fraction"]["not_before"]),
        participle=re.compile(rf"{LETTER}{{3,}}(?:{'|'.join(data['article']['participles'])})$"),
    )


def _unit_pattern(data: Mapping[str, Any]) -> str:
    """One pattern for everything that belongs to the quote after a number: %, points, currency, degrees."""
    parts = [
        f"(?P<percentage_point>{alternatives(data['points']['words'])})",
        f"(?P<percent>%|{alternatives(data['percent']['words'])})",
        "(?P<per_1000>‰)",
        f"(?P<degree>{alternatives(data['temperature']['words'])})",
    ]
    for code, forms in data["currencies"].items():
        parts.append(f"(?P<{code}>{alternatives(forms)})")
    dotted = "|".join(f"(?<={word})" for word in data["dotted"]["words"])
    return " {0,2}(?:" + "|".join(parts) + rf")(?:(?<=(?:{dotted}))\.)?"
