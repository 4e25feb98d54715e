"""Landing: arrivals become raw rows and intake rows, once per content, whatever is killed whenever.

Holds the order of steps. Reading happens in worker processes and comes in as a function, so that this module
knows neither formats nor processes.

A batch is safe once its directory is renamed into raw; before that nothing has changed anywhere, after that
the rest (rejections, moving files) stands as a list in the batch and is finished by the next run if this one
dies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice

import pyarrow.parquet as parquet

from checks.tables.vocabulary import IntakeOutcome
from sources.connectors.arrival import Arrival, LoneSidecar
from sources.landing.batches import new_batch_id, publish_batch
from sources.landing.compaction import recover
from sources.landing.inbox import Waiting, look_at
from sources.landing.kept import Kept
from sources.landing.landing_batch import Known, LandingBatch, Read, cannot_be_moved
from sources.landing.late_sidecars import sidecars_table
from sources.landing.ledger import (
    NEW_SIDECAR,
    Place,
    Sighting,
    earlier_sightings,
    intake_table,
    landed_reports,
    refused_places,
    rejections_of,
)
from sources.landing.limits import Portions
from sources.landing.lock import exclusive
from sources.landing.progress import Meter, Report, silent
from sources.landing.raw_writer import COMPRESSION, RawWriter
from sources.landing.sidecar_batch import settle_sidecars
from sources.landing.unfinished import Move, Unfinished, finish, finish_all, planned_move, write_list
from sources.landing.zones import Zones
from sources.readers.version import READER_VERSION

PORTIONS = Portions()


@dataclass(frozen=True, slots=True)
class Landing:
    """What a run of landing did. `landed + duplicates + rejected` is the number of files seen, always.

    `known`: files of a source that stays as it is, seen by an earlier run already. `waiting`: not taken, and
    why.
    """

    batch_ids: tuple[str, ...] = ()
    landed: int = 0
    duplicates: int = 0
    rejected: int = 0
    known: int = 0
    byte_count: int = 0
    waiting: tuple[Waiting, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """Files that got a row in the intake ledger."""
        return self.landed + self.duplicates + self.rejected

    def __add__(self, other: Landing) -> Landing:
        return Landing(
            batch_ids=self.batch_ids + other.batch_ids,
            landed=self.landed + other.landed,
            duplicates=self.duplicates + other.duplicates,
            rejected=self.rejected + other.rejected,
            known=self.known + other.known,
            byte_count=self.byte_count + other.byte_count,
            waiting=self.waiting + other.waiting,
            reasons=dict(Counter(self.reasons) + Counter(other.reasons)),
        )


class _NoNewsError(Exception):
    """Nothing came of a batch, so it is not written."""


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def land(
    zones: Zones,
    arrivals: Iterable[Arrival | LoneSidecar | Waiting],
    read: Read,
    *,
    portions: Portions = PORTIONS,
    reader_version: str = READER_VERSION,
    clock: Callable[[], datetime] = now,
    report: Report = silent,
    total: int | None = None,
) -> Landing:
    """Land everything that arrived, in batches of `portions.batch_files`; one writer at a time.

    Finishes first what a killed run left. A batch is written only when it holds news. `report` is told how
    far it has come; `total` is the number of arrivals, where it is known. `reader_version` is that of the
    readers behind `read`.
    """
    zones.create()
    meter = Meter(report, total)
    landing = Landing()
    with exclusive(zones.lock_file):
        recover(zones)
        known = Known(landed_reports(zones), refused_places(zones), finish_all(zones))
        remaining = iter(arrivals)
        # The first is taken apart from the rest, because an empty batch must not be begun.
        for first in remaining:
            batch = chain([first], islice(remaining, portions.batch_files - 1))
            landing += _land_batch(zones, batch, read, known, portions, reader_version, clock(), meter)
    meter.tell()
    return landing


def _land_batch(
    zones: Zones,
    arrivals: Iterable[Arrival | LoneSidecar | Waiting],
    read: Read,
    known: Known,
    portions: Portions,
    reader_version: str,
    moment: datetime,
    meter: Meter,
) -> Landing:
    batch_id = new_batch_id(moment, zones.raw, zones.staged, zones.accepted, zones.rejected)
    try:
        with publish_batch(zones.raw, batch_id) as directory:
            kept = Kept(directory)
            with RawWriter(directory / "reports.parquet", batch_id, moment, portions) as writer:
                batch = LandingBatch(known, writer, kept, portions.file_bytes, meter)
                batch.land(arrivals, read)
            spoken = tuple(settle_sidecars(zones, batch))
            news, already_known = _news(zones, batch.sightings)
            if not news:
                raise _NoNewsError
            intake = intake_table(news, earlier_sightings(zones, _places(news)), moment, batch_id)
            parquet.write_table(intake, directory / "intake.parquet", compression=COMPRESSION)
            if spoken:
                sidecars = sidecars_table(spoken, moment, batch_id)
                parquet.write_table(sidecars, directory / "sidecars.parquet", compression=COMPRESSION)
            moves = tuple(_moves(zones, kept, batch_id, news))
            write_list(directory, Unfinished(moves, tuple(rejections_of(news)), moment, reader_version))
    except _NoNewsError:
        return Landing(known=batch.already_known + already_known, waiting=tuple(batch.waiting))
    known.landed.update(
        bytes.fromhex(seen.report_id) for seen in news if seen.report_id and seen.outcome == "landed"
    )
    stuck = finish(zones, batch_id)
    batch.waiting.extend(cannot_be_moved(str(path), why) for path, why in stuck.items())
    return _summary(batch_id, news, batch.already_known + already_known, batch.waiting)


def _places(sightings: Iterable[Sighting]) -> list[Place]:
    return [sighting.place for sighting in sightings]


def _news(zones: Zones, sightings: list[Sighting]) -> tuple[list[Sighting], int]:
    """What belongs into the ledger, and how many do not: a duplicate that stays where it is was
    seen before, and nothing new is said beside it.
    """
    staying = [
        seen
        for seen in sightings
        if seen.outcome == "duplicate" and seen.note != NEW_SIDECAR and not seen.origin.to_be_moved
    ]
    earlier = earlier_sightings(zones, _places(staying)) if staying else Counter[Place]()
    known = {id(seen) for seen in staying if earlier[seen.place]}
    return [seen for seen in sightings if id(seen) not in known], len(known)


def _moves(zones: Zones, kept: Kept, batch_id: str, news: list[Sighting]) -> Iterator[Move]:
    """Where each file goes: a container with one rejected report goes with the rejected, so that a retry
    finds it.
    """
    landed = zones.landed_files / batch_id
    rejected = zones.rejected_files / batch_id
    refused = {id(seen.origin) for seen in news if seen.outcome == "rejected"}
    for origin in {id(seen.origin): seen.origin for seen in news}.values():
        target = rejected if id(origin) in refused else landed
        for movable in origin.to_be_moved:
            yield planned_move(zones, zones.inbox / movable.path, target / movable.path, movable.look)
    for file, folder in kept.folders.items():
        if (look := look_at(file)) is not None:
            safe = zones.raw / batch_id / file.relative_to(kept.directory)
            yield planned_move(zones, safe, rejected / folder / file.name, look)


def _summary(batch_id: str, news: list[Sighting], known: int, waiting: list[Waiting]) -> Landing:
    outcomes = Counter(sighting.outcome for sighting in news)
    return Landing(
        batch_ids=(batch_id,),
        landed=outcomes[IntakeOutcome.LANDED],
        duplicates=outcomes[IntakeOutcome.DUPLICATE],
        rejected=outcomes[IntakeOutcome.REJECTED],
        known=known,
        byte_count=sum(sighting.arrival.byte_count or 0 for sighting in news),
        waiting=tuple(waiting),
        reasons=dict(Counter(seen.refusal.reason for seen in news if seen.refusal)),
    )
