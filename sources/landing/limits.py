"""What landing one report may cost, and how much landing takes at a time.

Holds numbers. They are passed as values, so that a test or a small machine can choose others.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the worker processes that read.

    `seconds` of processor time for one file: by the clock on the wall a busy machine would turn good files
    away. Hangs that only wait end after `patience` times as long. `memory_bytes` counts from an idle worker.
    """

    seconds: float = 10.0
    patience: float = 3.0
    memory_bytes: int = 512 * MEGABYTE
    # Libraries leak; a worker that has read this many files makes room for a fresh one.
    files_per_worker: int = 2_000

    @property
    def wall_seconds(self) -> float:
        """How long a file may take on the clock on the wall."""
        return self.seconds * self.patience


@dataclass(frozen=True, slots=True)
class Portions:
    """How much is taken at a time: files per batch directory, rows and bytes per Parquet row group.

    `file_bytes` is the largest file that is read at all.
    """

    file_bytes: int = 64 * MEGABYTE
    batch_files: int = 10_000
    group_rows: int = 512
    group_bytes: int = 16 * MEGABYTE
