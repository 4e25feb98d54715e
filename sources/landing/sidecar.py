"""What somebody who knows wrote about a report beside it: NAME.meta.yaml with date, address, region and
title, and what its tables count where their heading stands elsewhere.

Holds the sidecar's form and its reading. A sidecar that cannot be understood turns its report away: the same
bytes land only once, so a report landed without its date would stay without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml

from checks.tables.units import Unit
from checks.tables.vocabulary import PlanActual
from sources.catalogue.data_file import SAFE_LOADER
from sources.catalogue.indicator_list import load_indicators
from sources.landing.regions import region_named
from sources.readers.document import Unreadable

SUFFIXES = (".meta.yaml", ".meta.yml")
MAX_SIDECAR_BYTES = 65_536
BROKEN = "broken_sidecar"
ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The facts of a sidecar; each is null where it says nothing. `stated` is all it says.

    `indicator`, `unit` and `plan_actual` are codes of the catalogue; they say what the tables of the file
    count where their heads and labels do not.
    """

    published_on: date | None = None
    source_url: str | None = None
    region: str | None = None
    title: str | None = None
    indicator: str | None = None
    unit: Unit | None = None
    plan_actual: PlanActual | None = None
    stated: Mapping[str, object] = field(default_factory=dict)

    @property
    def as_json(self) -> str:
        """Everything the sidecar states, also what landing has no column for."""
        return json.dumps(dict(self.stated), ensure_ascii=False, sort_keys=True, default=str)


def is_sidecar(name: str) -> bool:
    """Whether a file of this name says something about another file."""
    return name.casefold().endswith(SUFFIXES)


def sidecar_names(report_name: str) -> Iterator[str]:
    """The names under which the sidecar of a report may stand beside it, the most explicit first."""
    stem = report_name.rpartition(".")[0]
    for base in (report_name, stem):
        if base:
            yield from (base + suffix for suffix in SUFFIXES)


def read_sidecar(content: bytes, name: str) -> Sidecar:
    """The facts of a sidecar; raises `Unreadable("broken_sidecar")` with what is wrong and what would be
    right.
    """
    if len(content) > MAX_SIDECAR_BYTES:
        raise _broken(name, f"it has {len(content)} bytes, a sidecar has at most {MAX_SIDECAR_BYTES}")
    try:
        text = content.decode("utf-8-sig")
        # An anchor can make a few bytes expand to gigabytes, and a sidecar needs none.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=SAFE_LOADER)):
            raise _broken(name, "it uses a YAML alias, write the value out")
        stated = yaml.load(text, Loader=SAFE_LOADER)
    except UnicodeDecodeError as error:
        raise _broken(name, "it is not UTF-8 text") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _broken(name, f"it is not YAML ({' '.join(str(error).split())[:200]})") from error
    if stated is None:
        stated = {}
    if not isinstance(stated, dict):
        raise _broken(name, "it must be lines of the form `name: value`")
    return sidecar_of({str(key): value for key, value in stated.items()}, name)


def sidecar_of(stated: Mapping[str, object], name: str) -> Sidecar:
    """The facts in these statements; raises like `read_sidecar`."""
    indicator = _indicator(stated.get("indicator"), name)
    return Sidecar(
        published_on=_date(stated.get("published_on"), name),
        source_url=_address(stated.get("source_url"), name),
        region=_region(stated.get("region"), name),
        title=_text(stated.get("title")),
        indicator=indicator,
        unit=_unit(stated.get("unit"), indicator, name),
        plan_actual=_plan(stated.get("plan_actual"), name),
        stated=stated,
    )


def write_sidecar(sidecar: Sidecar) -> str:
    """A sidecar as a file would hold it; reading it gives the same facts."""
    return yaml.safe_dump(dict(sidecar.stated), allow_unicode=True, sort_keys=True)


def _broken(name: str, what: str) -> Unreadable:
    return Unreadable(
        BROKEN,
        f"The sidecar {name}: {what}. Correct or remove it, then `make retry`; "
        "it may hold published_on (2026-01-31), source_url, region (KZ-15), title, and for tables indicator "
        "(HR.DOC.N), unit (person) and plan_actual (actual).",
    )


def _text(value: object) -> str | None:
    stated = "" if value is None else str(value).strip()
    return stated or None


def _date(value: object, name: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    stated = _text(value)
    if stated is None:
        return None
    try:
        return date.fromisoformat(stated)
    except ValueError as error:
        raise _broken(name, f"published_on is {stated[:40]!r}, a date is written 2026-01-31") from error


def _address(value: object, name: str) -> str | None:
    stated = _text(value)
    if stated is not None and not ADDRESS.match(stated):
        raise _broken(name, f"source_url is {stated[:80]!r}, an address begins with http:// or https://")
    return stated


def _region(value: object, name: str) -> str | None:
    stated = _text(value)
    if stated is None:
        return None
    code = region_named(stated)
    if code is None:
        raise _broken(name, f"region is {stated[:40]!r}, a region is an ISO 3166-2 code such as KZ-15")
    return code


def _indicator(value: object, name: str) -> str | None:
    stated = _text(value)
    if stated is None:
        return None
    if stated.upper() not in load_indicators():
        raise _broken(
            name,
            f"indicator is {stated[:40]!r}, an indicator is a code of sources/catalogue/reference/"
            "indicators.csv such as HR.DOC.N",
        )
    return stated.upper()


def _unit(value: object, indicator: str | None, name: str) -> Unit | None:
    """A unit of the catalogue; where the indicator is given too, one that it is counted in."""
    stated = _text(value)
    if stated is None:
        return None
    known = frozenset(Unit) if indicator is None else load_indicators()[indicator].units
    if stated not in known:
        whose = "" if indicator is None else f" of {indicator}"
        raise _broken(name, f"unit is {stated[:40]!r}, a unit{whose} is one of: {', '.join(sorted(known))}")
    return Unit(stated)


def _plan(value: object, name: str) -> PlanActual | None:
    stated = _text(value)
    if stated is None:
        return None
    if stated not in frozenset(PlanActual):
        raise _broken(name, f"plan_actual is {stated[:40]!r}, it is one of: {', '.join(PlanActual)}")
    return PlanActual(stated)
