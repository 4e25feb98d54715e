"""One batch on its way into raw: each arrival is taken, compared with what is known, opened, and entered in
the books.

Holds the decisions about single files. How batches follow each other, and what survives a kill, is in
`sources.landing.landing`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from checks.tables.vocabulary import IntakeOutcome
from sources.connectors.arrival import Arrival, LoneSidecar, Look
from sources.landing.inbox import STILL_BEING_WRITTEN, Waiting, look_at
from sources.landing.kept import Kept
from sources.landing.ledger import Place, Sighting, content_id, place_of
from sources.landing.members import arrivals_inside
from sources.landing.opened import Expanded, Opened
from sources.landing.progress import Meter
from sources.landing.raw_writer import RawWriter
from sources.landing.taking import ChangedError, take
from sources.readers.document import Unreadable

Call = tuple[int, tuple[object, ...]]
Read = Callable[[Iterable[Call]], Iterator[tuple[int, object]]]
"""Opens files: takes `(key, (content, file name, may expand))`, gives `(key, Opened, Expanded or
Unreadable)`.
"""

EMPTY_CONTAINER = Unreadable("empty", "There is no report inside; pack the reports and send it again.")


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier batches settled: digests of the reports in raw, places refused, files landed but
    not movable.
    """

    landed: set[bytes]
    refused: set[Place]
    stuck: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class _InHand:
    arrival: Arrival
    origin: Arrival
    report_id: str
    content: bytes


