"""What the pages say in three languages: texts of the interface, names of codes, regions and indicators.

Texts stand in `interface.csv`, names of codes in the published `dim_label`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestration.explorer.database import Snapshot

LANGUAGES = ("ru", "kk", "en")
NAMES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}
_INTERFACE = Path(__file__).with_name("interface.csv")


class UnknownText(KeyError):
    """A page asks for a text that interface.csv does not have; add a line there."""


@cache
def interface() -> Mapping[str, Mapping[str, str]]:
    """The texts of the interface: key → language → text."""
    with _INTERFACE.open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: {language: row[language] for language in LANGUAGES} for row in csv.DictReader(file)
        }


@dataclass(frozen=True, slots=True)
class Words:
    """The texts and names of one language, for one publication."""

    language: str
    labels: Mapping[tuple[str, str], str]
    units: Mapping[str, str]
    regions: Mapping[str, str]
    indicators: Mapping[str, str]

    def __call__(self, key: str) -> str:
        """A text of the interface."""
        try:
            return interface()[key][self.language]
        except KeyError:
            raise UnknownText(f"{key}: add a line to {_INTERFACE.name}") from None

    def label(self, column: str, code: str | None) -> str:
        """The name of a code of a closed list; the code itself where it has none."""
        return "—" if code is None else self.labels.get((column, code), code)

    def column(self, name: str) -> str:
        """What a column is called; its own name where it has no other."""
        texts = interface().get(f"column.{name}")
        return name if texts is None else texts[self.language]


def words_of(snapshot: Snapshot, language: str) -> Words:
    """The words of a language with the names that are published."""
    name = f"name_{language}"

    def names(table: str, key: str) -> dict[str, str]:
        return {row[key]: row[name] for row in snapshot.rows(f"select {key}, {name} from {table}")}

    labels = snapshot.rows(f"select column_name, code, {name} from dim_label")
    return Words(
        language,
        {(row["column_name"], row["code"]): row[name] for row in labels},
        names("dim_unit", "unit"),
        names("dim_region", "region_code"),
        names("dim_indicator", "indicator_code"),
    )
