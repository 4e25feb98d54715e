"""An object store as a connector: each object below a folder is brought once, and again when it was replaced.

Holds the listing and the choice of what is new. The store is opened by fsspec, which knows S3 and its
relatives; it is only ever read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import fsspec

from sources.connectors.arrival import Arrival, Look
from sources.connectors.declarations import Store
from sources.connectors.harvest import Cursor, Harvest, Problem
from sources.landing.inbox import (
    STILL_BEING_WRITTEN,
    Waiting,
    composed,
    is_litter,
    is_unfinished,
    printable,
    same_names,
)
from sources.landing.regions import region_named
from sources.landing.sidecar import MAX_SIDECAR_BYTES, Sidecar, is_sidecar, read_sidecar, sidecar_names
from sources.readers.document import Unreadable

MEGABYTE = 1024 * 1024
MAX_OBJECT_BYTES = 64 * MEGABYTE


class StoreError(Exception):
    """The store could not be listed; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object: its key, its size, and a state that changes when the object or its sidecar is replaced."""

    key: str
    byte_count: int
    state: str
    sidecar_key: str | None


def open_store(store: Store, options: Mapping[str, Any]) -> tuple[fsspec.AbstractFileSystem, str]:
    """The file system of a store and the folder in it. `options` (credentials) are those of the fsspec file
    system.
    """
    settings = dict(options)
    if store.endpoint_url:
        settings["client_kwargs"] = {**settings.get("client_kwargs", {}), "endpoint_url": store.endpoint_url}
    # Listings must not come from an earlier visit's memory.
    settings |= {"use_listings_cache": False, "skip_instance_cache": True}
    protocol = store.url.partition("://")[0]
    try:
        system = fsspec.filesystem(protocol, **settings)
    except (ImportError, ValueError) as error:
        raise StoreError(
            f"{store.url} cannot be opened ({error}); for S3, install the extra `s3`."
        ) from error
    return system, system._strip_protocol(store.url)


def visit(store: Store, system: fsspec.AbstractFileSystem, folder: str, cursor: Cursor) -> Harvest:
    """List a store and bring what is new; objects are read while the arrivals are walked through."""
    harvest = Harvest(store.source, (), lambda: cursor)
    brought = dict(cursor.brought)

    def arrivals() -> Iterator[Arrival | Waiting]:
        try:
            listed = list(objects(system, folder))
        except StoreError as error:
            harvest.problems.append(Problem(store.url, str(error)))
            return
        for found in listed:
            if is_unfinished(found.key):
                yield Waiting(_address(store, found.key), STILL_BEING_WRITTEN)
                continue
            if cursor.brought.get(found.key) == found.state:
                continue
            try:
                arrival = _arrival(store, system, folder, found)
            except Exception as error:  # noqa: BLE001 - told as a problem; see `objects` for why any
                harvest.problems.append(
                    Problem(found.key, f"the object could not be read ({error}); it is tried again")
                )
                continue
            if arrival is None:
                yield Waiting(_address(store, found.key), STILL_BEING_WRITTEN)
                continue
            yield arrival
            # A broken sidecar is looked at again when it has been corrected in the store.
            if arrival.refusal is None:
                brought[found.key] = found.state

    harvest.arrivals = arrivals()
    harvest.cursor_after = lambda: Cursor(brought)
    return harvest


def new_objects(system: fsspec.AbstractFileSystem, folder: str, cursor: Cursor) -> list[StoredObject]:
    """Objects below a folder that were not brought in their present state, in the order of keys; raises
    StoreError.
    """
    return [
        found
        for found in objects(system, folder)
        if not is_unfinished(found.key) and cursor.brought.get(found.key) != found.state
    ]


def objects(system: fsspec.AbstractFileSystem, folder: str) -> Iterator[StoredObject]:
    """The reports below a folder, also those with the name of an unfinished file; raises StoreError."""
    try:
        listed: dict[str, dict[str, Any]] = system.find(folder, detail=True)
    except Exception as error:
        # Every kind of store has errors of its own, which only its optional library knows.
        raise StoreError(
            f"{folder} cannot be listed ({error}); check its address, the endpoint and the credentials."
        ) from error
    folders = {str(parent) for key in listed for parent in PurePosixPath(key).parents}
    names = same_names(listed)
    for key in sorted(listed):
        path = PurePosixPath(key)
        inside = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts
        if is_sidecar(path.name) or any(is_litter(part) for part in inside):
            continue
        if _is_folder_marker(key, listed[key], folders):
            continue
        beside = (str(path.with_name(name)) for name in sidecar_names(path.name))
        sidecar_key = next((names[composed(name)] for name in beside if composed(name) in names), None)
        states = [_state(listed[name]) for name in (key, sidecar_key) if name]
        yield StoredObject(key, int(listed[key]["size"]), " ".join(states), sidecar_key)


def _is_folder_marker(key: str, details: Mapping[str, Any], folders: Collection[str]) -> bool:
    """Whether an entry stands for a folder: consoles and Hadoop write objects without content for them."""
    empty = int(details.get("size") or 0) == 0
    marks = key.endswith(("/", "_$folder$")) or key.rstrip("/") in folders
    return details.get("type") == "directory" or (empty and marks)


def _state(details: Mapping[str, Any]) -> str:
    named = details.get("ETag") or details.get("etag") or details.get("LastModified") or details.get("mtime")
    return f"{named}:{details['size']}".replace('"', "")


def _arrival(
    store: Store, system: fsspec.AbstractFileSystem, folder: str, found: StoredObject
) -> Arrival | None:
    """The object with its bytes; null when it is not as it was listed, because somebody is writing it."""
    path = PurePosixPath(found.key)
    refusal: Unreadable | None = None
    sidecar: Sidecar | None = None
    try:
        if found.sidecar_key:
            name = PurePosixPath(found.sidecar_key).name
            sidecar = read_sidecar(_read(system, found.sidecar_key, MAX_SIDECAR_BYTES + 1), printable(name))
        if found.byte_count > MAX_OBJECT_BYTES:
            remedy = f"The object has {found.byte_count} bytes, the limit is {MAX_OBJECT_BYTES}; split it."
            raise Unreadable("too_large", remedy)
    except Unreadable as error:
        refusal = error
    content = None if refusal else _content(system, found)
    if refusal is None and content is None:
        return None
    folders = (region_named(part) for part in reversed(path.parent.parts))
    return Arrival(
        source=store.source,
        source_path=_address(store, found.key),
        file_name=printable(path.name),
        content=content,
        look=Look(found.byte_count, 0),
        region_hint=(sidecar.region if sidecar else None)
        or next((code for code in folders if code), None)
        or store.region,
        sidecar=sidecar,
        refusal=refusal,
    )


def _address(store: Store, key: str) -> str:
    return f"{store.url.partition('://')[0]}://{printable(key)}"


def _content(system: fsspec.AbstractFileSystem, found: StoredObject) -> bytes | None:
    # A range of nothing is an error for S3.
    content = _read(system, found.key, MAX_OBJECT_BYTES) if found.byte_count else b""
    unchanged = int(system.info(found.key)["size"]) == len(content) == found.byte_count
    return content if unchanged else None


def _read(system: fsspec.AbstractFileSystem, key: str, limit: int) -> bytes:
    content: bytes = system.cat_file(key, start=0, end=limit)
    return content
