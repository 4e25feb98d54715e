"""Styles of OpenDocument sheets: number styles as format codes, and whether writing is seen.

Holds the way from `number:*-style` elements to the codes of `number_formats`, so that one grammar shows the
cells of all workbooks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.number_formats import GENERAL
from sources.readers.sheets import PLAIN, Look

_SPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
TABLE, TEXT, OFFICE = _SPACE.format("table"), _SPACE.format("text"), _SPACE.format("office")
STYLE, NUMBER, LOOK = _SPACE.format("style"), _SPACE.format("datastyle"), _SPACE.format("xsl-fo-compatible")
_NUMBER_STYLES = tuple(
    f"{NUMBER}{kind}-style"
    for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|=|<|>)\s*(-?[\d.]+)")
_WHITE = "#ffffff"
_DATE_PARTS = {
    "day": ("d", "dd"), "year": ("yy", "yyyy"), "hours": ("h", "hh"), "minutes": ("m", "mm"),
    "seconds": ("s", "ss"), "day-of-week": ("ddd", "dddd"), "am-pm": ("AM/PM", "AM/PM"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run of text is shown: raised above its line, struck out."""

    raised: bool = False
    struck: bool = False

    def inside(self, styles: Styles | None, name: str | None) -> RunLook:
        """The look of a span with a style of this name inside a run of this look."""
        if styles is None or name is None:
            return self
        own = styles.run(name)
        return RunLook(self.raised or own.raised, self.struck or own.struck)


class Styles:
    """The styles of a file by name."""

    def __init__(self, nodes: Mapping[str, etree._Element], numbers: Mapping[str, etree._Element]) -> None:
        self._nodes, self._numbers = nodes, numbers
        self._looks: dict[str, Look] = {}

    def look(self, name: str | None) -> Look:
        """The look of a cell with this style."""
        if name is None:
            return PLAIN
        if name not in self._looks:
            code = self._attribute(name, f"{STYLE}data-style-name")
            self._looks[name] = Look(self._code(code) if code else GENERAL, self._is_seen(name))
        return self._looks[name]

    def run(self, name: str) -> RunLook:
        """The look of a run of text with this style."""
        position = (self._property(name, "text", f"{STYLE}text-position") or "").split(" ")[0]
        raised = bool(position) and not position.startswith(("sub", "-", "0"))
        return RunLook(raised, self._is_struck(name))

    def is_shown(self, name: str | None) -> bool:
        """Whether a sheet with this style is shown."""
        return name is None or self._property(name, "table", f"{TABLE}display") != "false"

    def _is_seen(self, name: str) -> bool:
        ground = self._property(name, "table-cell", f"{LOOK}background-color") or "transparent"
        colour = (self._property(name, "text", f"{LOOK}color") or "").lower()
        return not self._is_struck(name) and colour != (_WHITE if ground == "transparent" else ground.lower())

    def _is_struck(self, name: str) -> bool:
        line = self._property(name, "text", f"{STYLE}text-line-through-style") or self._property(
            name, "text", f"{STYLE}text-line-through-type"
        )
        return line not in (None, "none")

    def _family(self, name: str) -> Iterable[etree._Element]:
        """A style and those it inherits from, at most eight."""
        for _ in range(8):
            node = self._nodes.get(name)
            if node is None:
                return
            yield node
            name = node.get(f"{STYLE}parent-style-name", "")

    def _attribute(self, name: str, attribute: str) -> str | None:
        return next((node.get(attribute) for node in self._family(name) if node.get(attribute)), None)

    def _property(self, name: str, kind: str, attribute: str) -> str | None:
        for node in self._family(name):
            for properties in node.iterchildren(f"{STYLE}{kind}-properties"):
                if properties.get(attribute) is not None:
                    found: str = properties.get(attribute)
                    return found
        return None

    def _code(self, name: str) -> str:
        """The format code of a number style; its maps become sections with conditions."""
        node = self._numbers.get(name)
        if node is None:
            return GENERAL
        sections: list[str] = []
        for mapped in node.iterchildren(f"{STYLE}map"):
            condition = _CONDITION.fullmatch(mapped.get(f"{STYLE}condition", "").strip())
            other = self._numbers.get(mapped.get(f"{STYLE}apply-style-name", ""))
            if condition is not None and other is not None and len(sections) < 2:
                sign = condition[1].replace("!=", "<>")
                sections.append(f"[{sign}{condition[2]}]{section_code(other)}")
        return ";".join([*sections, section_code(node)])


