"""The words of rich text: its tokens, its code pages, and how a control word changes the look of writing.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008). Holds no walk and no layout.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from sources.readers.writing import is_tiny, is_white

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)

SIGNS = {
    "tab": "\t", "line": "\n", "softline": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwnj": "\u200c", "zwj": "\u200d",
}  # fmt: skip
"""Control words that stand for one character."""

ESCAPED = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
"""Characters after a backslash; any other says nothing that can be seen."""

STARRED = frozenset(
    ["ud", "shpinst", "nesttableprops", "moMath", "moMathPara", "mmath", "annotation", "formfield"]
)
"""Destinations that a reader may skip, and which hold writing or rows all the same."""

SKIPPED = frozenset(
    ["fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "fldinst", "listtext", "pntext", "pn",
     "pntxta", "pntxtb", "listtable", "listoverridetable", "filetbl", "revtbl", "rsidtbl", "generator",
     "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "xe", "tc", "tcn", "rxe",
     "sp", "shprslt", "nonshppict", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
     "aftncn", "atnid", "atnauthor", "atndate", "atnicn", "atnparent", "atnref", "atrfstart", "atrfend",
     "bkmkstart", "bkmkend", "docvar", "userprops", "template", "operator", "private", "ffname", "ffdeftext",
     "ffhelptext", "ffstattext", "ffformat", "falt", "panose", "fontemb", "keycode", "background", "upr"]
)  # fmt: skip
"""Destinations whose writing is no part of the page."""

STORIES = {
    "footnote": "footnote", "annotation": "comment", "shptxt": "text box", "dptxbxtext": "text box",
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip
"""Destinations whose writing stands apart from the lines around them."""

_CHARSETS = {
    77: "mac_roman", 78: "cp932", 128: "cp932", 129: "cp949", 130: "cp1361", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_PAGES = {65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic"}


@dataclass(slots=True)
class Fonts:
    """Code pages by the number of their font."""

    pages: dict[int, str] = field(default_factory=dict)
    current: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How writing looks and where it stands, as the control words before it say.

    `points` is the size, `colour` and `ground` are numbers in the table of colours (0 for none), `nested`
    says how many tables a paragraph stands in.
    """

    font: int = 0
    fallback: int = 1
    raised: bool = False
    struck: bool = False
    deleted: bool = False
    hidden: bool = False
    colour: int = 0
    ground: int = 0
    shaded: bool = False
    points: float = 12.0
    nested: int = 0
    heading: bool = False

    def unseen(self, colours: list[str]) -> str | None:
        """Why a person does not see writing of this look, or null; `colours` is the table of colours."""
        if self.deleted:
            return "deleted"
        if self.hidden:
            return "hidden"
        if self.struck:
            return "struck out"
        if self.colour and self.colour < len(colours) and is_white(colours[self.colour]):
            under = colours[self.ground] if self.ground < len(colours) else ""
            if not self.shaded and (not self.ground or not under or is_white(under)):
                return "white"
        return "tiny" if is_tiny(self.points) else None


def changed(look: Look, word: str, number: int | None) -> Look:
    """The look after a control word; the same one where the word does not bear on it."""
    on = number != 0
    match word:
        case "f":
            return replace(look, font=number or 0)
        case "uc":
            return replace(look, fallback=min(max(number if number is not None else 1, 0), 10))
        case "super":
            return replace(look, raised=on)
        case "up":
            return replace(look, raised=(number if number is not None else 6) >= 4)
        case "nosupersub" | "sub" | "dn":
            return replace(look, raised=False)
        case "strike" | "striked":
            return replace(look, struck=on)
        case "deleted":
            return replace(look, deleted=on)
        case "v" | "webhidden":
            return replace(look, hidden=on)
        case "cf":
            return replace(look, colour=max(number or 0, 0))
        case "highlight" | "cb" | "chcbpat":
            return replace(look, ground=max(number or 0, 0))
        case "cbpat" | "shading":
            return replace(look, shaded=bool(number))
        case "fs":
            return replace(look, points=(number if number is not None else 24) / 2)
        case "intbl":
            return replace(look, nested=max(look.nested, 1))
        case "itap":
            return replace(look, nested=min(max(number or 0, 0), 20))
        case "outlinelevel":
            return replace(look, heading=(number or 0) < 9)
        case "plain":
            return Look(fallback=look.fallback, shaded=look.shaded, nested=look.nested, heading=look.heading)
        case "pard":
            return replace(look, shaded=False, nested=0, heading=False)
    return look


CHANGING = frozenset(
    ["f", "uc", "super", "up", "nosupersub", "sub", "dn", "strike", "striked", "deleted", "v", "webhidden",
     "cf", "highlight", "cb", "chcbpat", "cbpat", "shading", "fs", "intbl", "itap", "outlinelevel",
     "plain", "pard"]
)  # fmt: skip
"""The words that `changed` knows, so that the many others cost one look-up."""


def code_page(number: int) -> str | None:
    """The codec of a Windows code page by its number; null when there is none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def font_page(charset: int, document_page: str) -> str:
    """The codec of a font's character set. Sets 0 and 1 are those of the document: programs of this country
    write Cyrillic in them.
    """
    return _CHARSETS.get(charset, document_page)
