"""The text of a web page as runs: what a browser would show as one line of writing, with where it came from.

Holds the walk through the tree and the collapsing of white space. Roles are given by what encloses a run;
what only the run's own words tell is judged in html_roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.readers.document import BlockKind
from sources.readers.html_content import Page
from sources.readers.html_element import Aside, Element
from sources.readers.html_names import named_dateline
from sources.readers.html_seen import is_raised
from sources.readers.html_tables import is_data_table
from sources.readers.writing import Run as Stretch
from sources.readers.writing import shown

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_PART_OF_DATE = re.compile(r"[^\W\d_]\d{1,2}$|\d(?:19|20)\d\d$|\d[^\W\d_]{3}")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_KINDS: dict[str, BlockKind] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "figcaption": "caption",
    "caption": "caption",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a run that stands in one inline element."""

    text: str
    linked: bool
    strong: bool
    own_element: bool
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One line of writing. `zone` tells where it stands: in the report, between headline and report, or
    outside, or aside: words that are set aside behind their line, `why` they are. `preformatted` lines keep
    their tabs and gaps in `parts`.
    """

    parts: tuple[Part, ...]
    kind: BlockKind
    zone: str
    dated: bool
    table: Element | None = None
    preformatted: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        """The writing as a person reads it, white space collapsed as browsers do."""
        if any(part.raised for part in self.parts):
            written = shown([Stretch(part.text, part.raised) for part in self.parts])
        else:
            written = "".join(part.text for part in self.parts)
        return _SPACE.sub(" ", written).strip(" ")

    @property
    def linked_share(self) -> float:
        """The part of the letters that stands in links, 0 to 1."""
        letters = sum(len(part.text.strip()) for part in self.parts)
        return sum(len(part.text.strip()) for part in self.parts if part.linked) / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class _Place:
    kind: BlockKind = "paragraph"
    zone: str = "outside"
    dated: bool = False
    linked: bool = False
    strong: bool = False
    own_element: bool = False
    preformatted: bool = False
    raised: bool = False


def page_runs(page: Page) -> list[Run]:
    """Walk through the page in document order and return its runs; data tables come as runs of their own."""
    return _Walk(page).runs()


class _Walk:
    """The state of one walk: the open line and whether headline and content have been met."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: list[Run] = []
        self._line: list[Part] = []
        self._line_place = _Place()
        self._asides: list[Aside] = []
        self._headline_met = False
        self._content_met = False

    def runs(self) -> list[Run]:
        stack: list[tuple[Element | str | None, _Place]] = [(self._page.body, _Place())]
        while stack:
            node, place = stack.pop()
            if node is None:
                self._break()
            elif isinstance(node, str):
                self._write(node, place)
            else:
                stack.extend(reversed(self._open(node, place)))
        self._break()
        return self._found

    def _open(self, element: Element, place: _Place) -> list[tuple[Element | str | None, _Place]]:
        """Enter an element: what is to be walked next, with line breaks (None) around blocks."""
        if element.tag in ("br", "hr"):
            self._break()
            return []
        if element.aside is not None:
            self._asides.append(element.aside)
            return []
        inside = self._place(element, place)
        if element.tag == "table" and is_data_table(element):
            self._break()
            self._found.append(Run((), "cell", inside.zone, False, element))
            self._asides = [one.aside for one in element.elements() if one.aside is not None]
            self._break()
            return []
        children: list[tuple[Element | str | None, _Place]] = [(child, inside) for child in element.children]
        if element.tag in _INLINE and inside.zone == place.zone:
            return [(" ", place), *children] if self._stands_apart(element) else children
        self._break()
        return [*children, (None, place)]

    def _stands_apart(self, element: Element) -> bool:
        """Whether an inline element is a word of its own, as links side by side and dates after them are.

        Only style sheets set them apart, which nobody reads here.
        """
        after_link = bool(self._line) and self._line[-1].linked
        return (after_link and element.tag in ("a", "span", "time")) or named_dateline(element)

    def _place(self, element: Element, place: _Place) -> _Place:
        inline = element.tag in _INLINE
        kind = _KINDS.get(element.tag, place.kind if inline or place.kind != "heading" else "paragraph")
        zone = place.zone
        if element is self._page.headline:
            kind, zone, self._headline_met = "title", "report", True
        elif element is self._page.content:
            zone, self._content_met = "report", True
        elif zone != "furniture":
            if element in self._page.furniture:
                zone = "furniture"
            elif zone != "report":
                between = self._headline_met and not self._content_met and not element.holds
                zone = "between" if between else "outside"
        return replace(
            place,
            kind=kind,
            zone=zone,
            dated=(place.dated and not element.holds) or (named_dateline(element) and element.letters < 150),
            linked=place.linked or (element.tag == "a" and "href" in element.attributes),
            strong=place.strong or element.tag in ("b", "strong"),
            own_element=inline,
            raised=place.raised or is_raised(element.tag, element.attributes),
            preformatted=place.preformatted or element.tag == "pre",
        )

    def _write(self, text: str, place: _Place) -> None:
        if not self._line:
            self._line_place = place
        if place.preformatted and "\n" in text:
            for line in text.split("\n"):
                self._line.append(Part(line, place.linked, place.strong, place.own_element, place.raised))
                self._break()
                self._line_place = place
            return
        if text.strip() and not any(part.text.strip() for part in self._line):
            self._line_place = place
        if place.dated and text.strip():
            self._line_place = replace(self._line_place, dated=True)
            if self._line and _PART_OF_DATE.search(self._line[-1].text[-2:] + text[:5]):
                text = " " + text  # «Мар», «14», «2025» in elements of their own
        self._line.append(Part(text, place.linked, place.strong, place.own_element, place.raised))

    def _break(self) -> None:
        if any(part.text.strip() for part in self._line):
            place = self._line_place
            parts = tuple(self._line)
            self._found.append(
                Run(parts, place.kind, place.zone, place.dated, preformatted=place.preformatted)
            )
        self._line = []
        for aside in self._asides:
            for line in filter(None, aside.text.split("\n")):
                parts = (Part(line, False, False, False),)
                self._found.append(Run(parts, "paragraph", "aside", False, why=aside.why))
        self._asides = []
