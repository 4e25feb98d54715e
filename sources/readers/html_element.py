"""One element of a web page, with the measures by which the parts of a page are told apart.

Holds values only: the tree is built in html_tree, what an element means is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_NAME_PART = re.compile(r"[A-Z]?[a-zа-яё]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words in an element that are not read as writing, and why: `hidden`, `struck out`, `white`, or
    `drawing` for what stands in a picture, where place means more than order.
    """

    text: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of the page. `children` are elements and texts in order.

    `letters` counts the characters of all text inside that are not white space, `linked` those inside links.
    `holds` are the tags among h1, article and main that occur at any depth inside. What is no writing of the
    page has no children and no letters; its words stand in `aside`.
    """

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]
    letters: int
    linked: int
    holds: frozenset[str] = field(default_factory=frozenset)
    aside: Aside | None = None

    def names(self) -> list[str]:
        """The class, id and role names of the element, each as its lower-case parts joined by hyphens."""
        if not self.attributes:
            return []
        written = " ".join(self.attributes.get(key, "") for key in ("class", "id", "role"))
        return [_hyphened(name) for name in written.split()]

    def text(self) -> str:
        """All text inside, white space as in the source."""
        return "".join(part for _, part in self.texts())

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text inside with the element it stands in, in order."""
        stack: list[tuple[Element, Element | str]] = [(self, child) for child in reversed(self.children)]
        while stack:
            parent, node = stack.pop()
            if isinstance(node, str):
                yield parent, node
            else:
                stack.extend((node, child) for child in reversed(node.children))

    def elements(self) -> Iterator[Element]:
        """The element itself and every element inside, in document order."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


@lru_cache(maxsize=8192)
def _hyphened(name: str) -> str:
    """One name as its parts: pages repeat a few names thousands of times."""
    return "-".join(_NAME_PART.findall(name)).lower()
