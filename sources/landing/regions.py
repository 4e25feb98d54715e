"""Which region a folder or a sidecar names: the ISO code itself, or the region's name in one of three
languages.

Holds the names of regions as the reference list gives them. Finding regions in a report's text belongs to
reading.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources

SEPARATORS = re.compile(r"[\s_]+")


@lru_cache(maxsize=1)
def region_names() -> dict[str, str]:
    """Folded name or code → ISO 3166-2 code, from `sources/catalogue/reference/regions.csv`."""
    reference = resources.files("sources.catalogue") / "reference" / "regions.csv"
    names: dict[str, str] = {}
    with reference.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for column in ("region_code", "name_ru", "name_kk", "name_en"):
                names[fold(row[column])] = row["region_code"]
    return names


def region_named(name: str) -> str | None:
    """The ISO code of the region called `name` (`KZ-15`, `kz-15`, `Актюбинская область`, `aktobe_region`), or
    null.
    """
    return region_names().get(fold(name))


def fold(name: str) -> str:
    """A name as it is compared: case and kind of separator do not matter."""
    return SEPARATORS.sub(" ", name.strip().casefold())
