"""The shorthand in which annotators mark the numbers of a report, and its full meaning.

Holds the grammar of one mark, `[[quote|tokens|note]]`, and nothing about files. Tokens stand apart by spaces:

- `c` context, `b` boilerplate, `r` review: nothing else follows but a note;
- else the indicator comes first (several right ones joined by `/`), then in any order the
  period: `Y2024` year, `H2024-1` half-year, `Q2024-1` quarter, `M2024-05` month, `T2024-09-30` year to that
  date, `P2024-12-31` point, `S2020-01-01..2024-09-30` since start (either side may be empty), `Ea..b` event,
  `Na..b` span, `Xa..b` several years, `Z2026-12-31` horizon, `A2024` academic year, `G` typical year, `U`
  unspecified; a letter alone takes the date of publication where the kind asks for it (`P`, `T`, `S`) and
  nulls elsewhere;
- status `plan`, `need`; measure `share`, `abs`, `pct`, `ratio`, changes with `up` or `down`; bounds `gt ge lt
  le approx between`;
- `r=KZ-71` region, `v=`, `hi=`, `u=` where the printed number does not say it, `g=name:role` group;
- dimensions `age= from= staff= fac= fund= eq= rural urban` and `d.anything=`.

A fall is written with its printed number and `down`: the sign is added here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Any

MARK = re.compile(r"\[\[(?P<quote>[^|\[\]]+)\|(?P<tokens>[^|\]]+)(?:\|(?P<note>[^\]]+))?\]\]")
OTHER_THAN_FACTS = {"c": "context", "b": "boilerplate", "r": "review"}
STATUSES = {"plan": "planned", "need": "needed"}
MEASURES = {"share": "share", "abs": "change_abs", "pct": "change_pct", "ratio": "change_ratio"}
COMPARATORS = {"gt", "ge", "lt", "le", "approx", "between"}
DIMENSIONS = {
    "age": "age_group",
    "from": "patient_origin_code",
    "staff": "staff_category",
    "fac": "facility_type",
    "fund": "funding",
    "eq": "equipment_kind",
}
SCALES = (
    (r"млрд|миллиард|billion|mlrd|milliard", 1e9),
    (r"млн|миллион|million|mln", 1e6),
    (r"тыс|мың|thousand|myń|myŋ|myn", 1e3),
)
PER_CENT = re.compile(r"%|процент|пайыз|per cent|paıyz|paiyz")


class AnnotationError(ValueError):
    """A mark that cannot be understood; the message names the report and the mark."""


@dataclass(frozen=True)
class Contract:
    """What annotations may say: the units of every indicator, first one first, and all units there are."""

    indicator_units: dict[str, tuple[str, ...]]
    units: frozenset[str]


def printed_numbers(quote: str, language: str) -> list[float]:
    """The numbers printed in a quote, scaled to base units; empty where it is written in words."""
    text = re.sub(r"&nbsp;|[\u00a0\u202f\u2009]", " ", quote)
    text = text.replace("−", "-")
    found = []
    for match in re.finditer(r"\d[\d ]*(?:[.,]\d+)*", text):
        digits = match[0].replace(" ", "")
        if language == "en":
            digits = digits.replace(",", "")
        elif re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
            digits = digits.replace(".", "")
        found.append(float(digits.replace(",", ".")))
    factor = next((by for words, by in SCALES if re.search(words, text.lower())), 1)
    return [round(number * factor, 6) for number in found]


def period_of(token: str, published: str | None) -> tuple[str, str | None, str | None]:
    """Kind, first and last day of a period token; `published` stands in where the kind is bound to it."""
    kind, said = token[0], token[1:]
    first, _, last = said.partition("..")
    if kind == "Y":
        return "year", *((f"{said}-01-01", f"{said}-12-31") if said else (None, None))
    if kind == "P":
        return "point", said or published, said or published
    if kind == "T":
        end = said or published
        return "ytd", end and f"{end[:4]}-01-01", end
    if kind == "S":
        return "since_start", first or None, last or published
    if kind in "HQ":
        months = 6 if kind == "H" else 3
        name = "half_year" if kind == "H" else "quarter"
        return name, *(
            _months(int(said[:4]), (int(said[5:]) - 1) * months + 1, months) if said else (None, None)
        )
    if kind == "M":
        return "month", *(_months(int(said[:4]), int(said[5:]), 1) if said else (None, None))
    if kind == "A":
        return "academic_year", *((f"{said}-09-01", f"{int(said) + 1}-08-31") if said else (None, None))
    if kind == "X":
        return "multi_year", *((f"{first}-01-01", f"{last}-12-31") if said else (None, None))
    if kind in "EN":
        return ("event" if kind == "E" else "span"), first or None, last or first or None
    if kind == "Z":
        return "horizon", None, said or None
    return {"G": "typical_year", "U": "unspecified"}[kind], None, None


def _months(year: int, first: int, count: int) -> tuple[str, str]:
    last = first + count - 1
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}"


PERIOD = re.compile(r"(?:[YAHQMPTSENXZ](?:[\d.\-]*)|[GU])")


def read_mark(
    quote: str, tokens: str, note: str | None, *, document: dict[str, Any], contract: Contract
) -> dict[str, Any]:
    """The gold line of one mark, without its offsets and surroundings."""
    words = tokens.split()
    if words[0] in OTHER_THAN_FACTS:
        if len(words) > 1:
            raise AnnotationError(f"{document['id']}: [[{quote}]] says more than {words[0]}; use a note")
        line: dict[str, Any] = {"expect": OTHER_THAN_FACTS[words[0]]}
        return line | ({"note": note} if words[0] == "r" else {})
    indicators = words[0].split("/")
    unknown = [code for code in indicators if code not in contract.indicator_units]
    if unknown:
        raise AnnotationError(f"{document['id']}: [[{quote}]] names no indicator of the contract: {unknown}")

    fact: dict[str, Any] = {"plan_actual": "actual", "measure": "level", "comparator": "eq"}
    said: dict[str, str] = {}
    dimensions: dict[str, str] = {}
    period: tuple[str, str | None, str | None] | None = None
    for word in words[1:]:
        key, equals, value = word.partition("=")
        if equals and key in DIMENSIONS:
            dimensions[DIMENSIONS[key]] = value
        elif equals and key.startswith("d."):
            dimensions[key[2:]] = value.replace("_", " ")
        elif equals and key in {"v", "hi", "u", "r", "g"}:
            said[key] = value
        elif word in ("up", "down"):
            dimensions["direction"] = word
        elif word in ("rural", "urban"):
            dimensions["residence"] = word
        elif word in STATUSES:
            fact["plan_actual"] = STATUSES[word]
        elif word in MEASURES:
            fact["measure"] = MEASURES[word]
        elif word in COMPARATORS:
            fact["comparator"] = word
        elif PERIOD.fullmatch(word) and period is None:
            period = period_of(word, document["published"])
        else:
            raise AnnotationError(f"{document['id']}: [[{quote}]] has a token that means nothing: {word}")
    if period is None:
        raise AnnotationError(f"{document['id']}: [[{quote}]] has no period; add a token such as Y2024 or U")

    low, high = _values(quote, said, fact["comparator"], document)
    if fact["measure"].startswith("change") and "direction" not in dimensions:
        raise AnnotationError(f"{document['id']}: [[{quote}]] is a change; say up or down")
    if fact["measure"] in ("change_abs", "change_pct") and dimensions["direction"] == "down":
        low = -low
    unit = said.get("u") or _unit(quote, fact["measure"], contract.indicator_units[indicators[0]])
    if unit not in contract.units:
        raise AnnotationError(f"{document['id']}: [[{quote}]] has a unit the contract does not know: {unit}")
    group, _, role = said.get("g", "").partition(":")
    return {
        "expect": "observation",
        "indicator": indicators,
        "value": low,
        "value_high": high,
        "unit": unit,
        "region": said.get("r", document["region"]),
        "period_start": period[1],
        "period_end": period[2],
        "period_kind": period[0],
        **fact,
        "dims": dimensions,
        "group": group or None,
        "role": role or None,
        "note": note,
    }


def _values(
    quote: str, said: dict[str, str], comparator: str, document: dict[str, Any]
) -> tuple[float, float | None]:
    numbers = printed_numbers(quote, document["language"])
    if "v" in said:
        numbers = [float(said["v"])] + ([float(said["hi"])] if "hi" in said else [])
    if len(numbers) != (2 if comparator == "between" else 1):
        raise AnnotationError(f"{document['id']}: [[{quote}]] holds {len(numbers)} numbers; say v= (and hi=)")
    whole = [int(number) if number == int(number) else number for number in numbers]
    return whole[0], whole[1] if comparator == "between" else None


def _unit(quote: str, measure: str, units: tuple[str, ...]) -> str:
    if measure == "change_ratio":
        return "times"
    if measure in ("share", "change_pct") or (PER_CENT.search(quote) and "percent" in units):
        return "percent"
    if "п.п" in quote or "пункт" in quote or "тармақ" in quote:
        return "percentage_point"
    return units[0]
