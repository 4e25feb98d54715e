"""What somebody who knows wrote about a report beside it: NAME.meta.yaml with date, address, region and
title, and what its tables count where their heading stands elsewhere.

Holds the sidecar's form and its reading. A sidecar that cannot be understood turns its report away: read
without the date that somebody took care to write, the report would be read wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TypeVar

import yaml

from checks.tables.units import Unit
from checks.tables.vocabulary import PlanActual
from sources.catalogue.data_file import SAFE_LOADER
from sources.catalogue.indicator_list import load_indicators
from sources.landing.regions import region_named
from sources.language.written_days import day_of, days_in, is_believable, local_day
from sources.readers.document import Unreadable

SUFFIXES = (".meta.yaml", ".meta.yml")
MAX_SIDECAR_BYTES = 65_536
BROKEN = "broken_sidecar"
ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The facts of a sidecar; each is null where it says nothing. `stated` is all it says, as it is written.

    `indicator`, `unit` and `plan_actual` are codes of the catalogue; they say what the tables of the file
    count where their heads and labels do not. `content` and `file_name` are the file as it was received; both
    are null for what a feed states.
    """

    published_on: date | None = None
    source_url: str | None = None
    region: str | None = None
    title: str | None = None
    indicator: str | None = None
    unit: Unit | None = None
    plan_actual: PlanActual | None = None
    stated: Mapping[str, object] = field(default_factory=dict)
    content: bytes | None = None
    file_name: str | None = None

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


def described(sidecar_path: str) -> str:
    """The path that a sidecar speaks of, with or without an extension."""
    suffix = next(one for one in SUFFIXES if sidecar_path.casefold().endswith(one))
    return sidecar_path[: -len(suffix)]


def read_sidecar(content: bytes, name: str, today: date | None = None) -> Sidecar:
    """The facts of a sidecar; raises `Unreadable("broken_sidecar")` with all that is wrong and what would be
    right.

    `today`: the latest day that a report can be of, by default that of the clock in Kazakhstan.
    """
    if len(content) > MAX_SIDECAR_BYTES:
        raise _broken(name, f"it has {len(content)} bytes, a sidecar has at most {MAX_SIDECAR_BYTES}")
    try:
        text = content.decode("utf-8-sig")
        # An anchor can make a few bytes expand to gigabytes, and a sidecar needs none.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=SAFE_LOADER)):
            raise _broken(name, "it uses a YAML alias, write the value out")
        twice: list[str] = []
        stated = _as_written(yaml.compose(text, Loader=SAFE_LOADER), twice)
    except UnicodeDecodeError as error:
        raise _broken(name, "it is not UTF-8 text") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _broken(name, f"it is not YAML ({' '.join(str(error).split())[:200]})") from error
    if stated is None:
        stated = {}
    if not isinstance(stated, dict):
        raise _broken(name, "it must be lines of the form `name: value`")
    sidecar = _checked(
        stated, name, today, [f"{key} stands there twice, keep the right one" for key in twice]
    )
    return replace(sidecar, content=content, file_name=name)


def _as_written(node: yaml.Node | None, twice: list[str]) -> object:
    """The values of YAML as they are written: «no» is a word, and a moment keeps its zone. Keys that stand
    more than once are added to `twice`.
    """
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_as_written(one, twice) for one in node.value]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    keys = [str(key.value) for key, _ in node.value]
    twice += sorted({key for key in keys if keys.count(key) > 1})
    return {key: _as_written(value, twice) for key, (_, value) in zip(keys, node.value, strict=True)}


def sidecar_of(stated: Mapping[str, object], name: str, today: date | None = None) -> Sidecar:
    """The facts in these statements; raises like `read_sidecar`."""
    return _checked(stated, name, today, [])


def _checked(stated: Mapping[str, object], name: str, today: date | None, wrong: list[str]) -> Sidecar:
    """The facts, unless something is `wrong` already or turns out to be: all of it is told at once."""
    latest = today or local_day(datetime.now(UTC))

    def fact(key: str, read: Callable[[object, str], Fact]) -> Fact | None:
        try:
            return read(stated.get(key), name)
        except BrokenSidecarError as error:
            wrong.append(error.what)
            return None

    indicator = fact("indicator", _indicator)
    sidecar = Sidecar(
        published_on=fact("published_on", lambda value, name: _date(value, name, latest)),
        source_url=fact("source_url", _address),
        region=fact("region", _region),
        title=fact("title", lambda value, _: _text(value)),
        indicator=indicator,
        unit=fact("unit", lambda value, name: _unit(value, indicator, name)),
        plan_actual=fact("plan_actual", _plan),
        stated=stated,
    )
    if wrong:
        raise _broken(name, "; ".join(wrong))
    return sidecar


def write_sidecar(sidecar: Sidecar) -> str:
    """A sidecar as a file would hold it; reading it gives the same facts."""
    return yaml.safe_dump(dict(sidecar.stated), allow_unicode=True, sort_keys=True)


class BrokenSidecarError(Unreadable):
    """A sidecar that says something that cannot be; `what` is wrong, in words."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            BROKEN,
            f"The sidecar {name}: {what}. Correct or remove it, then `make retry`; "
            "it may hold published_on (2026-01-31), source_url, region (KZ-15), title, and for tables "
            "indicator (HR.DOC.N), unit (person) and plan_actual (actual).",
        )
        self.name = name
        self.what = what

    def __reduce__(self) -> tuple[type[BrokenSidecarError], tuple[str, str]]:
        return type(self), (self.name, self.what)


def _broken(name: str, what: str) -> BrokenSidecarError:
    return BrokenSidecarError(name, what)


def _text(value: object) -> str | None:
    stated = "" if value is None else str(value).strip()
    return stated or None


def _date(value: object, name: str, latest: date) -> date | None:
    """A day as people and programs write it; a moment with a zone is told in the time of Kazakhstan.

    A day of the future or before 1991 is none, whoever says it (contract, rule 20): the report is dated by
    itself, or stands among the undated ones in the work list.
    """
    stated = _text(value)
    if stated is None:
        return None
    found = day_of(stated)
    if found is None or len(list(days_in(stated))) > 1:
        raise _broken(name, f"published_on is {stated[:40]!r}, a date is written 2026-01-31")
    return found if is_believable(found, latest) else None


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
