"""Copies of large files: shared blocks where the file system can, else inside the kernel.

Holds the copying only. What is copied, and what becomes of the copy, is the caller's.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

_PIECE = 1 << 30
_NOT_HERE = {errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}


def copy_file(source: Path, target: Path) -> None:
    """Copy a file; on btrfs, XFS and their like the copy shares its blocks and costs nothing.

    `copy_file_range` shares blocks by itself where it can. A file system that refuses it gets a plain copy.
    """
    try:
        with source.open("rb") as reading, target.open("wb") as writing:
            while os.copy_file_range(reading.fileno(), writing.fileno(), _PIECE):
                pass
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        shutil.copyfile(source, target)
