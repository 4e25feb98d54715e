"""Decisions of people, written as lines of the data root's corrections file (docs/corrections.md).

Knows the form of an entry. What is decided is applied by the next refresh, never here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from orchestration.explorer.database import Snapshot

KINDS = ("confirm", "correct", "withdraw")
GUARD = ("indicator_code", "region_code", "value", "unit", "period_start", "period_end", "plan_actual")
"""What the reading has to say still when a decision is applied."""
CODED = {
    "indicator_code": ("dim_indicator", "indicator_code"),
    "region_code": ("dim_region", "region_code"),
    "unit": ("dim_unit", "unit"),
}
"""Columns whose codes have a table; those of the others stand in dim_label."""
LABELLED = (
    "plan_actual",
    "measure",
    "comparator",
    "period_kind",
    "age_group",
    "residence",
    "staff_category",
    "facility_type",
    "funding",
    "equipment_kind",
)
NUMBERS = ("value", "value_high")
DAYS = ("period_start", "period_end")
TEXTS = ("place",)
FIELDS = ("indicator_code", *NUMBERS, "unit", "region_code", *LABELLED, *DAYS, *TEXTS)
"""Columns that can be corrected on the page."""
_WRITING = threading.Lock()


class Undecided(ValueError):
    """The form cannot be taken; the message says what is missing."""


def decide(snapshot: Snapshot, file: Path, given: Mapping[str, str], now: datetime | None = None) -> None:
    """Append the decision that a form gives.

    `given`: figure_id, decision (confirm, correct, withdraw), reason, by; field and to where it corrects.
    Raises Undecided when something of it is missing or unknown.
    """
    append(file, entry_of(snapshot, given, now or datetime.now(UTC)))


def entry_of(snapshot: Snapshot, given: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """The entry of corrections.yml's form that the form asks for."""
    decision = given.get("decision", "")
    if decision not in KINDS:
        raise Undecided(f"give one of {', '.join(KINDS)} as decision")
    if not given.get("by") or not given.get("reason"):
        raise Undecided("say who decides, and why")
    figure = snapshot.one("select * from figure_ledger where figure_id = ?", [given.get("figure_id", "")])
    if figure is None:
        raise Undecided("the figure is not there any more; open the page again")
    read = snapshot.rows("select * from fct_observations where figure_id = ?", [figure["figure_id"]])
    if not read:
        raise Undecided("nothing was read in the figure, so there is nothing to decide; change the rules")
    if decision == "withdraw" and not can_withdraw(snapshot):
        raise Undecided("this release cannot withdraw figures; correct it, or change the rules")
    entry: dict[str, Any] = {name: figure[name] for name in ("report_id", "char_start", "char_end")}
    entry["expect"] = {name: _plain(read[0][name]) for name in GUARD}
    if decision == "correct":
        entry["correct"] = _correction(snapshot, given.get("field", ""), given.get("to", ""))
    if decision == "withdraw":
        entry["withdraw"] = True
    entry["reason"] = given["reason"]
    entry["decided_by"] = given["by"]
    entry["decided_at"] = now
    return entry


def _correction(snapshot: Snapshot, field: str, to: str) -> dict[str, Any]:
    if field not in FIELDS:
        raise Undecided(f"{field or 'nothing'} cannot be corrected here; one of {', '.join(FIELDS)} can")
    if field in NUMBERS:
        try:
            number = float(to.replace("\u00a0", "").replace(" ", "").replace(",", "."))
        except ValueError:
            raise Undecided(f"{to!r} is no number") from None
        return {field: number}
    if field in DAYS:
        try:
            return {field: date.fromisoformat(to)}
        except ValueError:
            raise Undecided(f"{to!r} is no day; write it as 2026-03-31") from None
    if field not in TEXTS and to not in choices(snapshot)[field]:
        raise Undecided(f"{to!r} is no code of {field}; choose one of the list")
    correction: dict[str, Any] = {field: to}
    if field == "indicator_code":
        area = snapshot.one("select subject_area from dim_indicator where indicator_code = ?", [to])
        correction["subject_area"] = area and area["subject_area"]
    return correction


def can_withdraw(snapshot: Snapshot) -> bool:
    """Whether the reading that made this publication takes figures out that people have withdrawn."""
    return (
        snapshot.one("select code from dim_label where column_name = 'reason' and code = 'withdrawn'")
        is not None
    )


def choices(snapshot: Snapshot) -> dict[str, list[str]]:
    """The codes that a corrected column may take."""
    found = {
        field: [row[key] for row in snapshot.rows(f"select {key} from {table} order by 1")]
        for field, (table, key) in CODED.items()
    }
    for field in LABELLED:
        rows = snapshot.rows("select code from dim_label where column_name = ?", [field])
        found[field] = [row["code"] for row in rows]
    return found


def append(file: Path, entry: Mapping[str, Any]) -> None:
    """Add one entry at the end of the file, on the disk before anyone is told."""
    written = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=10_000)
    with _WRITING:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as lines:
            lines.write(written)
            lines.flush()
            os.fsync(lines.fileno())


def decided(file: Path | None) -> list[dict[str, Any]]:
    """The entries that were written so far."""
    if file is None or not file.exists():
        return []
    return yaml.safe_load(file.read_text(encoding="utf-8")) or []


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
