"""The writing of a message: which of its parts are the body, in which form, and how their lines were broken.

Holds the choice of parts and the undoing of what was done to lines on the way. What of the body is quoted is
for mail_quotes.py to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from sources.readers.document import Document, Piece, pieces_of
from sources.readers.encodings import decode
from sources.readers.html import read_markup
from sources.readers.limits import MAX_ARCHIVE_ENTRIES, MAX_MARKUP_BYTES, MAX_TEXT_CHARS, refuse_above

_MAX_PARTS_DEPTH = 20
_QUOTE = re.compile(r">*")
_NUMBER = re.compile(r"\d+")
_LINK = re.compile(r"https?://\S+|\S+@\S{1,200}")
_LETTER = re.compile(r"\w")
_QUOTATION = re.compile(r"<(/?)blockquote\b([^>]*)>", re.IGNORECASE)
_CITED = re.compile(
    r"type\s*=\s*[\"']?cite|class\s*=\s*[\"']?[^\"'>]*quote|id\s*=\s*[\"']?[^\"'>]*quote", re.IGNORECASE
)
_OPENS, _CLOSES = "\ue0f0", "\ue0f1"  # signs of no script, which stand for the edges of a quotation


@dataclass(frozen=True, slots=True)
class Page:
    """A body in HTML: its pieces, how many quotations enclose each, and what the page says of itself."""

    pieces: tuple[Piece, ...]
    depths: tuple[int, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What a person reads of it."""
        return "\n".join(piece.text for piece in self.pieces if piece.role == "body")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain body, its lines whole again."""

    text: str


Body = Page | Plain


def parts_of(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message in order, those of messages inside it left out."""
    stack = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        refuse_above(MAX_ARCHIVE_ENTRIES, count, "parts")
        refuse_above(_MAX_PARTS_DEPTH, depth, "levels of parts")
        yield part
        stack.extend((child, depth + 1) for child in reversed(_children(part)))


def is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file of its own: named, said to be attached, or a message."""
    if part.get_content_maintype() == "message":
        return part.get_content_type() == "message/rfc822"
    if part.get_content_maintype() == "multipart":
        return False
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def bodies(message: EmailMessage) -> tuple[list[Body], Counter[str]]:
    """The parts of the body in order, of alternatives the one that says most; and what else stands in the
    body and cannot be read, by type.
    """
    list(parts_of(message))  # refuses what is too deep or too much before anything is opened
    unread: Counter[str] = Counter()
    return _bodies(message, unread), unread


def _bodies(part: EmailMessage, unread: Counter[str]) -> list[Body]:
    if is_attached(part):
        return []
    children = _children(part)
    kind = part.get_content_type()
    if children and kind == "multipart/alternative":
        passed: Counter[str] = Counter()
        forms = [form for child in children if (form := _bodies(child, passed))]
        if not forms:
            unread.update(passed)
        return _fullest(forms)
    if children and kind == "multipart/related":
        return _bodies(children[0], unread)
    if children:
        return [body for child in children for body in _bodies(child, unread)]
    return _leaf(part, kind, unread)


def _leaf(part: EmailMessage, kind: str, unread: Counter[str]) -> list[Body]:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return []
    if kind == "text/html":
        refuse_above(MAX_MARKUP_BYTES, len(payload), "bytes of markup")
        return [_page(decode(payload, part.get_content_charset()).text)]
    if kind == "text/plain" or part.get_content_maintype() == "multipart":
        text = decode(payload, part.get_content_charset()).text
        refuse_above(MAX_TEXT_CHARS, len(text), "characters")
        if str(part.get_param("format", "")).lower() == "flowed":
            text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
        return [Plain(text)]
    if part.get_content_maintype() != "image":
        unread[f"{kind} part"] += 1
    return []


def _children(part: EmailMessage) -> list[EmailMessage]:
    inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
    return [child for child in inner if isinstance(child, EmailMessage)] if isinstance(inner, list) else []


def _fullest(forms: Sequence[list[Body]]) -> list[Body]:
    """Of the forms of one body the first, which is the plain one, unless a later one says more: numbers that
    the first lacks, a table, or twice as many words. A plain form is often only a hint to open the other.
    """
    best: list[Body] = []
    for form in forms:
        if not best or _says_more(form, best):
            best = form
    return best


def _says_more(form: Sequence[Body], than: Sequence[Body]) -> bool:
    here, there = _told(form), _told(than)
    numbers, others = Counter(_NUMBER.findall(here)), Counter(_NUMBER.findall(there))
    if (numbers - others).total() != (others - numbers).total():
        return (numbers - others).total() > (others - numbers).total()
    if _has_table(form) != _has_table(than):
        return _has_table(form)
    return len(_LETTER.findall(here)) > 2 * len(_LETTER.findall(there))


def _told(form: Sequence[Body]) -> str:
    return _LINK.sub(" ", "\n".join(body.text for body in form))


def _has_table(form: Sequence[Body]) -> bool:
    return any(
        piece.kind == "cell" and piece.role == "body"
        for body in form
        if isinstance(body, Page)
        for piece in body.pieces
    )


def unflowed(text: str, *, delete_space: bool) -> str:
    """The paragraphs of a body that was sent as `format=flowed`, each on one line (RFC 3676).

    A line that ends with a space goes on in the next one of the same depth of quotation; `delete_space` tells
    that this space was added (DelSp).
    """
    lines: list[str] = []
    open_depth: int | None = None
    for raw in text.splitlines():
        depth = len(_QUOTE.match(raw).group())  # type: ignore[union-attr]  # matches the empty string too
        written = raw[depth:].removeprefix(" ")
        flows = written.endswith(" ") and written != "-- "
        if flows and delete_space:
            written = written[:-1]
        if open_depth == depth and written != "-- ":
            lines[-1] += written
        else:
            lines.append(">" * depth + (" " if depth else "") + written)
        open_depth = depth if flows else None
    return "\n".join(lines)


def _page(markup: str) -> Page:
    """A body in HTML with the quotations that mail programs mark as such."""
    document = read_markup(_with_edges(markup))
    pieces: list[Piece] = []
    depths: list[int] = []
    depth = 0
    for piece in pieces_of(document):
        if piece.text.strip() in (_OPENS, _CLOSES):
            depth = max(depth + (1 if piece.text.strip() == _OPENS else -1), 0)
            continue
        pieces.append(piece)
        depths.append(depth)
    return Page(tuple(pieces), tuple(depths), _own_metadata(document))


def _own_metadata(document: Document) -> dict[str, str]:
    return {
        name: value
        for name, value in document.metadata.items()
        if _OPENS not in value and _CLOSES not in value
    }


def _with_edges(markup: str) -> str:
    """Markup with a sign on a line of its own at each edge of a quotation; an indented block is none."""
    cited: list[bool] = []

    def edge(found: re.Match[str]) -> str:
        if not found[1]:
            cited.append(_CITED.search(found[2]) is not None)
            return f"{found[0]}<p>{_OPENS}</p>" if cited[-1] else found[0]
        return f"<p>{_CLOSES}</p>{found[0]}" if cited and cited.pop() else found[0]

    return _QUOTATION.sub(edge, markup.replace(_OPENS, "").replace(_CLOSES, ""))
