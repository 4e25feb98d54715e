"""What a hostile case is: a file, made when asked for, and the ways it may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"
REFUSED = frozenset(
    {
        "empty",
        "undecodable",
        "corrupt",
        "encrypted",
        "no_text_layer",
        "too_large",
        "unsupported_type",
        "unsafe_archive",
    }
)


@dataclass(frozen=True)
class Case:
    """A file by `name`, its bytes from `make`, and `ends`: READ or reasons to refuse it."""

    name: str
    file_name: str
    make: Callable[[], bytes]
    ends: frozenset[str]


def case(name: str, file_name: str, make: Callable[[], bytes] | bytes, *ends: str) -> Case:
    """Declare a case; without `ends` any end will do, as damage at a random place may mean anything."""
    maker = make if callable(make) else lambda: make
    return Case(name, file_name, maker, frozenset(ends) or REFUSED | {READ})
