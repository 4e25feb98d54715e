"""One visit of a page: what was asked, by whom it is answered, in which language.

A page is a function from a visit (and the parts of its address) to an `Answer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestration.explorer.database import Snapshot
from orchestration.explorer.languages import Words


class Missing(Exception):
    """There is no such page; the message names what was looked for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """`query` are the parameters of the address, `live` says whether a server answers (static pages have no
    search, no downloads, no buttons), `decisions` is the file that buttons write to, None where nobody may.
    """

    snapshot: Snapshot
    words: Words
    query: Mapping[str, str]
    live: bool = True
    decisions: Path | None = None

    @property
    def language(self) -> str:
        """ru, kk or en."""
        return self.words.language

    def asked(self, name: str) -> str:
        """A parameter of the address, empty where it is not given."""
        return self.query.get(name, "").strip()

    def number(self, name: str, default: int, most: int) -> int:
        """A whole parameter between zero and `most`."""
        text = self.asked(name)
        return min(int(text), most) if text.isdecimal() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class Answer:
    """The template of a page and the values it shows."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
