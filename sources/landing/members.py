"""Files that came inside another file: each becomes an arrival of its own, with what the container says about
it.

Holds the naming of members and their sidecars. Taking a container apart belongs to the readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from sources.connectors.arrival import Arrival
from sources.landing.inbox import composed, is_litter, printable
from sources.landing.opened import Expanded
from sources.landing.regions import region_named
from sources.landing.sidecar import Sidecar, is_sidecar, read_sidecar, sidecar_names
from sources.readers.document import Unreadable


def arrivals_inside(container: Arrival, expanded: Expanded) -> Iterator[Arrival]:
    """The reports inside a container; a sidecar in it speaks for its neighbour, the container's own
    for all others.
    """
    contents = {composed(name): content for name, content in expanded.members}
    for name, content in expanded.members:
        path = PurePosixPath(name)
        if is_sidecar(path.name) or any(is_litter(part) for part in path.parts[1:]):
            continue
        beside = (composed(str(path.with_name(sidecar))) for sidecar in sidecar_names(path.name))
        sidecar_name = next((sidecar for sidecar in beside if sidecar in contents), None)
        sidecar, refusal = _sidecar(contents, sidecar_name) if sidecar_name else (container.sidecar, None)
        folders = (region_named(folder) for folder in reversed(path.parts[1:-1]))
        region = (sidecar.region if sidecar else None) or next((code for code in folders if code), None)
        yield replace(
            container,
            source_path=container.source_path + printable(name.removeprefix(container.file_name)),
            file_name=printable(path.name),
            content=content,
            path=None,
            region_hint=region or container.region_hint,
            sidecar=sidecar,
            refusal=refusal,
        )


def _sidecar(contents: dict[str, bytes], name: str) -> tuple[Sidecar | None, Unreadable | None]:
    try:
        return read_sidecar(contents[name], printable(name)), None
    except Unreadable as refusal:
        return None, refusal
