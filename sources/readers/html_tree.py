"""A web page as an immutable tree with the measures by which its parts are told apart.

Holds the building of the tree from a parsed page: what is run by machines is left out, what nobody sees is
set aside in its place, and nesting deeper than any page needs is flattened, so that nothing after this has to
fear depth. What an element means is not decided here.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.readers.html_element import Aside, Element
from sources.readers.html_math import as_writing
from sources.readers.html_seen import Hidden, hidden_by_rules, is_coloured, unseen
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
        "head",
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


# Marks of a page that was escaped once more than it was read back: «12&amp;nbsp;480».
_ESCAPED = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-zA-Z]{2,8}\d{0,2});")
_LINES = frozenset(["p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "table"])
_ON_COLOUR = frozenset({"th", "thead", "a", "button"})


@dataclass(slots=True)
class _Open:
    """An element whose children are still being collected; `why` says that nobody sees it, `coloured` that
    it stands on a ground which is not white.
    """

    tag: str
    attributes: dict[str, str]
    children: list[Element | str]
    why: str | None = None
    coloured: bool = False
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
    """Build the tree of the page; raises `Unreadable("too_large")` for pages with absurdly many
    nodes.
    """
    root = parser.body or parser.root
    if root is None:
        return Element("body", {}, (), 0, 0)
    rules = hidden_by_rules(parser)
    stack = [_Open(root.tag or "body", _attributes(root), [])]
    depths = [0]
    node: LexborNode | None = root.child
    depth, count = 1, 0
    while node is not None:
        count += 1
        refuse_above(MAX_NODES, count, "elements")
        if node.is_text_node:
            text = _read_back(node.text_content or "")
            stack[-1].children.append(text)
            stack[-1].letters += sum(map(len, text.split()))
        elif node.is_element_node and node.tag not in _DROPPED:
            opened = _opened(node, stack[-1], rules)
            if depth <= MAX_DEPTH:
                stack.append(opened)
                depths.append(depth)
            if node.child is not None and (depth <= MAX_DEPTH or opened.why is None):
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
    closed = as_writing(closed) if closed.tag == "math" and closed.aside is None else closed
    parent = stack[-1]
    parent.children.append(closed)
    parent.letters += closed.letters
    parent.linked += closed.linked
    parent.holds |= closed.holds
    if closed.tag in ("h1", "article", "main"):
        parent.holds.add(closed.tag)


def _opened(node: LexborNode, parent: _Open, rules: Hidden) -> _Open:
    attributes = _attributes(node)
    tag = node.tag or ""
    coloured = parent.coloured or tag in _ON_COLOUR or (bool(attributes) and is_coloured(attributes))
    why = "drawing" if tag == "svg" else unseen(tag, attributes, rules, parent.coloured)
    return _Open(tag, attributes, [], why, coloured)


def _finished(element: _Open) -> Element:
    if element.why is not None:
        return _set_aside(element, element.why)
    linked = element.letters if element.tag == "a" and "href" in element.attributes else element.linked
    return Element(
        element.tag,
        element.attributes,
        tuple(element.children),
        element.letters,
        linked,
        frozenset(element.holds),
    )


def _set_aside(element: _Open, why: str) -> Element:
    """An element that nobody sees, without its inside; a cell keeps its place in its row."""
    words = Aside(_words(element.children), why)
    if element.tag in ("td", "th"):
        return Element(element.tag, element.attributes, (Element("span", {}, (), 0, 0, aside=words),), 0, 0)
    return Element(element.tag, element.attributes, (), 0, 0, aside=words)


def _words(children: list[Element | str]) -> str:
    """All words inside, what is set aside included, on lines as the page has them."""
    parts: list[str] = []
    stack: list[Element | str] = list(reversed(children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node.replace("\n", " "))
        elif node.aside is not None:
            parts.append(node.aside.text)
        else:
            end = ["\n"] if node.tag in _LINES or node.tag == "text" else []
            stack.extend([*end, *reversed(node.children)])
            parts.extend(end)
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(parts).split("\n")) if line)


def _read_back(text: str) -> str:
    return _ESCAPED.sub(lambda mark: html.unescape(mark.group()), text) if "&" in text else text


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
