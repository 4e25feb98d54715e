"""What a refresh tells in the terminal when it has ended.

Turns what the assets of a run reported into lines. Nothing is computed here that is not on the pages of
Dagster too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from orchestration.settings import PROJECT_ROOT

Facts = Mapping[str, Mapping[str, object]]
SHOWN_REASONS = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """A step that failed, and why, in the words of the error."""

    step: str
    reason: str


def facts_of(events: Sequence[dg.DagsterEvent]) -> Facts:
    """What each asset reported about the whole run (`raw/reports` → its metadata); events of one region are
    left out.
    """
    facts: dict[str, dict[str, object]] = {}
    for event in events:
        if event.is_step_materialization and event.partition is None and event.asset_key is not None:
            metadata = event.step_materialization_data.materialization.metadata
            facts[event.asset_key.to_user_string()] = {name: value.value for name, value in metadata.items()}
    return facts


def problems_of(events: Sequence[dg.DagsterEvent]) -> list[Problem]:
    """The steps that failed with the innermost cause of each."""
    problems = []
    for event in events:
        if event.is_step_failure and (error := event.step_failure_data.error) is not None:
            while error.cause is not None:
                error = error.cause
            problems.append(Problem(event.step_key or "?", error.message.strip()))
    return problems


def failed_checks_of(events: Sequence[dg.DagsterEvent]) -> list[str]:
    """Checks that did not pass, as `asset: check (severity)`."""
    failed = []
    for event in events:
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed and evaluation.partition is None:
                asset = evaluation.asset_key.to_user_string()
                failed.append(f"{asset}: {evaluation.check_name} ({evaluation.severity.value.lower()})")
    return sorted(set(failed))


def success_lines(facts: Facts, failed_checks: Sequence[str], seconds: float) -> Iterator[str]:
    """The whole story of a run that succeeded."""
    intake = facts.get("raw/intake", {})
    yield ""
    yield _row("Files seen", intake.get("files_seen"), _parts(intake, "landed", "duplicates", "rejected"))
    yield from _reasons(intake)
    readings = facts.get("staged/readings", {})
    yield _row("Reports read", readings.get("reports"), _rate(readings))
    accepted = facts.get("accepted/reports", {})
    yield _row("Reports accepted", accepted.get("reports"), _parts(accepted, "rejected"))
    yield from _reasons(facts.get("rejected/rejections", {}))
    figures = facts.get("accepted/figures", {})
    yield _row(
        "Figures", figures.get("figures"), _parts(figures, "observation", "review", "context", "boilerplate")
    )
    yield _row("Observations", facts.get("accepted/observations", {}).get("observations"), "")
    published = facts.get("published/warehouse", {})
    yield _row("Warehouse", published.get("tables"), f"tables, {number(published.get('rows'))} rows in all")
    for name in failed_checks[:SHOWN_REASONS]:
        yield f"  check did not pass   {name}"
    yield ""
    yield f"Done in {seconds:.0f} s. The warehouse: {shown(Path(str(published.get('path', ''))))}"
    yield "Next: open it with any DuckDB client (read-only), or `make dev` for the pages of Dagster."


def failure_lines(problems: Sequence[Problem], run_id: str, log: Path) -> Iterator[str]:
    """What failed and what to do."""
    yield ""
    for problem in problems:
        yield f"The step {problem.step} failed:"
        yield from (f"  {line}" for line in problem.reason.splitlines())
    yield ""
    yield "What was landed and accepted is safe, the published warehouse is as it was. Mend what is said,"
    yield f"then run the command again. In full: {shown(log)}, or run {run_id[:8]} on the pages (make dev)."


def number(value: object) -> str:
    """A count with thin groups, as people read it; a dash where there is none."""
    return f"{value:,}".replace(",", " ") if isinstance(value, int) else "–"


def shown(path: Path) -> str:
    """A path as short as it is clear: relative to the checkout where it lies inside."""
    return str(path.relative_to(PROJECT_ROOT)) if path.is_relative_to(PROJECT_ROOT) else str(path)


def _row(title: str, value: object, rest: str) -> str:
    return f"{title:<18}{number(value):>12}  {rest}".rstrip()


def _parts(facts: Mapping[str, object], *names: str) -> str:
    return ", ".join(f"{number(facts[name])} {name}" for name in names if name in facts)


def _rate(facts: Mapping[str, object]) -> str:
    rate = facts.get("reports_per_second")
    return f"{rate:.1f} per second" if isinstance(rate, float) and facts.get("reports") else ""


def _reasons(facts: Mapping[str, object]) -> Iterator[str]:
    reasons = facts.get("reasons")
    if isinstance(reasons, Mapping):
        for reason, count in list(reasons.items())[:SHOWN_REASONS]:
            yield f"  {number(count):>4} × {reason}"