def read_styles(parts: Iterable[bytes]) -> Styles:
    """The styles of the parts of a file, those of later parts over those of earlier ones."""
    nodes: dict[str, etree._Element] = {}
    numbers: dict[str, etree._Element] = {}
    for source in parts:
        tags = (f"{OFFICE}styles", f"{OFFICE}automatic-styles", f"{OFFICE}body")
        for _, node in etree.iterparse(
            io.BytesIO(source), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
        ):
            if node.tag == tags[2]:
                break
            for style in node.iterchildren(f"{STYLE}style"):
                nodes[style.get(f"{STYLE}name", "")] = style
            for style in node.iterchildren(*_NUMBER_STYLES):
                numbers[style.get(f"{STYLE}name", "")] = style
    return Styles(nodes, numbers)


def section_code(style: etree._Element) -> str:
    """The format code of one number style, its maps left out."""
    elapsed = style.get(f"{NUMBER}truncate-on-overflow") == "false"
    code = ""
    for node in style:
        name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if name in ("text", "currency-symbol") and node.tag.startswith(NUMBER):
            code += f'"{node.text}"' if node.text else ""
        elif name == "number":
            code += _digits(node)
        elif name == "scientific-number":
            code += _digits(node) + "E+00"
        elif name == "fraction":
            code += "# ?/?"
        elif name == "text-content":
            code += "@"
        elif name == "month":
            code += ("mmm", "mmmm")[_is_long(node)] if _flag(node, "textual") else ("m", "mm")[_is_long(node)]
        elif name == "quarter":
            code += "[q]"
        elif name in _DATE_PARTS:
            part = _DATE_PARTS[name][_is_long(node)]
            code += f"[{part}]" if elapsed and name in ("hours", "minutes", "seconds") else part
            elapsed = elapsed and not part
        elif name == "boolean":
            code += GENERAL
    if style.tag == f"{NUMBER}percentage-style" and "%" in code:
        code = code.replace('"%"', "%").replace('" %"', '" "%')
    return code


def days_of(duration: str) -> float | None:
    """The days of a duration such as `PT36H15M00S`; None when it is none."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[1:])
    total = days + hours / 24 + minutes / 1440 + seconds / 86400
    return -total if match[1] else total


def _digits(node: etree._Element) -> str:
    least = _integer(node, "min-integer-digits", 1)
    decimals = node.get(f"{NUMBER}decimal-places")
    if decimals is None:
        return (
            GENERAL
            if node.get(f"{NUMBER}min-integer-digits") is None
            else "0" * max(least, 1) + "." + "#" * 10
        )
    whole = "0" * least if least else "#"
    if _flag(node, "grouping"):
        whole = "#,##" + (whole if least else "#")
    places = min(int(decimals) if decimals.isdecimal() else 0, 15)
    kept = min(_integer(node, "min-decimal-places", places), places)
    code = whole + ("." + "0" * kept + "#" * (places - kept) if places else "")
    factor = node.get(f"{NUMBER}display-factor", "1").rstrip("0").rstrip(".")
    zeros = node.get(f"{NUMBER}display-factor", "1").partition(".")[0].count("0")
    return code + "," * (zeros // 3 if factor == "1" else 0)


def _integer(node: etree._Element, name: str, default: int) -> int:
    written = node.get(f"{NUMBER}{name}", "")
    return int(written) if written.isdecimal() and len(written) < 3 else default


def _flag(node: etree._Element, name: str) -> bool:
    return bool(node.get(f"{NUMBER}{name}") == "true")


def _is_long(node: etree._Element) -> bool:
    return bool(node.get(f"{NUMBER}style") == "long")
