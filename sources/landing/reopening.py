"""Opening landed reports again: what a reader found in the bytes counts for its version only.

Holds the rows of raw with what today's readers find in the bytes. Nothing is written here: raw stays as it
was received, and the text that was read stands with the reading, in accepted. Which reports are to be read is
said by `sources.landing.unread`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as compute

from sources.landing.circumstances import stated
from sources.landing.landing_batch import Call, Read
from sources.landing.opened import Opened
from sources.landing.raw_writer import blocks_array
from sources.readers.document import Unreadable

TEXT = ("media_type", "encoding", "title", "source_url", "metadata", "text", "reader", "reader_version")
"""Columns that a reader fills, besides the blocks."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A chunk of raw rows as today's readers open them, without the bytes. `unopened`: the rows whose bytes
    they refuse, each with the reason.
    """

    rows: pa.Table
    unopened: tuple[tuple[pa.Table, Unreadable], ...] = ()


def reopen(
    chunks: Iterable[pa.Table], open_files: Read, reader_version: str, *, kept: str | None
) -> Iterator[Reopened]:
    """Each chunk with the text of the present readers, `reader_version`.

    A stored text of the version `kept` is as good as the bytes; all others are opened again, file by file
    under the limits of landing, so that a poisonous file costs itself. One chunk is held at a time.
    """
    for chunk in chunks:
        known = chunk.drop_columns(["content"])
        if kept is None:
            fresh = pa.array([False] * chunk.num_rows)
        else:
            fresh = compute.equal(chunk["reader_version"], kept)
        stale = chunk.filter(compute.invert(fresh))
        if stale.num_rows == 0:
            yield Reopened(known)
            continue
        rows, refused = _opened(stale, open_files, reader_version)
        yield Reopened(pa.concat_tables([known.filter(fresh), rows]), refused)


def _opened(
    rows: pa.Table, open_files: Read, reader_version: str
) -> tuple[pa.Table, tuple[tuple[pa.Table, Unreadable], ...]]:
    known = rows.drop_columns(["content"])
    opened: dict[int, Opened] = {}
    refused: list[tuple[pa.Table, Unreadable]] = []
    for number, answer in open_files(_calls(rows)):
        if isinstance(answer, Opened):
            opened[number] = answer
        elif isinstance(answer, Unreadable):
            refused.append((known.slice(number, 1), answer))
        else:
            raise TypeError(f"Opening a landed report gave {answer!r}; see sources.landing.opening")
    places = sorted(opened)
    found = known.take(pa.array(places, pa.int64()))
    sidecars = [stated(sidecar) for sidecar in found["sidecar"].to_pylist()]
    columns: dict[str, list[object]] = {name: [getattr(opened[n], name) for n in places] for name in TEXT}
    columns["reader_version"] = [reader_version] * len(places)
    # What somebody wrote beside a report counts for more than what its format says.
    for name in ("title", "source_url"):
        told = found[name].to_pylist()
        columns[name] = [
            told[n] if sidecar.get(name) else value
            for n, (sidecar, value) in enumerate(zip(sidecars, columns[name], strict=True))
        ]
    for name, values in columns.items():
        place = found.schema.get_field_index(name)
        field = found.schema.field(place)
        found = found.set_column(place, field, pa.array(values, field.type))
    place = found.schema.get_field_index("blocks")
    blocks = blocks_array([opened[n].blocks for n in places])
    return found.set_column(place, found.schema.field(place), blocks), tuple(refused)


def _calls(rows: pa.Table) -> Iterator[Call]:
    for number in range(rows.num_rows):
        content, name = rows["content"][number].as_py(), rows["report_file"][number].as_py()
        yield number, (content, name, False)
