"""Formulas of web pages (MathML) as writing: numbers as they stand, strokes of fractions, raised exponents.

Holds the way from the elements of a formula to inline content. Source: MathML Core (W3C).
"""

from __future__ import annotations

from sources.readers.html_element import Element

_SILENT = frozenset({"annotation", "annotation-xml", "mphantom"})
_RAISING = frozenset({"msup", "msubsup"})


def as_writing(formula: Element) -> Element:
    """The formula as one inline element whose children are texts and raised elements."""
    children: list[Element | str] = []
    # Each node with whether it is raised; a string among nodes is written as it is.
    stack: list[tuple[Element | str, bool]] = [(formula, False)]
    while stack:
        node, raised = stack.pop()
        if isinstance(node, str):
            children.append(_raised(node) if raised else node)
        elif node.tag not in _SILENT:
            stack.extend(reversed([(child, raised or lifted) for child, lifted in _inside(node)]))
    return Element("math", {}, tuple(children), formula.letters, 0)


def _inside(node: Element) -> list[tuple[Element | str, bool]]:
    elements = [child for child in node.children if isinstance(child, Element)]
    if node.tag == "mfrac" and len(elements) == 2:
        return [(elements[0], False), ("/", False), (elements[1], False)]
    if node.tag in _RAISING and len(elements) > 1:
        return [*((one, False) for one in elements[:-1]), (elements[-1], True)]
    return [(child, False) for child in node.children]


def _raised(text: str) -> Element:
    return Element("sup", {}, (text,), len("".join(text.split())), 0)
