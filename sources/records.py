"""Records: the classes that hold what was read, made by the thousand and changed by nothing.

Holds the decorator only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool):
        """A data class that the type checker keeps frozen; for classes made for every figure or word.

        At run time nothing guards the fields: setting each past the guard made the making of a record four
        times dearer, a tenth of all reading. Records compare and hash by their fields as frozen ones do.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)
