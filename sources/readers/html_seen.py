"""What of a web page a person sees, as far as the page itself says it.

Holds the reading of attributes, inline styles and the page's own style rules. Style sheets of other files are
never fetched, so a colour that only they give stays unknown and what stands on it is taken as seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from sources.readers.html_names import page_words
from sources.readers.writing import is_tiny, is_white

_STRUCK = frozenset({"del", "s", "strike"})
# White letters count as unseen in these alone: larger parts may stand on a colour that a style sheet gives.
_COLOURED_TAGS = frozenset(
    ["span", "font", "p", "b", "i", "em", "strong", "small", "u", "sub", "sup", "li", "td"]
)
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0?\.0+|0)\s*(?:[;!]|$)"
    r"|mso-hide\s*:\s*all|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-(?:\d{4}|999)"
    r"|transform\s*:\s*scale\(\s*0\s*\))",
    re.IGNORECASE,
)
_NO_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px)?\s*(?:[;!]|$)", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow(?:-y)?\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|[;\s])font-size\s*:\s*(\d*\.?\d+)\s*(px|pt|em|rem|%|)\s*(?:[;!]|$)", re.IGNORECASE)
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(0?\.?\d+%?))?\s*\)")
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_AT_RULE = re.compile(r"@[^@{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAMED = re.compile(r"[a-z0-9]*([.#][\w-]+)$")
_SHOWING = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
_MAX_STYLE = 200_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """Classes (`.name`) and ids (`#name`) that the page's own rules hide, and those they strike out."""

    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()


def hidden_by_rules(parser: LexborHTMLParser) -> Hidden:
    """Read the rules of the page's <style> elements that hide or strike out a class or an id for every
    screen. A class that another rule shows again is left alone.
    """
    hidden: set[str] = set()
    struck: set[str] = set()
    shown: set[str] = set()
    for node in parser.css("style"):
        source = node.text() or ""
        if "{" not in source or len(source) > _MAX_STYLE or node.attributes.get("media") == "print":
            continue
        for selectors, declarations in _RULE.findall(_AT_RULE.sub("", re.sub(r"/\*.*?\*/", "", source))):
            for selector in selectors.split(","):
                named = _NAMED.fullmatch(selector.strip())
                if named and _is_hiding(declarations):
                    hidden.add(named.group(1))
                elif named and _LINE_THROUGH.search(declarations):
                    struck.add(named.group(1))
                elif _SHOWING.search(declarations):
                    shown.update(re.findall(r"[.#][\w-]+", selector))
    return Hidden(frozenset(hidden - shown), frozenset(struck))


def unseen(tag: str, attributes: Mapping[str, str | None], rules: Hidden, coloured: bool) -> str | None:
    """Why a person does not see an element, or null; `coloured` says that it stands on a ground which is not
    white. What is only closed (`<details>`) can be seen; what is taken from those who listen
    (`aria-hidden`) is a closed window or a double, and counts as hidden.
    """
    if tag in _STRUCK:
        return "struck out"
    if not attributes:
        return None
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden"
    if tag == "dialog" and "open" not in attributes:
        return "hidden"
    classes = (attributes.get("class") or "").split()
    if classes and not page_words().unseen.isdisjoint(classes):
        return "hidden"
    if rules.hidden or rules.struck:
        names = [*(f".{name}" for name in classes), f"#{attributes.get('id')}"]
        if not rules.hidden.isdisjoint(names):
            return "hidden"
        if not rules.struck.isdisjoint(names):
            return "struck out"
    style = attributes.get("style") or ""
    if not style and tag != "font":
        return None
    if _is_hiding(style):
        return "hidden"
    if _LINE_THROUGH.search(style):
        return "struck out"
    if tag in _COLOURED_TAGS and not coloured and not is_coloured(attributes):
        colour = _COLOUR.search(style)
        written = colour.group(1) if colour else attributes.get("color") if tag == "font" else None
        if written and _is_white(written):
            return "white"
    return None


def is_coloured(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element has a ground of its own on which white letters can be read."""
    if attributes.get("bgcolor") or attributes.get("background"):
        return not _is_white(attributes.get("bgcolor") or "black")
    style = attributes.get("style")
    ground = _GROUND.search(style) if style else None
    return ground is not None and not _is_white(ground.group(1)) and ground.group(1).strip() != "none"


def is_raised(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element stands above the line."""
    return tag == "sup" or ("style" in attributes and bool(_RAISED.search(attributes["style"])))


def _is_hiding(style: str) -> bool:
    if _HIDING.search(style) or (_NO_HEIGHT.search(style) and _CUT_OFF.search(style)):
        return True
    size = _SIZE.search(style)
    return size is not None and is_tiny(float(size.group(1)) * _POINTS[size.group(2).lower()])


def _is_white(colour: str) -> bool:
    """Whether a colour as style sheets write it cannot be told from white, or is no colour at all."""
    written = colour.strip().lower()
    if written in ("white", "transparent", "snow", "ivory"):
        return True
    if parts := _RGB.match(written):
        red, green, blue, strength = parts.groups()
        clear = strength is not None and float(strength.rstrip("%")) == 0
        return clear or is_white("".join(f"{min(int(part), 255):02x}" for part in (red, green, blue)))
    digits = written.removeprefix("#")
    return is_white("".join(char * 2 for char in digits) if len(digits) == 3 else digits)
