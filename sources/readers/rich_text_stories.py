"""A rich text file as stories: the body, notes, comments, headers, each a list of paragraphs and rows.

Holds the walk over the tokens. How a story becomes pieces is told by rich_text.py.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from sources.readers.limits import MAX_CELLS, MAX_TEXT_CHARS, refuse_above
from sources.readers.rich_text_rows import OpenStory, Story
from sources.readers.rich_text_words import (
    CHANGING,
    ESCAPED,
    SIGNS,
    SKIPPED,
    STARRED,
    STORIES,
    TOKEN,
    Fonts,
    Look,
    changed,
    code_page,
    font_page,
)
from sources.readers.writing import Run


@dataclass(slots=True)
class _Group:
    """What a closing brace restores."""

    look: Look
    skipped: bool
    destination: str
    opens: bool = False


@dataclass(slots=True)
class Walk:
    """The state of one walk: look, destination, stories, code pages, and what was met that cannot be read."""

    page: str
    look: Look = field(default_factory=Look)
    skipped: bool = False
    destination: str = ""
    groups: list[_Group] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    open: list[OpenStory] = field(default_factory=list)
    fonts: Fonts = field(default_factory=Fonts)
    colours: list[str] = field(default_factory=list)
    colour: dict[str, int] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    entries: list[str] = field(default_factory=list)
    chosen: int = 0
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    units: list[int] = field(default_factory=list)
    letters: int = 0


def stories_of(source: str, page: str) -> Walk:
    """Walk through a file; `page` is the codec of its bytes where no font says otherwise.

    Raises `Unreadable("too_large")` for more writing or cells than any report has.
    """
    walk = Walk(page)
    body = OpenStory(Story("body"))
    walk.stories.append(body.story)
    walk.open.append(body)
    position, starred = 0, False
    while match := TOKEN.match(source, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "brace":
            _flush(walk)
            if match.group() == "{":
                _open_group(walk)
            else:
                _close_group(walk)
                if not walk.groups:
                    break
            starred = False
        elif kind == "text":
            _text(walk, match.group())
        elif kind == "bytes":
            written = bytes.fromhex(match.group().replace("\\'", ""))
            walk.pending += written[walk.to_skip :]
            walk.to_skip = max(walk.to_skip - len(written), 0)
        elif kind == "sign":
            sign = match["sign"]
            starred = sign == "*"
            if sign in "\r\n":
                _word(walk, "par", None, False)
            elif walk.to_skip:
                walk.to_skip -= 1
            elif sign in ESCAPED:
                _write(walk, ESCAPED[sign])
        elif match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin":
                position += min(max(number or 0, 0), len(source))
            _word(walk, match["word"], number, starred)
            starred = False
    _flush(walk)
    while len(walk.open) > 1:
        walk.open.pop().close(walk.look)
    walk.open[0].close(walk.look)
    return walk


def _open_group(walk: Walk) -> None:
    walk.groups.append(_Group(walk.look, walk.skipped, walk.destination))
    walk.to_skip = 0


def _close_group(walk: Walk) -> None:
    walk.to_skip = 0
    if not walk.groups:
        return
    group = walk.groups.pop()
    if walk.destination == "formfield" and group.destination != "formfield" and walk.entries:
        chosen = walk.entries[walk.chosen] if 0 <= walk.chosen < len(walk.entries) else ""
        walk.open[-1].runs.append(Run(chosen))
        walk.entries.clear()
    if group.opens:
        walk.open.pop().close(walk.look)
    walk.look, walk.skipped, walk.destination = group.look, group.skipped, group.destination


def _word(walk: Walk, word: str, number: int | None, starred: bool) -> None:
    """Obey a control word."""
    if word == "u":
        _unicode(walk, number or 0)
        return
    _flush(walk)
    if walk.to_skip and word in SIGNS:
        walk.to_skip -= 1
        return
    if word in CHANGING and walk.destination not in ("fonttbl", "colortbl"):
        walk.look = changed(walk.look, word, number)
    elif word in SIGNS:
        _write(walk, SIGNS[word])
    elif _is_destination(word, starred):
        _enter(walk, word, starred)
    elif walk.destination in ("fonttbl", "colortbl", "formfield", "ffl"):
        _table_word(walk, word, number)
    elif not walk.skipped:
        _layout(walk, word, number)


def _is_destination(word: str, starred: bool) -> bool:
    own = word in SKIPPED or word in STORIES or word in STARRED or word in ("title", "author", "ffl")
    return starred or own or (word.startswith("m") and word.endswith("Pr"))


def _enter(walk: Walk, word: str, starred: bool) -> None:
    """Enter a destination, which ends with its group."""
    if not walk.groups:
        return
    if word == "objdata" and not walk.skipped:
        walk.unread["embedded object"] += 1
    if word == "formfield":
        walk.destination, walk.chosen = word, 0
        walk.skipped = True
    elif word == "ffl":
        walk.destination = word
        walk.entries.append("")
    elif word in STORIES and not walk.skipped:
        story = OpenStory(Story(STORIES[word]))
        walk.stories.append(story.story)
        walk.open.append(story)
        walk.groups[-1].opens = True
        walk.look = Look(fallback=walk.look.fallback, font=walk.look.font)
    elif word in ("title", "author") and walk.destination == "info":
        walk.destination = word
    elif word == "ud":
        # {\upr{ANSI}{\*\ud{Unicode}}}: the second is read, as if it stood outside.
        if len(walk.groups) > 1 and walk.groups[-1].destination == "upr":
            walk.skipped, walk.destination = walk.groups[-2].skipped, ""
    elif word in SKIPPED or (starred and word not in STARRED) or word.endswith("Pr"):
        walk.destination, walk.skipped = word, True


def _table_word(walk: Walk, word: str, number: int | None) -> None:
    """A word inside a table of fonts or colours, or in a form field."""
    if walk.destination == "fonttbl":
        if word == "f":
            walk.fonts.current = number or 0
        elif word == "fcharset":
            walk.fonts.pages.setdefault(walk.fonts.current, font_page(number or 0, walk.page))
        elif word == "cpg":
            walk.fonts.pages[walk.fonts.current] = code_page(number or 0) or walk.page
    elif walk.destination == "colortbl" and word in ("red", "green", "blue"):
        walk.colour[word] = min(max(number or 0, 0), 255)
    elif word in ("ffres", "ffdefres") and number != 25:
        walk.chosen = number or 0


def _layout(walk: Walk, word: str, number: int | None) -> None:
    """A word that ends a line, a cell or a row, or says where cells stand."""
    here = walk.open[-1]
    depth = max(walk.look.nested, 1)
    match word:
        case "par" | "sect" | "page":
            here.end_line(walk.look)
        case "cell":
            here.end_cell(1)
        case "row":
            here.end_row(1)
        case "nestcell":
            here.end_cell(max(depth, 2))
        case "nestrow":
            here.end_row(max(depth, 2))
        case "trowd":
            level = here.level(depth)
            level.borders, level.goes_on, level.next_goes_on = [], [], False
        case "clvmrg" | "clmrg":
            here.level(depth).next_goes_on = True
        case "cellx":
            level = here.level(depth)
            refuse_above(MAX_CELLS, len(level.borders), "cells")
            level.borders.append(number or 0)
            level.goes_on.append(level.next_goes_on)
            level.next_goes_on = False
        case "mden":
            _write(walk, "/")
        case "msup":
            walk.look = replace(walk.look, raised=True)


def _text(walk: Walk, text: str) -> None:
    if walk.to_skip:
        text, walk.to_skip = text[walk.to_skip :], max(walk.to_skip - len(text), 0)
        if not text:
            return
    if walk.destination == "colortbl":
        for _ in range(text.count(";")):
            asked = walk.colour
            written = "".join(f"{asked.get(name, 0):02X}" for name in ("red", "green", "blue"))
            walk.colours.append(written if asked else "")
            walk.colour = {}
        return
    if text.isascii():
        _flush(walk)
        _write(walk, text)
    else:
        walk.pending += text.encode("latin-1")


def _flush(walk: Walk) -> None:
    """Write the bytes and UTF-16 units that have come so far."""
    if walk.units:
        units, walk.units = walk.units, []
        written = b"".join(unit.to_bytes(2, "little") for unit in units)
        _put(walk, written.decode("utf-16-le", "replace"))
    if walk.pending:
        written, walk.pending = bytes(walk.pending), bytearray()
        page = walk.fonts.pages.get(walk.look.font, walk.page)
        _put(walk, written.decode(page, "replace"))


def _unicode(walk: Walk, number: int) -> None:
    if walk.pending:
        _flush(walk)
    walk.units.append(number % 65536)
    walk.to_skip = walk.look.fallback


def _write(walk: Walk, text: str) -> None:
    if walk.units or walk.pending:
        _flush(walk)
    _put(walk, text)


def _put(walk: Walk, text: str) -> None:
    """Put text where it goes, with nothing before it left to be written."""
    if walk.destination == "ffl" and walk.entries:
        walk.entries[-1] += text
    elif walk.destination in ("title", "author"):
        walk.info[walk.destination] = walk.info.get(walk.destination, "") + text
    elif not walk.skipped and text:
        walk.letters += len(text)
        refuse_above(MAX_TEXT_CHARS, walk.letters, "characters")
        walk.open[-1].runs.append(Run(text, walk.look.raised, walk.look.unseen(walk.colours)))
