"""Where on a web page the report stands: the element that holds it and its headline.

Holds the search for the content element, by name first and by the density of text where no name helps. Single
blocks are judged elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from sources.readers.html_element import Element
from sources.readers.html_names import named_content, named_furniture
from sources.readers.html_tables import is_data_table

_FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "menu", "dialog", "button", "form"])
_NEVER_TAGS = frozenset({"body", "html", "main", "article", "h1"})
_PARAGRAPH_TAGS = frozenset(
    ["p", "div", "td", "li", "blockquote", "section", "article", "dd", "span", "font"]
)
_PARAGRAPH_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is known of its plan: `furniture` holds the elements set apart as such."""

    body: Element
    content: Element
    headline: Element | None
    furniture: frozenset[Element]


def plan(body: Element, title: str) -> Page:
    """Find furniture, content element and headline; `title` is the page's own title, to tell
    headlines apart.
    """
    furniture = frozenset(_furniture(body))
    content = _content(body, furniture)
    return Page(body, content, _headline(body, title, furniture), furniture)


def _furniture(body: Element) -> list[Element]:
    """The outermost elements that are outside any report by tag, role or name.

    An element that holds a headline or an article, or more than half of the page's unlinked text, is never
    furniture by name: whole pages stand in `<form>` or in `<div class="layout with-sidebar">`.
    """
    found: list[Element] = []
    stack: list[tuple[Element, bool]] = [(body, False)]
    half = (body.letters - body.linked) / 2
    while stack:
        element, in_article = stack.pop()
        if element.tag not in _NEVER_TAGS and not element.holds & {"h1", "main"}:
            always = element.tag in ("nav", "aside", "footer")
            by_tag = element.tag in _FURNITURE_TAGS or (element.tag == "header" and not in_article)
            large = element.letters - element.linked > half >= 100
            if always or (not large and (by_tag or named_furniture(element))):
                found.append(element)
                continue
        inside = in_article or element.tag == "article"
        stack.extend((child, inside) for child in element.children if isinstance(child, Element))
    return found


def _content(body: Element, furniture: frozenset[Element]) -> Element:
    weights = _paragraph_weights(body, furniture)
    named = [element for element in _outside(body, furniture) if named_content(element)]
    if named:
        most = max(weights[element] for element in named)
        if most > 0 and most >= 0.5 * weights[body]:
            return [element for element in named if weights[element] >= 0.9 * most][-1]
        if most == 0 and weights[body] == 0:
            fullest = max(element.letters for element in named)
            return [element for element in named if element.letters >= 0.9 * fullest][-1]
    return _densest(body, weights, furniture)


def _densest(body: Element, weights: dict[Element, int], furniture: frozenset[Element]) -> Element:
    """Descend towards the paragraphs as long as one child holds nearly all of them."""
    here = body
    while True:
        children = [child for child in here.children if isinstance(child, Element) and child not in furniture]
        fullest = max(children, key=lambda child: weights[child], default=None)
        if fullest is None or fullest.tag in ("p", "ul", "ol") or _is_data(fullest):
            return here
        if weights[fullest] < 0.75 * weights[here] or weights[fullest] == 0:
            return here
        here = fullest


def _is_data(element: Element) -> bool:
    return element.tag == "table" and is_data_table(element)


def _paragraph_weights(body: Element, furniture: frozenset[Element]) -> dict[Element, int]:
    """For every element the letters of the full, mostly unlinked paragraphs inside it, furniture left out."""
    order: list[tuple[Element, Element | None]] = []
    stack: list[tuple[Element, Element | None]] = [(body, None)]
    while stack:
        element, parent = stack.pop()
        if element in furniture:
            continue
        order.append((element, parent))
        stack.extend((child, element) for child in element.children if isinstance(child, Element))
    weights: dict[Element, int] = defaultdict(int)
    for element, parent in reversed(order):
        own = _own_letters(element)
        if (
            element.tag in _PARAGRAPH_TAGS
            and own >= _PARAGRAPH_LETTERS
            and element.linked < 0.4 * element.letters
        ):
            weights[element] += own
        if parent is not None:
            weights[parent] += weights[element]
    return weights


def _own_letters(element: Element) -> int:
    """Letters of the element's text that no block inside it takes: its own and that of inline children."""
    inline = frozenset(
        [
            "b",
            "strong",
            "i",
            "em",
            "u",
            "span",
            "font",
            "a",
            "sup",
            "sub",
            "small",
            "mark",
            "abbr",
            "q",
            "cite",
            "time",
            "nobr",
        ]
    )
    return sum(
        sum(map(len, child.split()))
        if isinstance(child, str)
        else child.letters
        if child.tag in inline and element.tag != "span"
        else 0
        for child in element.children
    )


def _headline(body: Element, title: str, furniture: frozenset[Element]) -> Element | None:
    """The heading that the page's title repeats, an h1 before others, else the first h1: many an h1 is a
    logo.
    """
    heads = [one for one in _outside(body, furniture) if one.tag in ("h1", "h2", "h3") and one.letters]
    page_title = _plain(title)
    repeated = [head for head in heads if len(_plain(head.text())) > 8 and _plain(head.text()) in page_title]
    candidates = sorted(repeated, key=lambda head: head.tag) or [head for head in heads if head.tag == "h1"]
    return candidates[0] if candidates else None


def _outside(body: Element, furniture: frozenset[Element]) -> list[Element]:
    """Every element outside furniture, in document order."""
    found: list[Element] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element in furniture:
            continue
        found.append(element)
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
