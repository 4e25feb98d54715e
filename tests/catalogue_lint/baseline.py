"""The findings that stand for now, each with a reason: `baseline.yml`, which may only shrink.

Holds its reading, its comparison with what is found and its shrinking. Nothing here can add to it: what is to
stand from now on is written into the file by hand, below the reason why it may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from sources.catalogue.data_file import read_yaml
from tests.catalogue_lint.finding import Finding, Key

BASELINE = Path(__file__).parent / "baseline.yml"
_HEADER = """\
# Findings of the catalogue's linter that stand for now, below the reason why they may: kind, then concept,
# rule or indicator, then the words. `.venv/bin/python -m tests.catalogue_lint --shrink` takes out what is no
# longer found; nothing but a hand adds, and it writes the reason. The first lines of the module of a kind say
# what it means.

"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Findings that may stand for one reason."""

    reason: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new` findings that the baseline does not hold, `gone` those it holds and that are found no more."""

    new: tuple[Finding, ...]
    gone: tuple[Key, ...]


def load_baseline(kinds: Collection[str], path: Path = BASELINE) -> tuple[Allowance, ...]:
    """The allowances of a baseline.

    Raises ValueError for one without a reason, a kind that does not exist, or a finding that stands twice.
    """
    allowances = tuple(_allowance(entry, path) for entry in read_yaml(path) or [])
    seen: set[Key] = set()
    for key in (key for one in allowances for key in one.keys):
        if key[0] not in kinds:
            raise ValueError(f"{path.name}: there is no kind {key[0]!r}; there are {', '.join(kinds)}")
        if key in seen:
            raise ValueError(f"{path.name}: {' '.join(key).strip()!r} stands twice; take one of the two out")
        seen.add(key)
    return allowances


def compare(findings: Sequence[Finding], baseline: Sequence[Allowance]) -> Comparison:
    """What has come and what has gone since the baseline was written."""
    known = [key for one in baseline for key in one.keys]
    found = {finding.key for finding in findings}
    return Comparison(
        tuple(sorted(finding for finding in findings if finding.key not in set(known))),
        tuple(sorted(key for key in known if key not in found)),
    )


def shrunk(baseline: Sequence[Allowance], findings: Sequence[Finding]) -> tuple[Allowance, ...]:
    """The baseline without what is found no more."""
    found = {finding.key for finding in findings}
    kept = (replace(one, keys=tuple(key for key in one.keys if key in found)) for one in baseline)
    return tuple(one for one in kept if one.keys)


def write_baseline(baseline: Sequence[Allowance], path: Path = BASELINE) -> None:
    """Write a baseline as `load_baseline` reads it, sorted within each reason."""
    entries = [{"reason": one.reason, "findings": _grouped(one.keys)} for one in baseline]
    body = yaml.safe_dump(
        entries, allow_unicode=True, sort_keys=False, width=180, default_flow_style=None, indent=2
    )
    path.write_text(_HEADER + body, encoding="utf-8")


def _allowance(entry: Any, path: Path) -> Allowance:
    reason = entry.get("reason") if isinstance(entry, dict) else None
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(
            f"{path.name}: an entry without a reason; say in `reason` why its findings may stand"
        )
    return Allowance(reason, tuple(_keys(entry["findings"])))


def _keys(findings: dict[str, dict[str, list[str]]]) -> Iterator[Key]:
    for kind, subjects in findings.items():
        for subject, phrases in subjects.items():
            yield from ((kind, subject, phrase) for phrase in phrases or [""])


def _grouped(keys: Sequence[Key]) -> dict[str, dict[str, list[str]]]:
    grouped: dict[str, dict[str, list[str]]] = {}
    for kind, subject, phrase in sorted(keys):
        phrases = grouped.setdefault(kind, {}).setdefault(subject, [])
        phrases += [phrase] if phrase else []
    return grouped
