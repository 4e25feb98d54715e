"""What a refresh tells in the terminal when it has ended: what was read, what waits for a person, where to
look next.

Turns what the assets of a run reported into lines. Nothing is computed here that is not on the pages of
Dagster too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from orchestration.news import News
from orchestration.punctuality import LATE_DAYS
from orchestration.settings import PROJECT_ROOT, SHOW_ADDRESS

Facts = Mapping[str, Mapping[str, object]]
SHOWN_CHECKS = 10
REJECTION_CHECKS = frozenset({"reports_are_sound", "region_passed"})
SHOWN_FILES = 5

# What the kinds of the work list are called where they are counted: one, several.
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "review_figure": ("figure to decide", "figures to decide"),
    "doubtful_observation": ("doubtful observation", "doubtful observations"),
    "contradicting_group": ("total that contradicts its parts", "totals that contradict their parts"),
    "undated_report": ("report without a date", "reports without a date"),
    "report_without_region": ("report without a region", "reports without a region"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A step that failed, and why, in the words of the error."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class FailedCheck:
    """A check that did not pass: `asset: check (severity)`, and what to do where the check says it."""

    name: str
    what_to_do: str


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


def failed_checks_of(events: Sequence[dg.DagsterEvent]) -> list[FailedCheck]:
    """Checks of the whole run that did not pass, but for those that the files turned away tell already."""
    failed = set()
    for event in events:
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            evaluation = event.asset_check_evaluation_data
            told = evaluation.check_name in REJECTION_CHECKS
            if not evaluation.passed and not told and evaluation.partition is None:
                asset = evaluation.asset_key.to_user_string()
                advice = evaluation.metadata.get("what_to_do")
                name = f"{asset}: {evaluation.check_name} ({evaluation.severity.value.lower()})"
                failed.add(FailedCheck(name, str(advice.value) if advice else ""))
    return sorted(failed)


def all_rejected(facts: Facts) -> bool:
    """Whether files came, and none of them passed: nothing of what somebody has just sent is in the
    warehouse. Files of former runs that newer readers try once more are nobody's news.
    """
    intake, reports = facts.get("raw/intake", {}), facts.get("accepted/reports", {})
    came = _count(intake, "landed") + _count(intake, "rejected") - _count(intake, "tried_again")
    none_accepted = _count(reports, "reports") == 0 and _count(reports, "rejected") > 0
    return came > 0 and (_count(intake, "landed") == 0 or none_accepted)


def success_lines(
    facts: Facts, failed_checks: Sequence[FailedCheck], seconds: float, news: News | None = None
) -> Iterator[str]:
    """The whole story of a run that succeeded."""
    published = facts.get("published/warehouse", {})
    yield ""
    yield "What was read"
    yield from _what_was_read(facts)
    waiting = [*_waiting_files(facts), *_what_waits(published), *_checks(failed_checks)]
    yield ""
    yield "What waits for a person"
    yield from waiting or ["  nothing"]
    yield ""
    yield "Where to look next"
    tables = f"{number(published.get('tables'))} tables, {number(published.get('rows'))} rows"
    yield f"  {shown(Path(str(published.get('path', ''))))}: {tables}; any DuckDB client, read-only"
    yield from _samples(published)
    yield f"  make show opens the pages, where every number opens its sentence: {SHOW_ADDRESS}"
    yield "  make read FILE=path shows how one report is read; make dev opens the pages of Dagster"
    yield from _news_lines(news) if news else ()
    yield ""
    yield f"Done in {seconds:.0f} s."


def _news_lines(news: News) -> Iterator[str]:
    if news.said:
        yield ""
        yield "What the new reports said"
        yield from (f"  {region}: {sentence} ({file})" for region, sentence, file in news.said)
    silent = [f"nothing for {LATE_DAYS} days from {_few(news.silent)}"] if news.silent else []
    never = [f"nothing ever from {_few(news.never)}"] if news.never else []
    if silent or never:
        yield ""
        yield "Silent regions"
        yield from (f"  {line}" for line in (*silent, *never))


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


def _what_was_read(facts: Facts) -> Iterator[str]:
    intake = facts.get("raw/intake", {})
    seen, known = intake.get("files_seen"), intake.get("known_already")
    if seen:
        yield _row("Files seen", seen, _parts(intake, "landed", "duplicates", "rejected"))
        if twice := [f"{file} (as {first})" for file, first in _pairs(intake.get("duplicate_files"))]:
            yield f"  there already: {_few(twice)}"
    else:
        yield _row("Files seen", seen, f"nothing new{f', {number(known)} known already' if known else ''}")
    reports = facts.get("staged/readings", {}).get("reports")
    if reports:
        accepted = facts.get("accepted/reports", {})
        parts = f"{number(accepted.get('reports'))} accepted, {number(accepted.get('rejected'))} rejected"
        yield _row("Reports read", reports, parts)
        figures = facts.get("accepted/figures", {})
        parts = _parts(figures, "observation", "review", "context", "boilerplate")
        yield _row("Figures found", figures.get("figures"), parts)
        yield from _what_changed(facts.get("staged/readings", {}))


def _what_changed(readings: Mapping[str, object]) -> Iterator[str]:
    """What reading reports again changed of them."""
    if again := _count(readings, "read_again"):
        texts = _count(readings, "texts_changed")
        changed = ", ".join(
            f"{what} {_signed(readings, f'{what}_gained', f'{what}_lost')}"
            for what in ("figures", "observations")
        )
        yield _row("Of them again", again, f"{number(texts)} with another text; {changed}")


def _signed(facts: Mapping[str, object], gained: str, lost: str) -> str:
    return f"+{number(_count(facts, gained))} \N{MINUS SIGN}{number(_count(facts, lost))}"


def _waiting_files(facts: Facts) -> Iterator[str]:
    """Files of this run that were turned away or could not be taken yet."""
    rejected = [
        f"{file} ({reason})"
        for asset in ("raw/intake", "rejected/rejections")
        for file, reason in _pairs(facts.get(asset, {}).get("rejected_files"))
    ]
    if rejected:
        yield f"  turned away now: {_few(rejected)}"
    for path, reason in _pairs(facts.get("raw/intake", {}).get("waiting_files"))[:SHOWN_FILES]:
        yield f"  not taken yet: {path}, {reason}"


def _what_waits(published: Mapping[str, object]) -> Iterator[str]:
    """What stands open in the warehouse, whichever run brought it, with the table that holds it."""
    questions = {str(kind): count for kind, count in _pairs(published.get("questions"))}
    rejected, rows = _count(published, "rejected_standing"), _count(published, "rejected_rows_standing")
    counted = [
        *([f"{number(rejected)} {'file' if rejected == 1 else 'files'}"] if rejected else []),
        *([f"{number(rows)} {'row' if rows == 1 else 'rows'} of tidy tables"] if rows else []),
    ]
    if counted:
        yield f"  rejected_reports: {', '.join(counted)} turned away, with the reason and what helps"
    if conflicts := _count(questions, "region_conflict"):
        says = "report says" if conflicts == 1 else "reports say"
        named = [
            f"{file} {region}, not {other}" for file, region, other in _pairs(published.get("conflicts"))
        ]
        yield f"  work_list: {number(conflicts)} {says} another region than folder or sidecar: {_few(named)}"
        yield "    see make read FILE=…; docs/operate.md says what to do when the text is right or wrong"
    counts = [
        f"{number(count)} {QUESTIONS[kind][count != 1]}"
        for kind, count in questions.items()
        if kind in QUESTIONS
    ]
    if counts:
        yield f"  work_list: {', '.join(counts)}"


def _samples(published: Mapping[str, object]) -> Iterator[str]:
    if count := _count(published, "samples"):
        yield f"  {number(count)} bundled samples are in it; they leave when a report of your own is accepted"
    elif _count(published, "samples_left"):
        yield "  the bundled samples have left it, since a report of your own is there; data/raw keeps them"


def _checks(failed: Sequence[FailedCheck]) -> Iterator[str]:
    for check in failed[:SHOWN_CHECKS]:
        yield f"  check {check.name}{': ' if check.what_to_do else ''}{check.what_to_do}"


def _few(names: Sequence[str]) -> str:
    more = len(names) - SHOWN_FILES
    return ", ".join(names[:SHOWN_FILES]) + (f" and {number(more)} more" if more > 0 else "")


def _pairs(value: object) -> list[tuple[object, ...]]:
    """The rows of a list that came as metadata; none where it is missing."""
    return [tuple(row) for row in value] if isinstance(value, list) else []


def _count(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


def _row(title: str, value: object, rest: str) -> str:
    return f"  {title:<16}{number(value):>10}  {rest}".rstrip()


def _parts(facts: Mapping[str, object], *names: str) -> str:
    return ", ".join(f"{number(facts[name])} {name}" for name in names if name in facts)
