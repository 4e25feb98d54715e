"""The sidecars of a batch that speak of reports that have landed before: what becomes of each.

Holds the decisions at the end of a batch, when all its files are settled. What is news is decided in
`sources.landing.late_sidecars`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.tables.vocabulary import IntakeOutcome
from sources.connectors.arrival import LoneSidecar
from sources.landing.inbox import WITHOUT_REPORT, Waiting
from sources.landing.landing_batch import LandingBatch
from sources.landing.late_sidecars import Had, Spoken, is_news, landed_beside, reaches, sidecars_had
from sources.landing.ledger import NEW_SIDECAR, SAME_SIDECAR, Sighting
from sources.landing.zones import Zones


def settle_sidecars(zones: Zones, batch: LandingBatch) -> Iterator[Spoken]:
    """The sidecars that are news, in the order in which they came; the books of the batch tell of all."""
    beside = {
        number: _spoken(seen)
        for number, seen in enumerate(batch.sightings)
        if seen.outcome == IntakeOutcome.DUPLICATE
        and seen.arrival.sidecar
        and seen.arrival.sidecar.content is not None
    }
    alone = list(landed_beside(zones, batch.alone))
    known = {spoken.report_id for spoken in beside.values()}
    known |= {report_id for _, reports in alone for report_id, _ in reports}
    had = sidecars_had(zones, known) if known else {}
    for seen in batch.sightings:
        if seen.outcome == IntakeOutcome.LANDED and seen.report_id in known and seen.arrival.sidecar:
            had.setdefault(seen.report_id or "", []).append(_spoken(seen).had)
    for number, spoken in beside.items():
        if is_news(spoken, had.get(spoken.report_id, ())):
            batch.sightings[number] = replace(batch.sightings[number], note=NEW_SIDECAR)
            had.setdefault(spoken.report_id, []).append(spoken.had)
            yield spoken
    for one, reports in alone:
        yield from _settle_alone(batch, one, reports, had)


def _settle_alone(
    batch: LandingBatch, one: LoneSidecar, reports: list[tuple[str, str]], had: dict[str, list[Had]]
) -> Iterator[Spoken]:
    file = one.file
    if not reports:
        batch.waiting.append(Waiting(file.source_path, WITHOUT_REPORT))
        return
    if file.sidecar is None:
        if file.refusal is not None:
            batch.refuse_alone(one, file.refusal)
        return
    news = []
    for report_id, path in reports:
        spoken = Spoken(report_id, file.source, path, file.sidecar, file.region_hint)
        before = had.get(report_id, [])
        if reaches(one, path, before) and is_news(spoken, before):
            had.setdefault(report_id, []).append(spoken.had)
            news.append(spoken)
    first = news[0].report_id if news else reports[0][0]
    note = None if news else SAME_SIDECAR
    batch.sightings.append(
        Sighting(file, file, first, IntakeOutcome.LANDED if news else IntakeOutcome.DUPLICATE, note=note)
    )
    yield from news


def _spoken(seen: Sighting) -> Spoken:
    arrival = seen.arrival
    assert arrival.sidecar is not None
    assert seen.report_id is not None
    return Spoken(seen.report_id, arrival.source, arrival.source_path, arrival.sidecar, arrival.region_hint)
