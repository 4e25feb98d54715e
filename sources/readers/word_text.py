"""The writing of one Word paragraph as runs: what is shown and what stands there unseen.

Walks the XML itself, because python-docx leaves out tracked insertions, content controls and text boxes.
Holds lines only; paragraphs and tables in their order are the matter of word.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.word_styles import Look, Styles, W, is_raised, look_of, unseen_in
from sources.readers.writing import Run

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = f"{W}txbxContent"
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_CODES = frozenset({f"{W}instrText", f"{W}delInstrText", f"{W}rPr", f"{W}pPr", f"{W}rt", TEXT_BOX})
_WRITTEN = frozenset({f"{W}t", f"{W}delText", f"{M}t"})
_CODE = re.compile("[0-9a-fA-F]{2,4}")
# Signs of the Symbol font that stand beside numbers; its digits and letters have their own codes.
_SYMBOLS = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xD7: "·", 0x2D: "−"}


def runs_of(paragraph: etree._Element, styles: Styles, coloured: bool = False) -> list[Run]:
    """The runs of a paragraph in order, text boxes left out; `coloured` as in `unseen_in`."""
    base, ground = _of_paragraph(paragraph, styles, coloured)
    found: list[Run] = []
    # Each node with the look and the reason for not being seen that it has from what encloses it.
    stack: list[tuple[etree._Element, Look, str | None, bool]] = [
        (child, base, None, False) for child in reversed(paragraph)
    ]
    while stack:
        node, look, unseen, raised = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _CODES:
            continue
        if node.tag in _WRITTEN:
            why = unseen or unseen_in(look, ground)
            found.append(Run(node.text or "", raised or is_raised(look), why))
            continue
        sign = _SIGNS.get(node.tag) or _special(node)
        if sign:
            found.append(Run(sign, False, unseen or unseen_in(look, ground)))
            continue
        if node.tag == f"{W}r":
            look = _of_run(node, look, styles)
        elif node.tag in _DELETED:
            unseen = "deleted"
        elif node.tag == f"{W}sdt" and node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            unseen = "placeholder"
        stack.extend(
            (child, look, unseen, raised or lifted) for child, lifted in reversed(list(_inside(node)))
        )
    return found


def seen_once(node: etree._Element) -> Iterator[etree._Element]:
    """The children of a node, of alternatives for different programs only the first."""
    if node.tag == f"{MC}AlternateContent":
        choice = node.find(f"{MC}Choice")
        yield from (choice,) if choice is not None else node.iterchildren(f"{MC}Fallback")
    else:
        yield from (child for child in node if isinstance(child.tag, str))


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph, each once, those inside others left to them."""
    stack = list(reversed(list(seen_once(paragraph))))
    while stack:
        node = stack.pop()
        if node.tag == TEXT_BOX:
            yield node
        else:
            stack.extend(reversed(list(seen_once(node))))


def _inside(node: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """What stands inside a node, each with whether it is raised as an exponent is; a fraction gets its
    stroke.
    """
    for child in seen_once(node):
        if child.tag == f"{M}den":
            stroke = etree.Element(f"{M}t")
            stroke.text = "/"
            yield stroke, False
        yield child, child.tag == f"{M}sup" and node.tag in (f"{M}sSup", f"{M}sSubSup")


def _of_paragraph(paragraph: etree._Element, styles: Styles, coloured: bool) -> tuple[Look, bool]:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return styles.default, coloured
    named = properties.find(f"{W}pStyle")
    style = named.get(f"{W}val", "") if named is not None else ""
    shade = properties.find(f"{W}shd")
    stated = look_of(properties).get("shd") == "on" if shade is not None else style in styles.coloured
    look = styles.looks.get(style)
    return {**styles.default, **look} if look else styles.default, coloured or stated


def _of_run(run: etree._Element, look: Look, styles: Styles) -> Look:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return look
    named = properties.find(f"{W}rStyle")
    style = styles.looks.get(named.get(f"{W}val", ""), {}) if named is not None else {}
    own = look_of(properties)
    return {**look, **style, **own} if style or own else look


def _special(node: etree._Element) -> str:
    """What a symbol or a form field of the old kind shows."""
    if node.tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        if node.get(f"{W}font") != "Symbol" or not _CODE.fullmatch(code):
            return ""
        number = int(code, 16) & 0xFF
        return _SYMBOLS.get(number, chr(number) if 0x20 <= number < 0x40 else "")
    if node.tag != f"{W}fldChar":
        return ""
    entries = [one.get(f"{W}val", "") for one in node.iterfind(f"{W}ffData/{W}ddList/{W}listEntry")]
    chosen = node.find(f"{W}ffData/{W}ddList/{W}result")
    number_chosen = chosen.get(f"{W}val", "0") if chosen is not None else "0"
    at = int(number_chosen) if number_chosen.isdecimal() and len(number_chosen) < 4 else 0
    return entries[at] if at < len(entries) else ""
