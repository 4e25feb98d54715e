"""Scores, errors, curves and comparisons as lines of text for people.

Holds printing only; every function gives lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tests.scoring.cases import CheckedCase
from tests.scoring.comparison import Difference
from tests.scoring.floors import Floors
from tests.scoring.judging import JudgedDocument, Judgement, iso_date
from tests.scoring.measures import CONFIDENT, CurvePoint
from tests.scoring.scores import ScoredCorpus, Scores

COLUMNS = {
    "documents": "reports",
    "figures": "figures",
    "accounted": "acc.",
    "number": "number",
    "fact_f1": "F1",
    "region": "region",
    "period": "period",
    "status": "status",
    "measure": "measure",
    "comparator": "compar",
    "dims": "dims",
    "full": "full",
    "wrong_region": "wrong",
    "false_facts": "false",
    "confident_fact": f"fact{CONFIDENT}",
    "confident_full": f"full{CONFIDENT}",
    "confident": f"at {CONFIDENT}",
    "review_kept": "review",
}
"""Measure to the head of its column."""

LEGEND = (
    "wrong: facts on a wrong region; false: false facts per 100 numbers that are none; "
    f"fact{CONFIDENT}, full{CONFIDENT}: precision at confidence {CONFIDENT}; "
    f"at {CONFIDENT}: share of observations there"
)
COUNTS = frozenset({"documents", "figures", "wrong_region"})
MARKS = {"better": "▲", "worse": "▼", "other": "•"}
_NAME, _CELL = 17, 8


def table(scores: Scores, changed: Collection[Difference] = ()) -> Iterator[str]:
    """A line for every corpus and language; what differs from an earlier run is marked."""
    marks = {(one.corpus, one.language, one.measure): MARKS[one.direction] for one in changed}
    yield (" " * _NAME + "".join(f"{head:>{_CELL - 1}} " for head in COLUMNS.values())).rstrip()
    for corpus, languages in scores.items():
        for language, measures in languages.items():
            cells = "".join(
                f"{_value(name, measures.get(name)):>{_CELL - 1}}{marks.get((corpus, language, name), ' ')}"
                for name in COLUMNS
            )
            name = corpus if language == "all" else f"  {language}"
            yield f"{name:<{_NAME}}{cells}".rstrip()
    yield LEGEND


def turned_away(scored: ScoredCorpus) -> Iterator[str]:
    """The reports that were not accepted; of what is held out only how many."""
    if scored.held_out:
        if scored.turned_away:
            yield f"{scored.name}: {len(scored.turned_away)} report(s) not accepted"
        return
    for file, reason in scored.turned_away.items():
        yield f"{scored.name}: {file} not accepted ({reason})"


def errors(scored: ScoredCorpus, limit: int) -> Iterator[str]:
    """The first errors of a corpus, none of what is held out."""
    if scored.held_out:
        yield f"{scored.name} is held out: its errors are not shown"
        return
    wrong = [(document, one) for document in scored.documents for one in document.judgements if one.fault]
    if wrong:
        yield f"{scored.name}: {min(limit, len(wrong))} of {len(wrong)} errors"
    for document, one in wrong[:limit]:
        yield from _error(document, one)


def curve_lines(name: str, points: Sequence[CurvePoint]) -> Iterator[str]:
    """Precision and recall over the confidence asked for."""
    yield f"{name}: observations at a confidence of at least"
    yield f"{'':>10}{'number':>8}{'precision: fact':>17}{'full':>8}{'recall: fact':>15}{'full':>8}"
    for one in points:
        shares = (one.fact_precision, one.full_precision, one.fact_recall, one.full_recall)
        fact, full, fact_recall, full_recall = (_share(share) for share in shares)
        yield f"{one.threshold:>10}{one.observations:>8}{fact:>17}{full:>8}{fact_recall:>15}{full_recall:>8}"


def difference_lines(found: Sequence[Difference]) -> Iterator[str]:
    """What differs from an earlier run, the worse first."""
    yield (
        f"{len(found)} values differ from the earlier run"
        if found
        else "nothing differs from the earlier run"
    )
    for direction in ("worse", "better", "other"):
        for one in found:
            if one.direction == direction:
                yield (
                    f"  {MARKS[direction]} {one.corpus} {one.language} {one.measure}: "
                    f"{_plain(one.before)} -> {_plain(one.now)}"
                )


def floor_lines(before: Floors, after: Floors) -> Iterator[str]:
    """The floors that were raised."""
    raised = [
        f"  {portion} {name}: {_plain(before.get(portion, {}).get(name))} -> {_plain(floor)}"
        for portion, floors in after.items()
        for name, floor in floors.items()
        if before.get(portion, {}).get(name) != floor
    ]
    yield f"{len(raised)} floors raised" if raised else "no floor to raise"
    yield from raised


def case_lines(name: str, checked: Sequence[CheckedCase]) -> Iterator[str]:
    """The cases of a file that do not hold, and how many do."""
    for one in checked:
        if one.wrong:
            wrong = "; ".join(one.wrong)
            yield f"{one.case.kind[:60]} | {one.case.figure} | {wrong} | {one.case.text[:90]!r}"
    held = sum(not one.wrong for one in checked)
    share = f" ({held / len(checked):.3f})" if checked else ""
    yield f"{name}: {held} of {len(checked)} cases hold{share}"


def _error(document: JudgedDocument, one: Judgement) -> Iterator[str]:
    said, figure = one.annotated, one.figure
    if said is not None:
        where = f"…{said.before[-35:]}[{said.quote}]{said.after[:30]}…".replace("\n", " ")
    else:
        where = f"[{figure.row['quote'] if figure else ''}]"
    yield f"- {document.document.id} {one.fault}: {where}"
    if said is not None:
        first, last, kind = said.period
        yield (
            f"    expected {said.expect} {list(said.indicators)} {said.value} {said.unit} {said.region}"
            f" {first}..{last} {kind} {said.plan_actual} {said.measure} {said.comparator}"
            f" {dict(said.dimensions or {})}"
        )
    if figure is not None:
        row = figure.row
        yield f"    ledger   {row['disposition']} {row['reason']} {row['value']} {row['unit']}"
    read = one.observation or (figure.observations[0] if figure and figure.observations else None)
    if read is not None:
        yield (
            f"    read     {read['indicator_code']} {read['value']} {read['unit']} {read['region_code']}"
            f" {iso_date(read['period_start'])}..{iso_date(read['period_end'])} {read['period_kind']}"
            f" {read['plan_actual']} {read['measure']} {read['comparator']}"
            f" (rule {read['rule_id']}, confidence {read['confidence']:.2f})"
        )


def _value(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    if name in COUNTS:
        return f"{value:.0f}"
    return f"{value:.2f}" if name == "false_facts" else _share(value)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"
