"""What a connector brings in one visit, and the cursor that says what earlier visits brought.

Holds values, the cursor's file and the order: first land, then move the cursor. A visit that dies in between
brings the same again, and landing knows it already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sources.connectors.arrival import Arrival
from sources.landing.batches import sync_directory, write_text
from sources.landing.inbox import Waiting
from sources.landing.ledger import addresses_seen
from sources.landing.zones import Zones

Landed = TypeVar("Landed")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be brought this time, with the reason; the next visit tries again."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """What earlier visits of one source brought.

    `brought`: what has been brought, each with the state it was in (an update time, an ETag). `failures`: how
    often something could not be brought. `validators`: what the source gave to ask with whether anything has
    changed. `contents`: digests of what was brought, where the same may come in another dress.
    """

    brought: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    validators: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    contents: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Harvest:
    """One visit. `arrivals` may be walked through once; what it could not bring is then in `problems`.

    `cursor_after` gives the cursor once the arrivals have been walked through.
    """

    source: str
    arrivals: Iterable[Arrival | Waiting]
    cursor_after: Callable[[], Cursor]
    problems: list[Problem] = field(default_factory=list)


def load_cursor(zones: Zones, source: str) -> Cursor:
    """The cursor of a source; a source that was never visited has an empty one."""
    file = _file(zones, source)
    seen = addresses_seen(zones, source)
    if not file.exists():
        return Cursor(seen=seen)
    try:
        stated = json.loads(file.read_text(encoding="utf-8"))
        brought, failures, validators = (dict(stated[one]) for one in ("brought", "failures", "validators"))
        return Cursor(brought, failures, validators, seen, dict(stated.get("contents", {})))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{file} is damaged ({error}); delete it: the source is looked through anew, nothing lands twice"
        ) from error


def land_harvest(
    zones: Zones, harvest: Harvest, land: Callable[[Iterable[Arrival | Waiting]], Landed]
) -> Landed:
    """Land what a visit brought, then move its cursor; when landing fails the cursor stays."""
    landed = land(harvest.arrivals)
    save_cursor(zones, harvest.source, harvest.cursor_after())
    return landed


def save_cursor(zones: Zones, source: str, cursor: Cursor) -> None:
    """Replace the cursor of a source in one step."""
    stated = {
        "brought": dict(cursor.brought),
        "failures": dict(cursor.failures),
        "validators": dict(cursor.validators),
        "contents": dict(cursor.contents),
    }
    text = json.dumps(stated, ensure_ascii=False, indent=1, sort_keys=True)
    if not _file(zones, source).exists() or _file(zones, source).read_text(encoding="utf-8") != text:
        write_text(_file(zones, source), text)


def save_problems(zones: Zones, source: str, problems: Sequence[Problem]) -> None:
    """Keep what a source could not give at its latest visit, until the next one."""
    file = _problems_file(zones, source)
    if problems:
        stated = [[problem.address, problem.reason] for problem in problems]
        write_text(file, json.dumps(stated, ensure_ascii=False, indent=1))
    elif file.exists():
        file.unlink()
        sync_directory(file.parent)


def load_problems(zones: Zones, source: str) -> tuple[Problem, ...]:
    """What a source could not give at its latest visit; nothing for one that was never visited."""
    file = _problems_file(zones, source)
    stated = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return tuple(Problem(address, reason) for address, reason in stated)


def _problems_file(zones: Zones, source: str) -> Path:
    return _file(zones, source).with_suffix(".problems")


def _file(zones: Zones, source: str) -> Path:
    return zones.state / f"{source.replace(':', '-').replace('/', '_')}.json"
