"""The inbox as a connector: which files lie there ready to be taken, which are still being written, which
cannot be.

Holds the look around, never a change: files are moved by landing once their report is safe. An inbox that is
read in place (`managed=False`) is only ever looked at.
"""

from __future__ import annotations

import errno
import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from sources.connectors.arrival import Arrival, LoneSidecar, Look, Movable
from sources.landing.regions import region_named
from sources.landing.sidecar import MAX_SIDECAR_BYTES, Sidecar, is_sidecar, read_sidecar, sidecar_names
from sources.readers.document import Unreadable

SETTLE_SECONDS = 2.0

# Files that programs keep for themselves; a directorate never sends one as a report.
LITTER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "__pycache__"})
LITTER_PREFIXES = (".", "~$")
LITTER_SUFFIXES = (".py", ".pyc")
UNFINISHED_SUFFIXES = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")

STILL_BEING_WRITTEN = "still being written; it is taken at the next look"
WITHOUT_REPORT = (
    "a sidecar without its report; put the report beside it, or name it like a report that has landed, in the"
    " same folder"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that lies in the inbox and is not taken this time, with the reason and what would help."""

    source_path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """A folder that reports are dropped into.

    `managed`: files leave it once they have landed. Otherwise it is read in place and never changed.
    `settle_seconds`: how long a file must have stood still before it is taken.
    """

    root: Path
    managed: bool
    settle_seconds: float = SETTLE_SECONDS

    @property
    def source(self) -> str:
        """The name of this connector in the tables."""
        return "inbox" if self.managed else "folder"


@dataclass(frozen=True, slots=True)
class _Found:
    """A regular file and its sidecar as they stood at the first look; a sidecar alone is its own."""

    path: Path
    look: Look
    sidecar_path: Path | None
    sidecar_look: Look | None

    @property
    def is_alone(self) -> bool:
        """Whether it is a sidecar without a report."""
        return self.sidecar_path == self.path


def look_around(
    inbox: Inbox,
    clock: Callable[[], float] = time.time,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Arrival | LoneSidecar | Waiting]:
    """Everything in the inbox, folder by folder in the order of names: what can be taken, and what waits and
    why.

    A file whose last change is younger than the settle time is looked at again at the end, after waiting
    (once, at most the settle time): when it has not changed in between it is taken, otherwise it waits.
    """
    if not inbox.root.is_dir():
        raise NotADirectoryError(f"There is no inbox at {inbox.root}; create the folder or name another one.")
    young: list[_Found] = []
    first_look = clock()
    for found in _walk(inbox):
        if not isinstance(found, _Found):
            yield found
        elif _is_young(found, clock(), inbox.settle_seconds):
            young.append(found)
        else:
            yield _taken(inbox, found)
    if young:
        pause(max(0.0, inbox.settle_seconds - (clock() - first_look)))
    for found in young:
        if _unchanged(found):
            yield _taken(inbox, found)
        elif found.path.exists():
            yield Waiting(shown_path(inbox, found.path), STILL_BEING_WRITTEN)


def arrival_at(path: Path) -> Arrival:
    """One file as an inbox would give it: with its sidecar, and the region of a folder in the path as given.

    Raises FileNotFoundError where nothing lies at the path.
    """
    inbox = Inbox(Path(path.anchor), managed=False)
    with os.scandir(path.parent) as listing:
        entries = {entry.name: entry for entry in listing}
    for found in _entry(inbox, entries[path.name], same_names(entries)) if path.name in entries else ():
        return _arrival(inbox, found) if isinstance(found, _Found) else found
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _walk(inbox: Inbox) -> Iterator[_Found | Arrival | Waiting]:
    folders = [inbox.root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted((entry for entry in listing if not is_litter(entry.name)), key=_name)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Waiting(
                shown_path(inbox, folder), f"the folder cannot be opened ({error.strerror}); allow it"
            )
            continue
        folders.extend(Path(entry) for entry in reversed(entries) if entry.is_dir(follow_symlinks=False))
        names = same_names(entry.name for entry in entries)
        described = {
            name
            for entry in entries
            if not is_sidecar(entry.name)
            for name in sidecar_names(_finished(composed(entry.name)))
        }
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                continue
            if is_sidecar(entry.name):
                if composed(entry.name) not in described and (look := look_at(Path(entry))) is not None:
                    yield _Found(Path(entry), look, Path(entry), look)
            elif is_unfinished(entry.name):
                yield Waiting(shown_path(inbox, Path(entry)), STILL_BEING_WRITTEN)
            else:
                yield from _entry(inbox, entry, names)


def _finished(name: str) -> str:
    """The name that a file has once it is written."""
    folded = name.casefold()
    ending = next((suffix for suffix in UNFINISHED_SUFFIXES if folded.endswith(suffix)), "")
    return name[: len(name) - len(ending)]


def _entry(inbox: Inbox, entry: os.DirEntry[str], names: Mapping[str, str]) -> Iterator[_Found | Arrival]:
    path = Path(entry)
    refusal = None
    if entry.is_symlink():
        refusal = Unreadable("symbolic_link", "A link is not followed; put the file itself into the inbox.")
    elif not entry.is_file(follow_symlinks=False):
        refusal = Unreadable(
            "not_a_file", "This is a pipe, socket or device; put a regular file into the inbox."
        )
    look = look_at(path)
    if look is None:
        return
    sidecar_path = next(
        (path.with_name(names[name]) for name in sidecar_names(composed(entry.name)) if name in names), None
    )
    found = _Found(path, look, sidecar_path, look_at(sidecar_path) if sidecar_path else None)
    yield found if refusal is None else replace(_arrival(inbox, found), refusal=refusal)


def look_at(path: Path) -> Look | None:
    """How the file at a path stands now (of a link, the link itself); null when there is none."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Look(status.st_size, status.st_mtime_ns)


def _is_young(found: _Found, now: float, settle_seconds: float) -> bool:
    """Also for a time of change in the future, as a wrong clock elsewhere gives: two looks decide then."""
    looks = [found.look] + ([found.sidecar_look] if found.sidecar_look else [])
    return any(now - look.modified_ns / 1e9 < settle_seconds for look in looks)


def _unchanged(found: _Found) -> bool:
    same_sidecar = found.sidecar_path is None or look_at(found.sidecar_path) == found.sidecar_look
    return same_sidecar and look_at(found.path) == found.look


def _taken(inbox: Inbox, found: _Found) -> Arrival | LoneSidecar:
    arrival = _arrival(inbox, found)
    return LoneSidecar(arrival) if found.is_alone else arrival


def _arrival(inbox: Inbox, found: _Found) -> Arrival:
    refusal: Unreadable | None = None
    sidecar: Sidecar | None = None
    if found.sidecar_path is not None:
        try:
            sidecar = _sidecar(found.sidecar_path)
        except Unreadable as error:
            refusal = error
    taken = [(found.path, found.look)]
    if not found.is_alone and found.sidecar_path is not None and found.sidecar_look is not None:
        taken.append((found.sidecar_path, found.sidecar_look))
    return Arrival(
        source=inbox.source,
        source_path=shown_path(inbox, found.path),
        file_name=printable(found.path.name),
        path=found.path,
        look=found.look,
        region_hint=(sidecar.region if sidecar else None) or _region_of_folder(inbox, found.path),
        sidecar=sidecar,
        to_be_moved=tuple(Movable(str(path.relative_to(inbox.root)), look) for path, look in taken)
        if inbox.managed
        else (),
        refusal=refusal,
    )


def _sidecar(path: Path) -> Sidecar:
    name = printable(path.name)
    try:
        if path.is_symlink():
            raise OSError(0, "it is a symbolic link")
        with open(path, "rb") as file:
            content = file.read(MAX_SIDECAR_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            "broken_sidecar",
            f"The sidecar {name} cannot be read ({error.strerror}); correct that, then `make retry`.",
        ) from error
    return read_sidecar(content, name)


def _region_of_folder(inbox: Inbox, path: Path) -> str | None:
    """The region that the innermost folder with a region's name stands for; files at the root have none."""
    for folder in reversed(path.relative_to(inbox.root).parts[:-1]):
        if (code := region_named(folder)) is not None:
            return code
    return None


def is_litter(name: str) -> bool:
    """Whether a name is one that programs use for their own files: hidden, lock files, caches."""
    folded = name.casefold()
    return folded in LITTER_NAMES or folded.startswith(LITTER_PREFIXES) or folded.endswith(LITTER_SUFFIXES)


def is_unfinished(name: str) -> bool:
    """Whether a name is one that programs give to files while they write them."""
    return name.casefold().endswith(UNFINISHED_SUFFIXES)


def composed(name: str) -> str:
    """A name as names are compared: one system writes «й» as one sign, another as two."""
    return unicodedata.normalize("NFC", name)


def same_names(names: Iterable[str]) -> dict[str, str]:
    """Composed name → name as it stands; where two are the same, the first in order."""
    return {composed(name): name for name in sorted(names, reverse=True)}


def shown_path(inbox: Inbox, path: Path) -> str:
    """A path as the tables show it: below a managed inbox relative to it, elsewhere whole."""
    shown = path.relative_to(inbox.root) if inbox.managed else path.absolute()
    return printable(PurePosixPath(shown).as_posix())


def printable(name: str) -> str:
    """A name without line breaks, control characters and broken bytes: those are written as escapes such as
    `\\n`.
    """
    decoded = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(_escape(sign) if unicodedata.category(sign)[0] == "C" else sign for sign in decoded)


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