@dataclass(slots=True)
class LandingBatch:
    """The batch while it grows; `land` fills it. `already_known` counts files that are no news, `alone` holds
    sidecars that lie without a report.
    """

    known: Known
    writer: RawWriter
    kept: Kept
    file_bytes: int
    meter: Meter
    sightings: list[Sighting] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    alone: list[LoneSidecar] = field(default_factory=list)
    already_known: int = 0
    _in_hand: dict[int, _InHand] = field(default_factory=dict)
    _inside: deque[tuple[Arrival, Arrival]] = field(default_factory=deque)
    _landed: set[str] = field(default_factory=set)
    _refused: dict[str, Unreadable] = field(default_factory=dict)
    # Files with the same bytes as one that is being read just now; what becomes of it becomes of them.
    _twins: dict[str, list[tuple[Arrival, Arrival]]] = field(default_factory=dict)

    def land(self, arrivals: Iterable[Arrival | LoneSidecar | Waiting], read: Read) -> None:
        """Take every arrival and what is inside it, and settle what became of each."""
        remaining = iter(arrivals)
        self._round(remaining, read)
        # What the last containers held came after the calls had run out.
        while self._inside:
            self._round(remaining, read)

    def _round(self, remaining: Iterator[Arrival | LoneSidecar | Waiting], read: Read) -> None:
        for key, answer in read(self._calls(remaining)):
            in_hand = self._in_hand.pop(key)
            self._settle(in_hand, answer)
            self.meter.advance()

    def _calls(self, remaining: Iterator[Arrival | LoneSidecar | Waiting]) -> Iterator[Call]:
        number = 0
        while True:
            may_expand = not self._inside
            if self._inside:
                arrival, origin = self._inside.popleft()
            else:
                arrived = next(remaining, None)
                if arrived is None:
                    return
                if isinstance(arrived, Waiting):
                    self.waiting.append(arrived)
                    continue
                if isinstance(arrived, LoneSidecar):
                    self.alone.append(arrived)
                    continue
                arrival, origin = arrived, without_content(arrived)
            in_hand = self._take(arrival, origin)
            if in_hand is None:
                self.meter.advance()
                continue
            number += 1
            self._in_hand[number] = in_hand
            yield number, (in_hand.content, arrival.file_name, may_expand)

    def _take(self, arrival: Arrival, origin: Arrival) -> _InHand | None:
        """The bytes of an arrival when they have to be read; otherwise what became of it is settled here."""
        light = without_content(arrival)
        if arrival.path is not None and (why := self.known.stuck.get(arrival.path)):
            self.waiting.append(cannot_be_moved(arrival.source_path, why))
            return None
        try:
            content = take(arrival, self.file_bytes)
        except ChangedError:
            if arrival.path is not None and look_at(arrival.path) is not None:
                self.waiting.append(Waiting(arrival.source_path, STILL_BEING_WRITTEN))
            return None
        except Unreadable as refusal:
            self._refuse(light, origin, None, refusal, arrival.content)
            return None
        report_id = content_id(content)
        if bytes.fromhex(report_id) in self.known.landed or report_id in self._landed:
            self.sightings.append(Sighting(light, origin, report_id, IntakeOutcome.DUPLICATE))
        elif (refusal_of_twin := self._refused.get(report_id)) is not None:
            self._refuse(light, origin, report_id, refusal_of_twin, content)
        elif report_id in self._twins:
            self._twins[report_id].append((light, origin))
        elif not self._refused_before(light, origin, report_id):
            self._twins[report_id] = []
            return _InHand(light, origin, report_id, content)
        return None

    def _settle(self, in_hand: _InHand, answer: object) -> None:
        arrival, origin, report_id = in_hand.arrival, in_hand.origin, in_hand.report_id
        twins = self._twins.pop(report_id)
        match answer:
            case Opened():
                self.writer.add(arrival, report_id, in_hand.content, answer)
                self._landed.add(report_id)
                self.sightings.append(Sighting(arrival, origin, report_id, IntakeOutcome.LANDED))
                self.sightings += (
                    Sighting(twin, its, report_id, IntakeOutcome.DUPLICATE) for twin, its in twins
                )
            case Expanded():
                for container, its in ((arrival, origin), *twins):
                    self._expand(container, its, report_id, answer)
            case Unreadable():
                self._refused[report_id] = answer
                for refused, its in ((arrival, origin), *twins):
                    self._refuse(refused, its, report_id, answer, in_hand.content)
            case _:
                raise TypeError(f"Opening {arrival.source_path} gave {answer!r}; see sources.landing.opening")

    def _expand(self, container: Arrival, origin: Arrival, report_id: str, answer: Expanded) -> None:
        inside = list(arrivals_inside(container, answer))
        self._inside.extend((member, origin) for member in inside)
        if not inside:
            self._refuse(container, origin, report_id, EMPTY_CONTAINER, None)

    def refuse_alone(self, alone: LoneSidecar, refusal: Unreadable) -> None:
        """Turn away a sidecar that lies without its report."""
        self._refuse(alone.file, alone.file, None, refusal, None)

    def _refuse(
        self,
        arrival: Arrival,
        origin: Arrival,
        report_id: str | None,
        refusal: Unreadable,
        content: bytes | None,
    ) -> None:
        if self._refused_before(arrival, origin, report_id):
            return
        self.sightings.append(Sighting(arrival, origin, report_id, IntakeOutcome.REJECTED, refusal))
        if origin.path is None and content is not None:
            self.kept.keep(arrival, content)

    def _refused_before(self, arrival: Arrival, origin: Arrival, report_id: str | None) -> bool:
        """A file that stays where it is was refused by an earlier run, and nobody asked for another try."""
        known = not origin.to_be_moved and place_of(arrival, report_id) in self.known.refused
        self.already_known += known
        return known


def without_content(arrival: Arrival) -> Arrival:
    """The arrival without its bytes, which must not stay in memory until the batch is done; it knows their
    number.
    """
    if arrival.content is None:
        return arrival
    return replace(arrival, content=None, look=Look(len(arrival.content), 0))


def cannot_be_moved(source_path: str, why: str) -> Waiting:
    """A file that has landed and still lies in the inbox."""
    return Waiting(source_path, f"has landed but cannot be moved away ({why}); allow moving it")
