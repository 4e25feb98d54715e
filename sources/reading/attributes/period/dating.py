"""When a reading holds: puts the question to the periods, hands periods on, and lets dates correct plans.

Holds what lies between readings and periods. How expressions of time are found and chosen is said in
`periods*`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.tables.vocabulary import PeriodBasis, PeriodKind, PlanActual
from sources.language.figures import Figure
from sources.reading.about.publication import Publication
from sources.reading.about.region import RegionReading
from sources.reading.attributes.nature import (
    Nature,
    is_counted_from_january,
    is_due_once_a_year,
    is_handed_over,
    nature_of,
)
from sources.reading.attributes.period.choice import FigureContext, PeriodReading, figure_period, tense_of
from sources.reading.attributes.scope.engine import Decision
from sources.reading.attributes.status.choice import is_firm
from sources.reading.layout.lines import Line
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.mentions.periods.calendar import Stretch, moved
from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.mention import PeriodMention
from sources.reading.mentions.periods.told import MOVED
from sources.reading.mentions.places.finding import Place

_BEHIND = 45
_OWN_CLAUSE = 0.75
_FRAMES = frozenset({"year", "ytd", "half_year", "quarter", "month", "point"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything about the report that completing a reading needs."""

    page: Page
    region: RegionReading
    publication: Publication
    places: Sequence[Place]
    periods: Sequence[PeriodMention]
    frame_end: date | None


def period_of(
    reading: FigureReading, sentence: Sentence, line: Line, plan: PlanActual, setting: Setting
) -> PeriodReading:
    """The period of a reading, from the expressions of time around it."""
    folded = setting.page.folded
    start, end = _clause(folded, reading.figure, sentence)
    present, to_date = tense_of(folded, start, end)
    context = FigureContext(
        figure_start=reading.figure.start,
        figure_end=reading.figure.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        clause_start=start,
        clause_end=end,
        paragraph_start=line.start,
        nature=_nature(reading, plan),
        measure=reading.measure,
        plan_actual=plan,
        present_tense=present,
        to_date=to_date,
        unit=reading.unit,
        yearly=is_counted_from_january(reading.code),
        handed_over=is_handed_over(reading.code),
    )
    period = _framed(figure_period(context, setting.periods, folded, setting.publication.on), setting)
    if plan == "planned":
        period = _ahead(period, setting.publication.on)
    if is_due_once_a_year(reading.code) and period.kind == "unspecified":
        return _this_year(setting.publication.on)
    return period


def _ahead(period: PeriodReading, published: date | None) -> PeriodReading:
    """A month without a year that a plan names is still to come («первые откроются в сентябре» told in
    July).
    """
    if published is None or period.basis != "resolved" or period.end is None or period.end >= published:
        return period
    if period.kind not in ("month", "quarter", "half_year", "span"):
        return period
    later = moved(Stretch(period.kind, period.start, period.end), 1)
    return replace(period, start=later.start, end=later.end)


def _nature(reading: FigureReading, plan: PlanActual) -> Nature:
    """The nature of a reading; beds still to be built are due when their building is."""
    nature = nature_of(reading)
    if reading.code == "IN.EQ.KIND" and plan != "actual":
        return "flow"  # apparatus asked for or planned is bought some day
    return "attribute" if nature == "capacity" and plan == "planned" and reading.unit == "bed" else nature


def _this_year(published: date | None) -> PeriodReading:
    if published is None:
        return PeriodReading(PeriodKind.YEAR, None, None, PeriodBasis.UNRESOLVED)
    return PeriodReading(
        PeriodKind.YEAR,
        published.replace(month=1, day=1),
        published.replace(month=12, day=31),
        PeriodBasis.INFERRED,
    )


def _framed(period: PeriodReading, setting: Setting) -> PeriodReading:
    """A level told in the present of an undated report holds at the end of the time the report is about."""
    if (
        period.kind != "point"
        or period.start is not None
        or period.end is not None
        or setting.frame_end is None
    ):
        return period
    return replace(period, start=setting.frame_end, end=setting.frame_end, basis=PeriodBasis.INFERRED)


def status_as_dated(
    decision: Decision, period: PeriodReading, reading: FigureReading, setting: Setting
) -> PlanActual:
    """What lies wholly after the day of publication is planned, unless its own clause tells it as done."""
    published = setting.publication.on
    plan = PlanActual(decision.value)
    if plan != "actual" or is_firm(decision) or published is None or nature_of(reading) != "flow":
        return plan
    if (
        reading.form == "money"
        and reading.around is not None
        and reading.around.cost("allocated") <= _OWN_CLAUSE
    ):
        return plan  # what was set aside for a year to come is a decision taken
    ahead = period.start is not None and period.start > published
    horizon = period.kind == "horizon" and period.end is not None and period.end > published
    return PlanActual.PLANNED if ahead or horizon else plan


def frame_end(page: Page, periods: Sequence[PeriodMention]) -> date | None:
    """The end of the time an undated report is about, where its head says so («Отчёт за 2024 год»)."""
    head = next((s.end for s in page.sentences if page.lines[s.line].role == "prose"), 0)
    for mention in periods:
        if mention.start >= head:
            break
        if mention.role == "period" and mention.kind in _FRAMES and mention.period_end is not None:
            return mention.period_end
    return None


def dated_itself(reading: FigureReading, readings: Sequence[FigureReading], setting: Setting) -> bool:
    """Whether an expression of time stands between a figure and the one it depends on, or right behind it."""
    assert reading.source is not None
    if reading.link in ("contrast", "apart", "again") or reading.measure.startswith("change"):
        return True
    source = readings[reading.source]
    if _is_base_of_comparison(source, reading, setting):
        return True
    start = source.figure.end
    sentence = setting.page.sentences[reading.sentence]
    end = min(sentence.end, reading.figure.end + _BEHIND)
    others = [
        f.start
        for f in sentence.figures
        if f.start > reading.figure.start and not any(p.start <= f.start < p.end for p in setting.periods)
    ]
    end = min([end, *others])
    return any(
        start <= mention.start < end and mention.role in ("period", "bound") for mention in setting.periods
    )


def _is_base_of_comparison(source: FigureReading, reading: FigureReading, setting: Setting) -> bool:
    """Whether a figure is told for another time to compare with («…(в 2023 году – 7,8)», «былтыр осы кезеңде
    2,1 болған»): what follows its bracket, or its sentence, is of the time before it.
    """
    begin = setting.page.sentences[source.sentence].start
    before = [one for one in setting.periods if begin <= one.start and one.end <= source.figure.start]
    if not before:
        return False
    if (aside := before[-1].aside) is not None:
        return aside[0] <= source.figure.start < aside[1] <= reading.figure.start
    return before[-1].form in MOVED and source.sentence != reading.sentence


def _clause(folded: str, figure: Figure, sentence: Sentence) -> tuple[int, int]:
    """The stretch that shares its expressions of time: wider than a clause of the layout, which measured
    worse.
    """
    opens = lexicon().marks["clause_opens"]
    start = sentence.start
    for mark in opens.finditer(folded, sentence.start, figure.start):
        start = mark.end()
    following = opens.search(folded, figure.end, sentence.end)
    return start, following.start() if following else sentence.end
