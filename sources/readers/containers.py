"""Files that hold other files: zip archives and the attachments of messages, taken apart before anything is
read.

Holds the taking apart and the names of the parts. A part is never written anywhere, and its name is only a
label: paths in it are made harmless. Office files are zips too but are not containers.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sources.readers import detection
from sources.readers.archive_names import entry_names
from sources.readers.archives import open_archive, read_entry
from sources.readers.document import Unreadable
from sources.readers.guard import guarded
from sources.readers.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_DEPTH,
    MAX_ARCHIVE_ENTRIES,
    MAX_FILE_BYTES,
    refuse_above,
)
from sources.readers.messages import attachments

_SYSTEM_FOLDER = "__MACOSX"
_SYSTEM_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_MAX_NAME_BYTES = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of a container: its path inside, made harmless, parts joined by "/"; and its bytes."""

    name: str
    content: bytes


def expand(content: bytes, file_name: str) -> list[Member]:
    """Return the files inside a container, archives in archives included; any other file is its own only
    member.

    A message is a member itself, because its body may be the report, followed by its attachments. Member
    names begin with the name of the container. Raises `Unreadable` (`unsafe_archive`, `encrypted`, `corrupt`,
    `too_large`) when the container as a whole must not be taken apart; a damaged inner archive stays a
    member, to be rejected by itself.
    """
    refuse_above(MAX_FILE_BYTES, len(content), "bytes")
    return guarded(_expanded, content, file_name)


def _expanded(content: bytes, file_name: str) -> list[Member]:
    members: list[Member] = []
    budget = MAX_ARCHIVE_BYTES
    waiting = [(Member(file_name, content), 0)]
    while waiting:
        member, depth = waiting.pop(0)
        inner = _inner(member, nested=depth > 0)
        if inner is None:
            members.append(member)
            continue
        if depth >= MAX_ARCHIVE_DEPTH:
            raise Unreadable(
                "unsafe_archive", "Archives are nested too deeply; pack the reports in one archive."
            )
        budget -= sum(len(part.content) for part in inner)
        if budget < 0 or len(members) + len(waiting) + len(inner) > MAX_ARCHIVE_ENTRIES:
            raise Unreadable(
                "unsafe_archive", "The archive unpacks to too much; send its reports in several archives."
            )
        waiting = [
            (part, depth if part is member else depth + 1) for part in inner if part is not member
        ] + waiting
        if any(part is member for part in inner):
            members.append(member)
    return members


def harmless_name(name: str) -> str:
    """A path inside a container without anything a file system could act on: no root, drive, "..", control
    signs.

    Names end up at most 200 bytes long, their extension kept, because file systems allow 255.
    """
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    readable = "".join(char for char in spaced if char.isprintable())
    parts = [part.strip(" ") for part in readable.replace("\\", "/").split("/")]
    kept = [part.replace(":", "_") for part in parts if part not in ("", ".", "..")]
    return "/".join(_shortened(part) for part in kept) or "unnamed"


def _inner(member: Member, *, nested: bool) -> list[Member] | None:
    """The files directly inside, or None when the member is no container or a nested one that is damaged."""
    try:
        kind = detection.media_type_of(member.content, member.name)
    except Unreadable:
        return None
    if kind == detection.MESSAGE:
        found = attachments(member.content)
        return (
            [member, *(Member(f"{member.name}/{harmless_name(name)}", data) for name, data in found)]
            if found
            else None
        )
    if kind != detection.ZIP:
        return None
    try:
        return _zip_members(member)
    except Unreadable as error:
        if nested and error.reason in ("corrupt", "encrypted"):
            return None
        raise


def _zip_members(member: Member) -> list[Member]:
    with open_archive(member.content) as archive:
        entries = archive.infolist()
        files = [
            (entry, name)
            for entry, name in zip(entries, entry_names(entries), strict=True)
            if not (entry.is_dir() or name.endswith("/") or _is_system_file(name))
        ]
        if not files:
            raise Unreadable("empty", "The archive holds no file; pack the reports and send it again.")
        return [
            Member(f"{member.name}/{harmless_name(name)}", read_entry(archive, entry))
            for entry, name in files
        ]


def _is_system_file(name: str) -> bool:
    *folders, last = name.split("/")
    return _SYSTEM_FOLDER in folders or last in _SYSTEM_NAMES or last.startswith("._")


def _shortened(part: str) -> str:
    encoded = part.encode()
    if len(encoded) <= _MAX_NAME_BYTES:
        return part
    stem, dot, extension = part.rpartition(".")
    tail = dot + extension if stem and len(extension) <= 10 else ""
    return encoded[: _MAX_NAME_BYTES - len(tail.encode())].decode(errors="ignore") + tail
