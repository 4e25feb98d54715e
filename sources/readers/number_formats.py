"""How an xlsx workbook displays its numbers: which cells are per cents and how many decimals are shown.

calamine hands over bare values, and 0.92 shown as 92% is another figure than 0.92. Sheets are scanned as
text, not parsed, which also tells before opening how large a rectangle of cells a sheet spans.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from posixpath import join, normpath

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import read_entry
from sources.readers.document import Unreadable
from sources.readers.limits import MAX_CELLS, refuse_above

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,5})"')
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Display:
    """How a number is shown: as per cent of its value, and with how many decimals (None: as many as
    it has).
    """

    percent: bool
    decimals: int | None


def display_of(number_format: str) -> Display | None:
    """Read an Excel number format such as `0.0%` or `#,##0`; None when it leaves the value as it is."""
    positive = _QUOTED.sub("", number_format.split(";")[0])
    if re.search(r"[dmyhsдмгчс]", positive, re.IGNORECASE) or re.search(
        r"general|@", positive, re.IGNORECASE
    ):
        return None
    digits = re.search(r"[0#?](?:[.]([0#?]*))?(?![0#?,.])", positive)
    if digits is None or "E+" in positive or "/" in positive:
        return None
    return Display(percent="%" in positive, decimals=len(digits.group(1) or ""))


def sheet_displays(archive: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], Display]]:
    """For each sheet name the places (0-based row, column) whose number format changes what is shown.

    Raises `Unreadable("too_large")` for a sheet whose filled cells span an absurd rectangle: readers that lay
    out the whole rectangle would take all memory.
    """
    styles = _styles(archive)
    return {name: _displays(_part(archive, path), styles) for name, path in _sheet_paths(archive).items()}


def _displays(sheet: bytes, styles: list[Display | None]) -> dict[tuple[int, int], Display]:
    found: dict[tuple[int, int], Display] = {}
    top = left = 1 << 30
    bottom = right = count = 0
    for match in _CELL.finditer(sheet):
        count += 1
        refuse_above(2 * MAX_CELLS, count, "cells")
        place = _PLACE.search(match.group(1))
        if place is None:
            continue
        row, column = int(place.group(2)) - 1, _column(place.group(1))
        top, bottom = min(top, row), max(bottom, row)
        left, right = min(left, column), max(right, column)
        style = _STYLE.search(match.group(1))
        display = styles[int(style.group(1))] if style and int(style.group(1)) < len(styles) else None
        if display is not None:
            found[row, column] = display
    if count:
        refuse_above(
            8 * MAX_CELLS, (bottom - top + 1) * (right - left + 1), "places between its outermost cells"
        )
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _styles(archive: zipfile.ZipFile) -> list[Display | None]:
    """The display of each cell style, by its number."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = _parsed(_part(archive, "xl/styles.xml"))
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iterfind("{*}numFmts/{*}numFmt")}
    formats = (node.get("numFmtId", "0") for node in root.iterfind("{*}cellXfs/{*}xf"))
    return [display_of(own.get(number) or _BUILT_IN.get(int(number), "General")) for number in formats]


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        raise Unreadable("corrupt", "The workbook lacks its list of sheets; save it anew and send it again.")
    targets = {
        node.get("Id"): normpath(join("xl", node.get("Target", ""))).lstrip("/")
        for node in _parsed(_part(archive, "xl/_rels/workbook.xml.rels"))
    }
    sheets = _parsed(_part(archive, "xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    paths = ((sheet.get("name", ""), targets.get(sheet.get(_RELATION))) for sheet in sheets)
    return {name: path for name, path in paths if path in names}


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    return read_entry(archive, archive.getinfo(path))


def _parsed(source: bytes) -> etree._Element:
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
