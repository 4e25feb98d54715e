"""How much a single file may cost: sizes and counts beyond which a report is refused instead of read.

Holds numbers and the check of them. They are chosen so that any one file is read or refused within 10 seconds
and 512 MB; the largest report of a directorate seen so far has 20 pages.
"""

from __future__ import annotations

from sources.readers.document import Unreadable

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 64 * MEGABYTE
MAX_MARKUP_BYTES = 12 * MEGABYTE  # HTML and XML take up to twenty times their size once parsed
MAX_TEXT_CHARS = 8_000_000
MAX_BLOCKS = 300_000
MAX_LINES = 1_000_000
MAX_PAGES = 300
MAX_SHEETS = 200
MAX_CELLS = 150_000

MAX_ARCHIVE_ENTRIES = 2_000
MAX_ARCHIVE_BYTES = 128 * MEGABYTE  # unpacked, all entries together
MAX_ENTRY_RATIO = 200  # unpacked to packed; office files stay below 60
MAX_ARCHIVE_DEPTH = 3


def refuse_above(limit: int, amount: int, what: str) -> None:
    """Raise `Unreadable("too_large")` when `amount` is above `limit`; `what` names the amount for people."""
    if amount > limit:
        raise Unreadable(
            "too_large", f"The file has {amount} {what}, the limit is {limit}; split it and send the parts."
        )
