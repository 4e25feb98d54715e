"""Taking the bytes of an arrival: whole and unchanged, or with the reason why not.

Holds the reading of one file from disk. What the bytes say belongs to the readers.
"""

from __future__ import annotations

import errno
import os
import stat

from sources.connectors.arrival import Arrival, Look
from sources.readers.document import Unreadable


class ChangedError(Exception):
    """The file is not as it was when it was looked at: somebody writes it, or took it away."""


def take(arrival: Arrival, file_bytes: int) -> bytes:
    """The bytes of an arrival, at most `file_bytes` of them.

    Raises `Unreadable` (`too_large`, `no_permission`, `not_a_file`, `unreadable`, or the arrival's own
    refusal), and `ChangedError` when the file changed since it was looked at or while it was being read.
    """
    if arrival.refusal is not None:
        raise arrival.refusal
    if (arrival.byte_count or 0) > file_bytes:
        raise Unreadable(
            "too_large", f"The file has {arrival.byte_count} bytes, the limit is {file_bytes}; split it."
        )
    if arrival.content is not None:
        return arrival.content
    if arrival.path is None:
        raise ValueError(f"{arrival.source_path} has neither bytes nor a path; its connector must give one")
    try:
        # Without following or blocking: since the look, the entry may have become a link or a pipe.
        descriptor = os.open(arrival.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise _refusal(error) from error
    with open(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise ChangedError("it is no regular file any more")
        try:
            content = file.read(file_bytes + 1)
        except OSError as error:
            raise _refusal(error) from error
        if not _look(before) == _look(os.fstat(descriptor)) == arrival.look or len(content) != before.st_size:
            raise ChangedError("it changed while it was being read")
    return content


def _look(status: os.stat_result) -> Look:
    return Look(status.st_size, status.st_mtime_ns)


def _refusal(error: OSError) -> Exception:
    if error.errno in (errno.ENOENT, errno.ELOOP, errno.ENXIO):
        return ChangedError("it is gone")
    if error.errno in (errno.EACCES, errno.EPERM):
        return Unreadable("no_permission", "The file may not be read; allow reading it, then `make retry`.")
    return Unreadable("unreadable", f"The disk did not give the file ({error.strerror}); copy it anew.")
