"""What is known about a report besides its text: from its sidecar, its folder, its connector, its name.

Holds these values only. What the text says of itself is found beside it, and mostly decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from checks.tables.units import Unit
from checks.tables.vocabulary import PlanActual
from sources.catalogue.indicator_list import load_indicators
from sources.readers.document import Document

_FILE_NAME_MARKS = re.compile(r"[_\-+.]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What stands outside the text about all tables of a file: in its sidecar, which knows best, or its
    titles.

    `indicator`, `unit` and `plan_actual` are codes; `titles` are those of the sidecar and of the file, the
    weightiest first.
    """

    indicator: str | None = None
    unit: Unit | None = None
    plan_actual: PlanActual | None = None
    titles: tuple[str, ...] = ()


NOTHING = Stated()


def stated_of(sidecar: Mapping[str, object], file_name: str) -> Stated:
    """What a sidecar and the name of a file say about its tables.

    Codes that the catalogue does not have are passed over: landing refuses them, but a sidecar may have
    landed before these keys had a meaning.
    """
    said = {name: str(sidecar.get(name) or "").strip() for name in ("indicator", "unit", "plan_actual")}
    indicator, unit, plan = said["indicator"].upper(), said["unit"], said["plan_actual"]
    known = load_indicators().get(indicator)
    units = frozenset(Unit) if known is None else known.units
    return Stated(
        indicator if known else None,
        Unit(unit) if unit in units else None,
        PlanActual(plan) if plan in frozenset(PlanActual) else None,
        (_FILE_NAME_MARKS.sub(" ", file_name.rpartition(".")[0]).strip(),),
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about a report besides its text: from the sidecar, the folder, the connector.

    `region_hint` is the region of the sidecar or else of the folder, `sidecar_region` that of the sidecar;
    `received_on` is the day in Kazakhstan on which the file came, later than which it cannot be published.
    `tables` is what is known from outside of the text about the tables of the file.
    """

    published_on: date | None = None
    region_hint: str | None = None
    title: str | None = None
    sidecar_region: str | None = None
    received_on: date | None = None
    tables: Stated = NOTHING

    def about_tables(self, document: Document) -> Stated:
        """What is known from outside of the text about the tables of a document, its titles included."""
        titles = (self.title, document.metadata.get("title"), *self.tables.titles)
        return replace(self.tables, titles=tuple(title for title in titles if title))


UNKNOWN = Circumstances()
