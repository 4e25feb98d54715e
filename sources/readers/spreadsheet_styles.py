"""Styles of Office Open XML workbooks: the number format of each cell style, and whether its writing is seen.

Holds what `xl/styles.xml` says. Themes are known by number only: 0 is the window's white, 1 its black.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.number_formats import BUILT_IN, GENERAL
from sources.readers.sheets import Look
from sources.readers.writing import is_white

_Item = TypeVar("_Item")
_WHITE = "FFFFFF"
_INDEXED = {"0": "000000", "1": _WHITE, "8": "000000", "9": _WHITE, "64": "000000", "65": _WHITE}
_THEME = {"0": _WHITE, "1": "000000"}


def looks(styles: etree._Element) -> list[Look]:
    """The look of each cell style, by its number."""
    codes = {
        node.get("numFmtId"): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_Font(node) for node in styles.iterfind("{*}fonts/{*}font")]
    fills = [_fill(node) for node in styles.iterfind("{*}fills/{*}fill")]
    found = []
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        code = codes.get(number) or BUILT_IN.get(int(number), GENERAL)
        font, fill = _at(fonts, style.get("fontId")), _at(fills, style.get("fillId"))
        found.append(Look(code, font is None or font.is_seen(fill or _WHITE)))
    return found


class _Font:
    """Colour of a font, and whether it strikes out."""

    def __init__(self, node: etree._Element) -> None:
        strike = node.find("{*}strike")
        self._struck = strike is not None and strike.get("val", "1") not in ("0", "false")
        self._colour = _colour(node.find("{*}color"))

    def is_seen(self, ground: str) -> bool:
        """Whether writing in this font is seen, and stands, on a ground of this colour."""
        white = ground == _WHITE and self._colour is not None and is_white(self._colour)
        return not self._struck and not white and self._colour != ground


def _fill(node: etree._Element) -> str:
    """The colour of the ground; a pattern or a colour that is not known counts as none of its own."""
    pattern = node.find("{*}patternFill")
    if pattern is None:
        return "gradient"
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return _WHITE
    return (_colour(pattern.find("{*}fgColor")) or "unknown") if kind == "solid" else "pattern"


def _colour(node: etree._Element | None) -> str | None:
    if node is None:
        return None
    tint = node.get("tint", "0")
    if node.get("rgb"):
        return node.get("rgb")[-6:].upper() + ("" if float(tint) == 0 else tint)
    if node.get("theme"):
        base = _THEME.get(node.get("theme"), f"theme {node.get('theme')}")
        return base if float(tint) == 0 else f"{base} {tint}"
    return (
        _INDEXED.get(node.get("indexed", ""), f"indexed {node.get('indexed')}")
        if node.get("indexed")
        else None
    )


def _at(items: Sequence[_Item], number: str | None) -> _Item | None:
    return items[int(number)] if number and number.isdecimal() and int(number) < len(items) else None
