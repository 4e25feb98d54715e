"""A web page as an immutable tree with the measures by which its parts are told apart.

Holds the building of the tree from a parsed page: what is hidden or run by machines is left out, and nesting
deeper than any page needs is flattened, so that nothing after this has to fear depth. What an element means
is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.readers.limits import refuse_above

MAX_ELEMENTS = 100_000
MAX_NODES = 300_000
# the parser takes time in the square of these: 0.1 s here, minutes at 100 000
MAX_NESTING = 5_000
MAX_ATTRIBUTES = 5_000
MAX_DEPTH = 200

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "link",
        "meta",
        "select",
        "datalist",
        "textarea",
        "input",
        "progress",
        "meter",
    ]
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_NESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "html",
        "head",
        "body",
    ]
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_QUOTED_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME_PART = re.compile(r"[A-Z]?[a-zа-яё]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A visible element. `children` are elements and texts in order.

    `letters` counts the characters of all text inside that are not white space, `linked` those inside links.
    `holds` are the tags among h1, article and main that occur at any depth inside.
    """

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]
    letters: int
    linked: int
    holds: frozenset[str] = field(default_factory=frozenset)

    def names(self) -> list[str]:
        """The class, id and role names of the element, each as its lower-case parts joined by hyphens."""
        written = " ".join(self.attributes.get(key, "") for key in ("class", "id", "role"))
        return ["-".join(_NAME_PART.findall(name)).lower() for name in written.split()]

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


@dataclass(slots=True)
class _Open:
    """An element whose children are still being collected."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str]
    letters: int = 0
    linked: int = 0
    holds: set[str] = field(default_factory=set)


def refuse_monstrous(markup: str) -> None:
    """Raise `Unreadable("too_large")` for more elements, nesting or attributes than the parser takes in time.

    Elements that end by themselves (`<p>`, `<td>`) do not count as nested.
    """
    depth = deepest = count = 0
    for closing, name in _TAG.findall(markup):
        if closing:
            depth -= name.lower() not in _NEVER_NESTED
        else:
            count += 1
            depth += name.lower() not in _NEVER_NESTED
            deepest = max(deepest, depth)
        depth = max(depth, 0)
    attributes = max(
        (len(_QUOTED_VALUE.sub("", tag).split()) for tag in _LONG_TAG.findall(markup)), default=0
    )
    refuse_above(MAX_ATTRIBUTES, attributes, "attributes in one element")
    refuse_above(MAX_ELEMENTS, count, "elements")
    refuse_above(MAX_NESTING, deepest, "elements inside each other")


def page_tree(parser: LexborHTMLParser) -> Element:
    """Build the tree of the visible page; raises `Unreadable("too_large")` for pages with absurdly many
    nodes.
    """
    root = parser.body or parser.root
    if root is None:
        return Element("body", {}, (), 0, 0)
    stack = [_Open(root.tag or "body", _attributes(root), [])]
    depths = [0]
    node: LexborNode | None = root.child
    depth, count = 1, 0
    while node is not None:
        count += 1
        refuse_above(MAX_NODES, count, "elements")
        if node.is_text_node:
            text = node.text_content or ""
            stack[-1].children.append(text)
            stack[-1].letters += sum(map(len, text.split()))
        elif node.is_element_node and not _is_hidden(node):
            if depth <= MAX_DEPTH:
                stack.append(_Open(node.tag or "", _attributes(node), []))
                depths.append(depth)
            if node.child is not None:
                node, depth = node.child, depth + 1
                continue
        node, depth = _next_outside(node, depth, root)
        while node is not None and depths[-1] >= depth:
            _close(stack, depths)
    while len(stack) > 1:
        _close(stack, depths)
    return _finished(stack[0])


def _next_outside(node: LexborNode, depth: int, root: LexborNode) -> tuple[LexborNode | None, int]:
    """The node that follows `node` and its inside in document order, and its depth below `root`."""
    here: LexborNode | None = node
    while here is not None and here.mem_id != root.mem_id:
        if here.next is not None:
            return here.next, depth
        here, depth = here.parent, depth - 1
    return None, 0


def _close(stack: list[_Open], depths: list[int]) -> None:
    depths.pop()
    closed = _finished(stack.pop())
    parent = stack[-1]
    parent.children.append(closed)
    parent.letters += closed.letters
    parent.linked += closed.linked
    parent.holds |= closed.holds
    if closed.tag in ("h1", "article", "main"):
        parent.holds.add(closed.tag)


def _finished(element: _Open) -> Element:
    linked = element.letters if element.tag == "a" and "href" in element.attributes else element.linked
    return Element(
        element.tag,
        element.attributes,
        tuple(element.children),
        element.letters,
        linked,
        frozenset(element.holds),
    )


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _is_hidden(node: LexborNode) -> bool:
    if node.tag in _DROPPED:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDING_STYLE.search(attributes.get("style") or ""))
